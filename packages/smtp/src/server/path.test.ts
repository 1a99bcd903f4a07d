import fc from "fast-check";
import { expect, test } from "vitest";
import { readPathCommand } from "./path.ts";

const rcpt = (path: string) => readPathCommand("RCPT TO", `RCPT TO:${path}`)?.address ?? null;
const mail = (line: string) => readPathCommand("MAIL FROM", line);

test.each([
  ["<a@x.example>", "a@x.example"],
  [" <a@x.example> ", "a@x.example"],
  ["<@relay.example,@two.example:a@x.example>", "a@x.example"],
  ['<"odd user"@x.example>', '"odd user"@x.example'],
  ['<"a@b"@x.example>', '"a@b"@x.example'],
  ['<"a>b"@x.example>', '"a>b"@x.example'],
  ['<"a\\"b"@x.example>', '"a\\"b"@x.example'],
  ['<"plain.name"@x.example>', "plain.name@x.example"],
  ["<josé@exämple.example>", "josé@exämple.example"],
  ["<a+b=c@x.example>", "a+b=c@x.example"],
  ["<a@[192.0.2.1]>", "a@[192.0.2.1]"],
  ["<a@[IPv6:2001:db8::1]>", "a@[IPv6:2001:db8::1]"],
  ["<Postmaster>", "Postmaster"],
])("%s is %s", (path, address) => expect(rcpt(path)).toBe(address));

test.each([
  ["a@x.example"],
  ["<>"],
  ["<a>"],
  ["<@x.example>"],
  ["<a@>"],
  ["<a b@x.example>"],
  ["<a@b@x.example>"],
  ["<a..b@x.example>"],
  [".a@x.example"],
  ["<a@-x.example>"],
  ["<a@x..example>"],
  ["<a@[not]>"],
  ['<"a@x.example>'],
  ["<a@x.example"],
  ["<<a@x.example>>"],
  ["<a@x.example>SIZE=1"],
  ["<a\0b@x.example>"],
  ["<a\u0085b@x.example>"],
  [`<${"x".repeat(65)}@x.example>`],
  [`<a@${"x.".repeat(128)}example>`],
])("%s is no path", (path) => expect(rcpt(path)).toBeNull());

test("parameters are read with their xtext, and one that is given twice or empty is none", () => {
  const { address, parameters } = mail("mail from:<> SIZE=12 smtputf8 ENVID=a+2Bb") ?? {};
  expect(address).toBe("");
  expect([...(parameters ?? [])]).toEqual([
    ["SIZE", "12"],
    ["SMTPUTF8", true],
    ["ENVID", "a+b"],
  ]);
  for (const wrong of ["SIZE=1 SIZE=2", "SIZE=", "=1", "ENVID=a+0Db", "-x"])
    expect(mail(`MAIL FROM:<a@x.example> ${wrong}`)).toBeNull();
  expect(mail("MAIL FROM <a@x.example>")).toBeNull();
  expect(mail("RCPT TO:<a@x.example>")).toBeNull();
});

test("no line takes long or throws", () => {
  const words = fc.constantFrom("<", ">", '"', "\\", "@", ":", ",", " ", ".", "a", "=", "+", "MAIL FROM:", "é");
  fc.assert(
    fc.property(fc.array(words, { maxLength: 200 }), (parts) => {
      mail(`MAIL FROM:${parts.join("")}`);
    }),
    { numRuns: 500 },
  );
  const started = performance.now();
  for (const part of ["<@a", '"\\', "@a,", "a.", "<", "é"]) rcpt(`<${part.repeat(6000)}>`);
  expect(performance.now() - started).toBeLessThan(500);
});
