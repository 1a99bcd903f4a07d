import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { putSmallFile } from "../../files/index.ts";
import {
  claimOutbound,
  deliverLocally,
  getDraft,
  listConversations,
  readUpload,
  saveDraft,
  sendMessage as sendMail,
  undoSend,
} from "../../mail/index.ts";
import { writeSetting } from "../../settings/index.ts";
import {
  deleteMessage,
  discussMail,
  findLinkedMail,
  leaveRoom,
  linkSent,
  listMailPeople,
  listMailTalks,
  listMessages,
  roomFolder,
  startMessageMail,
  startRoomMail,
} from "../index.ts";
import { buildPerson, buildRoom, say, type TestPerson } from "../test-people.ts";

let ctx: TestContext;
let ann: TestPerson;
let ben: TestPerson;
let eve: TestPerson;
beforeAll(async () => {
  ctx = await testContext();
  [ann, ben, eve] = [await buildPerson(ctx), await buildPerson(ctx), await buildPerson(ctx)];
});
afterAll(() => ctx.close());

const said = async (person: TestPerson, roomId: string) => (await listMessages(ctx, person.actor, { roomId })).messages;

/** Everything that is due leaves, to those who are here. */
async function depart(): Promise<void> {
  ctx.advance(60_000);
  for (const batch of await claimOutbound(ctx, { limit: 50, leaseSeconds: 60 })) {
    if (batch.isFromChat) await linkSent(ctx, batch);
    await deliverLocally(ctx, batch, await ctx.blobs.read(batch.blobHash), { retryAt: () => null });
  }
}

async function newestMail(person: TestPerson): Promise<string> {
  const [first] = (await listConversations(ctx, person.actor, {})).items;
  if (!first) throw new Error("no mail there");
  return first.threadId;
}

test("what was said begins a mail to whoever said it, quoted and with copies of its files", async () => {
  const roomId = await buildRoom(ctx, [ann, ben]);
  const { id: folder } = await roomFolder(ctx, ben.actor, { roomId });
  const data = Buffer.from("beams");
  const place = { parentId: folder, name: "plan.txt", sizeBytes: data.length, whenTaken: "refuse" } as const;
  const { nodeId: file } = await putSmallFile(ctx, ben.actor, { ...place, data });
  const { id } = await say(ctx, ben, roomId, `Is <@${ann.id}> there?\n1 < 2`, { attachments: [{ id: file }] });
  const begun = await startMessageMail(ctx, ann.actor, { id });
  expect(begun).toMatchObject({
    to: [{ name: ben.name, address: ben.address }],
    subject: "Roof",
    fromChat: { roomId, messageId: id },
    attachments: [{ name: "plan.txt", sizeBytes: 5 }],
  });
  expect(begun.html).toContain(`<blockquote type="cite"><p>Is @${ann.name} there?<br>1 &lt; 2</p></blockquote>`);
  expect(begun.html).toContain(ben.name);
  const [copy] = begun.attachments;
  const { content } = await readUpload(ctx, ann.actor, { uploadId: copy && "uploadId" in copy ? copy.uploadId : "" });
  expect(content.toString()).toBe("beams");
  expect(await startMessageMail(ctx, ben.actor, { id })).toMatchObject({ to: [] });
  await expect(startMessageMail(ctx, eve.actor, { id })).rejects.toMatchObject({ reason: "message-unknown" });
  const { draftId } = await saveDraft(ctx, ann.actor, { content: begun });
  expect(await getDraft(ctx, ann.actor, { draftId })).toMatchObject({ fromChat: { roomId, messageId: id } });
});

test("a mail to a room goes to all others in it, up to as many as settings allow", async () => {
  const roomId = await buildRoom(ctx, [ann, ben, eve]);
  expect(await startRoomMail(ctx, ann.actor, { roomId })).toMatchObject({
    to: [{ address: ben.address }, { address: eve.address }],
    subject: "Roof",
    fromChat: { roomId },
  });
  await writeSetting(ctx, { scope: "global" }, "chat.mailPeopleMost", 2);
  await expect(startRoomMail(ctx, ann.actor, { roomId })).rejects.toMatchObject({ reason: "chat-mail-many" });
  await writeSetting(ctx, { scope: "global" }, "chat.mailPeopleMost", null);
  const stranger = await buildPerson(ctx);
  await expect(startRoomMail(ctx, stranger.actor, { roomId })).rejects.toMatchObject({ reason: "room-unknown" });
});

test("once it leaves, message and room say so, and each finds the mail in their own mailbox alone", async () => {
  const roomId = await buildRoom(ctx, [ann, ben, eve]);
  const { id } = await say(ctx, eve, roomId, "The beams are here");
  const content = { ...(await startMessageMail(ctx, ann.actor, { id })), to: [{ name: "", address: ben.address }] };
  await sendMail(ctx, ann.actor, { content });
  expect((await said(ben, roomId)).at(-1)).toMatchObject({ id, mails: [] });
  await depart();
  const [link] = (await said(ben, roomId)).at(-1)?.mails ?? [];
  expect(link).toMatchObject({ kind: "sent", by: ann.id });
  const ask = { id: link?.id ?? "" };
  expect(await findLinkedMail(ctx, ben.actor, ask)).toEqual({ conversationId: await newestMail(ben) });
  expect((await findLinkedMail(ctx, ann.actor, ask)).conversationId).not.toBeNull();
  expect(await findLinkedMail(ctx, eve.actor, ask)).toEqual({ conversationId: null });
  const stranger = await buildPerson(ctx);
  await expect(findLinkedMail(ctx, stranger.actor, ask)).rejects.toMatchObject({ reason: "chat-mail-unknown" });

  await sendMail(ctx, ann.actor, {
    content: { ...(await startRoomMail(ctx, ann.actor, { roomId })), html: "<p>All</p>" },
  });
  await depart();
  expect((await said(eve, roomId)).at(-1)).toMatchObject({
    kind: "event",
    detail: { what: "mailed", by: ann.id },
    mails: [{ kind: "sent" }],
  });
  const conversationId = await newestMail(eve);
  expect(await listMailTalks(ctx, eve.actor, { conversationId })).toMatchObject([
    { kind: "sent", roomId, roomName: "Roof" },
  ]);
  await leaveRoom(ctx, eve.actor, { id: roomId });
  expect(await listMailTalks(ctx, eve.actor, { conversationId })).toEqual([]);
});

test("a mail that is taken back, or whose writer may say nothing there any more, leaves no word of it", async () => {
  const roomId = await buildRoom(ctx, [ben, ann]);
  const { id } = await say(ctx, ben, roomId, "Wait");
  const content = await startMessageMail(ctx, ann.actor, { id });
  const { sendId } = await sendMail(ctx, ann.actor, { content });
  await undoSend(ctx, ann.actor, { sendId });
  await depart();
  await sendMail(ctx, ann.actor, { content });
  await leaveRoom(ctx, ann.actor, { id: roomId });
  await depart();
  expect((await said(ben, roomId)).find((one) => one.id === id)).toMatchObject({ mails: [] });
});

test("a mail is brought into a room as a card, and opened by those alone who have it too", async () => {
  const roomId = await buildRoom(ctx, [ann, ben, eve]);
  const content = { cc: [], bcc: [], html: `<p>${"Long ".repeat(300)}</p>`, attachments: [] };
  const to = [{ name: "", address: ben.address }];
  await sendMail(ctx, ann.actor, { content: { ...content, to, subject: "Tiles" } });
  await depart();
  const conversationId = await newestMail(ben);
  expect(await listMailPeople(ctx, ben.actor, { conversationId })).toMatchObject([{ id: ann.id, name: ann.name }]);
  const { rows } = await ctx.db.pool.query<{ id: string }>('SELECT "id" FROM "Message" WHERE "threadId" = $1', [
    conversationId,
  ]);
  const mailId = rows[0]?.id ?? "";
  const input = { mailId, roomId, note: "Shall we?", key: "card-0001" };
  const card = await discussMail(ctx, ben.actor, input);
  expect((await discussMail(ctx, ben.actor, input)).id).toBe(card.id);
  expect(card).toMatchObject({
    text: "Shall we?",
    detail: { mail: { subject: "Tiles", from: { address: ann.address } } },
    mails: [{ kind: "discussed", by: ben.id }],
  });
  expect(JSON.stringify(card.detail).length).toBeLessThan(1000);
  const ask = { id: card.mails[0]?.id ?? "" };
  expect((await findLinkedMail(ctx, ann.actor, ask)).conversationId).not.toBeNull();
  expect(await findLinkedMail(ctx, eve.actor, ask)).toEqual({ conversationId: null });
  await expect(discussMail(ctx, eve.actor, { ...input, key: "card-0002" })).rejects.toMatchObject({
    reason: "message-unknown",
  });
  const own = await newestMail(ann);
  expect(await listMailTalks(ctx, ann.actor, { conversationId: own })).toMatchObject([{ roomId, kind: "discussed" }]);
  await expect(listMailTalks(ctx, eve.actor, { conversationId: own })).rejects.toMatchObject({
    reason: "conversation-unknown",
  });
  await deleteMessage(ctx, ben.actor, { id: card.id });
  expect(await listMailTalks(ctx, ann.actor, { conversationId: own })).toEqual([]);
  await expect(findLinkedMail(ctx, ann.actor, ask)).rejects.toMatchObject({ reason: "chat-mail-unknown" });
});
