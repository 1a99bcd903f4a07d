import type { RuleKey } from "./api.ts";

/** A number, shown in a unit: `each` of what is kept make one. */
export interface Amount {
  key: RuleKey;
  unit: "people" | "minutes" | "megabytes" | "kilobytes";
  each: number;
  min: number;
  max: number;
}

const mega = 1_048_576;
const minutes = { unit: "minutes", each: 1, min: -1, max: 525_600 } as const;

/** What is on or off, in the groups that the page shows. */
export const switches = {
  may: [
    "chat.enabled",
    "chat.direct",
    "chat.groups",
    "chat.channels",
    "chat.threads",
    "chat.reactions",
    "chat.polls",
    "chat.voice",
    "chat.linkPreviews",
    "chat.guests",
    "chat.bots",
    "meetings.enabled",
    "meetings.guests",
  ],
  see: ["chat.presence", "chat.typing", "chat.readReceipts"],
} as const satisfies Record<string, readonly RuleKey[]>;

export const amounts = [
  { key: "chat.membersMost", unit: "people", each: 1, min: 2, max: 10_000 },
  { key: "meetings.peopleMost", unit: "people", each: 1, min: 2, max: 1000 },
  { key: "chat.mailPeopleMost", unit: "people", each: 1, min: 0, max: 1000 },
  { key: "chat.editMinutes", ...minutes },
  { key: "chat.deleteMinutes", ...minutes },
  { key: "chat.attachmentBytes", unit: "megabytes", each: mega, min: 0, max: 1_000_000 },
  { key: "chat.roomQuotaBytes", unit: "megabytes", each: mega, min: 0, max: 100_000_000 },
  { key: "chat.pictureBytes", unit: "kilobytes", each: 1024, min: 0, max: 10_240 },
] as const satisfies readonly Amount[];

/** What was typed as it is kept; null when it is no such number. */
export function readAmount(text: string, { each, min, max }: Pick<Amount, "each" | "min" | "max">): number | null {
  const typed = text.trim();
  if (!/^-?\d{1,12}$/.test(typed)) return null;
  const count = Number(typed);
  return count < min || count > max ? null : count === -1 ? -1 : count * each;
}

/** What is kept as it is typed, in whole units. */
export function writeAmount(value: number, { each }: Pick<Amount, "each">): string {
  return String(value === -1 ? -1 : Math.round(value / each));
}
