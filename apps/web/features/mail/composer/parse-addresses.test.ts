import { expect, test } from "vitest";
import { formatPerson, looksLikeAddress, parseAddresses, withPeople } from "./parse-addresses.ts";

test.each([
  ["ana@riverton.example", [["", "ana@riverton.example"]]],
  ["Ana Ruiz <ana@riverton.example>", [["Ana Ruiz", "ana@riverton.example"]]],
  [
    '"Doe, Jane" <jane@x.example>; Ana <ana@x.example>',
    [
      ["Doe, Jane", "jane@x.example"],
      ["Ana", "ana@x.example"],
    ],
  ],
  [
    "a@x.example, b@x.example\nc@x.example\td@x.example",
    [
      ["", "a@x.example"],
      ["", "b@x.example"],
      ["", "c@x.example"],
      ["", "d@x.example"],
    ],
  ],
  [
    "a@x.example  b@x.example",
    [
      ["", "a@x.example"],
      ["", "b@x.example"],
    ],
  ],
  ["mailto:a@x.example", [["", "a@x.example"]]],
  ['"A \\"B\\" C" <a@x.example>', [['A "B" C', "a@x.example"]]],
  ["高橋 美咲 <misaki@jp.example>", [["高橋 美咲", "misaki@jp.example"]]],
  [
    "Ruiz, Ana <ana@x.example>; b@x.example",
    [
      ["Ruiz, Ana", "ana@x.example"],
      ["", "b@x.example"],
    ],
  ],
  ["Ana Ruiz ana@x.example", [["Ana Ruiz", "ana@x.example"]]],
  ["ana@x.example (Ana Ruiz)", [["Ana Ruiz", "ana@x.example"]]],
  [
    "Ana\tRuiz\tana@x.example\nBo\tbo@x.example\r",
    [
      ["Ana Ruiz", "ana@x.example"],
      ["Bo", "bo@x.example"],
    ],
  ],
  [
    "Team: a@x.example, b@x.example;",
    [
      ["", "a@x.example"],
      ["", "b@x.example"],
    ],
  ],
  [
    "<a@x.example>,<b@x.example>",
    [
      ["", "a@x.example"],
      ["", "b@x.example"],
    ],
  ],
  [" , ;\n", []],
])("%j is taken apart", (text, people) => {
  expect(parseAddresses(text)).toEqual(people.map(([name, address]) => ({ name, address })));
});

test("what is no address stays, so that it can be seen and set right", () => {
  expect(parseAddresses("Ana, ana@x.example")).toEqual([
    { name: "", address: "Ana" },
    { name: "", address: "ana@x.example" },
  ]);
  expect(looksLikeAddress("Ana")).toBe(false);
  expect(looksLikeAddress("a b@x.example")).toBe(false);
  expect(looksLikeAddress("a@x.example.")).toBe(false);
  expect(looksLikeAddress("bücher+list@müller.example")).toBe(true);
});

test("a quotation mark that is never closed ends with its line", () => {
  expect(parseAddresses('"Ana <ana@x.example>\nb@x.example').map((one) => one.address)).toContain("b@x.example");
});

test("a paste of any size ends quickly and is bounded", () => {
  const start = performance.now();
  expect(parseAddresses("a@x.example,".repeat(20_000))).toHaveLength(500);
  expect(parseAddresses(`${"<".repeat(50_000)}a`)).toHaveLength(1);
  expect(performance.now() - start).toBeLessThan(2_000);
});

test("each address is there once, whatever its case", () => {
  const ana = { name: "Ana", address: "ana@x.example" };
  expect(withPeople([ana], [{ name: "", address: "ANA@x.example" }])).toEqual([ana]);
  expect(withPeople([], [ana, ana])).toEqual([ana]);
});

test.each([
  { name: "Doe, Jane", address: "jane@x.example" },
  { name: 'A "B" C', address: "a@x.example" },
  { name: "Ana Ruiz", address: "ana@x.example" },
  { name: "", address: "ana@x.example" },
])("%j is read back as it was copied", (person) => {
  expect(parseAddresses(formatPerson(person))).toEqual([person]);
});
