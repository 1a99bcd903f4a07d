import { type Actor, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import type { Context } from "../context.ts";
import { followAllLists } from "../list-holders/index.ts";
import { tellNotice } from "../notices/index.ts";
import { changeTogether } from "../spaces/index.ts";
import { accessGrant, common, familyOf, type Grant, type Holding, markChanged, spacesOf } from "./grants.ts";
import { keepManaged } from "./managers.ts";
import { partiesOf } from "./people.ts";
import { farewellLetter } from "./share-mail.ts";
import { checkTerms, type ShareTerms } from "./terms.ts";

/** How long a share that was taken back can be put back. */
export const restoreMs = 3_600_000;

/** Gives a share other terms. What was shared on from it never has more or lasts longer. */
export async function changeShare(ctx: Context, actor: Actor, input: ShareTerms & { id: string }): Promise<void> {
  const { grant, object } = await accessGrant(ctx, actor, input.id);
  if (grant.revokedAt) throw new Refusal("not-found", "share-unknown");
  const terms = checkTerms(ctx, object, { ...input, note: input.note ?? grant.note });
  const family = await familyOf(ctx, grant.id);
  await changeTogether(ctx, spacesOf(family), async (client, modseqOf) => {
    await client.query(
      `UPDATE "Grant" SET "rights" = $2, "includesSubfolders" = $3, "expiresAt" = $4, "sentCopy" = $5::"SentCopy", "note" = $6 WHERE "id" = $1`,
      [grant.id, terms.rights, terms.includesSubfolders, terms.expiresAt, terms.sentCopy, terms.note],
    );
    await keepManaged(client, grant.objectId);
    await limitFamily(client, new Map([[grant.id, terms]]), { grants: family.grants.slice(1), at: ctx.clock.now() });
    await markChanged(client, modseqOf, family);
  });
}

type Limit = Pick<Grant, "rights" | "expiresAt">;

async function limitFamily(
  client: pg.PoolClient,
  limits: Map<string, Limit>,
  { grants, at }: { grants: readonly Grant[]; at: Date },
): Promise<void> {
  for (const { id, viaId, rights, expiresAt } of grants) {
    const limit = limits.get(viaId ?? "");
    if (!limit) continue;
    const left = common(rights, limit.rights);
    const end =
      limit.expiresAt !== null && (expiresAt === null || limit.expiresAt < expiresAt) ? limit.expiresAt : expiresAt;
    limits.set(id, { rights: left, expiresAt: end });
    // A grant of nothing is none.
    if (left.length === 0)
      await client.query('UPDATE "Grant" SET "revokedAt" = coalesce("revokedAt", $2) WHERE "id" = $1', [id, at]);
    else await client.query('UPDATE "Grant" SET "rights" = $2, "expiresAt" = $3 WHERE "id" = $1', [id, left, end]);
  }
}

/** Takes a share back, with all that was shared on from it; with a note, its holders get it as a mail. It can be put back for an hour. */
export async function revokeShare(
  ctx: Context,
  actor: Actor,
  { id, note = "" }: { id: string; note?: string | undefined },
): Promise<void> {
  const { grant, byId } = await accessGrant(ctx, actor, id);
  const family = await familyOf(ctx, grant.id);
  const letters =
    note.trim() === "" ? [] : await farewells(ctx, { grant, byId, note: note.trim(), holdings: family.holdings });
  await changeTogether(ctx, spacesOf(family), async (client, modseqOf) => {
    await endGrants(client, family.grants, ctx.clock.now());
    await keepManaged(client, grant.objectId);
    await markChanged(client, modseqOf, family);
    for (const { spaceId, message } of letters)
      await message.store(client, { spaceId, modseq: modseqOf(spaceId), role: "inbox", flags: 0, keywords: [] });
  });
}

async function endGrants(client: pg.PoolClient, grants: readonly Grant[], at: Date): Promise<void> {
  await client.query('UPDATE "Grant" SET "revokedAt" = $2 WHERE "id" = ANY($1) AND "revokedAt" IS NULL', [
    grants.map((grant) => grant.id),
    at,
  ]);
}

type Ended = { grant: Grant; byId: string; note: string; holdings: readonly Holding[] };

async function farewells(ctx: Context, { grant, byId, note, holdings }: Ended) {
  const here = holdings.filter((holding) => holding.grantId === grant.id && holding.state !== "declined");
  const parties = await partiesOf(ctx, [byId, ...here.map((holding) => holding.accountId)]);
  const from = parties.get(byId);
  const name = await nameOfObject(ctx, grant);
  return Promise.all(
    here.flatMap(({ accountId, spaceId }) => {
      const to = parties.get(accountId);
      return from && to
        ? [farewellLetter(ctx, { from, to, name, note }).then((message) => ({ spaceId, message }))]
        : [];
    }),
  );
}

/** What a grant is on, as a mail names it: the folder, the file, or the account's owner. */
export async function nameOfObject(
  ctx: Context,
  { objectKind, objectId }: Pick<Grant, "objectKind" | "objectId">,
): Promise<string> {
  const asked = { where: { id: objectId }, select: { name: true } } as const;
  const { mailbox, node, account } = ctx.db.prisma;
  const found = await (objectKind === "mailbox"
    ? mailbox.findUnique(asked)
    : objectKind === "node"
      ? node.findUnique(asked)
      : account.findUnique(asked));
  return found?.name ?? "";
}

/** Puts back what was taken back in the last hour, with all that hung on it and with everybody's answers. */
export async function restoreShare(ctx: Context, actor: Actor, { id }: { id: string }): Promise<void> {
  const { grant } = await accessGrant(ctx, actor, id);
  if (!grant.revokedAt) throw new Refusal("conflict", "share-there");
  const since = new Date(ctx.clock.now().getTime() - restoreMs);
  if (grant.revokedAt < since || (grant.expiresAt && grant.expiresAt <= ctx.clock.now()))
    throw new Refusal("not-found", "undo-too-late");
  const family = await familyOf(ctx, grant.id);
  const together = family.grants.filter((one) => one.revokedAt?.getTime() === grant.revokedAt?.getTime());
  await changeTogether(ctx, spacesOf(family), async (client, modseqOf) => {
    await client.query('UPDATE "Grant" SET "revokedAt" = NULL WHERE "id" = ANY($1)', [together.map((one) => one.id)]);
    await markChanged(client, modseqOf, family);
  });
}

/** Ends a grant and all that was shared on from it, and tells whoever holds them. The caller has checked the right to do so. */
export async function endFamily(ctx: Context, id: string): Promise<void> {
  const family = await familyOf(ctx, id);
  if (family.grants.length === 0) return;
  await changeTogether(ctx, spacesOf(family), async (client, modseqOf) => {
    await endGrants(client, family.grants, ctx.clock.now());
    await markChanged(client, modseqOf, family);
  });
}

/** Ends what has had its time, so that whoever holds it hears of it, and forgets what was ended long enough ago. The server's own job. */
export async function endShares(ctx: Context): Promise<void> {
  const now = ctx.clock.now();
  const due = await ctx.db.prisma.grant.findMany({
    where: { expiresAt: { lte: now }, revokedAt: null },
    select: { id: true },
  });
  for (const { id } of due) {
    await endFamily(ctx, id);
    await tellEnded(ctx, id);
  }
  await followAllLists(ctx);
  await forgetEnded(ctx, new Date(now.getTime() - restoreMs));
}

/** Tells under the bell who had an entry of Files by a share whose time is over, unless they have it by another one. */
async function tellEnded(ctx: Context, id: string): Promise<void> {
  const now = ctx.clock.now();
  const { rows } = await ctx.db.pool.query<{ spaceId: string; name: string }>(
    `SELECT h."spaceId", n."name" FROM "Grant" g JOIN "Holding" h ON h."grantId" = g."id" AND h."state" = 'accepted' JOIN "Node" n ON n."id" = g."objectId"
     WHERE g."id" = $1 AND g."objectKind" = 'node' AND n."purgedAt" IS NULL AND NOT EXISTS (
       SELECT 1 FROM "Holding" o JOIN "Grant" x ON x."id" = o."grantId" WHERE o."accountId" = h."accountId" AND o."state" = 'accepted'
         AND x."objectKind" = 'node' AND x."objectId" = g."objectId" AND x."revokedAt" IS NULL AND (x."expiresAt" IS NULL OR x."expiresAt" > $2))`,
    [id, now],
  );
  for (const { spaceId, name } of rows) await tellNotice(ctx, { spaceId, kind: "file-unshared", params: { name } });
}

/** What a holder was not told of yet stays told: the row leaves a tombstone with the modseq that it ended with. */
async function forgetEnded(ctx: Context, before: Date): Promise<void> {
  await ctx.db.pool.query(
    `WITH old AS (SELECT "id" FROM "Grant" WHERE "revokedAt" < $1),
     held AS (
       INSERT INTO "Tombstone" ("spaceId", "modseq", "kind", "objectId") SELECT h."spaceId", h."modseq", 'grant', h."grantId" FROM "Holding" h JOIN old ON old."id" = h."grantId"
       ON CONFLICT DO NOTHING)
     DELETE FROM "Grant" g USING old WHERE g."id" = old."id"`,
    [before],
  );
}
