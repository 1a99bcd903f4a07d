import type { Actor } from "@carbyne/kernel";
import { accessOwnAccount, accessTeam } from "../access/index.ts";
import type { Context } from "../context.ts";
import { settingsOfSpace } from "../settings/index.ts";
import { changeSpace } from "../spaces/index.ts";
import { accessTrashed } from "./trash-nodes.ts";

const atOnce = 500;
const dayMs = 86_400_000;

/** Rows that go with the request that gives them up; what is more goes with the job. */
const goAtOnce = 2000;

/** What a document said last is made a version before it goes where that is to be kept; one of which none can be made is not waited for any longer. */
const waitMs = dayMs;

/** SQL that is true of a space of which nothing may be lost: it is held, or under retention. */
export const keepsAll = (spaceId: string) =>
  `(EXISTS (SELECT 1 FROM "LegalHold" h WHERE h."spaceId" = ${spaceId} AND h."releasedAt" IS NULL) OR retention_days(${spaceId}) > 0)`;

/** Gives entries of the trash up for good. */
export async function deleteNodes(ctx: Context, actor: Actor, { ids }: { ids: readonly string[] }): Promise<void> {
  const nodes = await accessTrashed(ctx, actor, { ids, need: "manage" });
  const [first] = nodes;
  if (!first) return;
  const gone = nodes.map((node) => node.id);
  await giveUp(ctx, first.spaceId, gone);
  await removeGivenUp(ctx, { spaceId: first.spaceId, most: goAtOnce });
}

/** Gives everything in the actor's trash up for good, or in that of a team folder that they run. */
export async function emptyTrash(
  ctx: Context,
  actor: Actor,
  { teamId = null }: { teamId?: string | null | undefined } = {},
): Promise<{ count: number }> {
  const { spaceId } = await (teamId === null ? accessOwnAccount(ctx, actor) : accessTeam(ctx, actor, teamId, "manage"));
  const { rows } = await ctx.db.pool.query<{ id: string }>(
    'SELECT "id" FROM "Node" WHERE "spaceId" = $1 AND "deletedAt" IS NOT NULL AND "purgedAt" IS NULL',
    [spaceId],
  );
  const ids = rows.map((row) => row.id);
  await giveUp(ctx, spaceId, ids);
  await removeGivenUp(ctx, { spaceId, most: goAtOnce });
  return { count: rows.length };
}

/** Marks entries of the trash as gone: from here on nobody sees them or brings them back. */
async function giveUp(ctx: Context, spaceId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await changeSpace(ctx, spaceId, (client, modseq) =>
    client.query(
      `WITH gone AS (UPDATE "Node" SET "purgedAt" = $3, "modseq" = $4 WHERE "id" = ANY($2) AND "spaceId" = $1 AND "deletedAt" IS NOT NULL AND "purgedAt" IS NULL RETURNING "id")
       INSERT INTO "Tombstone" ("spaceId", "modseq", "kind", "objectId") SELECT $1, $4, 'node', "id" FROM gone`,
      [spaceId, ids, ctx.clock.now(), modseq],
    ),
  );
}

/** Gives up what has been in the trash longer than the space's setting says; 0 days keeps it. */
export async function giveUpOldTrash(ctx: Context): Promise<void> {
  const { rows } = await ctx.db.pool.query<{ spaceId: string }>(
    `SELECT p."id" AS "spaceId" FROM "Space" p WHERE EXISTS (
       SELECT 1 FROM "Node" n WHERE n."spaceId" = p."id" AND n."deletedAt" IS NOT NULL AND n."purgedAt" IS NULL)`,
  );
  for (const { spaceId } of rows) {
    const days = Number((await settingsOfSpace(ctx.db.pool, spaceId))["files.trashDays"].value);
    if (days === 0) continue;
    const before = new Date(ctx.clock.now().getTime() - days * dayMs);
    const { rows: due } = await ctx.db.pool.query<{ id: string }>(
      'SELECT "id" FROM "Node" WHERE "spaceId" = $1 AND "deletedAt" < $2 AND "purgedAt" IS NULL',
      [spaceId, before],
    );
    const ids = due.map((row) => row.id);
    await giveUp(ctx, spaceId, ids);
  }
}

/** Removes the rows of what was given up, the deepest first, a piece at a time, so that nobody waits for long. */
export async function removeGivenUp(
  ctx: Context,
  { spaceId, most = Number.POSITIVE_INFINITY }: { spaceId?: string; most?: number } = {},
): Promise<void> {
  const { rows } = await ctx.db.pool.query<{ id: string; spaceId: string }>(
    'SELECT "id", "spaceId" FROM "Node" WHERE "purgedAt" IS NOT NULL AND ($1::uuid IS NULL OR "spaceId" = $1)',
    [spaceId ?? null],
  );
  let left = most;
  for (const { id, spaceId: space } of rows) {
    const ids = await idsBelow(ctx, id);
    if (await isWaitedFor(ctx, ids)) continue;
    for (let from = 0; from < ids.length && left > 0; from += atOnce) {
      left -= atOnce;
      await changeSpace(ctx, space, async (client) => {
        const some = ids.slice(from, from + atOnce);
        await client.query(`DELETE FROM "Grant" WHERE "objectKind" = 'node' AND "objectId" = ANY($1)`, [some]);
        await client.query('DELETE FROM "SearchDoc" WHERE "objectId" = ANY($1)', [some]);
        await client.query('DELETE FROM "Node" WHERE "id" = ANY($1)', [some]);
      });
    }
  }
}

/** An entry and all that lies below it, in the trash or not, the deepest first. */
async function idsBelow(ctx: Context, id: string): Promise<string[]> {
  const { rows } = await ctx.db.pool.query<{ id: string }>(
    `WITH RECURSIVE down AS (
       SELECT $1::uuid AS "id", 0 AS "level"
       UNION ALL SELECT n."id", down."level" + 1 FROM down JOIN "Node" n ON n."parentId" = down."id")
     SELECT "id" FROM down ORDER BY "level" DESC`,
    [id],
  );
  return rows.map((row) => row.id);
}

/** Whether one of what was given up is a document that is to be kept, with something in it that is in no version yet. */
async function isWaitedFor(ctx: Context, ids: readonly string[]): Promise<boolean> {
  const { rowCount } = await ctx.db.pool.query(
    `SELECT 1 FROM "Document" d JOIN "Node" n ON n."id" = d."nodeId" WHERE d."nodeId" = ANY($1) AND d."changedSince" > $2 AND ${keepsAll('n."spaceId"')} LIMIT 1`,
    [ids, new Date(ctx.clock.now().getTime() - waitMs)],
  );
  return rowCount === 1;
}
