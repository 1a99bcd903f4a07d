import { expect, test } from "vitest";
import { formatAddress, parseAddresses } from "./address.ts";

function read(value: string): string[] {
  return parseAddresses(value).map(({ name, address }) => (name === "" ? address : `${name} | ${address}`));
}

test.each([
  ["a@example.org", ["a@example.org"]],
  ["<a@example.org>", ["a@example.org"]],
  ["Ann <a@example.org>", ["Ann | a@example.org"]],
  ['"Example, Ann" <a@example.org>, b@example.org', ["Example, Ann | a@example.org", "b@example.org"]],
  ["a@example.org (Ann Example)", ["Ann Example | a@example.org"]],
  ["a@example.org (a (nested) comment)", ["a (nested) comment | a@example.org"]],
  ["Ann (hidden) Example <a@example.org>", ["Ann Example | a@example.org"]],
  ["Ann Example a@example.org", ["Ann Example | a@example.org"]],
  ["a@example.org; b@example.org", ["a@example.org", "b@example.org"]],
  ["team: a@x.example, B <b@x.example>;", ["a@x.example", "B | b@x.example"]],
  ["undisclosed-recipients:;", []],
  ["team: a@x.example", ["a@x.example"]],
  ['"a b"@example.org', ['"a b"@example.org']],
  ['"a.b"@example.org', ["a.b@example.org"]],
  ['"a@b"@example.org', ['"a@b"@example.org']],
  ["a@[192.0.2.1]", ["a@[192.0.2.1]"]],
  ["a @ example . org", ["a@example.org"]],
  ["Ann . Example <a@example.org>", ["Ann . Example | a@example.org"]],
  ["<<a@example.org>>", ["a@example.org"]],
  ["Ann <a@example.org", ["Ann | a@example.org"]],
  ['"Ann <a@example.org>', ['"Ann | a@example.org']],
  ["=?utf-8?Q?J=C3=B6rg?= <j@example.org>", ["Jörg | j@example.org"]],
  ["=?utf-8?Q?Example,_J=C3=B6rg?= <j@example.org>", ["Example, Jörg | j@example.org"]],
  ['"=?utf-8?Q?J=C3=B6rg?=" <j@example.org>', ["Jörg | j@example.org"]],
  ["=?utf-8?B?PGV2aWxAeD4s?= <a@example.org>", ["<evil@x>, | a@example.org"]],
  ["a@example.org <b@example.org>", ["a@example.org | b@example.org"]],
  ["Jörg <jörg@bücher.example>", ["Jörg | jörg@bücher.example"]],
  ["<@a,@b:c@example.org>", ["c@example.org"]],
  ["just words", ["just words"]],
  [",, ,a@example.org,,", ["a@example.org"]],
  ["WWW <>", ["WWW | "]],
  ["", []],
  ["Ann <a@example.org, b@example.org", ["Ann | a@example.org", "b@example.org"]],
  ["<a@example.org:x>", ["a@example.org"]],
  ["@", [""]],
  ["Ann\u202egro.elpmaxe@a <a@example.org>", ["Ann gro.elpmaxe@a | a@example.org"]],
])("addresses of %j", (value, expected) => {
  expect(read(value)).toEqual(expected);
});

test.each([
  [{ name: "", address: "a@example.org" }, "a@example.org"],
  [{ name: "Ann Example", address: "a@example.org" }, "Ann Example <a@example.org>"],
  [{ name: "Example, Ann", address: "a@example.org" }, '"Example, Ann" <a@example.org>'],
  [{ name: 'Ann "x" \\', address: "a@example.org" }, '"Ann \\"x\\" \\\\" <a@example.org>'],
  [{ name: "Jörg", address: "j@example.org" }, "Jörg <j@example.org>"],
  [{ name: "Ann\r\nBcc: x", address: "a@example.org" }, '"Ann Bcc: x" <a@example.org>'],
])("formatAddress(%j) is read back as the same", (address, expected) => {
  expect(formatAddress(address)).toBe(expected);
  const [back] = parseAddresses(expected);
  expect(back?.address).toBe(address.address);
});
