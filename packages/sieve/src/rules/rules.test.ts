import fc from "fast-check";
import { expect, test } from "vitest";
import { sieveMessage } from "../message.ts";
import { runScript } from "../run/run.ts";
import { parseScript } from "../script.ts";
import { printScript } from "../syntax/printer.ts";
import { inOrder } from "./action.ts";
import { isAddressPattern } from "./condition.ts";
import type { Condition, Rule, RuleAction } from "./model.ts";
import { rulesOf } from "./rules-of.ts";
import { scriptOfRules } from "./script-of-rules.ts";

const value = fc.oneof(
  fc.constantFrom("Roof", 'a "quoted" word', "back\\slash", "Übersicht", "日程", "100% * ?", "i;octet", ".dot", "true"),
  fc.string({ minLength: 1, maxLength: 20 }).filter((text) => !/[\0\r\n]/.test(text) && text.isWellFormed()),
);
const isNegated = fc.boolean();
// Patterns of addresses come first: so they are written.
const values = fc
  .uniqueArray(value, { minLength: 1, maxLength: 4 })
  .map((all) => all.toSorted((a, b) => Number(isAddressPattern(b)) - Number(isAddressPattern(a))));
const compared = fc.constantFrom("contains", "is", "matches" as const);

const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    field: fc.constantFrom("from", "to", "cc", "to-or-cc", "subject", "list" as const),
    header: fc.constant(""),
    comparison: compared,
    values,
    isNegated,
  }),
  fc.record({
    field: fc.constantFrom("from", "to", "cc", "to-or-cc", "subject", "list" as const),
    header: fc.constant(""),
    comparison: fc.constant("exists" as const),
    values: fc.constant([]),
    isNegated,
  }),
  fc.record({
    field: fc.constantFrom("from", "to", "cc", "to-or-cc" as const),
    header: fc.constant(""),
    comparison: fc.constant("matches" as const),
    values: fc.constantFrom(
      ["*@x.example"],
      ["*@x.example", "b?b@*"],
      ["*boss*"],
      ["*@x.example", "*@y.example", "*boss*", "a@b c"],
    ),
    isNegated,
  }),
  fc.record({
    field: fc.constant("header" as const),
    header: fc.constantFrom("X-Mailer", "X-Spam-Score", "Reply-To"),
    comparison: compared,
    values,
    isNegated,
  }),
  fc.record({
    field: fc.constant("subject" as const),
    header: fc.constant(""),
    comparison: fc.constant("regex" as const),
    values: fc.constantFrom(["^\\[bug\\] [0-9]+"], ["a|b", "c.*d"]),
    isNegated,
  }),
  fc.record({ field: fc.constant("body" as const), header: fc.constant(""), comparison: compared, values, isNegated }),
  fc.record({
    field: fc.constant("size" as const),
    comparison: fc.constantFrom("over", "under" as const),
    bytes: fc.integer({ min: 0, max: 4_000_000_000 }),
    isNegated,
  }),
  fc.record({
    field: fc.constant("date" as const),
    comparison: fc.constantFrom("before", "after", "on" as const),
    day: fc.constantFrom("2026-11-25", "1999-01-01"),
    isNegated,
  }),
  fc.record({ field: fc.constant("attachment" as const), isNegated }),
);

const action: fc.Arbitrary<RuleAction> = fc.oneof(
  fc.record({
    kind: fc.constantFrom("keep", "mark-read", "star", "mark-important", "discard", "trash", "stop" as const),
  }),
  fc.record({ kind: fc.constantFrom("move", "copy" as const), mailbox: fc.constantFrom("INBOX/a b", "Töpfe", 'q"q') }),
  fc.record({ kind: fc.constant("tag" as const), keyword: fc.constantFrom("Work", "$label1", "To_do") }),
  fc.record({
    kind: fc.constant("redirect" as const),
    address: fc.constantFrom("a@x.example", "b+c@x.example"),
    keepsCopy: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant("reject" as const),
    reason: fc.constantFrom("No.", "Line one\r\nline two", "Nein, Äpfel!"),
  }),
);

const rule: fc.Arbitrary<Rule> = fc
  .record({
    name: fc.constantFrom("", "Newsletters", "rule: of thumb", "# hash", "Größe */ end", "true"),
    notes: fc.constantFrom(undefined, ["asked for by Ana"], ["one", "rule: two", "# three */"]),
    isEnabled: fc.boolean(),
    match: fc.constantFrom("all", "any" as const),
    conditions: fc.array(condition, { maxLength: 4 }),
    actions: fc.array(action, { maxLength: 4 }),
  })
  .map(({ notes, ...one }): Rule => (notes ? { ...one, notes } : one));

test("rules become a script without a problem, and the script the same rules again", () => {
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 5 }), (rules) => {
      const text = printScript(scriptOfRules(rules));
      const { script, problems } = parseScript(text);
      expect([text, problems]).toEqual([text, []]);
      expect(script && rulesOf(script)).toEqual({ rules, obstacle: null, notes: [] });
    }),
    { numRuns: 500 },
  );
});

const base = { name: "", isEnabled: true, match: "all" } as const;
function parsed(text: string) {
  const { script, problems } = parseScript(text);
  expect(problems).toEqual([]);
  if (!script) throw new Error("no script");
  return script;
}

const read = (text: string) => {
  const { script, problems } = parseScript(text);
  expect(problems).toEqual([]);
  return script ? rulesOf(script) : null;
};

test("a script by hand that says no more than rules can is shown as rules", () => {
  expect(
    read(`require ["fileinto", "imap4flags"];
      # rule:[From the boss]
      if address :is "from" "boss@x.example" { addflag "\\\\flagged"; }
      # all that is about roofs
      if anyof (header :contains "subject" ["roof", "Roof"], exists "x-roof") { fileinto "Roofs"; stop; }
      keep;`),
  ).toEqual({
    rules: [
      {
        ...base,
        name: "[From the boss]",
        conditions: [{ field: "from", header: "", comparison: "is", values: ["boss@x.example"], isNegated: false }],
        actions: [{ kind: "star" }],
      },
      {
        ...base,
        name: "all that is about roofs",
        match: "any",
        conditions: [
          { field: "subject", header: "", comparison: "contains", values: ["roof", "Roof"], isNegated: false },
          { field: "header", header: "x-roof", comparison: "exists", values: [], isNegated: false },
        ],
        actions: [{ kind: "move", mailbox: "Roofs" }, { kind: "stop" }],
      },
      { ...base, conditions: [], actions: [{ kind: "keep" }] },
    ],
    obstacle: null,
    notes: [],
  });
});

test.each([
  ["rule-else", "if true { keep; } else { discard; }", "else"],
  ["rule-nested", "if true { if false { keep; } }", "if"],
  ["rule-test", "if allof (anyof (true, false), true) { keep; }", "anyof"],
  ["rule-test", 'require "envelope"; if envelope "from" "a@x.example" { keep; }', "envelope"],
  ["rule-test", 'if address :contains "from" "boss" { keep; }', "address"],
  ["rule-test", 'if header :is "from" "boss" { keep; }', "header"],
  ["rule-test", 'if header :comparator "i;octet" "subject" "a" { keep; }', "header"],
  ["rule-test", 'if exists ["to", "cc"] { keep; }', "exists"],
  ["rule-test", 'require "date"; if date :originalzone "date" "date" "2026-01-01" { keep; }', "date"],
  ["rule-command", 'require "vacation"; vacation "Away";', "vacation"],
  ["rule-command", 'require ["fileinto", "mailbox"]; fileinto :create "a";', "fileinto"],
  ["rule-command", 'require "imap4flags"; keep :flags "a";', "keep"],
  ["rule-command", 'require "imap4flags"; addflag ["a", "b"];', "addflag"],
  ["rule-command", 'require ["variables", "imap4flags"]; addflag "v" "a";', "addflag"],
  ["not-constant", 'require "variables"; if header "subject" "${a}" { keep; }', undefined],
  ["not-constant", 'require "encoded-character"; redirect "${hex:61}@x.example";', undefined],
])("%s: %s", (code, text, name) => {
  expect(read(text)).toMatchObject({
    rules: null,
    obstacle: { code, params: name === undefined ? {} : { name }, line: 1 },
  });
});

test("comments of a script by hand stay with its rules", () => {
  const read = rulesOf(
    parsed(`# My filters, 2019
    require "fileinto"; # needed
    # rule: Roofs
    # asked for by Ana
    if header :contains "subject" "roof" {
      /* the old folder
       * is gone */
      fileinto "Roofs"; # not Tiles
    } # end of roofs
    keep; # all else
    # the end`),
  );
  expect(read.rules?.map(({ name, notes }) => [name, notes])).toEqual([
    [
      "Roofs",
      ["My filters, 2019", "needed", "asked for by Ana", "the old folder", "is gone", "not Tiles", "end of roofs"],
    ],
    ["", ["all else", "the end"]],
  ]);
  const again = rulesOf(parsed(printScript(scriptOfRules(read.rules ?? []))));
  expect(again.rules?.map(({ notes }) => notes)).toEqual(read.rules?.map(({ notes }) => notes));
});

test("comments of a script without any rule stay, alone and with its first rule", () => {
  const read = rulesOf(parsed('# My filters, 2019\r\nrequire "fileinto"; # for later\r\n/* the end */\r\n'));
  expect(read).toMatchObject({ rules: [], notes: ["My filters, 2019", "for later", "the end"] });
  const alone = rulesOf(parsed(printScript(scriptOfRules([], read.notes))));
  expect(alone).toMatchObject({ rules: [], notes: read.notes });
  const rule: Rule = { ...base, name: "Roofs", notes: ["by Ana"], conditions: [], actions: [{ kind: "discard" }] };
  const withOne = rulesOf(parsed(printScript(scriptOfRules([rule], alone.notes))));
  expect(withOne.notes).toEqual([]);
  expect(withOne.rules?.map(({ name, notes }) => [name, notes])).toEqual([
    ["Roofs", ["My filters, 2019", "for later", "the end", "by Ana"]],
  ]);
});

test.each<[string, readonly string[], boolean]>([
  ["Boss <ann@x.example>", ["*@x.example"], true],
  ["ann@x.example", ["*@x.example"], true],
  ["Boss <ann@y.example>", ["*@x.example"], false],
  ["Boss <ann@y.example>", ["boss*"], true],
  ["Boss <ann@y.example>", ["*@x.example", "boss*"], true],
])("from %j fits the patterns %j: %j", async (from, values, isFound) => {
  const rules: Rule[] = [
    {
      ...base,
      conditions: [{ field: "from", header: "", comparison: "matches", values, isNegated: false }],
      actions: [{ kind: "discard" }],
    },
  ];
  const message = sieveMessage({ raw: Buffer.from(`From: ${from}\r\n\r\n`), envelope: { from: "", to: "" } });
  const outcome = await runScript(parsed(printScript(scriptOfRules(rules))), message, { now: new Date(), zone: "UTC" });
  expect(outcome.actions.some((one) => one.kind === "keep")).toBe(!isFound);
});

test("what rules say is what they do", async () => {
  const rules: Rule[] = [
    {
      ...base,
      name: "off",
      isEnabled: false,
      conditions: [],
      actions: [{ kind: "discard" }],
    },
    {
      ...base,
      conditions: [
        { field: "from", header: "", comparison: "contains", values: ["JÜRGEN"], isNegated: false },
        { field: "attachment", isNegated: true },
        { field: "date", comparison: "on", day: "2026-11-26", isNegated: false },
      ],
      actions: inOrder([{ kind: "move", mailbox: "A" }, { kind: "tag", keyword: "Roof" }, { kind: "mark-read" }]),
    },
  ];
  const { script } = parseScript(printScript(scriptOfRules(rules)));
  const raw = Buffer.from(
    "From: =?utf-8?Q?J=C3=BCrgen?= <j@x.example>\r\nDate: Wed, 25 Nov 2026 23:30:00 +0000\r\n\r\nHi\r\n",
  );
  const message = sieveMessage({ raw, envelope: { from: "j@x.example", to: "m@y.example" } });
  const outcome = script && (await runScript(script, message, { now: new Date(), zone: "Europe/Berlin" }));
  expect(outcome?.actions).toMatchObject([{ kind: "fileinto", mailbox: "A", flags: ["Roof", "\\Seen"] }]);
});
