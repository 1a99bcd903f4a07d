import { type Actor, Refusal } from "@carbyne/kernel";
import { accessConversations } from "../../access/index.ts";
import type { Context } from "../../context.ts";

export type Downloaded = { readonly name: string; readonly date: Date; readonly raw: Buffer };

const mostMessages = 5000;
/** What a ZIP archive without 64-bit numbers holds, with room for its lists. */
const mostBytes = 4_000_000_000;

/**
 * Every message of conversations that the actor may read, oldest first, each with a name for a file. Refuses more than one archive holds before the
 * first of them is read.
 */
export async function downloadConversations(
  ctx: Context,
  actor: Actor,
  { ids }: { ids: readonly string[] },
): Promise<AsyncGenerator<Downloaded>> {
  const found = await accessConversations(ctx, actor, ids, "read");
  const parts = await Promise.all(
    found.map(({ space, ids: threadIds, mailboxIds }) =>
      ctx.db.pool.query<Row>(
        `SELECT DISTINCT ON (m."internalDate", m."id") m."id", m."subject", m."internalDate" AS "date", m."blobHash", m."sizeBytes"
         FROM "MailboxMessage" p JOIN "Message" m ON m."id" = p."messageId"
         WHERE p."spaceId" = $1 AND p."threadId" = ANY($2) AND ($3::uuid[] IS NULL OR p."mailboxId" = ANY($3)) ORDER BY m."internalDate", m."id"`,
        [space.spaceId, threadIds, mailboxIds],
      ),
    ),
  );
  const rows = parts.flatMap((part) => part.rows);
  if (rows.length === 0) throw new Refusal("not-found", "conversation-unknown");
  const bytes = rows.reduce((sum, row) => sum + row.sizeBytes, 0);
  if (rows.length > mostMessages || bytes > mostBytes)
    throw new Refusal("too-many", "download-too-large", { max: mostMessages });
  return read(ctx, rows);
}

type Row = { id: string; subject: string; date: Date; blobHash: Buffer; sizeBytes: number };

async function* read(ctx: Context, rows: readonly Row[]): AsyncGenerator<Downloaded> {
  const taken = new Set<string>();
  for (const { subject, date, blobHash } of rows) {
    const raw = await ctx.blobs.read(blobHash);
    const base = fileNameOf(subject);
    let name = `${base}.eml`;
    for (let at = 2; taken.has(name.toLowerCase()); at++) name = `${base} (${at}).eml`;
    taken.add(name.toLowerCase());
    yield { name, date, raw };
  }
}

/** A subject as a file may be called on every system. */
export function fileNameOf(subject: string): string {
  const plain = subject
    .toWellFormed()
    .normalize("NFC")
    .replaceAll(/[\p{Cc}\p{Cf}<>:"/\\|?*]+/gu, " ")
    .replaceAll(/\s+/g, " ")
    .trim()
    .slice(0, 100)
    .replace(/[. ]+$/, "");
  // Names of devices on Windows.
  return plain === "" || /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(plain) ? `message ${plain}`.trim() : plain;
}
