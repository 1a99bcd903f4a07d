import { expect, test } from "vitest";
import fc from "fast-check";
import { parseScript, printScript, rulesOf, runScript, scriptOfRules, sieveMessage } from "./index.ts";

/** Texts that once were, or might be, trouble, by the part that reads them. */
const seeds = {
  lexer: [
    "",
    "\0",
    "\uFEFFkeep;",
    "keep\u2028;",
    '"',
    '"\\',
    '"\\"',
    "/*",
    "/* * / */ */",
    "#",
    "#\rkeep;",
    "text:",
    "text:\r\n.",
    "reject text:\r\n..\r\n.\r\n;",
    "reject text: # why\n.\n;",
    ":",
    "::is",
    "4294967296G",
    "00000000000000000001K",
    "1KK",
    '"\ud800"',
  ],
  parser: [
    "if",
    "if not not not",
    "if (true) { keep; }",
    "if allof () { }",
    "if anyof (true,) { }",
    "if true { ",
    "}}}}",
    "[[[[",
    "require [];",
    'require ["fileinto" "copy"];',
    "if true { keep; } elsif { } else if { }",
    `if ${"not ".repeat(200)}true { }`,
    `${"if true {".repeat(100)}`,
    "stop stop;;",
  ],
  arguments: [
    'require "variables"; set "a" "${a}${a}"; set "a" "${a}${a}"; set "a" "${a}${a}";',
    'require ["variables", "regex"]; if header :regex "subject" "(a*)*(b|c)+${x}" { set :upper :quotewildcard "y" "${1}${9}"; }',
    'require "regex"; if header :regex "subject" "(a{1,1000}){1,1000}" { keep; }',
    'if header :matches "subject" "*?*?*?*?*?*?*?*?*?*a" { discard; }',
    'require ["date", "relational"]; if date :zone "+2500" "date" "julian" :value "ge" :comparator "i;ascii-numeric" "1" { stop; }',
    'require ["index", "editheader"]; addheader :last "X-A" "b\\r\\nX-C: d"; deleteheader :index 0 "Subject";',
    'require "vacation"; vacation :days 99999999 :handle "" :mime text:\r\nContent-Type: x\r\n.\r\n;',
    'require ["imap4flags", "fileinto"]; setflag ["\\\\Seen \\\\Seen", "\\\\", " "]; fileinto :flags "${x}" "";',
    'require "encoded-character"; redirect "${hex:61}${unicode:110000}@x.example";',
    'require ["envelope", "subaddress"]; if envelope :detail :contains "to" "" { redirect "@"; }',
    'require "duplicate"; if duplicate :seconds 0 :last :header "" { discard; }',
    'require "ihave"; if ihave ["variables", "no"] { error ""; }',
    'require "body"; if body :content "multipart" :contains "" { keep; }',
  ],
  rules: [
    "# rule:\n#\n/* */ if true { }",
    'if anyof (address :matches "from" "*@x", header :matches "from" "a") { keep; }',
    "if allof (false, allof (false, allof (true))) { keep; }",
    'if not not header "subject" "a" { keep; }',
    'if header :is ["to", "cc"] [] { keep; }',
  ],
} as const;

const all = Object.values(seeds).flat();
const message = sieveMessage({
  raw: Buffer.from(
    "From: Ana <ana@x.example>\r\nSubject: aaaaaaaaaaaaaaaaaaaaaaaaaaaab\r\nTo: b+c@y.example\r\n\r\naaaa\r\n",
  ),
  envelope: { from: "ana@x.example", to: "b+c@y.example" },
});
const now = new Date("2026-11-25T12:00:00Z");

/** Reads, prints, shows and runs a text: whatever it is, the answer is a script or what is wrong with it. */
async function survives(text: string): Promise<void> {
  const { script, problems } = parseScript(text);
  expect(script === null).toBe(problems.length > 0);
  if (!script) return;
  const printed = printScript(script);
  expect([printed, parseScript(printed).problems]).toEqual([printed, []]);
  const { rules } = rulesOf(script);
  if (rules) {
    const shown = printScript(scriptOfRules(rules));
    expect([shown, parseScript(shown).problems]).toEqual([shown, []]);
  }
  const outcome = await runScript(script, message, { now });
  expect(Array.isArray(outcome.actions)).toBe(true);
}

test.each(Object.keys(seeds) as (keyof typeof seeds)[])(
  "the seeds of the %s break nothing, whole or cut short",
  async (part) => {
    for (const seed of seeds[part]) {
      await survives(seed);
      for (let at = 1; at < seed.length; at += Math.ceil(seed.length / 20)) await survives(seed.slice(0, at));
    }
  },
);

test("ten seconds of changed, mixed and made up scripts break nothing", { timeout: 30_000 }, async () => {
  const words = fc.constantFrom(
    ..."if elsif else require keep; discard; fileinto allof anyof not true false exists header address :is :contains".split(
      " ",
    ),
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    ",",
    ";",
    '"',
    "\\",
    "#",
    "/*",
    "*/",
    "\r\n",
    "text:",
    ".",
    "1K",
    "${a}",
    "\0",
    "é",
    "\ud83d",
  );
  const changed = fc
    .tuple(
      fc.constantFrom(...all),
      fc.nat(),
      fc.nat({ max: 12 }),
      fc.oneof(words, fc.string({ unit: "binary", maxLength: 8 })),
    )
    .map(([seed, place, length, put]) => {
      const at = place % (seed.length + 1);
      return seed.slice(0, at) + put + seed.slice(at + length);
    });
  const mixed = fc.array(fc.oneof(words, fc.constantFrom(...all)), { maxLength: 20 }).map((parts) => parts.join(" "));
  await fc.assert(fc.asyncProperty(fc.oneof(changed, changed, mixed), survives), {
    numRuns: 1_000_000,
    interruptAfterTimeLimit: 10_000,
    markInterruptAsFailure: false,
  });
});
