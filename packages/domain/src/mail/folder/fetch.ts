import { type Placed, placed } from "@carbyne/blobs";
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

type Row = Placed & {
  uid: string;
  flags: number;
  keywords: string[];
  modseq: string;
  messageId: string;
  threadId: string;
  internalMs: string;
  savedMs: string;
  sizeBytes: number;
  envelope?: Buffer;
  body?: Buffer;
  bodyStructure?: Buffer;
};

/** Rows a query; with the messages' bytes fewer, so that a batch of large ones does not fill the memory. */
const batchRows = 500;
const batchRawRows = 20;

/**
 * The messages of a mailbox with these UIDs that are still there, in ascending order, batch by batch. The next batch is asked for while the caller
 * is at the last one, and no more than that one waits.
 */
export async function* fetchMessages(
  ctx: Context,
  actor: Actor,
  { id, uids, needs }: { id: string; uids: readonly number[]; needs: Needs },
): AsyncGenerator<Fetched[]> {
  const size = needs.raw ? batchRawRows : batchRows;
  const batch = (at: number) =>
    at < uids.length ? readBatch(ctx, { id, needs, uids: uids.slice(at, at + size) }) : null;
  // The right and the first rows are asked for together; nothing is given out before the right is known.
  let next = batch(0);
  // A fault is met where it is awaited below, also when the right is refused first.
  next?.catch(() => {});
  await accessMailbox(ctx, actor, id, "read");
  for (let at = size; next; at += size) {
    const rows = await next;
    next = batch(at);
    next?.catch(() => {});
    yield rows;
  }
}

async function readBatch(
  ctx: Context,
  { id, uids, needs }: { id: string; uids: readonly number[]; needs: Needs },
): Promise<Fetched[]> {
  const columns = [
    needs.envelope && 'm."envelope"',
    needs.body && 'm."body"',
    needs.bodyStructure && 'm."bodyStructure"',
    needs.raw && placed.columns,
  ].filter((column) => typeof column === "string");
  const { rows } = await ctx.db.pool.query<Row>({
    name: `fetch-${[needs.envelope, needs.body, needs.bodyStructure, needs.raw].map(Number).join("")}`,
    text: `SELECT p."uid", p."flags", p."keywords", p."modseq", p."messageId"::text, p."threadId"::text, m."sizeBytes",
             (extract(epoch FROM p."savedAt") * 1000)::bigint AS "savedMs", (extract(epoch FROM p."date") * 1000)::bigint AS "internalMs"
             ${columns.map((column) => `, ${column}`).join("")}
           FROM "MailboxMessage" p JOIN "Message" m ON m."id" = p."messageId" ${needs.raw ? placed.join('m."blobHash"') : ""}
           WHERE p."mailboxId" = $1 AND p."uid" = ANY($2) ORDER BY p."uid"`,
    values: [id, uids],
  });
  return Promise.all(rows.map((row) => fetched(ctx, row, needs)));
}

async function fetched(ctx: Context, row: Row, needs: Needs): Promise<Fetched> {
  const { envelope, body, bodyStructure } = row;
  return {
    uid: Number(row.uid),
    flags: row.flags,
    keywords: row.keywords,
    modseq: BigInt(row.modseq),
    messageId: row.messageId,
    threadId: row.threadId,
    internalDate: new Date(Number(row.internalMs)),
    savedAt: new Date(Number(row.savedMs)),
    sizeBytes: row.sizeBytes,
    ...(envelope ? { envelope } : {}),
    ...(body ? { body } : {}),
    ...(bodyStructure ? { bodyStructure } : {}),
    ...(needs.raw ? { raw: await ctx.blobs.open(row) } : {}),
  };
}
