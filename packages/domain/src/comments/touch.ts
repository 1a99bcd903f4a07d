import type pg from "pg";

/** Tells whoever follows files that something was said, or changed, about an entry: it is a change of the entry and of the thread. */
export async function touch(
  client: pg.ClientBase,
  { nodeId, threadId, modseq }: { nodeId: string; threadId: string; modseq: bigint },
): Promise<void> {
  await client.query('UPDATE "CommentThread" SET "modseq" = $2 WHERE "id" = $1', [threadId, modseq]);
  await client.query('UPDATE "Node" SET "modseq" = $2 WHERE "id" = $1', [nodeId, modseq]);
}
