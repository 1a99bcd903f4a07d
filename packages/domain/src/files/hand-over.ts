import { type Actor, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { accessLiveNode, accessOwnAccount, type Right } from "../access/index.ts";
import type { Context } from "../context.ts";
import { addNotice } from "../notices/index.ts";
import {
  holdAtOnce,
  ownershipLetter,
  type Party,
  partiesOf,
  personAt,
  rightsOf,
  writeGrant,
} from "../sharing/index.ts";
import { roomLeftIn } from "../quota/index.ts";
import { changeTogether } from "../spaces/index.ts";
import { noteEvents } from "./events.ts";
import { homeOf } from "./home.ts";
import { nameKey } from "./names.ts";
import { extentOf, relocate } from "./relocate.ts";
import { freeName } from "./taken.ts";
import { checkPlace, pathTo } from "./tree.ts";

/**
 * Makes another person the owner of a file or folder, with all below it, its versions and its shares, at once and by the same addresses: it lies in their
 * home and counts for them. Who owned it goes on working with it, and so does everybody it was shared with, also through folders above. Refused when
 * the other has no room for it.
 */
export async function handOver(
  ctx: Context,
  actor: Actor,
  { id, address }: { id: string; address: string },
): Promise<{ name: string; person: string }> {
  const own = await accessOwnAccount(ctx, actor);
  const node = await accessLiveNode(ctx, actor, id, "manage");
  if (!node.isOwn) throw new Refusal("forbidden", "owner-not-you", { name: node.name });
  if (node.parentId === null) throw new Refusal("forbidden", "node-home-fixed");
  const person = await personAt(ctx, address, { except: own });
  const home = await homeOf(ctx, person.spaceId);
  const above = (await pathTo(ctx.db.pool, id)).map((one) => one.id);
  const held = await holdersOf(ctx.db.pool, [...above, ...(await extentOf(ctx.db.pool, [id])).ids]);
  const former = (await partiesOf(ctx, [own.id])).get(own.id);
  if (!former) throw new Refusal("unauthenticated", "sign-in-needed");
  const letter = await ownershipLetter(ctx, { from: former, to: person, name: node.name });
  const at = ctx.clock.now();
  const spaces = [own.spaceId, person.spaceId, ...held.map((one) => one.spaceId)];
  const name = await changeTogether(ctx, spaces, async (client, modseqOf) => {
    const [from, to] = [own, person].map(({ spaceId }) => ({ spaceId, modseq: modseqOf(spaceId) })) as [Side, Side];
    // It may have gone to the trash or to somebody else meanwhile.
    const path = await pathTo(client, id);
    if (path.some((one) => one.isTrashed)) throw new Refusal("conflict", "node-in-trash", { name: node.name });
    const { rowCount } = await client.query('SELECT 1 FROM "Node" WHERE "id" = $1 AND "spaceId" = $2', [
      id,
      own.spaceId,
    ]);
    if (!rowCount) throw new Refusal("forbidden", "owner-not-you", { name: node.name });
    const { ids, sizeBytes } = await extentOf(client, [id]);
    if ((await roomLeftIn(client, to.spaceId)) < sizeBytes)
      throw new Refusal("over-quota", "owner-no-room", { name: person.name || person.address });
    await checkPlace(client, { id: home, spaceId: to.spaceId }, [id]);
    const free = await freeName(client, home, node.name);
    await relocate(client, { ids, from, to, at });
    await client.query('UPDATE "Node" SET "parentId" = $2, "name" = $3, "nameKey" = $4 WHERE "id" = $1', [
      id,
      home,
      free,
      nameKey(free),
    ]);
    const given = { id, to, byId: person.id, modseqOf, at };
    await keepFromAbove(client, { ...given, aboveIds: path.slice(0, -1).map((one) => one.id), heldBy: held });
    await giveTo(client, { ...given, account: own, rights: rightsOf({ role: "write" }), expiresAt: null });
    const detail = { to: person.name || person.address };
    await noteEvents(client, { ids: [id], accountId: own.id, verb: "handed-over", at, detail });
    const told = { name: free, person: former.name || former.address };
    const notice = { spaceId: to.spaceId, kind: "file-handed-over", params: told, link: "/files" } as const;
    await addNotice(client, notice, at);
    await letter.store(client, { ...to, role: "inbox", flags: 0, keywords: [] });
    return free;
  });
  return { name, person: person.name || person.address };
}

type Side = { readonly spaceId: string; readonly modseq: bigint };

/** Who holds a share on one of the entries. */
async function holdersOf(pool: pg.Pool, ids: readonly string[]): Promise<Pick<Party, "id" | "spaceId">[]> {
  const { rows } = await pool.query<Pick<Party, "id" | "spaceId">>(
    `SELECT DISTINCT h."accountId" AS "id", h."spaceId" FROM "Grant" g JOIN "Holding" h ON h."grantId" = g."id"
     WHERE g."objectKind" = 'node' AND g."objectId" = ANY($1)`,
    [ids],
  );
  return rows;
}

type Given = {
  readonly id: string;
  readonly to: Side;
  readonly byId: string;
  readonly modseqOf: (spaceId: string) => bigint;
  readonly at: Date;
};

async function giveTo(
  client: pg.PoolClient,
  given: Given & { account: Pick<Party, "id" | "spaceId">; rights: readonly Right[]; expiresAt: Date | null },
): Promise<void> {
  const { id, to, byId, modseqOf, at, account, rights, expiresAt } = given;
  const grant = await writeGrant(client, {
    object: { kind: "node", id, spaceId: to.spaceId, isOwner: true, via: null },
    subject: { kind: "account", id: account.id },
    terms: { rights, includesSubfolders: true, expiresAt, sentCopy: "both", note: "" },
    byId,
    modseq: to.modseq,
  });
  await holdAtOnce(client, { grantId: grant.id, account, modseq: modseqOf(account.spaceId), at });
}

/** Gives those who have an entry through folders above it the same by itself: they would lose it with its place. */
async function keepFromAbove(
  client: pg.PoolClient,
  {
    aboveIds,
    heldBy,
    ...given
  }: Given & { aboveIds: readonly string[]; heldBy: readonly Pick<Party, "id" | "spaceId">[] },
): Promise<void> {
  const { rows } = await client.query<{ accountId: string; rights: Right[]; expiresAt: Date | null }>(
    `SELECT DISTINCT ON (h."accountId") h."accountId", g."rights", g."expiresAt" FROM "Grant" g JOIN "Holding" h ON h."grantId" = g."id"
     WHERE g."objectKind" = 'node' AND g."objectId" = ANY($1) AND h."state" = 'accepted' AND h."accountId" <> $3 AND g."revokedAt" IS NULL
       AND (g."expiresAt" IS NULL OR g."expiresAt" > $4)
       AND NOT EXISTS (SELECT 1 FROM "Grant" x WHERE x."objectKind" = 'node' AND x."objectId" = $2 AND x."subjectId" = h."accountId"
         AND x."revokedAt" IS NULL AND cardinality(x."rights") >= cardinality(g."rights"))
     ORDER BY h."accountId", cardinality(g."rights") DESC, g."expiresAt" DESC NULLS FIRST`,
    [aboveIds, given.id, given.byId, given.at],
  );
  for (const { accountId, rights, expiresAt } of rows) {
    const account = heldBy.find((one) => one.id === accountId);
    if (account) await giveTo(client, { ...given, account, rights, expiresAt });
  }
}
