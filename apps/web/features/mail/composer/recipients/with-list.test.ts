import { expect, test } from "vitest";
import { putBack, withList } from "./with-list.ts";

const person = (address: string) => ({ name: "", address });
const people = (...addresses: string[]) => addresses.map(person);
const expanded = (before: string[], members: string[]) =>
  withList(people(...before), { list: "team@x.example", members: people(...members) });

test("members stand where the list was, and nobody twice", () => {
  const { people: after, added } = expanded(
    ["ann@x.example", "Team@X.example", "ben@x.example"],
    ["ANN@x.example", "cem@x.example", "ben@x.example", "dia@x.example"],
  );
  expect(after).toEqual(people("ann@x.example", "cem@x.example", "dia@x.example", "ben@x.example"));
  expect(added).toEqual(people("cem@x.example", "dia@x.example"));
});

test("a list that was taken out meanwhile adds nobody", () => {
  expect(expanded(["ann@x.example"], ["cem@x.example"])).toEqual({ people: people("ann@x.example"), added: [] });
});

test("undo puts the list where its members are, and leaves what was changed meanwhile", () => {
  const list = person("team@x.example");
  const added = people("cem@x.example", "dia@x.example");
  const now = people("ann@x.example", "dia@x.example", "ben@x.example", "new@x.example");
  expect(putBack(now, { list, added })).toEqual(
    people("ann@x.example", "team@x.example", "ben@x.example", "new@x.example"),
  );
  expect(putBack(people("ann@x.example"), { list, added })).toEqual(people("ann@x.example", "team@x.example"));
  expect(putBack(people("team@x.example", "cem@x.example"), { list, added })).toEqual(people("team@x.example"));
});
