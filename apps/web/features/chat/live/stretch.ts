import type { Changes, Message, Stretch } from "../api.ts";
import { isAfter } from "./fits.ts";

/** Messages of one stretch that are kept at most: more is let go at the far end. */
export const mostKept = 2_000;

/** Whether a message stands in a thread, or in the room itself. */
export function standsIn(message: Message, threadId: string | null): boolean {
  if (threadId === null) return message.threadId === null || message.isAlsoInRoom;
  return message.threadId === threadId || message.id === threadId;
}

/** A stretch after changes that follow it: what it has is replaced where it changed, and what is new at its end is put there. */
export function withChanges(stretch: Stretch, changes: Changes, threadId: string | null): Stretch {
  const byId = new Map(stretch.messages.map((message) => [message.id, message]));
  const last = stretch.messages.at(-1)?.number ?? 0;
  const isOpenEnded = !stretch.hasLater;
  let isChanged = false;
  for (const message of changes.messages) {
    if (!standsIn(message, threadId)) continue;
    const known = byId.get(message.id);
    const isNew = known === undefined && isOpenEnded && message.number > last;
    if (!isNew && (known === undefined || !isAfter(message.modseq, known.modseq))) continue;
    byId.set(message.id, message);
    isChanged = true;
  }
  if (!isChanged) return { ...stretch, modseq: changes.to };
  const messages = [...byId.values()].toSorted((one, other) => one.number - other.number);
  return trimmed({ ...stretch, messages, modseq: changes.to }, "end");
}

/** Two stretches that touch or overlap, as one; what both have is taken from the one that knows more. */
export function joined(stretch: Stretch, more: Stretch, keep: "start" | "end"): Stretch {
  const byId = new Map(stretch.messages.map((message) => [message.id, message]));
  for (const message of more.messages) {
    const known = byId.get(message.id);
    if (known === undefined || isAfter(message.modseq, known.modseq)) byId.set(message.id, message);
  }
  const messages = [...byId.values()].toSorted((one, other) => one.number - other.number);
  const isEarlier = keep === "start";
  return trimmed(
    {
      messages,
      hasEarlier: isEarlier ? more.hasEarlier : stretch.hasEarlier,
      hasLater: isEarlier ? stretch.hasLater : more.hasLater,
      // What changed between the two is still to be asked for: the older knowledge counts.
      modseq: isAfter(stretch.modseq, more.modseq) ? more.modseq : stretch.modseq,
    },
    keep,
  );
}

/** At most `mostKept` messages, from the side that is looked at. */
function trimmed(stretch: Stretch, keep: "start" | "end"): Stretch {
  if (stretch.messages.length <= mostKept) return stretch;
  return keep === "start"
    ? { ...stretch, messages: stretch.messages.slice(0, mostKept), hasLater: true }
    : { ...stretch, messages: stretch.messages.slice(-mostKept), hasEarlier: true };
}
