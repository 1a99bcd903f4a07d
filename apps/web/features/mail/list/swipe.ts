import type { Verb, VerbId } from "../verbs/verbs.tsx";

/** Toward the end of a line, or its start. */
export type Side = "start" | "end";

/** What a swipe can do, and the verbs that stand for it in turn: the first that the list has. */
export const swipeChoices = {
  archive: ["archive", "not-junk", "unsnooze"],
  trash: ["trash", "delete"],
  read: ["read", "unread"],
  snooze: ["snooze", "unsnooze"],
  star: ["star", "unstar"],
  move: ["move"],
  none: [],
} as const satisfies Record<string, readonly VerbId[]>;
export type SwipeChoice = keyof typeof swipeChoices;

const defaults: Readonly<Record<Side, SwipeChoice>> = { end: "archive", start: "trash" };
/** The colour that a line is moved away from once letting go does it. */
export const swipeLooks: Readonly<Record<SwipeChoice, string>> = {
  archive: "bg-success text-bg",
  trash: "bg-danger text-bg",
  read: "bg-accent text-on-accent",
  snooze: "bg-warning text-on-warning",
  star: "bg-warning text-on-warning",
  move: "bg-info text-bg",
  none: "bg-sunken text-muted",
};

const leastPx = 12;

export const swipes = Object.keys(swipeChoices) as readonly SwipeChoice[];

/** What was chosen for a side; what is no choice any more counts as none made. */
export function swipeChoice(kept: unknown, side: Side): SwipeChoice {
  return swipes.find((choice) => choice === kept) ?? defaults[side];
}

/** The verb of a choice among those that make sense here. */
export function swipeVerb(verbs: readonly Verb[], choice: SwipeChoice): Verb | undefined {
  const ids: readonly VerbId[] = swipeChoices[choice];
  return ids.map((id) => verbs.find((verb) => verb.id === id)).find((verb) => verb !== undefined);
}

/** To which side a finger goes; null while it may be scrolling. */
export function sideOf(forwardPx: number, downPx: number): Side | null {
  if (Math.abs(forwardPx) < leastPx || Math.abs(forwardPx) < Math.abs(downPx) * 1.5) return null;
  return forwardPx > 0 ? "end" : "start";
}
