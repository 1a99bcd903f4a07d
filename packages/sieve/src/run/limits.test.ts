import { expect, test } from "vitest";
import { type Limits, parseScript, runScript, sieveMessage } from "../index.ts";

const now = new Date("2026-11-25T12:00:00Z");

async function problemsOf(script: string, raw: Buffer, limits: Partial<Limits> = {}): Promise<string[]> {
  const parsed = parseScript(script);
  expect(parsed.problems).toEqual([]);
  const message = sieveMessage({ raw, envelope: { from: "a@example.com", to: "b@example.org" } });
  const outcome = parsed.script && (await runScript(parsed.script, message, { now, limits }));
  if (outcome && outcome.problems.length > 0)
    expect(outcome.actions).toEqual([{ kind: "keep", flags: [], isImplicit: true, edits: null }]);
  return outcome?.problems.map(({ code }) => code) ?? [];
}

const small = Buffer.from("Subject: small\r\n\r\nx\r\n");
const repeat = (count: number, make: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => make(n)).join("");

test.each<[string, string, string[]]>([
  ["actions", `require "fileinto"; ${repeat(33, (n) => `fileinto "f${n}";`)}`, ["too-many-actions"]],
  ["redirects", repeat(5, (n) => `redirect "a${n}@example.com";`), ["too-many-redirects"]],
  ["the same redirect", repeat(50, () => 'redirect "a@example.com";'), []],
  ["header fields", `require "editheader"; ${repeat(33, () => 'addheader "X-A" "b";')}`, ["too-many-actions"]],
  ["variables", `require "variables"; ${repeat(257, (n) => `set "v${n}" "x";`)}`, ["too-many-variables"]],
  [
    "a string that variables make endless",
    `require ["variables", "reject"]; set "a" "${"x".repeat(8_000)}"; reject "${"${a}".repeat(200)}";`,
    ["too-much-work"],
  ],
])("%s have a limit", async (_, script, codes) => {
  expect(await problemsOf(script, small)).toEqual(codes);
});

test("a variable that grows is cut, and not inside of a character", async () => {
  const script = `require ["variables", "fileinto"]; set "a" "💩"; ${repeat(20, () => 'set "a" "${a}${a}";')}
    set :length "n" "\${a}"; if string "\${n}" "4000" { fileinto "Yes"; }`;
  const parsed = parseScript(script).script;
  const message = sieveMessage({ raw: small, envelope: { from: "", to: "" } });
  const outcome = parsed && (await runScript(parsed, message, { now, limits: { variableLength: 8_001 } }));
  expect(outcome?.actions).toMatchObject([{ kind: "fileinto" }]);
});

const big = Buffer.from(`Subject: ${"a".repeat(900)}\r\n\r\n${`${"a".repeat(70)}\r\n`.repeat(30_000)}`);
const long = `"*${"a*".repeat(400)}b"`;

// Every one of these has stopped some mail server.
test.each<[string, string]>([
  ["nested repetition", 'require "regex"; if header :regex "subject" "^(a+)+$b" { stop; }'],
  ["nested repetition in a body", 'require ["regex", "body"]; if body :regex "(a|aa)+$b" { stop; }'],
  ["overlapping choices", 'require ["regex", "body"]; if body :regex "(a|a|a|a)*(a|a|a|a)*x" { stop; }'],
  ["counted repetition", 'require ["regex", "body"]; if body :regex "(a{1,30}){1,30}x" { stop; }'],
  ["stars over a header", `if header :matches "subject" ${long} { stop; }`],
  ["stars over a body", `require "body"; if body :matches ${long} { stop; }`],
  ["many keys", `require "body"; if body :contains [${repeat(1_900, (n) => `"b${n}",`)} "z"] { stop; }`],
  ["many tests", `require "body"; if anyof (${repeat(1_500, (n) => `body :contains "b${n}",`)} false) { stop; }`],
])("%s takes a moment at most", async (_, script) => {
  const started = performance.now();
  await problemsOf(script, big);
  expect(performance.now() - started).toBeLessThan(3_000);
});

test("work that has no end is stopped, others had their turn, and the message is kept", async () => {
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  const script = `require ["regex", "body"]; if anyof (${repeat(300, (n) => `body :regex "(a|b)*${n}",`)} false) { stop; }`;
  const codes = await problemsOf(script, big);
  clearInterval(timer);
  expect(codes).toEqual(["too-much-work"]);
  expect(turns).toBeGreaterThan(2);
});
