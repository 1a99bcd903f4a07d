import type { Actor } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../accounts/index.ts";
import {
  discardDraft,
  getDraft,
  listConversations,
  listMailboxes,
  saveDraft,
  sendMessage,
  undoSend,
} from "../mail/index.ts";
import { acceptShare, changeShare, share } from "./index.ts";

let ctx: TestContext;
let counter = 0;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

async function buildPerson(name: string) {
  const address = `${name}${++counter}@town.example`;
  const { accountId, spaceId } = await createAccount(ctx, { address, name, password: "long enough pw" });
  const actor: Actor = { kind: "user", accountId };
  const boxes = await listMailboxes(ctx, actor);
  const box = (role: string) => boxes.find((one) => one.role === role)?.id ?? "";
  return { actor, address, spaceId, drafts: box("drafts"), sent: box("sent") };
}
type Person = Awaited<ReturnType<typeof buildPerson>>;

const content = (html: string) => ({
  to: [{ name: "", address: "eva@lind.example" }],
  cc: [],
  bcc: [],
  subject: "Roof",
  html,
  attachments: [],
});

/** Ann's Drafts with a draft are shared with Ben. */
async function buildPair(role: "read" | "write") {
  const [ann, ben, eve] = [await buildPerson("ann"), await buildPerson("ben"), await buildPerson("eve")];
  const offer = await share(ctx, ann.actor, {
    object: { kind: "mailbox", id: ann.drafts },
    with: { address: ben.address },
    role,
  });
  await acceptShare(ctx, ben.actor, { id: offer.id });
  const { draftId } = await saveDraft(ctx, ann.actor, { content: content("<p>Begun</p>") });
  return { ann, ben, eve, draftId, shareId: offer.id };
}

const lines = async ({ actor }: Person, mailboxId: string) =>
  (await listConversations(ctx, actor, { mailboxId })).items.map(({ subject }) => subject);

test("whoever may put in and take out goes on with somebody's draft, where it lies, and both see the same", async () => {
  const { ann, ben, draftId } = await buildPair("write");
  const opened = await getDraft(ctx, ben.actor, { draftId });
  expect([opened.html, opened.fromAddress]).toEqual([expect.stringContaining("Begun"), undefined]);
  const saved = await saveDraft(ctx, ben.actor, {
    draftId,
    version: opened.version,
    content: content("<p>Gone on with</p>"),
  });
  expect(saved.draftId).toBe(draftId);
  expect((await getDraft(ctx, ann.actor, { draftId })).html).toContain("Gone on with");
  expect([await lines(ann, ann.drafts), await lines(ben, ben.drafts)]).toEqual([["Roof"], []]);
  // Neither writes over the other.
  await expect(
    saveDraft(ctx, ann.actor, { draftId, version: opened.version, content: content("<p>Mine</p>") }),
  ).rejects.toThrow("draft-changed");
});

test("sent, it leaves the owner's drafts and lies in the sender's own mail; taken back, it is the sender's", async () => {
  const { ann, ben, draftId } = await buildPair("write");
  const { version, ...draft } = await getDraft(ctx, ben.actor, { draftId });
  const { sendId } = await sendMessage(ctx, ben.actor, { draftId, version, content: draft });
  expect([await lines(ann, ann.drafts), await lines(ben, ben.sent)]).toEqual([[], ["Roof"]]);
  await undoSend(ctx, ben.actor, { sendId });
  expect([await lines(ann, ann.drafts), await lines(ben, ben.drafts)]).toEqual([[], ["Roof"]]);
});

test("it is discarded in the owner's mail", async () => {
  const { ann, ben, draftId } = await buildPair("write");
  await discardDraft(ctx, ben.actor, { draftId });
  expect(await lines(ann, ann.drafts)).toEqual([]);
});

test("a reader sees it and changes nothing, a stranger finds nothing, and so does whom it is no longer shared with", async () => {
  const { ann, ben, eve, draftId } = await buildPair("read");
  expect((await getDraft(ctx, ben.actor, { draftId })).subject).toBe("Roof");
  const acts = (actor: Actor) => [
    () => saveDraft(ctx, actor, { draftId, content: content("<p>x</p>") }),
    () => sendMessage(ctx, actor, { draftId, content: content("<p>x</p>") }),
    () => discardDraft(ctx, actor, { draftId }),
  ];
  for (const act of acts(ben.actor)) await expect(act()).rejects.toThrow("share-right-missing");
  for (const act of [...acts(eve.actor), () => getDraft(ctx, eve.actor, { draftId })])
    await expect(act()).rejects.toThrow("draft-unknown");
  expect(await lines(ann, ann.drafts)).toEqual(["Roof"]);
  expect([await lines(ben, ben.sent), await lines(eve, eve.sent)]).toEqual([[], []]);
});

test("an end of the share is an end of it", async () => {
  const { ann, ben, draftId, shareId } = await buildPair("write");
  await changeShare(ctx, ann.actor, { id: shareId, role: "read" });
  await expect(saveDraft(ctx, ben.actor, { draftId, content: content("<p>x</p>") })).rejects.toThrow(
    "share-right-missing",
  );
});
