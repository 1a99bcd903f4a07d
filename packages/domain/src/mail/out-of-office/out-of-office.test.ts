import { type Actor, Refusal } from "@carbyne/kernel";
import { parseMessage, summarize } from "@carbyne/mime";
import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../../accounts/index.ts";
import { receiveMessage } from "../receive-message.ts";
import type { Verdict } from "../store-message.ts";
import { endOutOfOffice, getOutOfOffice, type SaveOutOfOffice, saveOutOfOffice, turnOffOutOfOffice } from "./index.ts";
import { instantOf, wallOf } from "./wall-clock.ts";

let ctx: TestContext;
let counter = 0;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

const day = 86_400_000;
const away: SaveOutOfOffice = {
  isOn: true,
  startsAt: null,
  endsAt: null,
  internalHtml: "<p>Gone <b>fishing</b>, ask Jonas.</p>",
  external: "own",
  externalHtml: "<p>I am back in August.</p>",
};

async function buildPerson(reply?: Partial<SaveOutOfOffice>) {
  const address = `away${++counter}@town.example`;
  const { accountId, spaceId } = await createAccount(ctx, {
    address,
    name: "Maren Keller",
    password: "long enough pw",
  });
  const actor: Actor = { kind: "user", accountId };
  if (reply) await saveOutOfOffice(ctx, actor, { ...away, ...reply });
  return { address, spaceId, actor, accountId };
}

type Person = Awaited<ReturnType<typeof buildPerson>>;
type Letter = { from?: string; to?: string; headers?: readonly string[]; verdict?: Verdict; isJunk?: boolean };

async function write(person: Person, letter: Letter = {}) {
  const { from = "ana@lindenau.example", to = person.address, headers = [], verdict = "verified" } = letter;
  const head = [
    `From: <${from || "someone@lindenau.example"}>`,
    `To: <${to}>`,
    "Subject: Roof",
    "Message-ID: <roof@l.example>",
    ...headers,
  ];
  const raw = Buffer.from(`${head.join("\r\n")}\r\n\r\nHello.\r\n`);
  const recipients = [{ address: person.address, spaceId: person.spaceId }];
  const received = await receiveMessage(ctx, {
    raw,
    reversePath: from,
    recipients,
    verdict,
    isJunk: letter.isJunk ?? false,
  });
  const delivered = await received.store();
  expect(delivered).toHaveLength(1);
}

/** What has been put into the queue since the last look. */
async function queued() {
  const { rows } = await ctx.db.pool.query<{
    reversePath: string;
    signDomain: string;
    blobHash: Buffer;
    address: string;
  }>(
    `SELECT o."reversePath", o."signDomain", o."blobHash", r."address" FROM "OutboundMessage" o JOIN "OutboundRecipient" r ON r."outboundId" = o."id" ORDER BY o."id"`,
  );
  await ctx.db.pool.query('DELETE FROM "OutboundMessage"');
  return Promise.all(
    rows.map(async (row) => {
      const raw = await ctx.blobs.read(row.blobHash);
      const part = parseMessage(raw);
      return { ...row, raw: raw.toString(), part, summary: summarize(raw, part) };
    }),
  );
}

test("who writes is answered once, to the reverse path, from the null path, marked as automatic", async () => {
  const person = await buildPerson({});
  await write(person);
  await write(person);
  const answers = await queued();
  expect(answers).toHaveLength(1);
  const [answer] = answers;
  expect(answer).toMatchObject({ reversePath: "", address: "ana@lindenau.example", signDomain: "town.example" });
  expect(answer?.summary).toMatchObject({
    subject: "Automatic reply: Roof",
    from: [{ name: "Maren Keller", address: person.address }],
    to: [{ address: "ana@lindenau.example" }],
    inReplyTo: ["<roof@l.example>"],
    references: ["<roof@l.example>"],
    autoSubmitted: "auto-replied",
  });
  expect(answer?.raw).toContain("I am back in August.");
  expect(answer?.part.mediaType).toBe("multipart/alternative");
});

test("the same person is answered again after a week, or when the text has changed; another at once", async () => {
  const person = await buildPerson({});
  await write(person);
  await write(person, { from: "other@lindenau.example" });
  expect(await queued()).toHaveLength(2);
  ctx.advance(6 * day);
  await write(person);
  expect(await queued()).toHaveLength(0);
  ctx.advance(2 * day);
  await write(person);
  expect(await queued()).toHaveLength(1);
  await saveOutOfOffice(ctx, person.actor, { ...away, externalHtml: "<p>Back in September.</p>" });
  await write(person);
  expect((await queued())[0]?.raw).toContain("Back in September.");
});

test("colleagues get the text for colleagues, and others nothing when they shall get nothing", async () => {
  const person = await buildPerson({ external: "none" });
  const colleague = await buildPerson();
  await write(person, { from: colleague.address });
  await write(person);
  const answers = await queued();
  expect(answers.map(({ address }) => address)).toEqual([colleague.address]);
  expect(answers[0]?.raw).toContain("ask Jonas");
});

test("an alias answers as itself, and a plus part is the same person", async () => {
  const person = await buildPerson({});
  const { domainId } = await ctx.db.prisma.account.findUniqueOrThrow({ where: { id: person.accountId } });
  const id = "01234567-89ab-7cde-8f01-000000000001";
  await ctx.db.prisma.address.create({
    data: { id, domainId, local: "mayor", kind: "alias", accountId: person.accountId },
  });
  await write(person, { to: "Mayor@town.example" });
  await write(person, { from: "third@lindenau.example", to: person.address.replace("@", "+list@") });
  const answers = await queued();
  expect(answers.map(({ summary }) => summary.from[0]?.address.toLowerCase())).toEqual([
    "mayor@town.example",
    person.address.replace("@", "+list@"),
  ]);
});

const unanswered: [why: string, letter: (person: Person) => Letter][] = [
  ["comes from the null path", () => ({ from: "" })],
  ["comes from a mailer daemon", () => ({ from: "MAILER-DAEMON@lindenau.example" })],
  ["comes from an address that takes no replies", () => ({ from: "no-reply@lindenau.example" })],
  ["comes from noreply with a tag", () => ({ from: "noreply+17@lindenau.example" })],
  ["comes from the owner of a list", () => ({ from: "owner-roofs@lindenau.example" })],
  ["comes from a list's request address", () => ({ from: "roofs-request@lindenau.example" })],
  ["comes from a bounce address", () => ({ from: "roofs-bounces+maren=town@lindenau.example" })],
  ["comes from list software", () => ({ from: "majordomo@lindenau.example" })],
  ["comes from the person itself", (person) => ({ from: person.address })],
  ["was made by a program", () => ({ headers: ["Auto-Submitted: auto-generated"] })],
  ["is an automatic reply with a comment", () => ({ headers: ["Auto-Submitted: auto-replied (vacation)"] })],
  ["is sent in bulk", () => ({ headers: ["Precedence: bulk"] })],
  ["has the precedence of lists", () => ({ headers: ["Precedence: List"] })],
  ["has the precedence of junk", () => ({ headers: ["Precedence: junk"] })],
  ["has a List-Id", () => ({ headers: ["List-Id: <roofs.lindenau.example>"] })],
  ["has a List-Unsubscribe", () => ({ headers: ["List-Unsubscribe: <https://lindenau.example/u>"] })],
  ["has a List-Help", () => ({ headers: ["List-Help: <mailto:help@lindenau.example>"] })],
  ["asks Exchange for no answer", () => ({ headers: ["X-Auto-Response-Suppress: DR, OOF"] })],
  ["is a report", () => ({ headers: ["Content-Type: multipart/report; boundary=x"] })],
  ["is flagged as spam", () => ({ headers: ["X-Spam-Flag: YES"] })],
  ["does not name the person", () => ({ to: "everybody@lindenau.example" })],
  ["failed its checks", () => ({ verdict: "failed" })],
  ["is junk", () => ({ isJunk: true })],
];

test.each(unanswered)("a message that %s is not answered", async (_why, letter) => {
  const person = await buildPerson({});
  await write(person, letter(person));
  expect(await queued()).toEqual([]);
});

const named: [field: string, value: (address: string) => string][] = [
  ["Cc", (address) => address],
  ["Bcc", (address) => address],
  ["Resent-To", (address) => `Maren <${address}>`],
  ["Resent-Cc", (address) => address],
];

test.each(named)(
  "a message that names the person in %s is answered, as is one that says it is by a person",
  async (field, value) => {
    const person = await buildPerson({});
    const headers = [`${field}: ${value(person.address)}`, "Auto-Submitted: no"];
    await write(person, { to: "everybody@lindenau.example", headers });
    expect(await queued()).toHaveLength(1);
  },
);

test("the period is in the person's zone; before and after it nobody is answered, and its end turns it off", async () => {
  const person = await buildPerson();
  await ctx.db.prisma.account.update({ where: { id: person.accountId }, data: { zone: "Europe/Berlin" } });
  const wall = (offset: number) => wallOf(new Date(ctx.clock.now().getTime() + offset), "Europe/Berlin");
  const period = { startsAt: wall(day), endsAt: wall(3 * day) };
  await saveOutOfOffice(ctx, person.actor, { ...away, ...period });
  expect(await getOutOfOffice(ctx, person.actor)).toMatchObject({ ...period, state: "waiting", isOn: true });
  await write(person);
  expect(await queued()).toHaveLength(0);
  ctx.advance(2 * day);
  expect(await getOutOfOffice(ctx, person.actor)).toMatchObject({ state: "on" });
  await write(person);
  expect(await queued()).toHaveLength(1);
  ctx.advance(2 * day);
  expect(await getOutOfOffice(ctx, person.actor)).toMatchObject({ state: "over" });
  await write(person, { from: "late@lindenau.example" });
  expect(await queued()).toHaveLength(0);
  await endOutOfOffice(ctx);
  expect(await getOutOfOffice(ctx, person.actor)).toMatchObject({ state: "off", isOn: false, ...period });
});

test("clocks that change in the middle of a period do not move its end", () => {
  expect(instantOf("2026-03-28T09:00", "Europe/Berlin").toISOString()).toBe("2026-03-28T08:00:00.000Z");
  expect(instantOf("2026-03-30T09:00", "Europe/Berlin").toISOString()).toBe("2026-03-30T07:00:00.000Z");
  expect(wallOf(new Date("2026-10-25T12:00:00Z"), "America/New_York")).toBe("2026-10-25T08:00");
});

test("turned off, nobody is answered and the texts stay", async () => {
  const person = await buildPerson({});
  await turnOffOutOfOffice(ctx, person.actor);
  await write(person);
  expect(await queued()).toHaveLength(0);
  expect(await getOutOfOffice(ctx, person.actor)).toMatchObject({ state: "off", externalHtml: away.externalHtml });
});

test("what cannot be sent is refused: no words, an end before the beginning, an end that has been", async () => {
  const { actor } = await buildPerson();
  const refused = async (input: Partial<SaveOutOfOffice>) =>
    saveOutOfOffice(ctx, actor, { ...away, ...input }).then(
      () => "saved",
      (error: unknown) => (error instanceof Refusal ? error.reason : String(error)),
    );
  expect(await refused({ internalHtml: "<p> </p>" })).toBe("reply-empty");
  expect(await refused({ externalHtml: "<p></p>" })).toBe("reply-empty");
  expect(await refused({ externalHtml: "", external: "same" })).toBe("saved");
  expect(await refused({ startsAt: "2099-01-02T00:00", endsAt: "2099-01-01T00:00" })).toBe("period-backwards");
  expect(await refused({ endsAt: "2001-01-01T00:00" })).toBe("period-over");
  expect(await refused({ endsAt: "tomorrow" })).toBe("period-invalid");
  await saveOutOfOffice(ctx, actor, { ...away, internalHtml: '<p onclick="x()">Hi<script>x()</script></p>' });
  expect((await getOutOfOffice(ctx, actor)).internalHtml).toBe("<p>Hi</p>");
});

test("an answer whose message is not stored is not sent either", async () => {
  const person = await buildPerson({});
  const raw = Buffer.from(`From: ana@lindenau.example\r\nTo: ${person.address}\r\n\r\nHi\r\n`);
  const recipients = [{ address: person.address, spaceId: person.spaceId }];
  const received = await receiveMessage(ctx, {
    raw,
    reversePath: "ana@lindenau.example",
    recipients,
    verdict: "verified",
    isJunk: false,
  });
  await ctx.db.pool.query('ALTER TABLE "OutboundRecipient" ADD CONSTRAINT "broken" CHECK (false) NOT VALID');
  await expect(received.store()).rejects.toThrow("broken");
  await ctx.db.pool.query('ALTER TABLE "OutboundRecipient" DROP CONSTRAINT "broken"');
  expect(await ctx.db.prisma.message.count({ where: { spaceId: person.spaceId } })).toBe(0);
  expect(await ctx.db.prisma.vacationSent.count({ where: { spaceId: person.spaceId } })).toBe(0);
  await received.store();
  expect(await queued()).toHaveLength(1);
});
