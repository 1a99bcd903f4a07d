import { expect, test } from "vitest";
import { isAtRest, isQuiet, isTold, isToldOfReaction, type Listener, ruleOf, type Spoken } from "./telling.ts";

const now = new Date("2026-11-25T12:00:00Z");

const spoken = (more: Partial<Spoken> = {}): Spoken => ({
  number: 8,
  kind: "text",
  authorId: "bob",
  isDeleted: false,
  mentions: [],
  addresses: "named",
  threadId: null,
  isAlsoInRoom: false,
  answersId: null,
  ...more,
});

const ann = (more: Partial<Listener> = {}): Listener => ({
  id: "ann",
  room: { kind: "group", members: 5 },
  notify: null,
  setting: "byRoom",
  mutedUntil: null,
  readNumber: 7,
  followsThread: false,
  isThere: false,
  isResting: false,
  ...more,
});

test.each([
  ["direct", 2, "all"],
  ["group", 20, "all"],
  ["group", 21, "mentions"],
  ["channel", 3, "mentions"],
] as const)("by room, in a %s of %i one is told: %s", (kind, members, rule) => {
  expect(ruleOf(ann({ room: { kind, members } }))).toBe(rule);
  expect(ruleOf(ann({ room: { kind, members }, setting: "nothing" }))).toBe("nothing");
  expect(ruleOf(ann({ room: { kind, members }, setting: "nothing", notify: "all" }))).toBe("all");
});

const strict = { notify: "mentions" } as const;

test.each<[string, boolean, Partial<Spoken>, Partial<Listener>]>([
  ["what somebody says", true, {}, {}],
  ["what one says oneself", false, { authorId: "ann" }, {}],
  ["what one has read", false, {}, { readNumber: 8 }],
  ["what was taken back", false, { isDeleted: true }, {}],
  ["what happens in the room", false, { kind: "event", authorId: null }, {}],
  ["a poll", true, { kind: "poll" }, {}],
  ["anything while one rests", false, { mentions: ["ann"] }, { isResting: true }],
  ["anything in a muted room", false, { mentions: ["ann"] }, { mutedUntil: "2026-11-25T12:00:01Z" }],
  ["what is said once a mute is over", true, {}, { mutedUntil: new Date("2026-11-25T12:00:00Z") }],
  ["a mention where one wants nothing", false, { mentions: ["ann"] }, { notify: "nothing" }],
  ["what speaks to nobody, by mentions", false, {}, strict],
  ["a mention of another", false, { mentions: ["cleo"] }, strict],
  ["a mention", true, { mentions: ["cleo", "ann"] }, strict],
  ["an answer to one", true, { answersId: "ann" }, strict],
  ["@all", true, { addresses: "all" }, strict],
  ["@here where one is", true, { addresses: "here" }, { ...strict, isThere: true }],
  ["@here where one is not", false, { addresses: "here" }, strict],
  ["a one-to-one, by mentions", true, {}, { ...strict, room: { kind: "direct", members: 2 } }],
  ["a thread that one does not follow", false, { threadId: "t" }, {}],
  ["a thread that stands in the room too", true, { threadId: "t", isAlsoInRoom: true }, {}],
  ["a thread that one follows", true, { threadId: "t" }, { ...strict, followsThread: true }],
  ["a mention in a thread", true, { threadId: "t", mentions: ["ann"] }, strict],
])("%s: %s", (_what, expected, said, who) => {
  expect(isTold(spoken(said), ann(who), now)).toBe(expected);
});

test("reactions are told to whose message it is, and not of oneself or where it is quiet", () => {
  const reaction = { byId: "bob", authorId: "ann" };
  expect(isToldOfReaction(reaction, ann(strict), now)).toBe(true);
  expect(isToldOfReaction({ ...reaction, byId: "ann" }, ann(), now)).toBe(false);
  expect(isToldOfReaction({ ...reaction, authorId: "cleo" }, ann(), now)).toBe(false);
  expect(isToldOfReaction(reaction, ann({ notify: "nothing" }), now)).toBe(false);
  expect(isToldOfReaction(reaction, ann({ isResting: true }), now)).toBe(false);
  expect(isToldOfReaction(reaction, ann({ mutedUntil: "2027-01-01T00:00:00Z" }), now)).toBe(false);
});

const night = { from: "22:00", to: "07:00", days: "12345" };
const noon = { from: "12:00", to: "13:30", days: "67" };

// 2026-11-25 is a Wednesday.
test.each([
  [night, "2026-11-25T21:59:00Z", "UTC", false],
  [night, "2026-11-25T22:00:00Z", "UTC", true],
  [night, "2026-11-26T06:59:00Z", "UTC", true],
  [night, "2026-11-26T07:00:00Z", "UTC", false],
  [night, "2026-11-25T21:30:00Z", "Europe/Berlin", true],
  // The night that begins on Friday is quiet until Saturday morning; the next one is not.
  [night, "2026-11-28T06:00:00Z", "UTC", true],
  [night, "2026-11-28T23:00:00Z", "UTC", false],
  [night, "2026-11-30T06:00:00Z", "UTC", false],
  [noon, "2026-11-28T12:30:00Z", "UTC", true],
  [noon, "2026-11-27T12:30:00Z", "UTC", false],
  [noon, "2026-11-28T13:30:00Z", "UTC", false],
  [{ from: "00:00", to: "00:00", days: "7" }, "2026-11-29T15:00:00Z", "UTC", true],
  [{ from: "00:00", to: "00:00", days: "7" }, "2026-11-30T00:00:00Z", "UTC", false],
  [{ ...night, days: "" }, "2026-11-25T23:00:00Z", "UTC", false],
])("%o at %s in %s: %s", (hours, at, zone, expected) => {
  expect(isQuiet(hours, new Date(at), zone)).toBe(expected);
});

test.each([
  ["said", { isResting: true }, true],
  ["said until later", { isResting: true, restsUntil: "2026-11-25T12:00:01Z" }, true],
  ["said until before", { isResting: true, restsUntil: "2026-11-25T12:00:00Z" }, false],
  ["not said", {}, false],
  ["quiet hours", { quiet: { from: "11:00", to: "13:00", days: "3" } }, true],
  ["other quiet hours", { quiet: night }, false],
])("rest by what was %s is %s", (_what, rest, expected) => {
  const none = { isResting: false, restsUntil: null, quiet: null, zone: "UTC" };
  expect(isAtRest({ ...none, ...rest }, new Date("2026-11-25T12:00:00Z"))).toBe(expected);
});
