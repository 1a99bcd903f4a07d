import type pg from "pg";
import type { Context } from "../context.ts";
import { changeSpace } from "../spaces/index.ts";

type Compaction = {
  readonly id: string;
  readonly epoch: number;
  /** The owner's: void when there was another one since. */
  readonly term: bigint;
  /** The last update that is in the state. */
  readonly upTo: bigint;
  readonly state: Uint8Array;
};

/**
 * Puts a state in the place of the updates that are in it, and tells lists who changed the document last. Does nothing for an owner that was followed
 * by another one: its state may lack what that one wrote.
 */
export async function compactUpdates(ctx: Context, compaction: Compaction): Promise<boolean> {
  const { rows } = await ctx.db.pool.query<{ spaceId: string }>('SELECT "spaceId" FROM "Node" WHERE "id" = $1', [
    compaction.id,
  ]);
  const spaceId = rows[0]?.spaceId;
  if (spaceId === undefined) return false;
  return changeSpace(ctx, spaceId, async (client, modseq) => {
    const { id, epoch, term, upTo, state } = compaction;
    const { rowCount } = await client.query(
      'SELECT 1 FROM "Document" WHERE "nodeId" = $1 AND "epoch" = $2 AND "term" = $3 FOR UPDATE',
      [id, epoch, term],
    );
    if (!rowCount) return false;
    await touchNode(client, { id, upTo, spaceId, modseq });
    await writeState(client, { id, upTo, state, at: ctx.clock.now() });
    return true;
  });
}

/** Puts a state in the place of all updates up to its number, under the lock of the document. */
export async function writeState(
  client: pg.ClientBase,
  { id, upTo, state, at }: { id: string; upTo: bigint; state: Uint8Array; at: Date },
): Promise<void> {
  await client.query(
    `INSERT INTO "DocState" ("nodeId", "upTo", "bytes", "at") VALUES ($1, $2, $3, $4)
     ON CONFLICT ("nodeId") DO UPDATE SET "upTo" = $2, "bytes" = $3, "at" = $4`,
    [id, upTo, Buffer.from(state.buffer, state.byteOffset, state.length), at],
  );
  await client.query('DELETE FROM "DocUpdate" WHERE "nodeId" = $1 AND "seq" <= $2', [id, upTo]);
}

async function touchNode(
  client: pg.ClientBase,
  { id, upTo, spaceId, modseq }: { id: string; upTo: bigint; spaceId: string; modseq: bigint },
): Promise<void> {
  await client.query(
    `UPDATE "Node" n SET "editorId" = u."authorId", "updatedAt" = u."at", "modseq" = $4
     FROM (SELECT "authorId", "at" FROM "DocUpdate" WHERE "nodeId" = $1 AND "seq" <= $2 AND "authorId" IS NOT NULL ORDER BY "seq" DESC LIMIT 1) u
     WHERE n."id" = $1 AND n."spaceId" = $3`,
    [id, upTo, spaceId, modseq],
  );
}
