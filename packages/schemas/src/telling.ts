/** Of what is said in a room one is told: all, what speaks to one, or nothing. */
export type RoomNotify = "all" | "mentions" | "nothing";

/** The same as a setting for all rooms; `byRoom` is all of small rooms, and what speaks to one in large ones. */
export const chatTellings = ["byRoom", "all", "mentions", "nothing"] as const;
export type ChatTelling = (typeof chatTellings)[number];

/** Something said in a room, as far as it matters for who is told of it. */
export type Spoken = {
  readonly number: number;
  readonly kind: "text" | "event" | "poll" | "voice";
  readonly authorId: string | null;
  readonly isDeleted: boolean;
  readonly mentions: readonly string[];
  readonly addresses: "named" | "here" | "all";
  readonly threadId: string | null;
  readonly isAlsoInRoom: boolean;
  /** Who said what this answers. */
  readonly answersId: string | null;
};

/** Somebody in a room who may be told. */
export type Listener = {
  readonly id: string;
  readonly room: { readonly kind: "direct" | "group" | "channel"; readonly members: number };
  /** The rule for this room; null goes by the setting. */
  readonly notify: RoomNotify | null;
  readonly setting: ChatTelling;
  readonly mutedUntil: Date | string | null;
  /** What was read, or is not theirs to see, up to this number. */
  readonly readNumber: number;
  /** Whether they follow the thread that it is in. */
  readonly followsThread: boolean;
  /** Whether they are there: `@here` speaks to nobody else. */
  readonly isThere: boolean;
  /** Whether they want rest now, by quiet hours or because they said so. */
  readonly isResting: boolean;
};

/** A group of more people counts as large. */
export const mostInSmallRoom = 20;

/** Which rule holds for somebody in a room. */
export function ruleOf({ notify, setting, room }: Pick<Listener, "notify" | "setting" | "room">): RoomNotify {
  if (notify) return notify;
  if (setting !== "byRoom") return setting;
  return room.kind === "direct" || (room.kind === "group" && room.members <= mostInSmallRoom) ? "all" : "mentions";
}

/** Whether somebody is told of what was said. The one rule for it: the page decides by it what it shows, and the server what it pushes. */
export function isTold(spoken: Spoken, listener: Listener, now: Date): boolean {
  if (spoken.kind === "event" || spoken.isDeleted || spoken.authorId === listener.id) return false;
  if (spoken.number <= listener.readNumber || isSpared(listener, now)) return false;
  const rule = ruleOf(listener);
  if (rule === "nothing") return false;
  if (speaksTo(spoken, listener)) return true;
  // What is said in a thread alone is the business of those who follow it.
  return rule === "all" && (spoken.threadId === null || spoken.isAlsoInRoom);
}

/** Whether somebody is told that another one gave their message an emoji: in the page alone, which has it while it is open. */
export function isToldOfReaction(
  reaction: { readonly byId: string; readonly authorId: string | null },
  listener: Pick<Listener, "id" | "notify" | "setting" | "room" | "mutedUntil" | "isResting">,
  now: Date,
): boolean {
  if (reaction.authorId !== listener.id || reaction.byId === listener.id) return false;
  return !isSpared(listener, now) && ruleOf(listener) !== "nothing";
}

function isSpared({ mutedUntil, isResting }: Pick<Listener, "mutedUntil" | "isResting">, now: Date): boolean {
  return isResting || (mutedUntil !== null && new Date(mutedUntil) > now);
}

function speaksTo(spoken: Spoken, { id, room, followsThread, isThere }: Listener): boolean {
  if (room.kind === "direct" || spoken.mentions.includes(id) || spoken.answersId === id) return true;
  if (spoken.addresses === "all" || (spoken.addresses === "here" && isThere)) return true;
  return spoken.threadId !== null && followsThread;
}

export type QuietHours = {
  /** `22:00`, in the person's zone. */
  readonly from: string;
  readonly to: string;
  /** Days of the week on which they begin, from Monday, `1`, to Sunday, `7`. */
  readonly days: string;
};

const dayNames = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** Whether a moment lies in quiet hours. Those that go over midnight belong to the day on which they begin; from and to the same is all day. */
export function isQuiet({ from, to, days }: QuietHours, at: Date, zone: string): boolean {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  const time = `${part("hour")}:${part("minute")}`;
  const today = dayNames.indexOf(part("weekday")) + 1;
  const yesterday = today === 1 ? 7 : today - 1;
  const begins = (day: number) => days.includes(String(day));
  if (from < to) return begins(today) && time >= from && time < to;
  return (begins(today) && time >= from) || (begins(yesterday) && time < to);
}

/** What somebody said of their rest, and the hours that they have for it. */
export type Rest = {
  /** Do not disturb, until a moment or until it is switched off. */
  readonly isResting: boolean;
  readonly restsUntil: Date | string | null;
  /** Null where none are kept. */
  readonly quiet: QuietHours | null;
  readonly zone: string;
};

/** Whether somebody wants rest: nothing is told then, and it is counted all the same. */
export function isAtRest({ isResting, restsUntil, quiet, zone }: Rest, now: Date): boolean {
  if (isResting && (restsUntil === null || new Date(restsUntil) > now)) return true;
  return quiet !== null && isQuiet(quiet, now, zone);
}
