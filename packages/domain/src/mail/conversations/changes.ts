import { type Actor, Refusal } from "@carbyne/kernel";
import { accessOwnAccount, accessSpace, mailboxesWith } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { type Mailbox, mailboxColumns, type MailboxView, viewMailbox } from "../mailboxes.ts";
import { spaceModseq } from "./list.ts";
import type { Grouping } from "./list-sql.ts";
import { ownAddresses } from "./own-addresses.ts";
import { type ConversationRow, conversationRows } from "./rows.ts";

export type Changes = {
  readonly modseq: string;
  readonly mailboxes: readonly MailboxView[];
  readonly removedMailboxIds: readonly string[];
  /** What the actor shares, or others share with the actor, is another than before. Only the own space says so. */
  readonly haveSharesChanged: boolean;
  /** What each list should show now for a conversation that changed in it; null takes the row out. */
  readonly rows: readonly { readonly mailboxId: string; readonly id: string; readonly row: ConversationRow | null }[];
  readonly conversationIds: readonly string[];
  /** What is to be asked for again: `lists` when more changed than is told line by line. */
  readonly stale: readonly ("tags" | "saved-searches" | "lists")[];
};

/** More lines than this are not patched one by one: reading the lists again is less. */
const mostLines = 2_000;

/**
 * Everything of a space's mail that changed after `since` and that the actor may read, in a form that patches a list without reading it again.
 * Without `spaceId` it is the actor's own, which also says whether what others share with the actor changed.
 */
export async function conversationChanges(
  ctx: Context,
  actor: Actor,
  {
    since,
    spaceId: wanted,
    grouping = "conversations",
  }: { since: string; spaceId?: string | undefined; grouping?: Grouping | undefined },
): Promise<Changes> {
  if (!/^\d{1,19}$/.test(since)) throw new Refusal("invalid", "cursor-invalid");
  const account = await accessOwnAccount(ctx, actor);
  const space = await accessSpace(ctx, actor, wanted ?? account.spaceId, "read");
  const { spaceId } = space;
  const visible = mailboxesWith(space, "read");
  const modseq = await spaceModseq(ctx, spaceId);
  const [mailboxes, gone, held, touched, stale] = await Promise.all([
    ctx.db.pool.query<Mailbox>(
      `SELECT ${mailboxColumns} FROM "Mailbox"
       WHERE "spaceId" = $1 AND "modseq" > $2 AND ($3::uuid[] IS NULL OR "id" = ANY($3))`,
      [spaceId, since, visible],
    ),
    ctx.db.pool.query<{ objectId: string; kind: string }>(
      `SELECT "objectId", "kind" FROM "Tombstone" WHERE "spaceId" = $1 AND "modseq" > $2 AND "kind" IN ('mailbox', 'grant')`,
      [spaceId, since],
    ),
    ctx.db.pool.query(
      `SELECT 1 FROM "Holding" WHERE "spaceId" = $1 AND "modseq" > $2 UNION ALL SELECT 1 FROM "Grant" WHERE "spaceId" = $1 AND "modseq" > $2 LIMIT 1`,
      [spaceId, since],
    ),
    ctx.db.pool.query<{ mailboxId: string; threadId: string; messageId: string | null }>(
      `SELECT "mailboxId", "threadId", "messageId" FROM "MailboxMessage" WHERE "spaceId" = $1 AND "modseq" > $2 AND ($3::uuid[] IS NULL OR "mailboxId" = ANY($3))
       UNION SELECT "mailboxId", "threadId", "messageId" FROM "Expunged" WHERE "spaceId" = $1 AND "modseq" > $2 AND ($3::uuid[] IS NULL OR "mailboxId" = ANY($3))
       UNION SELECT p."mailboxId", p."threadId", p."messageId" FROM "ThreadState" s
         JOIN "MailboxMessage" p ON p."spaceId" = s."spaceId" AND p."threadId" = s."threadId"
         WHERE s."spaceId" = $1 AND s."modseq" > $2 AND ($3::uuid[] IS NULL OR p."mailboxId" = ANY($3)) LIMIT $4`,
      [spaceId, since, visible, mostLines + 1],
    ),
    ctx.db.pool.query<{ what: Changes["stale"][number] }>(
      `SELECT 'tags' AS "what" WHERE EXISTS (SELECT 1 FROM "Tag" WHERE "spaceId" = $1 AND "modseq" > $2)
         OR EXISTS (SELECT 1 FROM "Tombstone" WHERE "spaceId" = $1 AND "modseq" > $2 AND "kind" = 'tag')
       UNION ALL SELECT 'saved-searches' WHERE EXISTS (SELECT 1 FROM "SavedSearch" WHERE "spaceId" = $1 AND "modseq" > $2)
         OR EXISTS (SELECT 1 FROM "Tombstone" WHERE "spaceId" = $1 AND "modseq" > $2 AND "kind" = 'saved-search')`,
      [spaceId, since],
    ),
  ]);
  const id = grouping === "messages" ? "messageId" : "threadId";
  const isMuch = touched.rows.length > mostLines;
  const told = isMuch ? [] : touched.rows;
  const lines = told.flatMap((row) => (row[id] === null ? [] : [{ mailboxId: row.mailboxId, id: row[id] }]));
  const threadIds = told.map((row) => row.threadId);
  return {
    modseq,
    mailboxes: mailboxes.rows.map((row) => viewMailbox(space, row)),
    removedMailboxIds: gone.rows.flatMap((row) => (row.kind === "mailbox" ? [row.objectId] : [])),
    haveSharesChanged: space.isOwn && (held.rows.length > 0 || gone.rows.some((row) => row.kind === "grant")),
    rows: await changedRows(ctx, { spaceId, visible, accountId: account.id, touched: lines, grouping }),
    conversationIds: [...new Set([...threadIds, ...lines.map((line) => line.id)])],
    stale: [...stale.rows.map((row) => row.what), ...(isMuch ? (["lists"] as const) : [])],
  };
}

/** A change in one mailbox shows in every list that has the conversation: its counts and senders are of all of them. */
async function changedRows(
  ctx: Context,
  input: {
    spaceId: string;
    visible: readonly string[] | null;
    accountId: string;
    touched: readonly { mailboxId: string; id: string }[];
    grouping: Grouping;
  },
): Promise<Changes["rows"]> {
  const { spaceId, visible, grouping } = input;
  const column = grouping === "messages" ? '"messageId"' : '"threadId"';
  const { rows: places } = await ctx.db.pool.query<{ mailboxId: string; id: string }>(
    `SELECT DISTINCT "mailboxId", ${column} AS "id" FROM "MailboxMessage"
     WHERE "spaceId" = $1 AND ${column} = ANY($2) AND ($3::uuid[] IS NULL OR "mailboxId" = ANY($3))`,
    [spaceId, [...new Set(input.touched.map((line) => line.id))], visible],
  );
  const own = await ownAddresses(ctx, input.accountId);
  const result: { mailboxId: string; id: string; row: ConversationRow | null }[] = [];
  for (const [mailboxId, lines] of Map.groupBy(places, (place) => place.mailboxId)) {
    const ids = lines.map((line) => line.id);
    const rows = await conversationRows(ctx, { spaceId, visible, ids, here: [mailboxId], own, grouping });
    for (const id of ids) result.push({ mailboxId, id, row: rows.get(id) ?? null });
  }
  const present = new Set(places.map((place) => `${place.mailboxId} ${place.id}`));
  for (const { mailboxId, id } of input.touched)
    if (!present.has(`${mailboxId} ${id}`)) result.push({ mailboxId, id, row: null });
  return result;
}
