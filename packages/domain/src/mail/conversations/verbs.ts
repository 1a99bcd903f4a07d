import { Refusal } from "@carbyne/kernel";
import type { MailboxRight, MailboxRole } from "../../access/index.ts";
import { flag } from "../flags.ts";
import { mailboxByRole } from "../mailbox-by-role.ts";
import { takePlaces } from "../restore-places.ts";
import { keepTags, refuseUnknownTags } from "../tags/keep-tags.ts";
import { returnTime } from "../threads/follow-up.ts";
import { snoozedMailbox } from "../threads/snooze.ts";
import { archivePlaces } from "./archive.ts";
import {
  type ActedPlace,
  type Change,
  changeThreads,
  copyPlacesTo,
  flagPlaces,
  keywordPlaces,
  movePlacesTo,
  threadsOf,
} from "./steps.ts";
import { important } from "../tags/keywords.ts";
import type { UndoStep } from "./undo.ts";

export type Act =
  | "archive"
  | "trash"
  | "junk"
  | "not-junk"
  | "move"
  | "copy"
  | "read"
  | "unread"
  | "star"
  | "unstar"
  | "tag"
  | "snooze"
  | "unsnooze"
  | "follow-up"
  | "unfollow"
  | "mute"
  | "unmute"
  | "pin"
  | "unpin"
  | "important"
  | "unimportant"
  | "delete";

/** What a verb works on: everything of the conversations, and of it what lies where the act was done. */
export type Work = Change & {
  /** The space of who acts. */
  readonly ownSpaceId: string;
  readonly places: readonly ActedPlace[];
  readonly chosen: readonly ActedPlace[];
  readonly now: Date;
  readonly zone: string;
  readonly isArchiveByYear: boolean;
  /** Single messages are meant, not conversations. */
  readonly messageIds?: readonly string[] | undefined;
  readonly toMailboxId?: string | undefined;
  readonly until?: string | undefined;
  readonly tags?: { readonly add: readonly string[]; readonly remove: readonly string[] } | undefined;
};

type Done = { readonly steps: readonly UndoStep[]; readonly count: number };
type Verb = (work: Work) => Promise<Done>;

const writing: readonly Act[] = [
  "read",
  "unread",
  "star",
  "unstar",
  "tag",
  "follow-up",
  "unfollow",
  "unmute",
  "pin",
  "unpin",
  "important",
  "unimportant",
];
const mostPinned = 100;

/** What one must be allowed with the conversations to do a verb on them. */
export function rightOf(act: Act): MailboxRight {
  return act === "copy" ? "read" : writing.includes(act) ? "write" : "delete";
}

/** Every verb on conversations. */
export const verbs: Record<Act, Verb> = {
  archive: async (work) => ({ steps: await archivePlaces(work, work), count: work.chosen.length }),
  trash: moving("trash"),
  junk: moving("junk"),
  "not-junk": moving("inbox"),
  move: async (work) => moveTo(work, work.toMailboxId),
  async copy(work) {
    const to = work.toMailboxId;
    if (!to) throw new Refusal("invalid", "target-needed");
    const places = oncePerMessage(work.chosen.filter((place) => place.mailboxId !== to));
    return { steps: await copyPlacesTo(work, { places, to }), count: places.length };
  },
  read: flagging("add", flag.seen, everything),
  // What was last: the newest message that was read is unread again.
  unread: flagging("remove", flag.seen, newest),
  star: flagging("add", flag.flagged, newest),
  unstar: flagging("remove", flag.flagged, everything),
  async tag(work) {
    const { add, remove } = work.tags ?? { add: [], remove: [] };
    // In mail that somebody shares, the tag is made when it is missing there.
    await refuseUnknownTags(work.client, work.ownSpaceId, add);
    await keepTags(work.client, work.modseq, { spaceId: work.spaceId, keywords: add, mayAdd: true });
    const { places } = work;
    return { steps: await keywordPlaces(work, { places, add, remove }), count: places.length };
  },
  async snooze(work) {
    const snoozedUntil = returnTime(work.until, work.now);
    const to = await snoozedMailbox(work.client, work.spaceId, work.modseq);
    const moves = await movePlacesTo(work, { places: work.chosen, to });
    const change = { snoozedUntil, mutedAt: null, returned: null, returnedTime: null };
    const states = await changeThreads(work, threadsOf(work.chosen), change);
    return { steps: [...moves, ...states], count: work.chosen.length };
  },
  async unsnooze(work) {
    const places = work.places.filter((place) => place.role === "snoozed");
    const to = await mailboxByRole(work.client, work.spaceId, "inbox");
    return { steps: await movePlacesTo(work, { places, to }), count: places.length };
  },
  async "follow-up"(work) {
    const followUpAt = returnTime(work.until, work.now);
    const steps: UndoStep[] = [];
    for (const [threadId, places] of Map.groupBy(work.places, (place) => place.threadId)) {
      const sent = places.findLast((place) => place.role === "sent");
      const change = { followUpAt, followUpSince: sent?.date ?? work.now, mutedAt: null };
      steps.push(...(await changeThreads(work, [threadId], change)));
    }
    return { steps, count: work.places.length };
  },
  unfollow: stating({ followUpAt: null, followUpSince: null }),
  async mute(work) {
    const states = await changeThreads(work, threadsOf(work.places), {
      mutedAt: work.now,
      pinnedAt: null,
      followUpAt: null,
      followUpSince: null,
    });
    const chosen = work.places.filter((place) => place.role === "inbox" || place.role === "snoozed");
    return { steps: [...states, ...(await archivePlaces(work, { ...work, chosen }))], count: work.places.length };
  },
  unmute: stating({ mutedAt: null }),
  async pin(work) {
    const steps = await changeThreads(work, threadsOf(work.places), { pinnedAt: work.now, mutedAt: null });
    const { rows } = await work.client.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM "ThreadState" WHERE "spaceId" = $1 AND "pinnedAt" IS NOT NULL',
      [work.spaceId],
    );
    if ((rows[0]?.n ?? 0) > mostPinned) throw new Refusal("too-many", "pins-too-many", { max: mostPinned });
    return { steps, count: work.places.length };
  },
  unpin: stating({ pinnedAt: null }),
  // The keyword that mail programs know it by (RFC 8457 §2).
  important: keywording({ add: [important], remove: [] }, newest),
  unimportant: keywording({ add: [], remove: [important] }, everything),
  async delete({ client, modseq, chosen }) {
    const steps: UndoStep[] = [];
    for (const [mailboxId, here] of Map.groupBy(chosen, (place) => place.mailboxId)) {
      const places = await takePlaces(client, modseq, { mailboxId, uids: here.map((place) => place.uid) });
      steps.push({ kind: "expunge", mailboxId, places });
    }
    return { steps, count: chosen.length };
  },
};

function moving(role: MailboxRole): Verb {
  return async (work) => moveTo(work, await mailboxByRole(work.client, work.spaceId, role));
}

async function moveTo(work: Work, to: string | undefined): Promise<Done> {
  if (!to) throw new Refusal("invalid", "target-needed");
  const places = work.chosen.filter((place) => place.mailboxId !== to);
  return { steps: await movePlacesTo(work, { places, to }), count: places.length };
}

function flagging(mode: "add" | "remove", flags: number, choose: (work: Work) => readonly ActedPlace[]): Verb {
  return async (work) => {
    const places = choose(work);
    return { steps: await flagPlaces(work, { places, mode, flags }), count: places.length };
  };
}

function keywording(
  change: { add: readonly string[]; remove: readonly string[] },
  choose: (work: Work) => readonly ActedPlace[],
): Verb {
  return async (work) => {
    const places = choose(work);
    return { steps: await keywordPlaces(work, { places, ...change }), count: places.length };
  };
}

function stating(change: Parameters<typeof changeThreads>[2]): Verb {
  return async (work) => ({
    steps: await changeThreads(work, threadsOf(work.places), change),
    count: work.places.length,
  });
}

function everything({ places }: Work): readonly ActedPlace[] {
  return places;
}

function newest({ places, messageIds }: Work): readonly ActedPlace[] {
  if (messageIds) return places;
  const last = new Map<string, ActedPlace>();
  for (const place of places)
    if (!last.has(place.threadId) || (place.flags & flag.draft) === 0) last.set(place.threadId, place);
  return [...last.values()];
}

function oncePerMessage(places: readonly ActedPlace[]): ActedPlace[] {
  return [...new Map(places.map((place) => [place.messageId, place])).values()];
}
