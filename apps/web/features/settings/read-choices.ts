import { type ChatTelling, chatTellings } from "@carbyne/schemas/telling";
import { hourChoices, type Region, weekStarts } from "../../client/region.ts";

export const accents = ["indigo", "blue", "teal", "green", "orange", "pink"] as const;
export type Accent = (typeof accents)[number];
export const textSizes = ["small", "normal", "large"] as const;
export type TextSize = (typeof textSizes)[number];
export const toldMail = ["inbox", "all", "known", "none"] as const;
export type ToldMail = (typeof toldMail)[number];

/** How things look and are written, beside theme and density. */
export interface Looks {
  accent: Accent;
  motion: "system" | "reduced";
  textSize: TextSize;
}

type Values = Readonly<Record<string, unknown>>;

/** How hours and weeks are written where a person differs from the language. */
export function regionOf(values: Values): Region {
  return {
    hours: oneOf(values["ui.hours"], hourChoices, "language"),
    weekStart: oneOf(values["ui.weekStart"], weekStarts, "language"),
  };
}

/** What an administrator allows a person in the chat. */
export interface ChatRules {
  mayInviteGuests: boolean;
  mayMakeBots: boolean;
}

export const chatRulesOf = (values: Values): ChatRules => ({
  mayInviteGuests: values["chat.guests"] !== false,
  mayMakeBots: values["chat.bots"] !== false,
});

/** What a browser tells of while no page is looked at. */
export interface Telling {
  toldMail: ToldMail;
  toldChat: ChatTelling;
  hasPreview: boolean;
  hasSound: boolean;
  /** What others in the chat see of one. */
  showsPresence: boolean;
  showsTyping: boolean;
  showsReading: boolean;
  isQuiet: boolean;
  quietFrom: string;
  quietTo: string;
  /** Days from Monday, `1`, to Sunday, `7`. */
  quietDays: string;
}

function oneOf<V extends string>(value: unknown, options: readonly V[], fallback: V): V {
  return options.find((option) => option === value) ?? fallback;
}

export function looksOf(values: Values): Looks {
  return {
    accent: oneOf(values["ui.accent"], accents, "indigo"),
    motion: oneOf(values["ui.motion"], ["system", "reduced"], "system"),
    textSize: oneOf(values["ui.textSize"], textSizes, "normal"),
  };
}

export function tellingOf(values: Values): Telling {
  const text = (key: string, fallback: string) => (typeof values[key] === "string" ? values[key] : fallback);
  return {
    toldMail: oneOf(values["notify.mail"], toldMail, "inbox"),
    toldChat: oneOf(values["notify.chat"], chatTellings, "byRoom"),
    hasPreview: values["notify.preview"] !== false,
    hasSound: values["notify.sound"] === true,
    showsPresence: values["chat.presence"] !== false,
    showsTyping: values["chat.typing"] !== false,
    showsReading: values["chat.readReceipts"] !== false,
    isQuiet: values["notify.quiet"] === true,
    quietFrom: text("notify.quietFrom", "22:00"),
    quietTo: text("notify.quietTo", "07:00"),
    quietDays: text("notify.quietDays", "1234567"),
  };
}
