import { expect, test } from "vitest";
import { outsiders } from "./recipient-hints.tsx";

const own = ["me@town.example", "office@town.example"];
const people = (...addresses: string[]) => addresses.map((address) => ({ name: "", address }));

test.each([
  [["a@town.example", "b@x.example"], ["b@x.example"]],
  [["a@TOWN.example", "me@town.example"], []],
  // Nobody inside: everything that one writes goes outside.
  [["b@x.example", "c@y.example"], []],
  // Oneself is nobody inside.
  [["me@town.example", "b@x.example"], []],
  [["a@town.example", "not an address"], []],
  [["a@town.example", "b@sub.town.example"], ["b@sub.town.example"]],
])("of %j those outside are %j", (addresses, outside) => {
  expect(outsiders(people(...addresses), own).map((one) => one.address)).toEqual(outside);
});
