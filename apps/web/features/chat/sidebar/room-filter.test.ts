import { expect, test } from "vitest";
import { buildLine } from "../live/test-messages.ts";
import { filterRooms, readRoomFilter, type RoomFilter } from "./room-filter.ts";

const base = buildLine({ readNumber: 0, last: 0, modseq: "1" });
const build = (id: string, more: { kind?: "group" | "direct"; isArchived?: boolean; unread?: number }) => ({
  ...base,
  unread: more.unread ?? 0,
  room: { ...base.room, id, name: id, kind: more.kind ?? "group", isArchived: more.isArchived ?? false },
});
const lines = [
  build("School roof", { unread: 2 }),
  build("Town hall", {}),
  build("Old hall", { isArchived: true }),
  build("Ann", { kind: "direct" }),
];
const names = (filter: RoomFilter, text = "", currentId: string | null = null) =>
  filterRooms(lines, { filter, text, currentId }).map((line) => line.room.name);

test("rooms are narrowed by what they are and by words of their names; the open one stays", () => {
  expect(names("all")).toEqual(["School roof", "Town hall", "Ann"]);
  expect(names("unread")).toEqual(["School roof"]);
  expect(names("people")).toEqual(["Ann"]);
  expect(names("archived")).toEqual(["Old hall"]);
  expect(names("all", "HALL to")).toEqual(["Town hall"]);
  expect(names("people", "", "Old hall")).toEqual(["Old hall", "Ann"]);
});

test("a stored choice that is none is all", () => {
  expect([readRoomFilter(null), readRoomFilter("gone"), readRoomFilter("unread")]).toEqual(["all", "all", "unread"]);
});
