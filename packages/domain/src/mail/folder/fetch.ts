import type { Actor } from "@carbyne/kernel";
import { accessMailbox } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import type { Entry } from "./open.ts";

/** Which columns a FETCH needs; flags and modseq always come. */
export type Needs = {
  readonly envelope?: boolean;
  readonly body?: boolean;
  readonly bodyStructure?: boolean;
  readonly raw?: boolean;
};

export type Fetched = Entry & {
  readonly messageId: string;
  readonly threadId: string;
  readonly internalDate: Date;
  readonly savedAt: Date;
  readonly sizeBytes: number;
  /** In wire form, RFC 9051 §7.5.2; present when asked for. */
  readonly envelope?: Buffer;
  readonly body?: Buffer;
  readonly bodyStructure?: Buffer;
  /** The message's bytes; present when asked for. */
  readonly raw?: Buffer;
};

type Row = {
  uid: string;
  flags: number;
  keywords: string[];
  modseq: string;
  messageId: string;
  threadId: string;
  internalDate: Date;
  savedAt: Date;
  sizeBytes: number;
  blobHash?: Buffer;
  envelope?: Buffer;
  body?: Buffer;
  bodyStructure?: Buffer;
};

/** Rows a query; with the messages' bytes fewer, so that a batch of large ones does not fill the memory. */
const batchRows = 500;
const batchRawRows = 20;

/**
 * The messages of a mailbox with these UIDs that are still there, in ascending order, batch by batch: the next batch is read only when the
 * caller asks for it.
 */
export async function* fetchMessages(
  ctx: Context,
  actor: Actor,
  { id, uids, needs }: { id: string; uids: readonly number[]; needs: Needs },
): AsyncGenerator<Fetched[]> {
  await accessMailbox(ctx, actor, id, "read");
  const columns = [
    needs.raw && 'm."blobHash"',
    needs.envelope && 'm."envelope"',
    needs.body && 'm."body"',
    needs.bodyStructure && 'm."bodyStructure"',
  ].filter((column) => typeof column === "string");
  const size = needs.raw ? batchRawRows : batchRows;
  for (let i = 0; i < uids.length; i += size) {
    const { rows } = await ctx.db.pool.query<Row>({
      name: `fetch-${columns.length ? columns.join("").replace(/\W+/g, "-") : "flags"}`,
      text: `SELECT p."uid", p."flags", p."keywords", p."modseq", p."messageId", p."threadId", p."savedAt", m."internalDate", m."sizeBytes"${columns.map((column) => `, ${column}`).join("")}
             FROM "MailboxMessage" p JOIN "Message" m ON m."id" = p."messageId" WHERE p."mailboxId" = $1 AND p."uid" = ANY($2) ORDER BY p."uid"`,
      values: [id, uids.slice(i, i + size)],
    });
    yield await Promise.all(rows.map((row) => fetched(ctx, row)));
  }
}

async function fetched(ctx: Context, { blobHash, ...row }: Row): Promise<Fetched> {
  const { uid, modseq, ...rest } = row;
  const entry = { ...rest, uid: Number(uid), modseq: BigInt(modseq) };
  return blobHash ? { ...entry, raw: await ctx.blobs.read(blobHash) } : entry;
}
