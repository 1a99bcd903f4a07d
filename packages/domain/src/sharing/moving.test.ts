import type { Actor } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../accounts/index.ts";
import {
  actOnConversations,
  createMailbox,
  deliverMessage,
  listConversations,
  listMailboxes,
  undoAct,
} from "../mail/index.ts";
import { acceptShare, share } from "./index.ts";

let ctx: TestContext;
let counter = 0;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

async function buildPerson() {
  const address = `p${++counter}@town.example`;
  const { accountId, spaceId } = await createAccount(ctx, { address, name: "", password: "long enough pw" });
  const actor: Actor = { kind: "user", accountId };
  const inbox = (await listMailboxes(ctx, actor)).find((one) => one.role === "inbox")?.id ?? "";
  return { actor, address, spaceId, inbox };
}
type Person = Awaited<ReturnType<typeof buildPerson>>;

/** Ann shares a folder with Ben, in which two messages of one conversation lie. */
async function buildPair(role: "read" | "write") {
  const [ann, ben] = [await buildPerson(), await buildPerson()];
  const folder = (await createMailbox(ctx, ann.actor, { name: "Project", parentId: null })).id;
  for (const head of ["Message-ID: <one@x>\r\nSubject: Roof", "In-Reply-To: <one@x>\r\nSubject: Re: Roof"])
    await deliver(ann, head);
  const rows = await rowsIn(ann, ann.inbox);
  const ids = rows.map((row) => row.id);
  await actOnConversations(ctx, ann.actor, { ids, act: "move", toMailboxId: folder, fromMailboxId: ann.inbox });
  const offer = await share(ctx, ann.actor, {
    object: { kind: "mailbox", id: folder },
    with: { address: ben.address },
    role,
  });
  await acceptShare(ctx, ben.actor, { id: offer.id });
  return { ann, ben, folder, ids };
}

async function deliver({ spaceId }: Person, head: string) {
  const raw = Buffer.from(`From: jo@x.example\r\n${head}\r\n\r\nText\r\n`);
  await deliverMessage(ctx, { spaceIds: [spaceId], raw, verdict: "unverified" });
}

const rowsIn = async ({ actor }: Person, mailboxId: string) =>
  (await listConversations(ctx, actor, { mailboxId })).items;
/** What lies there, without the mail that offers the share. */
const lines = async (person: Person, mailboxId: string) =>
  (await rowsIn(person, mailboxId))
    .filter(({ people }) => people.some(({ address }) => address === "jo@x.example"))
    .map(({ subject, count }) => [subject, count]);
const unseen = async ({ actor }: Person, id: string) =>
  (await listMailboxes(ctx, actor)).find((one) => one.id === id)?.unseen ?? 0;

test("a conversation goes from a shared folder into one's own mail, with what is unread, and back when it is taken back", async () => {
  const { ann, ben, folder, ids } = await buildPair("write");
  const before = await unseen(ben, ben.inbox);
  const done = await actOnConversations(ctx, ben.actor, {
    ids,
    act: "move",
    fromMailboxId: folder,
    toMailboxId: ben.inbox,
  });
  expect(done.count).toBe(2);
  expect([await lines(ann, folder), await lines(ben, ben.inbox)]).toEqual([[], [["Roof", 2]]]);
  expect([await unseen(ann, folder), await unseen(ben, ben.inbox)]).toEqual([0, before + 2]);
  await undoAct(ctx, ben.actor, { undo: done.undo ?? "" });
  expect([await lines(ann, folder), await lines(ben, ben.inbox)]).toEqual([[["Roof", 2]], []]);
  expect([await unseen(ann, folder), await unseen(ben, ben.inbox)]).toEqual([2, before]);
  expect((await rowsIn(ann, folder))[0]?.id).toBe(ids[0]);
});

test("one's own mail goes into a shared folder, moved or copied", async () => {
  const { ann, ben, folder } = await buildPair("write");
  await deliver(ben, "Subject: Mine");
  const mine = (await rowsIn(ben, ben.inbox)).find(({ subject }) => subject === "Mine");
  const act = { ids: [mine?.id ?? ""], fromMailboxId: ben.inbox, toMailboxId: folder };
  const copied = await actOnConversations(ctx, ben.actor, { ...act, act: "copy" });
  expect([await lines(ann, folder), await lines(ben, ben.inbox)]).toEqual([
    [
      ["Mine", 1],
      ["Roof", 2],
    ],
    [["Mine", 1]],
  ]);
  await undoAct(ctx, ben.actor, { undo: copied.undo ?? "" });
  expect(await lines(ann, folder)).toEqual([["Roof", 2]]);
  await actOnConversations(ctx, ben.actor, { ...act, act: "move" });
  expect([(await lines(ann, folder)).length, await lines(ben, ben.inbox)]).toEqual([2, []]);
});

test("who may only read takes nothing away and puts nothing in, but may take a copy", async () => {
  const { ann, ben, folder, ids } = await buildPair("read");
  const act = { ids, fromMailboxId: folder, toMailboxId: ben.inbox };
  await expect(actOnConversations(ctx, ben.actor, { ...act, act: "move" })).rejects.toThrow("forbidden");
  await deliver(ben, "Subject: Mine");
  const mine = (await rowsIn(ben, ben.inbox)).find(({ subject }) => subject === "Mine");
  const into = { ids: [mine?.id ?? ""], fromMailboxId: ben.inbox, toMailboxId: folder };
  await expect(actOnConversations(ctx, ben.actor, { ...into, act: "move" })).rejects.toThrow("forbidden");
  await expect(actOnConversations(ctx, ben.actor, { ...into, act: "copy" })).rejects.toThrow("forbidden");
  await actOnConversations(ctx, ben.actor, { ...act, act: "copy" });
  expect([await lines(ann, folder), (await lines(ben, ben.inbox)).length]).toEqual([[["Roof", 2]], 2]);
});

test("a stranger neither takes from nor puts into anybody's mail", async () => {
  const { ann, folder, ids } = await buildPair("write");
  const stranger = await buildPerson();
  const act = { ids, act: "move" as const, fromMailboxId: folder, toMailboxId: stranger.inbox };
  await expect(actOnConversations(ctx, stranger.actor, act)).rejects.toThrow("not-found");
  await deliver(stranger, "Subject: Mine");
  const [mine] = await rowsIn(stranger, stranger.inbox);
  const into = { ids: [mine?.id ?? ""], act: "move" as const, toMailboxId: folder };
  await expect(actOnConversations(ctx, stranger.actor, into)).rejects.toThrow("not-found");
  expect(await lines(ann, folder)).toEqual([["Roof", 2]]);
});
