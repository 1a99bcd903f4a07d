import type { Actor } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sendingAddresses } from "../access/index.ts";
import { createAccount } from "../accounts/index.ts";
import { listIdentities } from "../identities/index.ts";
import {
  claimOutbound,
  deliverMessage,
  type DraftContent,
  keepOwnerCopy,
  listConversations,
  listMailboxes,
  getConversation,
  releaseScheduled,
  sendMessage,
  startReply,
  submitMessage,
  undoSend,
} from "../mail/index.ts";
import { acceptShare, revokeShare, share, type ShareInput } from "./index.ts";

let ctx: TestContext;
let counter = 0;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

async function buildPerson(name: string) {
  const address = `${name.toLowerCase()}${++counter}@town.example`;
  const { accountId, spaceId } = await createAccount(ctx, { address, name, password: "long enough pw" });
  const actor: Actor = { kind: "user", accountId };
  return { actor, accountId, spaceId, address };
}
type Person = Awaited<ReturnType<typeof buildPerson>>;

async function buildPair(terms: Partial<ShareInput>) {
  const [ann, ben] = [await buildPerson("Ann"), await buildPerson("Ben")];
  const object = { kind: "account", id: ann.accountId } as const;
  const { id } = await share(ctx, ann.actor, { object, with: { address: ben.address }, role: null, ...terms });
  await acceptShare(ctx, ben.actor, { id });
  return { ann, ben, id };
}

const contentOf = (from: Person, more: Partial<DraftContent> = {}): DraftContent => ({
  to: [{ name: "", address: "x@far.example" }],
  cc: [],
  bcc: [{ name: "", address: "secret@far.example" }],
  subject: "Report",
  html: "<p>Text</p>",
  attachments: [],
  fromAddress: from.address,
  ...more,
});

/** Everything that is due leaves; answers what does, as it goes on the wire. */
async function depart(): Promise<{ reversePath: string; signDomain: string | null; raw: string }[]> {
  ctx.advance(60_000);
  const batches = await claimOutbound(ctx, { limit: 50, leaseSeconds: 864_000 });
  for (const batch of batches) if (batch.ownerSpaceId) await keepOwnerCopy(ctx, batch);
  return Promise.all(
    batches.map(async ({ reversePath, signDomain, blobHash }) => ({
      reversePath,
      signDomain,
      raw: (await ctx.blobs.read(blobHash)).toString(),
    })),
  );
}

async function sentOf({ actor }: Person): Promise<string[]> {
  const sent = (await listMailboxes(ctx, actor)).find((mailbox) => mailbox.role === "sent");
  return (await listConversations(ctx, actor, { mailboxId: sent?.id })).items.map((row) => row.subject);
}

test("who sends on behalf is named in Sender, and both keep a copy once it leaves", async () => {
  const { ann, ben } = await buildPair({ canSendOnBehalf: true });
  expect(await sendingAddresses(ctx, ben.actor)).toEqual([ben.address, ann.address]);
  expect(await listIdentities(ctx, ben.actor)).toMatchObject([
    { name: "Ben", address: ben.address, isDefault: true },
    { name: "Ann", address: ann.address, isDefault: false, isUsable: true },
  ]);
  await sendMessage(ctx, ben.actor, { content: contentOf(ann) });
  expect([await sentOf(ben), await sentOf(ann)]).toEqual([["Report"], []]);
  const [left] = await depart();
  expect(left?.reversePath).toBe(ben.address);
  expect(left?.raw).toMatch(new RegExp(`^From: Ann <${ann.address}>$`, "m"));
  expect(left?.raw).toMatch(new RegExp(`^Sender: Ben <${ben.address}>$`, "m"));
  expect(left?.raw).not.toContain("secret@far.example");
  expect([await sentOf(ben), await sentOf(ann)]).toEqual([["Report"], ["Report"]]);
  ctx.advance(120_000);
  await depart();
  expect(await sentOf(ann)).toHaveLength(1);
});

test("who sends as somebody is not named, and the owner's copy can be the only one", async () => {
  const { ann, ben } = await buildPair({ canSendAs: true, sentCopy: "owner" });
  await sendMessage(ctx, ben.actor, { content: contentOf(ann) });
  const [left] = await depart();
  expect(left?.reversePath).toBe(ann.address);
  expect(left?.raw).not.toMatch(/^Sender:/m);
  expect([await sentOf(ben), await sentOf(ann)]).toEqual([[], ["Report"]]);
});

test("a message that is taken back in time leaves no copy with the owner", async () => {
  const { ann, ben } = await buildPair({ canSendAs: true });
  const { sendId } = await sendMessage(ctx, ben.actor, { content: contentOf(ann) });
  await undoSend(ctx, ben.actor, { sendId });
  expect(await depart()).toEqual([]);
  expect([await sentOf(ben), await sentOf(ann)]).toEqual([[], []]);
});

test("the right to write in a name ends with the share", async () => {
  const { ann, ben, id } = await buildPair({ canSendAs: true, sentCopy: "own" });
  await sendMessage(ctx, ben.actor, { content: contentOf(ann) });
  await depart();
  expect([await sentOf(ben), await sentOf(ann)]).toEqual([["Report"], []]);
  await revokeShare(ctx, ann.actor, { id });
  await expect(sendMessage(ctx, ben.actor, { content: contentOf(ann) })).rejects.toThrow("sender-not-yours");
  expect(await sendingAddresses(ctx, ben.actor)).toEqual([ben.address]);
});

test("mail programs may do the same: Sender is added, the envelope is the writer's, and the owner gets a copy", async () => {
  const { ann, ben } = await buildPair({ canSendOnBehalf: true });
  const submit = (head: string, reversePath: string) =>
    submitMessage(ctx, ben.actor, {
      reversePath,
      recipients: ["x@far.example"],
      raw: Buffer.from(`${head}\r\nSubject: Note\r\n\r\nText`),
    });
  await submit(`From: ${ann.address}`, ann.address);
  const [left] = await depart();
  expect([left?.reversePath, left?.signDomain]).toEqual([ben.address, "town.example"]);
  expect(left?.raw).toMatch(new RegExp(`^Sender: ${ben.address}$`, "m"));
  expect(await sentOf(ann)).toEqual(["Note"]);
  const eve = await buildPerson("Eve");
  for (const head of [
    `From: ${eve.address}`,
    `From: ${eve.address}\r\nSender: ${ben.address}`,
    `From: ${ben.address}\r\nSender: ${ann.address}`,
  ])
    await expect(submit(head, ben.address)).rejects.toThrow("sender-not-yours");
});

test("mail in a shared mailbox is answered from it, quoted, and marked there", async () => {
  const { ann, ben } = await buildPair({ role: "write", canSendAs: true });
  const [stored] = await deliverMessage(ctx, {
    spaceIds: [ann.spaceId],
    raw: Buffer.from(
      `From: x@far.example\r\nTo: ${ann.address}\r\nMessage-ID: <q${counter}@far.example>\r\nSubject: Question\r\n\r\nHow?`,
    ),
    verdict: "unverified",
  });
  const content = await startReply(ctx, ben.actor, { messageId: stored?.messageId ?? "", mode: "reply" });
  expect([content.fromAddress, content.to.map((one) => one.address)]).toEqual([ann.address, ["x@far.example"]]);
  await sendMessage(ctx, ben.actor, { content });
  const [left] = await depart();
  expect(left?.raw).toContain(`In-Reply-To: <q${counter}@far.example>`);
  const view = await getConversation(ctx, ben.actor, { id: stored?.threadId ?? "" });
  expect(view.messages[0]).toMatchObject({ isAnswered: true });
  expect(view.messages.map((message) => message.subject)).toEqual(["Question", "Re: Question"]);
});

test("an answer from a shared mailbox that was written for later marks the question when it leaves, if one still may", async () => {
  const { ann, ben, id } = await buildPair({ role: "write", canSendAs: true });
  const ask = async (subject: string) => {
    const raw = Buffer.from(`From: x@far.example\r\nTo: ${ann.address}\r\nSubject: ${subject}\r\n\r\nHow?`);
    const [stored] = await deliverMessage(ctx, { spaceIds: [ann.spaceId], raw, verdict: "unverified" });
    const content = await startReply(ctx, ben.actor, { messageId: stored?.messageId ?? "", mode: "reply" });
    const sendAt = new Date(ctx.clock.now().getTime() + 3_600_000).toISOString();
    await sendMessage(ctx, ben.actor, { content, sendAt });
    const isAnswered = async () =>
      (await getConversation(ctx, ann.actor, { id: stored?.threadId ?? "" })).messages[0]?.isAnswered;
    return isAnswered;
  };
  const first = await ask("One");
  expect(await first()).toBe(false);
  ctx.advance(3_700_000);
  expect(await releaseScheduled(ctx)).toBe(1);
  expect(await first()).toBe(true);
  const second = await ask("Two");
  await revokeShare(ctx, ann.actor, { id });
  ctx.advance(3_700_000);
  expect(await releaseScheduled(ctx)).toBe(1);
  expect(await second()).toBe(false);
});
