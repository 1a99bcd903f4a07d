import { type Actor, newId } from "@carbyne/kernel";
import { parseMessage, summarize } from "@carbyne/mime";
import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../../accounts/index.ts";
import { writeSetting } from "../../settings/index.ts";
import { actOnConversations, listConversations } from "../conversations/index.ts";
import { createMailbox } from "../mailboxes.ts";
import { receiveMessage, refusalOfAll } from "../receive-message.ts";
import type { Verdict } from "../store-message.ts";
import { listScripts, putScript } from "./index.ts";

let ctx: TestContext;
let counter = 0;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

const day = 86_400_000;

async function buildPerson(script?: string) {
  const address = `f${++counter}@town.example`;
  const { accountId, spaceId } = await createAccount(ctx, {
    address,
    name: "Maren Keller",
    password: "long enough pw",
  });
  const actor: Actor = { kind: "user", accountId };
  const person = { address, accountId, spaceId, actor };
  if (script !== undefined) await use(person, script);
  return person;
}

type Person = Awaited<ReturnType<typeof buildPerson>>;

async function use({ actor }: Person, text: string) {
  await putScript(ctx, actor, { name: "main", text, activate: "incoming" });
}

type Letter = {
  subject?: string;
  from?: string;
  reversePath?: string;
  headers?: readonly string[];
  verdict?: Verdict;
  isJunk?: boolean;
};

async function receive(people: readonly Person[], letter: Letter = {}) {
  const { subject = "Roof", from = "ana@lindenau.example", headers = [], verdict = "verified" } = letter;
  const to = people.map(({ address }) => address).join(", ");
  const head = [`From: <${from}>`, `To: ${to}`, `Subject: ${subject}`, "Message-ID: <roof@l.example>", ...headers];
  const raw = Buffer.from(`${head.join("\r\n")}\r\n\r\nHello.\r\n`);
  const recipients = people.map(({ address, spaceId }) => ({ address, spaceId }));
  const { reversePath = from, isJunk = false } = letter;
  return receiveMessage(ctx, { raw, reversePath, recipients, verdict, isJunk });
}

const arrive = async (person: Person, letter: Letter = {}) => {
  await (await receive([person], letter)).store({ reportFrom: "mail.town.example" });
};

/** Where a person's messages lie: folder, subject, flags, keywords. */
async function lies({ spaceId }: Person) {
  const { rows } = await ctx.db.pool.query<{ name: string; subject: string; flags: number; keywords: string[] }>(
    `SELECT b."name", m."subject", p."flags", p."keywords" FROM "MailboxMessage" p JOIN "Mailbox" b ON b."id" = p."mailboxId"
     JOIN "Message" m ON m."id" = p."messageId" WHERE p."spaceId" = $1 ORDER BY b."name", p."uid"`,
    [spaceId],
  );
  return rows.map(({ name, flags, keywords }) => [name, flags, ...keywords]);
}

async function queued() {
  const { rows } = await ctx.db.pool.query<{
    reversePath: string;
    signDomain: string | null;
    blobHash: Buffer;
    address: string;
  }>(
    `SELECT o."reversePath", o."signDomain", o."blobHash", r."address" FROM "OutboundMessage" o JOIN "OutboundRecipient" r ON r."outboundId" = o."id" ORDER BY o."id", r."address"`,
  );
  await ctx.db.pool.query('DELETE FROM "OutboundMessage"');
  return Promise.all(
    rows.map(async (row) => {
      const raw = await ctx.blobs.read(row.blobHash);
      const part = parseMessage(raw);
      return { ...row, raw: raw.toString(), summary: summarize(raw, part) };
    }),
  );
}

const failureOf = async ({ actor }: Person) => (await listScripts(ctx, actor))[0]?.failure?.code ?? null;

test("a message is filed by the name that IMAP shows, with flags and keywords, and copied", async () => {
  const person = await buildPerson(`
    require ["fileinto", "imap4flags", "copy"];
    fileinto :copy :flags ["\\\\Flagged", "$Important"] "Work/Roofs";
    fileinto :flags ["\\\\Seen", "a*b", "Project"] "INBOX";`);
  const work = await createMailbox(ctx, person.actor, { name: "Work", parentId: null });
  await createMailbox(ctx, person.actor, { name: "Roofs", parentId: work.id });
  await arrive(person);
  expect(await lies(person)).toEqual([
    ["INBOX", 1, "Project"],
    ["Roofs", 4, "$Important"],
  ]);
  expect(await ctx.db.prisma.message.count({ where: { spaceId: person.spaceId } })).toBe(1);
  expect(await failureOf(person)).toBeNull();
});

test("a folder that is missing is the inbox with a word about it, unless it may be made", async () => {
  const person = await buildPerson('require "fileinto"; fileinto "Gone/Away";');
  await arrive(person);
  expect(await lies(person)).toEqual([["INBOX", 0]]);
  expect(await failureOf(person)).toBe("folder-missing");
  await use(person, 'require ["fileinto", "mailbox"]; fileinto :create "Gone/Away";');
  expect(await failureOf(person)).toBeNull();
  await arrive(person);
  await arrive(person);
  expect(await lies(person)).toEqual([
    ["Away", 0],
    ["Away", 0],
    ["INBOX", 0],
  ]);
  await use(person, 'require ["fileinto", "special-use"]; fileinto :specialuse "\\\\Archive" "Nowhere";');
  await arrive(person);
  expect((await lies(person))[0]).toEqual(["Archive", 0]);
});

test("tests of folders ask what is there", async () => {
  const person = await buildPerson(`
    require ["fileinto", "mailbox", "special-use"];
    if allof (mailboxexists "Archive", specialuse_exists "\\\\Trash", not mailboxexists "Nope") { fileinto "Archive"; }`);
  await arrive(person);
  expect(await lies(person)).toEqual([["Archive", 0]]);
});

test("what is discarded is gone, and everybody else has it", async () => {
  const person = await buildPerson("discard;");
  const other = await buildPerson();
  await (await receive([person, other])).store();
  expect([await lies(person), await lies(other)]).toEqual([[], [["INBOX", 0]]]);
});

test("a redirect goes out from the account's own address, unsigned, with the message as it came", async () => {
  const person = await buildPerson('require "copy"; redirect :copy "boss@far.example"; redirect "boss@far.example";');
  await arrive(person, { headers: ["X-Mark: kept"] });
  expect(await lies(person)).toEqual([]);
  const mails = await queued();
  expect(mails).toHaveLength(1);
  expect(mails[0]).toMatchObject({ address: "boss@far.example", reversePath: person.address, signDomain: "" });
  expect(mails[0]?.raw).toMatch(new RegExp(`^Delivered-To: ${person.address}\r\nFrom: <ana@lindenau.example>`));
  expect(mails[0]?.raw).toContain("X-Mark: kept");
});

test("a null path stays null when a message is passed on", async () => {
  const person = await buildPerson('redirect "boss@far.example";');
  await arrive(person, { reversePath: "" });
  expect((await queued())[0]).toMatchObject({ reversePath: "", signDomain: "" });
});

const kept: [why: string, failure: string, letter: Letter, script: string][] = [
  ["has been here", "redirect-loop", { headers: ["Delivered-To: F@TOWN.example"] }, 'redirect "boss@far.example";'],
  [
    "has come through fifty servers",
    "redirect-loop",
    { headers: Array.from({ length: 51 }, (_, i) => `Received: from a${i} by b; Wed, 25 Nov 2026 10:00:00 +0000`) },
    'redirect "boss@far.example";',
  ],
  [
    "claims to be from one of us",
    "redirect-unproven",
    { from: "mayor@town.example", verdict: "unverified" },
    'redirect "boss@far.example";',
  ],
  ["would go to itself", "redirect-self", {}, 'redirect "F@TOWN.example";'],
];

test.each(kept)("a message that %s is kept instead of passed on", async (_why, failure, letter, script) => {
  const person = await buildPerson();
  const own = (text: string) => text.replaceAll("F@TOWN.example", person.address);
  await use(person, own(script));
  await arrive(person, { ...letter, headers: letter.headers?.map(own) ?? [] });
  expect([await lies(person), await queued(), await failureOf(person)]).toEqual([[["INBOX", 0]], [], failure]);
});

test("passing on has a limit a day, and an administrator can forbid it", async () => {
  const person = await buildPerson('redirect "boss@far.example";');
  await writeSetting(ctx, { scope: "global" }, "mail.redirectsPerDay", 2);
  for (let i = 0; i < 3; i++) await arrive(person);
  expect([(await queued()).length, (await lies(person)).length, await failureOf(person)]).toEqual([
    2,
    1,
    "redirect-limit",
  ]);
  ctx.advance(2 * day);
  await arrive(person);
  expect(await queued()).toHaveLength(1);
  await writeSetting(ctx, { scope: "global" }, "mail.redirectsPerDay", 0);
  await arrive(person);
  expect([(await queued()).length, await failureOf(person)]).toEqual([0, "redirect-forbidden"]);
  await writeSetting(ctx, { scope: "global" }, "mail.redirectsPerDay", null);
});

test("two accounts that pass mail on to each other end with one copy and no storm", async () => {
  const [one, two] = [await buildPerson(), await buildPerson()];
  await use(one, `redirect "${two.address}";`);
  await use(two, `redirect "${one.address}";`);
  await arrive(one);
  let rounds = 0;
  for (let mails = await queued(); mails.length > 0; mails = await queued()) {
    expect(++rounds).toBeLessThan(5);
    for (const { address, raw, reversePath } of mails) {
      const person = address === one.address ? one : two;
      const recipients = [{ address, spaceId: person.spaceId }];
      const received = await receiveMessage(ctx, {
        raw: Buffer.from(raw),
        reversePath,
        recipients,
        verdict: "unverified",
        isJunk: false,
      });
      await received.store();
    }
  }
  expect([await lies(one), await lies(two)]).toEqual([[["INBOX", 0]], []]);
});

test("when everybody refuses the sender's server is told, and nothing is stored", async () => {
  const person = await buildPerson('require "reject"; reject "We do not\nbuy roofs.";');
  const received = await receive([person]);
  expect(refusalOfAll(received)?.params).toEqual({ reason: "We do not buy roofs." });
  expect([await lies(person), await queued()]).toEqual([[], []]);
});

test("when some refuse, or the reason cannot be said in SMTP, the sender gets a report", async () => {
  const person = await buildPerson('require "ereject"; ereject "Bitte keine Dächer.";');
  const other = await buildPerson();
  const alone = await receive([person]);
  expect(refusalOfAll(alone)).toBeNull();
  const both = await receive([person, other]);
  expect(refusalOfAll(both)).toBeNull();
  await both.store({ reportFrom: "mail.town.example" });
  expect([await lies(person), await lies(other)]).toEqual([[], [["INBOX", 0]]]);
  const [report, ...more] = await queued();
  expect(more).toEqual([]);
  expect(report).toMatchObject({ address: "ana@lindenau.example", reversePath: "" });
  expect(report?.summary.autoSubmitted).toBe("auto-replied");
  expect(report?.raw).toContain(`Final-Recipient: rfc822; ${person.address}`);
});

test("what nobody can be told of is kept: from the null path, from a program, or forged", async () => {
  const person = await buildPerson('require "reject"; reject "Keine Dächer.";');
  await arrive(person, { reversePath: "" });
  await arrive(person, { headers: ["Auto-Submitted: auto-generated"] });
  await arrive(person, { verdict: "failed" });
  expect([(await lies(person)).length, await queued(), await failureOf(person)]).toEqual([3, [], "reject-unheard"]);
});

test("vacation answers once in its days, with its subject, from an address of the account only", async () => {
  const person = await buildPerson(
    'require "vacation"; vacation :days 3 :subject "Away" :from "Boss <boss@far.example>" "Back soon.";',
  );
  await arrive(person);
  await arrive(person);
  const [answer, ...more] = await queued();
  expect(more).toEqual([]);
  expect(answer).toMatchObject({ reversePath: "", address: "ana@lindenau.example", signDomain: "town.example" });
  expect(answer?.summary).toMatchObject({
    subject: "Away",
    from: [{ address: person.address }],
    autoSubmitted: "auto-replied",
  });
  expect(answer?.raw).toContain("Back soon.");
  expect(await lies(person)).toHaveLength(2);
  await arrive(person, { headers: ["List-Id: <roofs.example>"], from: "bob@lindenau.example" });
  expect(await queued()).toEqual([]);
  ctx.advance(4 * day);
  await arrive(person);
  expect(await queued()).toHaveLength(1);
});

test("vacation sends a MIME entity as it was written, and knows further addresses", async () => {
  const person = await buildPerson(`require "vacation";
vacation :mime :addresses "old@elsewhere.example" text:
Content-Type: text/html; charset=utf-8

<b>Weg</b>
.
;`);
  const raw = Buffer.from("From: ana@lindenau.example\r\nTo: old@elsewhere.example\r\nSubject: Hi\r\n\r\nHi\r\n");
  const recipients = [{ address: person.address, spaceId: person.spaceId }];
  const reversePath = "ana@lindenau.example";
  await (await receiveMessage(ctx, { raw, reversePath, recipients, verdict: "verified", isJunk: false })).store();
  const [answer] = await queued();
  expect(answer?.raw).toMatch(/\r\nMIME-Version: 1\.0\r\nContent-Type: text\/html; charset=utf-8\r\n\r\n<b>Weg<\/b>/);
  expect(answer?.summary.subject).toBe("Automatic reply: Hi");
});

test("an id is a duplicate once its message is stored, until its time is over", async () => {
  const person = await buildPerson(
    'require ["duplicate", "fileinto"]; if duplicate :seconds 3600 { fileinto "Trash"; }',
  );
  await arrive(person);
  await arrive(person);
  expect(await lies(person)).toEqual([
    ["INBOX", 0],
    ["Trash", 0],
  ]);
  ctx.advance(2 * 3_600_000);
  await arrive(person);
  expect((await lies(person)).filter(([name]) => name === "INBOX")).toHaveLength(2);
});

test("edited fields are in the message from there on, and in no other copy", async () => {
  const person = await buildPerson(`
    require ["editheader", "fileinto", "copy"];
    fileinto :copy "Archive";
    addheader "X-Sorted" "yes";
    keep;`);
  await arrive(person);
  const { rows } = await ctx.db.pool.query<{ name: string; blobHash: Buffer }>(
    `SELECT b."name", m."blobHash" FROM "MailboxMessage" p JOIN "Mailbox" b ON b."id" = p."mailboxId" JOIN "Message" m ON m."id" = p."messageId"
     WHERE p."spaceId" = $1 ORDER BY b."name"`,
    [person.spaceId],
  );
  const marked = await Promise.all(
    rows.map(async ({ name, blobHash }) => [name, (await ctx.blobs.read(blobHash)).includes("X-Sorted: yes")]),
  );
  expect(marked).toEqual([
    ["Archive", false],
    ["INBOX", true],
  ]);
});

test("an error while a script runs keeps the message, does nothing else, and is told", async () => {
  const person = await buildPerson(`
    require ["fileinto", "copy", "variables"];
    redirect :copy "boss@far.example";
    redirect :copy "b@far.example"; redirect :copy "c@far.example"; redirect :copy "d@far.example"; redirect :copy "e@far.example";
    redirect :copy "f@far.example"; redirect :copy "g@far.example";`);
  await arrive(person);
  expect([await lies(person), await queued(), await failureOf(person)]).toEqual([
    [["INBOX", 0]],
    [],
    "too-many-redirects",
  ]);
});

test("a script that no longer parses keeps the message and is told", async () => {
  const person = await buildPerson("keep;");
  await ctx.db.pool.query('UPDATE "SieveScript" SET "text" = $2 WHERE "spaceId" = $1', [person.spaceId, "discrad;"]);
  await arrive(person);
  expect([await lies(person), await failureOf(person)]).toEqual([[["INBOX", 0]], "unknown-command"]);
});

test("junk is not filtered, unless it is asked for", async () => {
  const person = await buildPerson('require "imap4flags"; setflag "\\\\Flagged"; keep;');
  await arrive(person, { isJunk: true });
  await writeSetting(ctx, { scope: "account", scopeId: person.accountId }, "mail.filterJunk", true);
  await arrive(person, { isJunk: true });
  expect(await lies(person)).toEqual([
    ["Junk", 0],
    ["Junk", 4],
  ]);
});

test("an account that may not act sends nothing by itself, and keeps its mail", async () => {
  const person = await buildPerson('require "vacation"; vacation "Away."; redirect "boss@far.example";');
  await ctx.db.prisma.account.update({ where: { id: person.accountId }, data: { state: "suspended" } });
  await arrive(person);
  expect([await lies(person), await queued()]).toEqual([[["INBOX", 0]], []]);
});

test("all that a message sets off is one change: when the last part fails nothing of it has happened", async () => {
  const person = await buildPerson(`
    require ["fileinto", "copy", "mailbox", "vacation", "duplicate"];
    if not duplicate { fileinto :create "New/Folder"; }
    redirect :copy "boss@far.example";
    vacation "Away.";`);
  const received = await receive([person]);
  const within = () => Promise.reject(new Error("killed"));
  await expect(received.store({ within })).rejects.toThrow("killed");
  const missing = [{ address: "x@town.example", spaceId: newId() }];
  const raw = Buffer.from(`From: ana@lindenau.example\r\nTo: ${person.address}\r\n\r\nHi\r\n`);
  const both = await receiveMessage(ctx, {
    raw,
    reversePath: "ana@lindenau.example",
    recipients: [{ address: person.address, spaceId: person.spaceId }, ...missing],
    verdict: "verified",
    isJunk: false,
  });
  await expect(both.store()).rejects.toThrow("does not exist");
  const { spaceId } = person;
  const left = await Promise.all([
    ctx.db.prisma.message.count({ where: { spaceId } }),
    ctx.db.prisma.mailbox.count({ where: { spaceId, name: "New" } }),
    ctx.db.prisma.vacationSent.count({ where: { spaceId } }),
    ctx.db.prisma.sieveDuplicate.count({ where: { spaceId } }),
    ctx.db.prisma.outboundMessage.count(),
  ]);
  expect(left).toEqual([0, 0, 0, 0, 0]);
  await received.store();
  expect(await queued()).toHaveLength(2);
  expect(await lies(person)).toEqual([["Folder", 0]]);
});

test("what comes in for a muted conversation goes past the inbox on the way of filters too", async () => {
  const [ann, ben] = [await buildPerson(), await buildPerson()];
  await (await receive([ann, ben])).store({ reportFrom: "mail.town.example" });
  const { items } = await listConversations(ctx, ann.actor, { view: "all" });
  await actOnConversations(ctx, ann.actor, { ids: items.map((row) => row.threadId), act: "mute" });
  const later = await receive([ann, ben], { subject: "Re: Roof", headers: ["In-Reply-To: <roof@l.example>"] });
  await later.store({ reportFrom: "mail.town.example" });
  expect(await lies(ann)).toEqual([
    ["Archive", 0],
    ["Archive", 1],
  ]);
  expect(await lies(ben)).toEqual([
    ["INBOX", 0],
    ["INBOX", 0],
  ]);
});
