import { type Actor, isId, Refusal } from "@carbyne/kernel";
import { accessConversation, accessOwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { flag } from "../flags.ts";
import { type Details, detailsOf, openDetails, undetailed } from "../reading/details.ts";
import { scheduledTimes } from "../scheduled-times.ts";
import type { Verdict } from "../store-message.ts";
import { spaceModseq } from "./list.ts";
import { important, isTagKeyword } from "../tags/keywords.ts";
import { findState, type StateView, viewOfState } from "../threads/view.ts";
import type { Person } from "./rows.ts";

export type MessageView = {
  readonly id: string;
  readonly from: Person | null;
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
  readonly bcc: readonly Person[];
  readonly replyTo: readonly Person[];
  /** ISO 8601: when it came in. */
  readonly date: string;
  readonly subject: string;
  readonly snippet: string;
  readonly isSeen: boolean;
  readonly isFlagged: boolean;
  readonly isAnswered: boolean;
  readonly isDraft: boolean;
  /** The draft to go on with, when the message is one that was begun in the browser. */
  readonly draftId: string | null;
  readonly keywords: readonly string[];
  readonly mailboxIds: readonly string[];
  readonly verdict: Verdict;
  readonly bodyUrl: string;
  readonly sizeBytes: number;
  /** When it will be sent (ISO 8601), of one that waits for its time. */
  readonly sendAt: string | null;
} & Details;

export type ConversationView = StateView & {
  /** The id that was asked for: a conversation's, or that of the one message that is shown. */
  readonly id: string;
  readonly threadId: string;
  /** How many messages of the conversation are not among `messages`, because one alone was asked for. */
  readonly otherMessages: number;
  /** Whose mail it is, and what `modseq` counts. */
  readonly spaceId: string;
  readonly subject: string;
  /** The keywords of its tags. */
  readonly labels: readonly string[];
  readonly isMarkedImportant: boolean;
  readonly messages: readonly MessageView[];
  readonly modseq: string;
};

/** Of longer conversations only this many messages, the newest, are read for what lies in their bodies: attachments and remote images. */
const detailed = 60;

type Row = {
  id: string;
  date: Date;
  subject: string;
  snippet: string;
  people: Record<"from" | "to" | "cc" | "bcc" | "replyTo", Person[]>;
  sizeBytes: number;
  verdict: Verdict;
  blobHash: Buffer;
  flags: number[];
  keywords: string[][];
  mailboxIds: string[];
  roles: (string | null)[];
  draftId: string | null;
};

/**
 * A conversation (or by the id of a message that one alone) with all its messages that the actor may read, oldest first: of a shared folder's, those in folders that are shared. What lies in
 * trash or junk shows only when nothing else is left of it.
 */
export async function getConversation(ctx: Context, actor: Actor, { id }: { id: string }): Promise<ConversationView> {
  const single = isId(id) ? await findThreadOf(ctx, id) : null;
  const threadId = single ?? id;
  const { space, mailboxIds } = await accessConversation(ctx, actor, threadId, "read");
  const modseq = await spaceModseq(ctx, space.spaceId);
  const rows = await messagesOf(ctx, { spaceId: space.spaceId, threadId, mailboxIds });
  const outside = rows.filter((row) => row.roles.some((role) => role !== "trash" && role !== "junk"));
  const together = outside.length > 0 ? outside : rows;
  const shown = single === null ? together : rows.filter((row) => row.id === id);
  const first = shown[0];
  if (!first) throw new Refusal("not-found", "conversation-unknown");
  const context = await openDetails(ctx, await accessOwnAccount(ctx, actor), { spaceId: space.spaceId, rows: shown });
  const held = shown.filter((row) => row.roles.includes("scheduled")).map((row) => row.id);
  const times = await scheduledTimes(ctx, held);
  const messages = await Promise.all(
    shown.map(async (row, i) => ({
      ...view(row),
      sendAt: times.get(row.id)?.toISOString() ?? null,
      ...(i >= shown.length - detailed ? await detailsOf(ctx, context, row) : undetailed),
    })),
  );
  const state = await findState(ctx, { spaceId: space.spaceId, threadId });
  return {
    id,
    threadId,
    otherMessages: single === null ? 0 : together.filter((row) => row.id !== id).length,
    spaceId: space.spaceId,
    subject: first.subject,
    ...viewOfState(state, { isInInbox: shown.some((row) => row.roles.includes("inbox")) }),
    labels: [...new Set(messages.flatMap((message) => message.keywords))].filter(isTagKeyword),
    isMarkedImportant: messages.some((message) => message.keywords.includes(important)),
    messages,
    modseq,
  };
}

/** The conversation of a message; null when the id is no message's. Whether it may be seen is asked of the conversation. */
async function findThreadOf(ctx: Context, messageId: string): Promise<string | null> {
  const { rows } = await ctx.db.pool.query<{ threadId: string }>({
    name: "thread-of-message",
    text: 'SELECT "threadId" FROM "Message" WHERE "id" = $1',
    values: [messageId],
  });
  return rows[0]?.threadId ?? null;
}

async function messagesOf(
  ctx: Context,
  { spaceId, threadId, mailboxIds }: { spaceId: string; threadId: string; mailboxIds: readonly string[] | null },
): Promise<Row[]> {
  const { rows } = await ctx.db.pool.query<Row>({
    name: "conversation-messages",
    text: `SELECT m."id", m."internalDate" AS "date", m."subject", m."snippet", m."people", m."sizeBytes", m."verdict", m."blobHash",
             array_agg(p."flags"::int) AS "flags", json_agg(p."keywords") AS "keywords", array_agg(p."mailboxId"::text) AS "mailboxIds",
             array_agg(b."role"::text) AS "roles", (SELECT d."id" FROM "Draft" d WHERE d."messageId" = m."id") AS "draftId"
           FROM "MailboxMessage" p JOIN "Message" m ON m."id" = p."messageId" JOIN "Mailbox" b ON b."id" = p."mailboxId"
           WHERE p."spaceId" = $1 AND p."threadId" = $2 AND ($3::uuid[] IS NULL OR p."mailboxId" = ANY($3)) GROUP BY m."id" ORDER BY m."internalDate", m."id"`,
    values: [spaceId, threadId, mailboxIds],
  });
  return rows;
}

function view(row: Row): Omit<MessageView, keyof Details | "sendAt"> {
  const flags = row.flags.reduce((all, one) => all | one, 0);
  const has = (bit: number) => (flags & bit) !== 0;
  return {
    id: row.id,
    from: row.people.from[0] ?? null,
    to: row.people.to,
    cc: row.people.cc,
    bcc: row.people.bcc,
    replyTo: row.people.replyTo,
    date: row.date.toISOString(),
    subject: row.subject,
    snippet: row.snippet,
    isSeen: row.flags.every((one) => (one & flag.seen) !== 0),
    isFlagged: has(flag.flagged),
    isAnswered: has(flag.answered),
    isDraft: has(flag.draft),
    draftId: row.draftId,
    keywords: [...new Set(row.keywords.flat())],
    mailboxIds: row.mailboxIds,
    verdict: row.verdict,
    bodyUrl: `/mail/messages/${row.id}/body`,
    sizeBytes: row.sizeBytes,
  };
}
