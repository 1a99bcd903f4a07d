import { type Actor, newId } from "@carbyne/kernel";
import { parseMessage, readContent, summarize } from "@carbyne/mime";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../../accounts/index.ts";
import { setOwnSetting } from "../../profile/index.ts";
import { getConversation, listConversations } from "../conversations/index.ts";
import { deliverMessage } from "../deliver-message.ts";
import { mailboxByRole } from "../mailbox-by-role.ts";
import { expungePlaces } from "../expunge-places.ts";
import { claimOutbound, deliverLocally, redirectMessage, sendMessage, undoRedirect } from "../outgoing/index.ts";
import { changeSpace } from "../../spaces/index.ts";
import { readSource } from "../reading/index.ts";
import type { DraftContent } from "./content.ts";
import { convertText, discardDraft, forwardAttached, getDraft, saveDraft, startAgain, startReply } from "./index.ts";

let ctx: TestContext;
let counter = 0;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

async function buildPerson() {
  const address = `d${++counter}@town.example`;
  const made = await createAccount(ctx, { address, name: "Maren Keller", password: "long enough pw" });
  const actor: Actor = { kind: "user", accountId: made.accountId };
  return { ...made, actor, address };
}
type Someone = Awaited<ReturnType<typeof buildPerson>>;

async function receive({ spaceId }: Someone, lines: readonly string[]): Promise<string> {
  const raw = Buffer.from(lines.join("\r\n"));
  const [stored] = await deliverMessage(ctx, { spaceIds: [spaceId], raw, verdict: "unverified" });
  return stored?.messageId ?? "";
}

const html = "Content-Type: text/html; charset=utf-8";
const addresses = (people: readonly { address: string }[]) => people.map((person) => person.address);
const content = (more: Partial<DraftContent> = {}): DraftContent => ({
  to: [{ name: "", address: "a@x.example" }],
  cc: [],
  bcc: [],
  subject: "Roof",
  html: "<p>One</p>",
  attachments: [],
  ...more,
});

/** What the newest draft is in another mail program. */
async function storedDraft({ actor, spaceId }: Someone) {
  const mailboxId = await mailboxByRole(ctx.db.pool, spaceId, "drafts");
  const { rows } = await ctx.db.pool.query<{ messageId: string; uid: string }>(
    'SELECT "messageId", "uid" FROM "MailboxMessage" WHERE "mailboxId" = $1 ORDER BY "uid" DESC LIMIT 1',
    [mailboxId],
  );
  const raw = await readSource(ctx, actor, { id: rows[0]?.messageId ?? "" });
  return { raw, mailboxId, uid: Number(rows[0]?.uid) };
}

test("a save whose answer was lost is gone on with: no second draft, and no conflict with oneself", async () => {
  const me = await buildPerson();
  const count = () => ctx.db.prisma.draft.count({ where: { spaceId: me.spaceId } });
  const [one, two, never] = [newId(), newId(), newId()];
  const { draftId } = await saveDraft(ctx, me.actor, { saveId: one, content: content() });
  // Nobody told the writer of the draft that this made.
  const again = await saveDraft(ctx, me.actor, { saveId: two, tried: [never, one], content: content({ html: "Two" }) });
  expect([again.draftId, await count()]).toEqual([draftId, 1]);
  const { version } = again;
  const lost = await saveDraft(ctx, me.actor, { draftId, version, saveId: one, content: content({ html: "Three" }) });
  const next = { draftId, version, content: content({ html: "Four" }) };
  await expect(saveDraft(ctx, me.actor, { ...next, tried: [never] })).rejects.toThrow("conflict: draft-changed");
  await saveDraft(ctx, me.actor, { ...next, tried: [never, one] });
  // What somebody else made of it since is not written over.
  await expect(saveDraft(ctx, me.actor, { ...next, tried: [one] })).rejects.toThrow("conflict: draft-changed");
  expect(lost.draftId).toBe(draftId);
  // Nobody reaches another's draft by such a name.
  const other = await buildPerson();
  await saveDraft(ctx, me.actor, { ...next, version: undefined, saveId: two });
  const theirs = await saveDraft(ctx, other.actor, { tried: [two], content: content() });
  expect(theirs.draftId).not.toBe(draftId);
});

test("a save with an old version is refused and the newer text stays; one without goes on", async () => {
  const me = await buildPerson();
  const { draftId, version } = await saveDraft(ctx, me.actor, { content: content() });
  const second = await saveDraft(ctx, me.actor, { draftId, version, content: content({ html: "<p>Two</p>" }) });
  expect(second.version).not.toBe(version);
  const late = { draftId, version, content: content({ html: "<p>Late</p>" }) };
  await expect(saveDraft(ctx, me.actor, late)).rejects.toThrow("conflict: draft-changed");
  await expect(sendMessage(ctx, me.actor, late)).rejects.toThrow("conflict: draft-changed");
  const opened = await getDraft(ctx, me.actor, { draftId });
  expect(opened).toMatchObject({ version: second.version, html: expect.stringContaining("Two") });
  await saveDraft(ctx, me.actor, { draftId, version: opened.version, content: content({ html: "<p>Three</p>" }) });
});

test("of two tabs that save the same version at once one is told", async () => {
  const me = await buildPerson();
  const { draftId, version } = await saveDraft(ctx, me.actor, { content: content() });
  const save = (text: string) => saveDraft(ctx, me.actor, { draftId, version, content: content({ html: text }) });
  const ends = await Promise.allSettled([save("<p>A</p>"), save("<p>B</p>")]);
  expect(ends.map((end) => end.status).sort()).toEqual(["fulfilled", "rejected"]);
  const drafts = await mailboxByRole(ctx.db.pool, me.spaceId, "drafts");
  expect((await listConversations(ctx, me.actor, { mailboxId: drafts })).items).toHaveLength(1);
});

test("a draft that another program replaced is gone under its old id, and opens under the new one", async () => {
  const me = await buildPerson();
  const { draftId, version } = await saveDraft(ctx, me.actor, { content: content() });
  const { mailboxId, uid } = await storedDraft(me);
  await changeSpace(ctx, me.spaceId, (client, modseq) => expungePlaces(client, modseq, { mailboxId, uids: [uid] }));
  await expect(saveDraft(ctx, me.actor, { draftId, version, content: content() })).rejects.toThrow("draft-unknown");
  await expect(discardDraft(ctx, me.actor, { draftId })).rejects.toThrow("draft-unknown");
});

test("plain text is written as plain text only, its long lines flow, and it opens as it was", async () => {
  const me = await buildPerson();
  const text = `${"word ".repeat(40).trim()}\n\n> quoted\n  indented\n-- \nMaren`;
  const { draftId } = await saveDraft(ctx, me.actor, { content: content({ html: "", text }) });
  const { raw } = await storedDraft(me);
  expect(raw.toString()).toContain("Content-Type: text/plain; charset=utf-8; format=flowed");
  expect(raw.toString()).not.toContain("text/html");
  expect(
    Math.max(
      ...raw
        .toString()
        .split("\r\n")
        .map((line) => line.length),
    ),
  ).toBeLessThanOrEqual(78);
  expect((await getDraft(ctx, me.actor, { draftId })).text).toBe(text);
});

test("rich text has a readable text beside it", async () => {
  const me = await buildPerson();
  const table = '<table border="1"><tr><th>Day</th><th>Hour</th></tr><tr><td>Mon</td><td>9</td></tr></table>';
  const quoted = '<blockquote type="cite">Old <b>words</b></blockquote>';
  const list = '<ul><li>Tiles</li><li>Gutter</li></ul><a href="https://x.example/">offer</a>';
  await saveDraft(ctx, me.actor, { content: content({ html: `<div>Hello</div>${list}${table}${quoted}` }) });
  const { raw } = await storedDraft(me);
  const { text } = readContent(raw, parseMessage(raw));
  expect(text).toBe(
    "Hello\n\n- Tiles\n- Gutter\n\noffer <https://x.example/>\nDay | Hour\nMon | 9\n\n> Old words".replaceAll(
      "\r\n",
      "\n",
    ),
  );
});

test("an answer goes to Reply-To, to Mail-Followup-To, or to the list, and never to any of one's own addresses", async () => {
  const me = await buildPerson();
  await ctx.db.pool.query(
    `INSERT INTO "Address" ("id", "domainId", "local", "kind", "accountId") SELECT $1, "domainId", 'office', 'alias', "id" FROM "Account" WHERE "id" = $2`,
    [newId(), me.accountId],
  );
  const tagged = me.address.replace("@", "+roof@");
  const head = [
    "From: Jonas <j@x.example>",
    `To: Roof <roof@lists.example>, Office@town.example, ${tagged}`,
    `Cc: e@x.example, ${me.address}, j@x.example`,
    "Subject: Plan",
  ];
  const plain = await receive(me, [...head, "", "Text"]);
  const all = await startReply(ctx, me.actor, { messageId: plain, mode: "reply-all" });
  expect([addresses(all.to), addresses(all.cc)]).toEqual([["j@x.example", "roof@lists.example"], ["e@x.example"]]);
  expect(all.fromAddress?.toLowerCase()).toBe("office@town.example");

  const list = await receive(me, [
    ...head,
    "List-Id: <roof.lists.example>",
    "List-Post: <mailto:post%2Broof@lists.example?subject=x>",
    `Mail-Followup-To: roof@lists.example, ${me.address}`,
    "Reply-To: Jonas at home <home@x.example>",
    "",
    "Text",
  ]);
  const to = async (mode: "reply" | "reply-all" | "reply-list") =>
    addresses((await startReply(ctx, me.actor, { messageId: list, mode })).to);
  expect(await to("reply")).toEqual(["home@x.example"]);
  expect(await to("reply-all")).toEqual(["roof@lists.example"]);
  expect(await to("reply-list")).toEqual(["post+roof@lists.example"]);
});

test("an answer to one's own message goes where that went", async () => {
  const me = await buildPerson();
  const messageId = await receive(me, [`From: ${me.address}`, "To: a@x.example", "Cc: b@x.example", "", "Text"]);
  const all = await startReply(ctx, me.actor, { messageId, mode: "reply-all" });
  expect([addresses(all.to), addresses(all.cc)]).toEqual([["a@x.example"], ["b@x.example"]]);
});

test("plain text is answered in plain text with marks and without the signature, unless somebody wants it otherwise", async () => {
  const me = await buildPerson();
  const messageId = await receive(me, ["From: J <j@x.example>", "", "First", "> older", "", "-- ", "Jonas"]);
  const reply = await startReply(ctx, me.actor, { messageId, mode: "reply" });
  expect(reply.text).toMatch(/^\n\nOn .* J wrote:\n> First\n>> older\n$/);
  await setOwnSetting(ctx, me.actor, { key: "mail.answerInSameFormat", value: false });
  const rich = await startReply(ctx, me.actor, { messageId, mode: "reply" });
  expect([rich.text, rich.html]).toEqual([undefined, expect.stringContaining('<blockquote type="cite">')]);
  await setOwnSetting(ctx, me.actor, { key: "mail.writeFormat", value: "plain" });
  const other = await receive(me, ["From: j@x.example", html, "", "<p>One</p><blockquote>Two</blockquote>"]);
  const always = await startReply(ctx, me.actor, { messageId: other, mode: "reply" });
  expect(always.text).toContain("> One\n>\n>> Two");
});

const picture = [
  "From: Jonas <j@x.example>",
  "Subject: Photo",
  "MIME-Version: 1.0",
  'Content-Type: multipart/mixed; boundary="m"',
  "",
  "--m",
  'Content-Type: multipart/related; boundary="r"',
  "",
  "--r",
  html,
  "",
  '<p style="color:green">See <img src="cid:pic@x"></p>',
  "--r",
  "Content-Type: image/png; name=p.png",
  "Content-ID: <pic@x>",
  "Content-Transfer-Encoding: base64",
  "",
  "iVBORw0KGgo=",
  "--r--",
  "--m",
  "Content-Type: application/pdf; name=plan.pdf",
  "Content-Disposition: attachment; filename=plan.pdf",
  "",
  "%PDF",
  "--m--",
];

test("styles and pictures inside of the text survive an answer and its sending; files go along with a forward only", async () => {
  const me = await buildPerson();
  const messageId = await receive(me, picture);
  const reply = await startReply(ctx, me.actor, { messageId, mode: "reply" });
  expect(reply.attachments.map((one) => one.name)).toEqual(["p.png"]);
  await saveDraft(ctx, me.actor, { content: reply });
  const { raw } = await storedDraft(me);
  const sent = readContent(raw, parseMessage(raw));
  expect(sent.html).toMatch(/<blockquote type="cite"><p style="color:green">See <img src="cid:pic@x"/);
  expect(sent.attachments).toMatchObject([{ contentId: "pic@x", isInline: true, type: "image/png" }]);
  const forward = await startReply(ctx, me.actor, { messageId, mode: "forward" });
  expect(forward.attachments.map((one) => one.name).sort()).toEqual(["p.png", "plan.pdf"]);
  await setOwnSetting(ctx, me.actor, { key: "mail.writeFormat", value: "plain" });
  const asText = await startReply(ctx, me.actor, { messageId, mode: "forward" });
  expect(asText.attachments.map((one) => one.contentId)).toEqual([undefined, undefined]);
});

test("messages are passed on whole as files, and begin a new one without a tie to the old", async () => {
  const me = await buildPerson();
  const first = await receive(me, picture);
  const second = await receive(me, ["From: b@x.example", "Subject: Über/Dach", "Message-ID: <two@x>", "", "Text"]);
  const passed = await forwardAttached(ctx, me.actor, { messageIds: [first, second] });
  expect(passed.attachments.map((one) => [one.name, one.type])).toEqual([
    ["Photo.eml", "message/rfc822"],
    [expect.stringMatching(/^Über Dach\.eml$/), "message/rfc822"],
  ]);
  await saveDraft(ctx, me.actor, { content: { ...passed, to: content().to } });
  const { raw } = await storedDraft(me);
  const parts = parseMessage(raw).children.filter((part) => part.mediaType === "message/rfc822");
  expect(parts.map((part) => part.message?.text("subject"))).toEqual(["Photo", "Über/Dach"]);
  expect((await forwardAttached(ctx, me.actor, { messageIds: [first] })).subject).toBe("Fwd: Photo");

  const again = await startAgain(ctx, me.actor, { messageId: second });
  expect(again).toMatchObject({ subject: "Über/Dach", text: "Text" });
  expect(again.inReplyToMessageId).toBeUndefined();
  const stranger = await buildPerson();
  await expect(startAgain(ctx, stranger.actor, { messageId: second })).rejects.toThrow("message-unknown");
  await expect(forwardAttached(ctx, stranger.actor, { messageIds: [second] })).rejects.toThrow("message-unknown");
});

test("a redirected message arrives as it came, with who sent it on before it and nobody in Bcc, and is not taken for local mail", async () => {
  const [me, other] = [await buildPerson(), await buildPerson()];
  const lines = ["From: Boss <boss@far.example>", "To: x@x.example", "Bcc: secret@x.example", "Subject: Q", "", "Text"];
  const messageId = await receive(me, lines);
  const to = [{ name: "Other, Person", address: other.address }];
  const { sendId } = await redirectMessage(ctx, me.actor, { messageId, to });
  ctx.advance(11_000);
  const batch = (await claimOutbound(ctx, { limit: 10, leaseSeconds: 60 })).find((one) => one.outboundId === sendId);
  if (!batch) throw new Error("nothing was queued");
  const raw = await ctx.blobs.read(batch.blobHash);
  const part = parseMessage(raw);
  expect(part.headers.slice(0, 4).map((header) => header.key)).toEqual([
    "resent-date",
    "resent-from",
    "resent-to",
    "resent-message-id",
  ]);
  expect(summarize(raw, part)).toMatchObject({ from: [{ address: "boss@far.example" }], bcc: [], subject: "Q" });
  expect(part.unfolded("resent-to")).toBe(`"Other, Person" <${other.address}>`);
  await deliverLocally(ctx, batch, raw);
  const { rows } = await ctx.db.pool.query('SELECT "verdict" FROM "Message" WHERE "spaceId" = $1', [other.spaceId]);
  expect(rows).toEqual([{ verdict: "unverified" }]);
  await expect(undoRedirect(ctx, me.actor, { sendId })).rejects.toThrow("undo-send-too-late");
});

test("what only says to be from one of ours is not redirected, and what is goes unsigned", async () => {
  const me = await buildPerson();
  const to = [{ name: "", address: "b@x.example" }];
  const forged = await receive(me, ["From: Boss <BOSS@town.example>", "", "Pay this"]);
  await expect(redirectMessage(ctx, me.actor, { messageId: forged, to })).rejects.toMatchObject({
    reason: "redirect-unproven",
    params: { author: "boss@town.example" },
  });
  const raw = Buffer.from("From: Boss <boss@town.example>\r\n\r\nPay this");
  const [proven] = await deliverMessage(ctx, { spaceIds: [me.spaceId], raw, verdict: "verified" });
  const { sendId } = await redirectMessage(ctx, me.actor, { messageId: proven?.messageId ?? "", to });
  const { rows } = await ctx.db.pool.query('SELECT "signDomain" FROM "OutboundMessage" WHERE "id" = $1', [sendId]);
  expect(rows).toEqual([{ signDomain: "" }]);
});

test("a redirect can be taken back by who made it, and needs the right to the message and to the sender", async () => {
  const [me, other] = [await buildPerson(), await buildPerson()];
  const messageId = await receive(me, ["From: a@x.example", "", "Text"]);
  const to = [{ name: "", address: "b@x.example" }];
  const { sendId } = await redirectMessage(ctx, me.actor, { messageId, to });
  await expect(undoRedirect(ctx, other.actor, { sendId })).rejects.toThrow("undo-send-too-late");
  await undoRedirect(ctx, me.actor, { sendId });
  ctx.advance(60_000);
  expect((await claimOutbound(ctx, { limit: 10, leaseSeconds: 60 })).map((one) => one.outboundId)).not.toContain(
    sendId,
  );
  await expect(redirectMessage(ctx, other.actor, { messageId, to })).rejects.toThrow("message-unknown");
  const asOther = { messageId, to, fromAddress: other.address };
  await expect(redirectMessage(ctx, me.actor, asOther)).rejects.toThrow("sender-not-yours");
  await expect(redirectMessage(ctx, me.actor, { messageId, to: [] })).rejects.toThrow("recipients-needed");
});

test("an empty draft goes only as the one that was seen, and a message of a list says where the list is", async () => {
  const me = await buildPerson();
  const first = await saveDraft(ctx, me.actor, { content: content({ to: [], html: "" }) });
  const second = await saveDraft(ctx, me.actor, { ...first, content: content() });
  await expect(discardDraft(ctx, me.actor, first)).rejects.toThrow("draft-changed");
  await discardDraft(ctx, me.actor, second);
  await expect(discardDraft(ctx, me.actor, second)).rejects.toThrow("draft-unknown");
  await receive(me, ["From: a@x.example", "List-Post: <mailto:all%2Broof@lists.example>", "Subject: L", "", "Text"]);
  const { items } = await listConversations(ctx, me.actor, { view: "unified" });
  const { messages } = await getConversation(ctx, me.actor, { id: items[0]?.id ?? "" });
  expect(messages[0]?.listPost).toBe("all+roof@lists.example");
});

test("what is being written is converted both ways", async () => {
  const { actor } = await buildPerson();
  expect(await convertText(ctx, actor, { html: "<p>a</p><blockquote>b</blockquote>" })).toEqual({ text: "a\n\n> b" });
  expect(await convertText(ctx, actor, { text: "a\n> b" })).toEqual({
    html: expect.stringContaining('<blockquote type="cite">b'),
  });
});
