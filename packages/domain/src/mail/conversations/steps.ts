import type pg from "pg";
import type { MailboxRole } from "../../access/index.ts";
import { copyPlaces, movePlaces } from "../move-places.ts";
import { setFlags } from "../set-flags.ts";
import { changeStates, type ThreadState } from "../threads/states.ts";
import type { UndoStep } from "./undo.ts";

/** A message of an acted-on conversation where it lies. */
export type ActedPlace = {
  readonly mailboxId: string;
  readonly uid: number;
  readonly messageId: string;
  readonly flags: number;
  readonly keywords: readonly string[];
  readonly role: MailboxRole | null;
  readonly threadId: string;
  readonly date: Date;
};

/** The transaction that an act is done in. */
export type Change = { readonly client: pg.PoolClient; readonly modseq: bigint; readonly spaceId: string };

/** What stays where it is when a conversation as a whole is moved. */
export const keptRoles: readonly (MailboxRole | null)[] = ["sent", "drafts", "scheduled", "trash", "junk"];

/** The conversations that messages belong to. */
export function threadsOf(places: readonly ActedPlace[]): string[] {
  return [...new Set(places.map((place) => place.threadId))];
}

/** Sets or takes system flags. */
export async function flagPlaces(
  { client, modseq }: Change,
  { places, mode, flags }: { places: readonly ActedPlace[]; mode: "add" | "remove"; flags: number },
): Promise<UndoStep[]> {
  for (const [mailboxId, here] of Map.groupBy(places, (place) => place.mailboxId))
    await setFlags(client, modseq, { mailboxId, uids: uidsOf(here), change: { mode, flags, keywords: [] } });
  const before = places.map(({ mailboxId, messageId, flags: old }) => ({ mailboxId, messageId, flags: old }));
  return before.length > 0 ? [{ kind: "flags", mask: flags, places: before }] : [];
}

/** Puts keywords on messages and takes others off; a step for each set of places that really changed in the same way. */
export async function keywordPlaces(
  { client, modseq }: Change,
  input: { places: readonly ActedPlace[]; add: readonly string[]; remove: readonly string[] },
): Promise<UndoStep[]> {
  const steps: UndoStep[] = [];
  const changes = input.places.map((place) => ({
    place,
    added: input.add.filter((keyword) => !place.keywords.includes(keyword)),
    removed: input.remove.filter((keyword) => place.keywords.includes(keyword)),
  }));
  const alike = Map.groupBy(changes, ({ place, added, removed }) => JSON.stringify([place.mailboxId, added, removed]));
  for (const group of alike.values()) {
    const [first] = group;
    if (!first || first.added.length + first.removed.length === 0) continue;
    const { added, removed } = first;
    const { mailboxId } = first.place;
    const uids = group.map(({ place }) => place.uid);
    for (const [mode, keywords] of [["add", added] as const, ["remove", removed] as const])
      if (keywords.length > 0)
        await setFlags(client, modseq, { mailboxId, uids, change: { mode, flags: 0, keywords } });
    steps.push({ kind: "keywords", mailboxId, messageIds: group.map(({ place }) => place.messageId), added, removed });
  }
  return steps;
}

/** Moves messages into one mailbox. What was snoozed is snoozed no more, and is again when the act is taken back. */
export async function movePlacesTo(
  change: Change,
  { places, to }: { places: readonly ActedPlace[]; to: string },
): Promise<UndoStep[]> {
  const moved = places.filter((place) => place.mailboxId !== to);
  const snoozed = threadsOf(moved.filter((place) => place.role === "snoozed"));
  const steps = snoozed.length > 0 ? await changeThreads(change, snoozed, { snoozedUntil: null }) : [];
  for (const [from, here] of Map.groupBy(moved, (place) => place.mailboxId)) {
    await movePlaces(change.client, change.modseq, { fromMailboxId: from, uids: uidsOf(here), toMailboxId: to });
    steps.push({ kind: "move", from: to, to: from, messageIds: here.map((place) => place.messageId) });
  }
  return steps;
}

/** Copies messages into one mailbox; taken back, the copies go. */
export async function copyPlacesTo(
  { client, modseq }: Change,
  { places, to }: { places: readonly ActedPlace[]; to: string },
): Promise<UndoStep[]> {
  const uids: number[] = [];
  for (const [from, here] of Map.groupBy(places, (place) => place.mailboxId)) {
    const made = await copyPlaces(client, modseq, { fromMailboxId: from, uids: uidsOf(here), toMailboxId: to });
    uids.push(...made.map((one) => one.to));
  }
  return uids.length > 0 ? [{ kind: "copy", mailboxId: to, uids }] : [];
}

/** Changes what is said about whole conversations. */
export async function changeThreads(
  { client, modseq, spaceId }: Change,
  threadIds: readonly string[],
  change: Partial<ThreadState>,
): Promise<UndoStep[]> {
  const states = await changeStates(client, modseq, { spaceId, threadIds, change });
  return states.length > 0 ? [{ kind: "states", spaceId, states }] : [];
}

function uidsOf(places: readonly ActedPlace[]): number[] {
  return places.map((place) => place.uid);
}
