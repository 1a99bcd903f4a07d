import { expect, test } from "vitest";
import type { Mailbox } from "../types.ts";
import { linesOf } from "./folder-tree.ts";

const folder = (id: string, parentId: string | null, unseen: number): Mailbox => ({
  id,
  parentId,
  name: id,
  role: null,
  total: 9,
  unseen,
  spaceId: "space",
  isOwn: true,
  rights: [],
});
const folders = [folder("a", null, 1), folder("b", "a", 2), folder("c", "b", 4), folder("d", null, 0)];
const options = {
  isRoot: (mailbox: Mailbox) => mailbox.parentId === null,
  compare: (one: Mailbox, other: Mailbox) => one.name.localeCompare(other.name),
};

test("a closed folder counts what is unread in all that it hides, an open one only what it shows itself", () => {
  const shown = (closed: string[]) =>
    linesOf(folders, { ...options, closed: new Set(closed) }).map(({ mailbox, unseenBelow }) => [
      mailbox.id,
      unseenBelow,
    ]);
  expect(shown([])).toEqual([
    ["a", 0],
    ["b", 0],
    ["c", 0],
    ["d", 0],
  ]);
  expect(shown(["a"])).toEqual([
    ["a", 6],
    ["d", 0],
  ]);
  expect(shown(["b"])).toEqual([
    ["a", 0],
    ["b", 4],
    ["d", 0],
  ]);
});
