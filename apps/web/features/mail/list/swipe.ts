import type { Verb, VerbId } from "../verbs/verbs.tsx";

/** Toward the end of a line, or its start. */
export type Side = "start" | "end";

/** What a swipe can do, and the verbs that stand for it in turn: the first that the list has. */
export const swipeChoices = {
  archive: ["archive", "not-junk", "unsnooze"],
  trash: ["trash", "delete"],
  read: ["read", "unread"],
  snooze: ["snooze", "unsnooze"],
  none: [],
} as const satisfies Record<string, readonly VerbId[]>;
export type SwipeChoice = keyof typeof swipeChoices;

const defaults: Readonly<Record<Side, SwipeChoice>> = { end: "archive", start: "trash" };
const leastPx = 12;

/** What was chosen for a side; what is no choice any more counts as none made. */
export function swipeChoice(stored: string | null, side: Side): SwipeChoice {
  return stored !== null && Object.hasOwn(swipeChoices, stored) ? (stored as SwipeChoice) : defaults[side];
}

/** The verb of a side among those that make sense here. */
export function swipeVerb(verbs: readonly Verb[], stored: string | null, side: Side): Verb | undefined {
  const ids: readonly VerbId[] = swipeChoices[swipeChoice(stored, side)];
  return ids.map((id) => verbs.find((verb) => verb.id === id)).find((verb) => verb !== undefined);
}

/** To which side a finger goes; null while it may be scrolling. */
export function sideOf(forwardPx: number, downPx: number): Side | null {
  if (Math.abs(forwardPx) < leastPx || Math.abs(forwardPx) < Math.abs(downPx) * 1.5) return null;
  return forwardPx > 0 ? "end" : "start";
}
