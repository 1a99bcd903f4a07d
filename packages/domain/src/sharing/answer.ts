import { type Actor, isId, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { accessOwnAccount, isHolderActive, joinHolder, listsOf, type OwnAccount } from "../access/index.ts";
import type { Context } from "../context.ts";
import { changeTogether } from "../spaces/index.ts";
import { nameOfObject } from "./change-share.ts";
import { familyOf, type Grant, grantColumns, markChanged, spacesOf } from "./grants.ts";
import { keepManaged } from "./managers.ts";
import { partiesOf } from "./people.ts";
import { refusalLetter } from "./share-mail.ts";

/** What a person may say of their own about what is shared with them. */
export type OwnLook = {
  /** Null for the owner's name of it. */
  readonly name?: string | null | undefined;
  /** 0 to 11; null for the usual one. */
  readonly tint?: number | null | undefined;
};

/** SQL for a grant `g` that is offered to the account `$1` of the domain `$2` at the time `$3`, whatever it answered. */
export const offeredGrants = `"Grant" g ${joinHolder} LEFT JOIN "Holding" h ON h."grantId" = g."id" AND h."accountId" = $1
  WHERE ${isHolderActive} AND g."revokedAt" IS NULL AND (g."expiresAt" IS NULL OR g."expiresAt" > $3) AND o."id" IS DISTINCT FROM $1
    AND ((g."subjectKind" = 'account' AND g."subjectId" = $1) OR (g."subjectKind" = 'domain' AND g."subjectId" = $2)
      OR (g."subjectKind" = 'group' AND g."subjectId" IN ${listsOf("$1")}))`;

/** A grant that is offered to the actor; any other is not found. */
async function accessOffer(ctx: Context, actor: Actor, id: string): Promise<{ own: OwnAccount; grant: Grant }> {
  const own = await accessOwnAccount(ctx, actor);
  const { rows } = isId(id)
    ? await ctx.db.pool.query<Grant>(`SELECT ${grantColumns} FROM ${offeredGrants} AND g."id" = $4`, [
        own.id,
        own.domainId,
        ctx.clock.now(),
        id,
      ])
    : { rows: [] };
  const grant = rows[0];
  if (!grant) throw new Refusal("not-found", "share-unknown");
  return { own, grant };
}

/** Takes what is offered, with a name and a tint of one's own. From now on it gives its rights. */
export async function acceptShare(
  ctx: Context,
  actor: Actor,
  { id, name, tint }: OwnLook & { id: string },
): Promise<void> {
  const { own, grant } = await accessOffer(ctx, actor, id);
  const look = { name: checkedName(name), tint };
  await changeTogether(ctx, [own.spaceId, grant.spaceId], (client, modseqOf) =>
    writeAnswer(client, modseqOf, { own, grant, state: "accepted", look, at: ctx.clock.now() }),
  );
}

/** Changes one's own name and tint for what one holds. */
export async function changeLook(ctx: Context, actor: Actor, input: OwnLook & { id: string }): Promise<void> {
  const held = await accessOffer(ctx, actor, input.id);
  const row = await ctx.db.prisma.holding.findUnique({
    where: { grantId_accountId: { grantId: held.grant.id, accountId: held.own.id } },
  });
  if (row?.state !== "accepted") throw new Refusal("not-found", "share-unknown");
  await acceptShare(ctx, actor, input);
}

/** Does not want what is offered, or gives it back; with words, they go to whoever shared it. What was shared on from it ends too. */
export async function declineShare(
  ctx: Context,
  actor: Actor,
  { id, note = "" }: { id: string; note?: string | undefined },
): Promise<void> {
  const { own, grant } = await accessOffer(ctx, actor, id);
  const family = await familyOf(ctx, grant.id);
  const reshared = family.grants.filter((one) => one.byId === own.id && one.id !== grant.id);
  const ids = new Set(reshared.map((one) => one.id));
  const ended = { grants: reshared, holdings: family.holdings.filter((holding) => ids.has(holding.grantId)) };
  const parties = await partiesOf(ctx, [own.id, ...(grant.byId ? [grant.byId] : [])]);
  const [from, to] = [parties.get(own.id), parties.get(grant.byId ?? "")];
  const words = note.trim();
  const name = await nameOfObject(ctx, grant);
  const letter = from && to && words !== "" ? await refusalLetter(ctx, { from, to, name, note: words }) : null;
  const spaces = [own.spaceId, grant.spaceId, ...spacesOf(ended), ...(to && letter ? [to.spaceId] : [])];
  await changeTogether(ctx, spaces, async (client, modseqOf) => {
    await writeAnswer(client, modseqOf, { own, grant, state: "declined", look: {}, at: ctx.clock.now() });
    if (grant.rights.includes("manage")) await keepManaged(client, grant.objectId);
    await client.query('UPDATE "Grant" SET "revokedAt" = $2 WHERE "id" = ANY($1) AND "revokedAt" IS NULL', [
      reshared.map((one) => one.id),
      ctx.clock.now(),
    ]);
    await markChanged(client, modseqOf, ended);
    if (letter && to)
      await letter.store(client, {
        spaceId: to.spaceId,
        modseq: modseqOf(to.spaceId),
        role: "inbox",
        flags: 0,
        keywords: [],
      });
  });
}

type Answer = { own: OwnAccount; grant: Grant; state: "accepted" | "declined"; look: OwnLook; at: Date };

async function writeAnswer(
  client: pg.PoolClient,
  modseqOf: (spaceId: string) => bigint,
  { own, grant, state, look, at }: Answer,
): Promise<void> {
  await client.query(
    `INSERT INTO "Holding" ("grantId", "accountId", "spaceId", "modseq", "state", "name", "tint", "answeredAt") VALUES ($1, $2, $3, $4, $5::"HoldingState", $6, $7, $8)
     ON CONFLICT ("grantId", "accountId") DO UPDATE SET "modseq" = EXCLUDED."modseq", "state" = EXCLUDED."state", "answeredAt" = EXCLUDED."answeredAt",
       "name" = CASE WHEN $9 THEN EXCLUDED."name" ELSE "Holding"."name" END, "tint" = CASE WHEN $10 THEN EXCLUDED."tint" ELSE "Holding"."tint" END`,
    [
      grant.id,
      own.id,
      own.spaceId,
      modseqOf(own.spaceId),
      state,
      look.name ?? null,
      look.tint ?? null,
      at,
      look.name !== undefined,
      look.tint !== undefined,
    ],
  );
  await client.query('UPDATE "Grant" SET "modseq" = $2 WHERE "id" = $1', [grant.id, modseqOf(grant.spaceId)]);
}

function checkedName(name: string | null | undefined): string | null | undefined {
  const clean = name?.trim().normalize("NFC");
  if (!clean) return name === undefined ? undefined : null;
  if (clean.length > 100 || /[\p{Cc}/]/u.test(clean) || !clean.isWellFormed())
    throw new Refusal("invalid", "name-invalid");
  return clean;
}
