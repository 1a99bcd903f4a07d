import type { Actor } from "@carbyne/kernel";
import { accessMailbox } from "../../access/index.ts";
import type { Context } from "../../context.ts";

/** What another server tells of a message before it is downloaded. */
export type Marks = { readonly messageId: string | null; readonly sizeBytes: number };

/** One string for a message's marks. */
export function fingerprintOf({ messageId, sizeBytes }: Marks): string {
  return `${messageId ?? ""} ${sizeBytes}`;
}

/** What a mailbox holds, so that an import leaves it out: the SHA-256 of each message in hex, and its fingerprint. */
export async function listFingerprints(ctx: Context, actor: Actor, { id }: { id: string }): Promise<Set<string>> {
  await accessMailbox(ctx, actor, id, "read");
  const { rows } = await ctx.db.pool.query<{ hash: string } & Marks>(
    `SELECT encode(m."blobHash", 'hex') AS "hash", m."messageId", m."sizeBytes" FROM "MailboxMessage" p
     JOIN "Message" m ON m."id" = p."messageId" WHERE p."mailboxId" = $1`,
    [id],
  );
  return new Set(rows.flatMap((row) => [row.hash, fingerprintOf(row)]));
}
