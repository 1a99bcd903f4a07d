import { expect, test } from "vitest";
import type { MailList } from "../types.ts";
import { changeOf, editOf, isComplete } from "./list-edit.ts";

const list: MailList = {
  id: "1",
  name: "Council",
  address: "council@town.example",
  description: "",
  whoMaySend: "everyone",
  whoSeesMembers: "domain",
  memberCount: 3,
  managerCount: 0,
  aboveCount: 0,
  createdAt: "2026-01-01T00:00:00Z",
};

test("only what differs is saved, and the domain stays", () => {
  const edit = editOf(list);
  expect(changeOf(list, edit)).toEqual({});
  expect(changeOf(list, { ...edit, name: " Council ", local: "COUNCIL" })).toEqual({});
  expect(changeOf(list, { ...edit, local: "Board ", whoMaySend: "members" })).toEqual({
    address: "board@town.example",
    whoMaySend: "members",
  });
});

test("a list needs a name and an address that can be one", () => {
  const edit = editOf(list);
  expect(isComplete(edit)).toBe(true);
  expect(isComplete({ ...edit, name: " " })).toBe(false);
  for (const local of ["", "a b", "a@b", "x".repeat(65)]) expect(isComplete({ ...edit, local })).toBe(false);
});
