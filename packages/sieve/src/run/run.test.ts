import { expect, test } from "vitest";
import { applyHeaderEdits, type Outcome, parseScript, type RunOptions, runScript, sieveMessage } from "../index.ts";

const mail = [
  "Received: from a by b; Wed, 25 Nov 2026 12:00:00 +0000",
  "From: Ana <ana@example.com>",
  "To: bob@example.org",
  "Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?= aus Wien",
  "Message-ID: <1@example.com>",
  "X-Twice: one",
  "X-Twice: two",
  "",
  "Text",
  "",
];
const now = new Date("2026-11-25T23:30:00Z");

async function outcomeOf(
  script: string,
  options: Partial<RunOptions> = {},
  lines: readonly string[] = mail,
): Promise<Outcome> {
  const parsed = parseScript(script);
  expect(parsed.problems).toEqual([]);
  const raw = Buffer.from(lines.join("\r\n"));
  const message = sieveMessage({ raw, envelope: { from: "ana@example.com", to: "bob+lists@example.org" } });
  if (!parsed.script) throw new Error("no script");
  return runScript(parsed.script, message, { now, ...options });
}

const kept = { kind: "keep", flags: [], isImplicit: true, edits: null };

/** Whether a test holds, told by the folder that the message goes to. */
async function holds(requires: string, condition: string, options: Partial<RunOptions> = {}): Promise<boolean> {
  const names = ["fileinto", ...requires.split(" ").filter(Boolean)].map((name) => `"${name}"`).join(",");
  const { actions, problems } = await outcomeOf(`require [${names}]; if ${condition} { fileinto "Yes"; }`, options);
  expect(problems).toEqual([]);
  return actions[0]?.kind === "fileinto";
}

test("an empty script keeps the message", async () => {
  expect(await outcomeOf("")).toEqual({ actions: [kept], duplicates: [], problems: [] });
});

test("actions come in the order of the script, with all that is said of them", async () => {
  const { actions } = await outcomeOf(`
    require ["fileinto", "copy", "mailbox", "special-use", "imap4flags", "variables"];
    set "folder" "Lists";
    addflag ["\\\\seen", "Work"];
    fileinto :copy :create "\${folder}/ana";
    fileinto :flags "$Important" :specialuse "\\\\Archive" "Old";
    redirect :copy "eve@example.net";
    keep;`);
  expect(actions).toEqual([
    {
      kind: "fileinto",
      mailbox: "Lists/ana",
      flags: ["\\Seen", "Work"],
      copy: true,
      create: true,
      specialUse: null,
      edits: null,
    },
    {
      kind: "fileinto",
      mailbox: "Old",
      flags: ["$Important"],
      copy: false,
      create: false,
      specialUse: "\\Archive",
      edits: null,
    },
    { kind: "redirect", address: "eve@example.net", copy: true, edits: null },
    { kind: "keep", flags: ["\\Seen", "Work"], isImplicit: false, edits: null },
  ]);
});

test("flags that a message has already are those of the script's beginning", async () => {
  const { script } = parseScript('require "imap4flags"; removeflag "\\\\Flagged"; addflag "new";');
  const message = sieveMessage({
    raw: Buffer.from("\r\n"),
    envelope: { from: "", to: "" },
    flags: ["\\Flagged", "old"],
  });
  const outcome = script && (await runScript(script, message, { now }));
  expect(outcome?.actions).toEqual([{ ...kept, flags: ["old", "new"] }]);
});

test("an error at run time keeps the message and does nothing else", async () => {
  const { actions, duplicates, problems } = await outcomeOf(
    'require ["fileinto", "variables", "duplicate"];\nif duplicate { stop; }\nfileinto "A";\nredirect "${nobody}";',
  );
  expect(actions).toEqual([kept]);
  expect(duplicates).toEqual([]);
  expect(problems).toMatchObject([{ code: "address-bad", line: 4, column: 1 }]);
});

test.each([
  ["reject", 'require "reject"; reject "no";', { kind: "reject", reason: "no", how: "reject" }],
  ["ereject", 'require "ereject"; ereject "no";', { kind: "reject", reason: "no", how: "ereject" }],
])("%s takes the message away", async (_, script, action) => {
  expect((await outcomeOf(script)).actions).toEqual([action]);
});

test.each([
  ['require ["reject", "fileinto"]; fileinto "A"; reject "no";', "action-conflict"],
  ['require ["reject", "vacation"]; reject "no"; vacation "gone";', "action-conflict"],
  ['require ["reject", "ereject"]; reject "no"; ereject "no";', "action-twice"],
  ['require "vacation"; vacation "a"; vacation "b";', "action-twice"],
])("%s stops with %s", async (script, code) => {
  expect((await outcomeOf(script)).problems).toMatchObject([{ code }]);
});

test("a vacation has its subject, handle and time filled in", async () => {
  const { actions } = await outcomeOf('require "vacation"; vacation :addresses "b@example.org" "gone";');
  expect(actions).toEqual([
    {
      kind: "vacation",
      subject: "Auto: Grüße aus Wien",
      from: null,
      addresses: ["b@example.org"],
      handle: expect.stringMatching(/^[0-9a-f]{64}$/),
      seconds: 604_800,
      mime: false,
      reason: "gone",
    },
    kept,
  ]);
});

test("replies differ by their arguments as written, not by what variables held", async () => {
  const handle = async (command: string) => {
    const { actions } = await outcomeOf(
      `require ["vacation", "variables"]; if header :matches "subject" "*" { set "s" "\${1}"; } ${command}`,
    );
    return actions[0]?.kind === "vacation" ? actions[0].handle : null;
  };
  const plain = await handle('vacation :days 1 "gone";');
  expect(await handle('vacation :days 2 "gone";')).toBe(plain);
  expect(await handle('vacation :subject "Away" "gone";')).not.toBe(plain);
  expect(await handle('vacation :mime "gone";')).not.toBe(plain);
  expect(await handle('vacation "g${s}";')).toBe(await handle('set "s" "other"; vacation "g${s}";'));
  expect(await handle('vacation :handle "mine" "gone";')).toBe("mine");
});

test.each([
  [":days 0", 86_400],
  [":days 3", 259_200],
  [":days 365", 2_592_000],
  [":seconds 0", 0],
  [":seconds 90", 90],
])("vacation %s lasts %d seconds", async (tag, seconds) => {
  const { actions } = await outcomeOf(`require "vacation-seconds"; vacation ${tag} "gone";`);
  expect(actions[0]).toMatchObject({ kind: "vacation", seconds });
});

test("the house bounds the time between replies", async () => {
  const vacation = { minSeconds: 3_600, maxSeconds: 7_200, subjectPrefix: "Re: " };
  const of = async (tag: string) =>
    (await outcomeOf(`require "vacation-seconds"; vacation ${tag} "gone";`, { vacation })).actions[0];
  expect(await of(":seconds 5")).toMatchObject({ seconds: 3_600, subject: "Re: Grüße aus Wien" });
  expect(await of(":days 5")).toMatchObject({ seconds: 7_200 });
});

test("what is edited holds for later tests and actions, and for no earlier one", async () => {
  const { actions } = await outcomeOf(`
    require ["editheader", "fileinto", "copy"];
    fileinto :copy "before";
    addheader "X-New" "grün";
    deleteheader :index 1 "x-twice";
    if header :is "x-new" "grün" { fileinto :copy "between"; }
    deleteheader "x-twice";
    addheader :last "X-End" "last";
    addheader "X-Gone" "x";
    deleteheader "x-gone";`);
  const first = { removed: [5], first: [{ name: "X-New", value: "grün" }], last: [] };
  expect(actions).toMatchObject([
    { kind: "fileinto", mailbox: "before", edits: null },
    { kind: "fileinto", mailbox: "between", edits: first },
    { kind: "keep", edits: { ...first, removed: [5, 6], last: [{ name: "X-End", value: "last" }] } },
  ]);
  const raw = Buffer.from(mail.join("\r\n"));
  const edits = actions[2]?.kind === "keep" ? actions[2].edits : null;
  const wanted = ["X-New: =?utf-8?Q?gr=C3=BCn?=", ...mail.slice(0, 5), "X-End: last", ...mail.slice(7)];
  const edited = edits && applyHeaderEdits(raw, edits).toString();
  expect(edited?.replace(/^X-New: =\?utf-8\?\w\?[^?]*\?=/i, wanted[0] ?? "")).toBe(wanted.join("\r\n"));
});

test("how a message came stays to be seen", async () => {
  const script =
    'require "editheader"; deleteheader "received"; deleteheader "auto-submitted"; deleteheader "dkim-signature";';
  const lines = ["Received: x", "Auto-Submitted: auto-replied", "DKIM-Signature: y", "", ""];
  const { actions } = await outcomeOf(script, { protectedHeaders: ["dkim-signature"] }, lines);
  expect(actions).toMatchObject([{ kind: "keep", edits: null }]);
});

test("a value cannot begin another header field", async () => {
  const script = 'require ["editheader", "variables"]; set "v" "a\r\nBcc: x@example.net"; addheader "X-A" "${v}";';
  const { actions } = await outcomeOf(script);
  const edits = actions[0]?.kind === "keep" ? actions[0].edits : null;
  expect(edits && applyHeaderEdits(Buffer.from("A: b\r\n\r\nc"), edits).toString()).toBe(
    "X-A: a Bcc: x@example.net\r\nA: b\r\n\r\nc",
  );
});

test.each([
  ["a header", "A: b\r\n\r\nc", "X: y\r\nA: b\r\nZ: z\r\n\r\nc"],
  ["no header", "\r\nc", "X: y\r\nZ: z\r\n\r\nc"],
  ["neither header nor empty line", "just text", "X: y\r\nZ: z\r\n\r\njust text"],
  ["a line of an mbox before it", "From me Sat\r\nA: b\r\n\r\nc", "X: y\r\nA: b\r\nZ: z\r\n\r\nc"],
  ["nothing at all", "", "X: y\r\nZ: z\r\n"],
])("fields are added to a message with %s", (_, before, after) => {
  const edits = { removed: [], first: [{ name: "X", value: "y" }], last: [{ name: "Z", value: "z" }] };
  expect(applyHeaderEdits(Buffer.from(before), edits).toString()).toBe(after);
});

test("ids are asked for once and remembered at the end", async () => {
  const asked: string[] = [];
  const { duplicates, actions } = await outcomeOf(
    `require ["duplicate", "fileinto", "variables"];
     if duplicate { fileinto "again"; }
     if anyof (duplicate :last, duplicate :handle "h" :uniqueid "u" :seconds 60) { fileinto "seen"; }
     if duplicate :header "x-none" { fileinto "none"; }`,
    { isDuplicate: ({ uniqueId }) => asked.push(uniqueId) > 0 && uniqueId === "u" },
  );
  expect(asked).toEqual(["<1@example.com>", "u"]);
  expect(duplicates).toEqual([
    { handle: "", uniqueId: "<1@example.com>", seconds: 604_800, last: false },
    { handle: "h", uniqueId: "u", seconds: 60, last: false },
  ]);
  expect(actions).toMatchObject([{ kind: "fileinto", mailbox: "seen" }]);
});

test.each([
  ["mailbox", 'mailboxexists "There"', true],
  ["mailbox", 'mailboxexists ["There", "Away"]', false],
  ["special-use", 'specialuse_exists "\\\\Junk"', true],
  ["special-use", 'specialuse_exists "There" ["\\\\Junk", "\\\\Trash"]', false],
  ["environment", 'environment :contains "domain" "example"', true],
  ["environment", 'environment :contains "host" ""', false],
  ["environment", 'environment :matches "constructor" "*"', false],
  ["ihave", 'ihave ["fileinto", "regex"]', true],
  ["ihave", 'ihave ["fileinto", "enotify"]', false],
  ["subaddress envelope", 'envelope :detail "to" "lists"', true],
  ["date", 'currentdate "date" "2026-11-26"', true],
  ["date", 'currentdate :zone "-0500" "hour" "18"', true],
  ["date", 'date "received" "time" "13:00:00"', true],
  ["comparator-i;unicode-casemap", 'header :contains :comparator "i;unicode-casemap" "subject" "GRÜSSE"', true],
  ["comparator-i;unicode-casemap", 'header :matches :comparator "i;unicode-casemap" "subject" "gr?ße*wien"', true],
  ["regex", 'header :regex "subject" "^gr.{2}e"', true],
  ["vnd.carbyne.attachment", "attachment", false],
])("%s: %s is %j", async (requires, condition, expected) => {
  const options: Partial<RunOptions> = {
    zone: "Europe/Zagreb",
    mailboxExists: async (name) => name === "There",
    specialUseExists: (use, mailbox) => use === "\\Junk" && (mailbox ?? "There") === "There",
    environment: { domain: "example.org" },
  };
  expect(await holds(requires, condition, options)).toBe(expected);
});

test("another mark may separate the detail of an address", async () => {
  const condition = 'address :detail "from" "news"';
  const { script } = parseScript(`require ["subaddress", "fileinto"]; if ${condition} { fileinto "Yes"; }`);
  const raw = Buffer.from("From: ana-news@example.com\r\n\r\n");
  const message = sieveMessage({ raw, envelope: { from: "", to: "" } });
  const outcome = script && (await runScript(script, message, { now, detailSeparator: "-" }));
  expect(outcome?.actions[0]?.kind).toBe("fileinto");
});

test("the null reverse path is the empty text, whichever part is asked for", async () => {
  const { script } = parseScript(
    'require ["envelope", "fileinto"]; if allof (envelope :domain "from" "", envelope :all "from" "") { fileinto "Yes"; }',
  );
  const message = sieveMessage({ raw: Buffer.from("\r\n"), envelope: { from: "", to: "a@b.example" } });
  expect((script && (await runScript(script, message, { now })))?.actions[0]?.kind).toBe("fileinto");
});

test("a message with an attachment has one", async () => {
  const lines = [
    "Content-Type: multipart/mixed; boundary=b",
    "",
    "--b",
    "",
    "text",
    "--b",
    "Content-Type: application/pdf; name=a.pdf",
    "",
    "x",
    "--b--",
    "",
  ];
  const { actions } = await outcomeOf('require "vnd.carbyne.attachment"; if attachment { discard; }', {}, lines);
  expect(actions).toEqual([{ kind: "discard" }]);
});

test("what ihave puts off is an error when it is met", async () => {
  const script = (condition: string) =>
    `require "ihave"; if ${condition} { nonsense :tag "a"; fileinto :weird "b"; } else { error "not here"; }`;
  expect((await outcomeOf(script('ihave "nonsense"'))).problems).toMatchObject([
    { code: "script-error", params: { text: "not here" } },
  ]);
  expect((await outcomeOf(script("true"))).problems).toMatchObject([{ code: "unknown-command" }]);
  expect((await outcomeOf('require "ihave"; if ihave "fileinto" { fileinto "A"; }')).actions).toMatchObject([
    { kind: "fileinto", mailbox: "A" },
  ]);
});
