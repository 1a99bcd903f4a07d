import type { Actor } from "@carbyne/kernel";
import type { Context } from "../../context.ts";
import { accessList, type ListOf, shapeWithPins } from "./list-boxes.ts";
import { type ListSort, pageSql, sortColumns, type Stand, wholeSql } from "./list-sql.ts";
import { ownAddresses } from "./own-addresses.ts";
import { type ConversationRow, conversationRows } from "./rows.ts";

export type ListInput = ListOf & {
  /** Goes on below this line, or with `before` above it. */
  readonly after?: Stand | undefined;
  readonly before?: Stand | undefined;
  /** Passes over so many lines. */
  readonly offset?: number | undefined;
  readonly limit?: number | undefined;
};

export type ConversationPage = {
  readonly items: readonly ConversationRow[];
  readonly nextCursor: string | null;
  /** The modseq of every space that it is over, from before the read: what changes later is asked for with it. */
  readonly modseqs: Readonly<Record<string, string>>;
};

export type ListPage = Pick<ConversationPage, "items" | "modseqs"> & {
  /** Whether there may be more in the direction that was read. */
  readonly hasMore: boolean;
};

/**
 * A page of a list of conversations or messages. A conversation stands where its newest message in the list's mailboxes stands, with a filter its
 * newest one that passes.
 */
export async function listConversations(ctx: Context, actor: Actor, input: ListInput): Promise<ListPage> {
  const { account, boxes, visible } = await accessList(ctx, actor, input);
  const shape = await shapeWithPins(ctx, input, boxes);
  const limit = input.limit ?? 50;
  const modseqs = await spaceModseqs(ctx, [...visible.keys()]);
  // What stands above a line is what stands below it in the reverse order.
  const isUp = input.before !== undefined;
  const direction = isUp ? (shape.direction === "asc" ? "desc" : "asc") : shape.direction;
  const after = input.before ?? input.after;
  const offset = after ? 0 : (input.offset ?? 0);
  const query = pageSql({ shape: { ...shape, direction }, boxes, after, offset, limit });
  const { rows } = boxes.length > 0 ? await ctx.db.pool.query<Found>(query.text, query.values) : { rows: [] };
  const found = isUp ? rows.reverse() : rows;
  const own = await ownAddresses(ctx, account.id);
  const here = boxes.map((box) => box.id);
  const id = (one: Found) => (shape.grouping === "messages" ? one.messageId : one.threadId);
  const items = new Map<string, ConversationRow>();
  for (const [spaceId, ones] of Map.groupBy(found, (one) => one.spaceId)) {
    const ids = ones.map(id);
    for (const [key, row] of await conversationRows(ctx, {
      spaceId,
      ids,
      visible: visible.get(spaceId) ?? null,
      here,
      own,
      grouping: shape.grouping,
    }))
      items.set(key, row);
  }
  return {
    items: found.flatMap((one) => {
      const row = items.get(id(one));
      return row ? [{ ...row, stand: standOf(one) }] : [];
    }),
    hasMore: found.length === limit,
    modseqs,
  };
}

/** How many lines a list has. */
export function countConversations(ctx: Context, actor: Actor, of: ListOf): Promise<{ count: number }> {
  return count(ctx, actor, of, {});
}

/** How many lines of a list by date stand above a moment: where to go to see what came then. */
export function findPosition(
  ctx: Context,
  actor: Actor,
  { date, ...of }: ListOf & { date: string },
): Promise<{ count: number }> {
  return count(ctx, actor, { ...of, sort: "date" }, { above: new Date(date) });
}

async function count(ctx: Context, actor: Actor, of: ListOf, what: { above?: Date }): Promise<{ count: number }> {
  const { boxes } = await accessList(ctx, actor, of);
  const { text, values } = wholeSql({ shape: await shapeWithPins(ctx, of, boxes), boxes }, what);
  const { rows } = await ctx.db.pool.query<{ count: number }>(text, values);
  return { count: rows[0]?.count ?? 0 };
}

/** What every line of a list is about, for an act on all of it. */
export async function listLines(
  ctx: Context,
  actor: Actor,
  of: ListOf,
): Promise<{ threadId: string; messageId: string }[]> {
  const { boxes } = await accessList(ctx, actor, of);
  const { text, values } = wholeSql({ shape: await shapeWithPins(ctx, of, boxes), boxes }, { ids: true });
  return (await ctx.db.pool.query<{ threadId: string; messageId: string }>(text, values)).rows;
}

/** Rows in the order of the threads, with the modseq from before they were read. */
export async function conversationRowsOf(
  ctx: Context,
  input: {
    spaceId: string;
    visible: readonly string[] | null;
    /** The reader, whose own addresses are "me". */
    accountId: string;
    threadIds: readonly string[];
  },
): Promise<Omit<ConversationPage, "nextCursor">> {
  const { spaceId, visible, accountId, threadIds } = input;
  const modseqs = await spaceModseqs(ctx, [spaceId]);
  const own = await ownAddresses(ctx, accountId);
  const rows = await conversationRows(ctx, { spaceId, visible, ids: threadIds, own });
  return { items: threadIds.flatMap((id) => rows.get(id) ?? []), modseqs };
}

export async function spaceModseq(ctx: Context, spaceId: string): Promise<string> {
  return (await spaceModseqs(ctx, [spaceId]))[spaceId] ?? "0";
}

/** How far each space has come. */
export async function spaceModseqs(ctx: Context, spaceIds: readonly string[]): Promise<Record<string, string>> {
  const { rows } = await ctx.db.pool.query<{ id: string; modseq: string }>({
    name: "space-modseqs",
    text: 'SELECT "id", "modseq" FROM "Space" WHERE "id" = ANY($1)',
    values: [[...new Set(spaceIds)]],
  });
  return Object.fromEntries(rows.map(({ id, modseq }) => [id, modseq]));
}

type Found = {
  mailboxId: string;
  uid: string;
  messageId: string;
  threadId: string;
  spaceId: string;
  date: Date;
  sizeBytes: number;
  attachmentBytes: number;
  senderKey: string;
  subjectKey: string;
};

function standOf(found: Found): ConversationRow["stand"] {
  const { mailboxId, uid, date, sizeBytes, attachmentBytes, senderKey, subjectKey } = found;
  return { mailboxId, uid, date: date.toISOString(), sizeBytes, attachmentBytes, senderKey, subjectKey };
}

/** Where a line stands under a sort, to go on from there. */
export function standUnder(sort: ListSort, { stand }: Pick<ConversationRow, "stand">): Stand {
  const { date, uid, mailboxId } = stand;
  return { key: String(stand[sortColumns[sort].column]), date, uid, mailboxId };
}
