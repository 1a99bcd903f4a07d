import type { Context } from "../../context.ts";
import { flag } from "../flags.ts";
import { scheduledTimes } from "../scheduled-times.ts";
import { mark } from "../sort-keys.ts";
import { important, isTagKeyword } from "../tags/keywords.ts";
import type { ThreadState } from "../threads/states.ts";
import { type StateView, viewOfState } from "../threads/view.ts";
import type { Grouping } from "./list-sql.ts";

export type Person = { readonly name: string; readonly address: string };

export type ConversationRow = StateView & {
  /** The thread's id; in a list of messages the message's. */
  readonly id: string;
  readonly threadId: string;
  readonly spaceId: string;
  readonly subject: string;
  readonly people: readonly (Person & { readonly isMe: boolean })[];
  readonly snippet: string;
  /** ISO 8601. */
  readonly date: string;
  readonly count: number;
  readonly unread: number;
  readonly isFlagged: boolean;
  readonly hasAttachments: boolean;
  readonly hasDraft: boolean;
  /** The keywords of its tags. */
  readonly labels: readonly string[];
  readonly mailboxIds: readonly string[];
  /** High importance, as a sender said or as it was marked here. */
  readonly isImportant: boolean;
  /** Marked here. */
  readonly isMarkedImportant: boolean;
  /** Whom the newest message is for, of mail that one writes oneself; the first ones of many. */
  readonly to: readonly Person[];
  /** The next of its messages that waits for its time: which, and until when (ISO 8601). */
  readonly scheduled: { readonly messageId: string; readonly sendAt: string } | null;
  /** A message of it names the account among its recipients, or came over a mailing list. */
  readonly isToMe: boolean;
  readonly isFromList: boolean;
  /** Of all its messages together. */
  readonly sizeBytes: number;
  /** What it stands by in a list, whichever way that is sorted. */
  readonly stand: {
    readonly mailboxId: string;
    readonly uid: string;
    /** ISO 8601. */
    readonly date: string;
    readonly sizeBytes: number;
    readonly attachmentBytes: number;
    readonly senderKey: string;
    readonly subjectKey: string;
  };
};

type PlaceRow = {
  threadId: string;
  messageId: string;
  mailboxId: string;
  uid: string;
  marks: number;
  sizeBytes: number;
  attachmentBytes: number;
  senderKey: string;
  subjectKey: string;
  flags: number;
  keywords: string[];
  date: Date;
  subject: string;
  from: Person[];
  /** Null of what others write. */
  to: Person[] | null;
  cc: Person[] | null;
  bcc: Person[] | null;
  snippet: string;
  hasAttachments: boolean;
  role: string | null;
} & Pick<ThreadState, "mutedAt" | "pinnedAt" | "snoozedUntil" | "followUpAt" | "returned" | "returnedTime">;

const shownPeople = 5;

/**
 * The rows of conversations (or of messages) as a list shows them, by id. `here` are the mailboxes of the list; what lies in trash or junk counts
 * only for a list of that very mailbox. What has nothing to show has no entry.
 */
export async function conversationRows(
  ctx: Context,
  {
    spaceId,
    ids,
    visible,
    here: listed,
    own,
    grouping = "conversations",
  }: {
    spaceId: string;
    ids: readonly string[];
    /** The mailboxes whose messages count; null for all. Of a shared space, those that the reader may read. */
    visible: readonly string[] | null;
    here?: readonly string[] | undefined;
    own: ReadonlySet<string>;
    grouping?: Grouping;
  },
): Promise<Map<string, ConversationRow>> {
  if (ids.length === 0) return new Map();
  const id = grouping === "messages" ? "messageId" : "threadId";
  const { rows } = await ctx.db.pool.query<PlaceRow>({
    name: `list-places-by-${id}`,
    text: `SELECT p."threadId", p."messageId", p."mailboxId", p."uid", p."flags", p."keywords", p."date", p."marks", p."sizeBytes", p."attachmentBytes",
             p."senderKey", p."subjectKey", m."subject", m."people"->'from' AS "from",
             CASE WHEN b."role" IN ('sent', 'drafts', 'scheduled') THEN m."people"->'to' END AS "to",
             CASE WHEN b."role" IN ('sent', 'drafts', 'scheduled') THEN m."people"->'cc' END AS "cc",
             CASE WHEN b."role" IN ('sent', 'drafts', 'scheduled') THEN m."people"->'bcc' END AS "bcc", m."snippet", m."hasAttachments", b."role",
             s."mutedAt", s."pinnedAt", s."snoozedUntil", s."followUpAt", s."returned", s."returnedTime"
           FROM "MailboxMessage" p JOIN "Message" m ON m."id" = p."messageId" JOIN "Mailbox" b ON b."id" = p."mailboxId"
             LEFT JOIN "ThreadState" s ON s."spaceId" = p."spaceId" AND s."threadId" = p."threadId"
           WHERE p."spaceId" = $1 AND p."${id}" = ANY($2) AND ($3::uuid[] IS NULL OR p."mailboxId" = ANY($3)) ORDER BY p."date", p."uid"`,
    values: [spaceId, ids, visible],
  });
  const held = rows.filter((row) => row.role === "scheduled").map((row) => row.messageId);
  const times = await scheduledTimes(ctx, held);
  const result = new Map<string, ConversationRow>();
  for (const [key, places] of Map.groupBy(rows, (row) => row[id])) {
    const here = listed ? places.filter((place) => listed.includes(place.mailboxId)) : [];
    const isAside = here[0]?.role === "trash" || here[0]?.role === "junk";
    const outside = places.filter((place) => place.role !== "trash" && place.role !== "junk");
    // Asked for without a list, as a search does, a conversation that is only in the trash shows what is there.
    const shown = isAside ? here : outside.length === 0 && !listed ? places : outside;
    const row = buildRow({ id: key, spaceId }, shown, { here: here.length > 0 ? here : shown, own, times });
    if (row) result.set(key, row);
  }
  return result;
}

function buildRow(
  { id, spaceId }: { id: string; spaceId: string },
  places: readonly PlaceRow[],
  { here, own, times }: { here: readonly PlaceRow[]; own: ReadonlySet<string>; times: ReadonlyMap<string, Date> },
): ConversationRow | null {
  const first = places[0];
  const newest = here.at(-1);
  if (!first || !newest) return null;
  const messages = [...new Map(places.map((place) => [place.messageId, place])).values()];
  return {
    id,
    threadId: first.threadId,
    spaceId,
    subject: first.subject,
    people: peopleOf(messages, own),
    snippet: (messages.findLast((place) => (place.flags & flag.draft) === 0) ?? newest).snippet,
    date: newest.date.toISOString(),
    count: messages.length,
    unread: messages.filter((place) => (place.flags & flag.seen) === 0).length,
    isFlagged: places.some((place) => (place.flags & flag.flagged) !== 0),
    hasAttachments: places.some((place) => place.hasAttachments),
    hasDraft: places.some((place) => (place.flags & flag.draft) !== 0),
    labels: [...new Set(places.flatMap((place) => place.keywords))].filter(isTagKeyword),
    ...viewOfState(first, { isInInbox: places.some((place) => place.role === "inbox") }),
    mailboxIds: [...new Set(places.map((place) => place.mailboxId))],
    isImportant: places.some(({ marks, keywords }) => (marks & mark.important) !== 0 || keywords.includes(important)),
    isMarkedImportant: places.some((place) => place.keywords.includes(important)),
    to: ownWriting.has(newest.role) ? recipientsOf(newest) : [],
    scheduled: nextOf(messages, times),
    isToMe: places.some((place) => (place.marks & mark.toMe) !== 0),
    isFromList: places.some((place) => (place.marks & mark.list) !== 0),
    sizeBytes: messages.reduce((sum, place) => sum + place.sizeBytes, 0),
    stand: {
      mailboxId: newest.mailboxId,
      uid: newest.uid,
      // What is snoozed stands by its return.
      date: ((newest.role === "snoozed" ? newest.snoozedUntil : null) ?? newest.date).toISOString(),
      sizeBytes: newest.sizeBytes,
      attachmentBytes: newest.attachmentBytes,
      senderKey: newest.senderKey,
      subjectKey: newest.subjectKey,
    },
  };
}

const ownWriting: ReadonlySet<string | null> = new Set(["sent", "drafts", "scheduled"]);

function recipientsOf({ to, cc, bcc }: PlaceRow): Person[] {
  return [...(to ?? []), ...(cc ?? []), ...(bcc ?? [])].slice(0, shownPeople);
}

function nextOf(messages: readonly PlaceRow[], times: ReadonlyMap<string, Date>): ConversationRow["scheduled"] {
  const waiting = messages.flatMap(({ messageId }) => {
    const at = times.get(messageId);
    return at ? [{ messageId, sendAt: at.toISOString() }] : [];
  });
  return waiting.toSorted((a, b) => (a.sendAt < b.sendAt ? -1 : 1))[0] ?? null;
}

/** Senders in the order in which they first wrote; of many, the first and the latest ones. */
function peopleOf(messages: readonly PlaceRow[], own: ReadonlySet<string>): ConversationRow["people"] {
  const people = new Map<string, Person & { isMe: boolean }>();
  for (const { from } of messages)
    for (const { name, address } of from) {
      const key = address.toLowerCase();
      if (!people.has(key)) people.set(key, { name, address, isMe: own.has(key) });
    }
  const all = [...people.values()];
  return all.length <= shownPeople ? all : [...all.slice(0, 1), ...all.slice(1 - shownPeople)];
}
