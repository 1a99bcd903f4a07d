import type { Context } from "../context.ts";

/**
 * Which of these messages need not be brought in: those that are in their folder, and those that were anywhere outside of the trash before. What one
 * import brings into two folders is in both.
 */
export async function findKnown(
  ctx: Context,
  { spaceId, hashes, since }: { spaceId: string; hashes: readonly string[]; since: string },
): Promise<{ hasOrAdd(hash: string, mailboxId: string): boolean }> {
  const { rows } = await ctx.db.pool.query<{ hash: string; mailboxId: string; isOld: boolean }>(
    `SELECT encode(m."blobHash", 'hex') AS "hash", p."mailboxId", p."savedAt" < $3 AND b."role" IS DISTINCT FROM 'trash' AS "isOld"
     FROM "Message" m JOIN "MailboxMessage" p ON p."messageId" = m."id" JOIN "Mailbox" b ON b."id" = p."mailboxId"
     WHERE m."spaceId" = $1 AND m."blobHash" = ANY($2)`,
    [spaceId, hashes.map((hash) => Buffer.from(hash, "hex")), since],
  );
  const anywhere = new Set(rows.filter((row) => row.isOld).map((row) => row.hash));
  const here = new Set(rows.map((row) => `${row.mailboxId} ${row.hash}`));
  return {
    hasOrAdd(hash, mailboxId) {
      const key = `${mailboxId} ${hash}`;
      if (anywhere.has(hash) || here.has(key)) return true;
      here.add(key);
      return false;
    },
  };
}
