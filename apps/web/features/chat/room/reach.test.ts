import { expect, test } from "vitest";
import type { Member } from "../api.ts";
import { reachOf } from "./reach.ts";

const member = (id: string, readNumber: number | null, deliveredNumber: number | null, leftAt: string | null = null) =>
  ({
    id,
    kind: "account",
    name: id,
    role: "member",
    joinedAt: "2026-11-27T08:00:00Z",
    leftAt,
    readNumber,
    deliveredNumber,
    showsReading: readNumber !== null,
    isActive: true,
    fromNumber: 0,
  }) satisfies Member;

test("a message is read, delivered or only sent, by what each lets be seen; its author and who left do not count", () => {
  const members = [
    member("ann", 9, 9),
    member("ben", 5, 5),
    member("cem", 4, 5),
    member("dora", 4, 4),
    member("eve", null, null),
    member("finn", 9, 9, "2026-11-27T09:00:00Z"),
  ];
  const { read, delivered, others } = reachOf({ number: 5, authorId: "ann" }, members);
  expect([read, delivered, others].map((all) => all.map((one) => one.id))).toEqual([["ben"], ["cem"], ["dora", "eve"]]);
});
