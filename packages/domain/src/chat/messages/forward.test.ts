import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openContent, putSmallFile } from "../../files/index.ts";
import {
  archiveRoom,
  changeSeat,
  createPoll,
  deleteMessage,
  editMessage,
  forwardMessages,
  listMessages,
  roomFolder,
  sendVoice,
} from "../index.ts";
import { buildPerson, buildRoom, say, type TestPerson } from "../test-people.ts";

let ctx: TestContext;
let ann: TestPerson;
let ben: TestPerson;
let cem: TestPerson;
let eve: TestPerson;
beforeAll(async () => {
  ctx = await testContext();
  [ann, ben, cem, eve] = [
    await buildPerson(ctx),
    await buildPerson(ctx),
    await buildPerson(ctx),
    await buildPerson(ctx),
  ];
});
afterAll(() => ctx.close());

const said = async (person: TestPerson, roomId: string) =>
  (await listMessages(ctx, person.actor, { roomId })).messages.filter((one) => one.kind !== "event");

async function bring(person: TestPerson, roomId: string, name: string, data: Buffer) {
  const { id: parentId } = await roomFolder(ctx, person.actor, { roomId });
  const file = { parentId, name, sizeBytes: data.length, whenTaken: "both" as const, data };
  return (await putSmallFile(ctx, person.actor, file)).nodeId;
}

test("several messages go to several rooms in their order, with their files, once however often they are sent", async () => {
  const from = await buildRoom(ctx, [ann, ben]);
  const [one, two] = [await buildRoom(ctx, [ben, cem]), await buildRoom(ctx, [ben, cem])];
  const file = await bring(ann, from, "plan.txt", Buffer.from("the plan"));
  const first = await say(ctx, ann, from, `Dear <@${ben.id}> and <@all>`, { attachments: [{ id: file, width: 5 }] });
  const second = await say(ctx, ben, from, "Thanks");
  const input = { ids: [second.id, first.id], roomIds: [one, two], key: "forward-them" };
  const all = await Promise.all([forwardMessages(ctx, ben.actor, input), forwardMessages(ctx, ben.actor, input)]);
  expect(all[0].map((message) => message.id)).toEqual(all[1].map((message) => message.id));
  for (const roomId of [one, two]) {
    const [a, b, ...rest] = await said(cem, roomId);
    expect(rest).toEqual([]);
    expect(a).toMatchObject({ text: first.text, authorId: ben.id, mentions: [], addresses: "named" });
    expect(a?.detail).toEqual({
      forwarded: {
        authorId: ann.id,
        authorName: ann.name,
        roomId: from,
        roomName: null,
        number: first.number,
        at: new Date(first.at).toISOString(),
      },
    });
    expect(b?.text).toBe("Thanks");
    const [copy] = a?.attachments ?? [];
    expect(copy).toMatchObject({ name: "plan.txt", width: 5 });
    const content = await openContent(ctx, cem.actor, { id: copy?.id ?? "" });
    expect(Buffer.concat(await Array.fromAsync(content.read())).toString()).toBe("the plan");
    await expect(editMessage(ctx, ben.actor, { id: a?.id ?? "", text: "Not hers" })).rejects.toMatchObject({
      reason: "message-not-own",
    });
  }
  // The same again made no second copy.
  expect(await ctx.db.prisma.node.count({ where: { spaceId: one, kind: "file" } })).toBe(1);
  await deleteMessage(ctx, ann.actor, { id: first.id });
  const kept = (await said(cem, one))[0]?.attachments[0]?.id ?? "";
  expect((await openContent(ctx, cem.actor, { id: kept })).sizeBytes).toBe(8);
});

test("the name of a room is told where anybody may know it, and whose words they were first stays", async () => {
  const open = await buildRoom(ctx, [ann], { kind: "channel", name: "News", isPublic: true });
  const [middle, end] = [await buildRoom(ctx, [ann, ben]), await buildRoom(ctx, [ben, cem])];
  const { id } = await say(ctx, ann, open, "Hear, hear");
  const [once] = await forwardMessages(ctx, ann.actor, { ids: [id], roomIds: [middle], key: "forward-it" });
  const [twice] = await forwardMessages(ctx, ben.actor, { ids: [once?.id ?? ""], roomIds: [end], key: "forward-it" });
  for (const message of [once, twice])
    expect(message?.detail["forwarded"]).toMatchObject({ authorId: ann.id, roomName: "News", roomId: open });
});

test("nobody passes on what is not theirs to see, what happened, or into a room that is not theirs to speak in", async () => {
  const from = await buildRoom(ctx, [ann, ben]);
  const to = await buildRoom(ctx, [ann]);
  const news = await buildRoom(ctx, [eve, ann], { kind: "channel", name: "News", isAnnouncement: true });
  const { id } = await say(ctx, ann, from, "Secret");
  const poll = await createPoll(ctx, ann.actor, {
    roomId: from,
    key: "one-poll",
    question: "When?",
    options: ["a", "b"],
    isMultiple: false,
    isAnonymous: false,
  });
  const evesRoom = await buildRoom(ctx, [eve]);
  const forward = (person: TestPerson, ids: string[], roomIds: string[], key = "some-name") =>
    forwardMessages(ctx, person.actor, { ids, roomIds, key });
  await expect(forward(eve, [id], [evesRoom])).rejects.toMatchObject({ reason: "message-unknown" });
  await expect(forward(ann, [id], [to, evesRoom])).rejects.toMatchObject({ reason: "room-unknown" });
  expect(await said(ann, to)).toEqual([]);
  await expect(forward(ann, [id], [news])).rejects.toMatchObject({ reason: "room-announcements" });
  await expect(forward(ann, [poll.id], [to])).rejects.toMatchObject({ reason: "message-no-forward" });
  const [event] = (await listMessages(ctx, ann.actor, { roomId: from })).messages;
  await expect(forward(ann, [event?.id ?? ""], [to])).rejects.toMatchObject({ reason: "message-no-forward" });
  await expect(forward(ann, [id], [])).rejects.toMatchObject({ reason: "forward-rooms" });
  await expect(forward(ann, [id], [to], "short")).rejects.toMatchObject({ reason: "chat-key" });
  await changeSeat(ctx, ben.actor, { roomId: from, clear: true });
  await expect(forward(ben, [id], [await buildRoom(ctx, [ben])])).rejects.toMatchObject({ reason: "message-unknown" });
  await archiveRoom(ctx, ann.actor, { id: to, isArchived: true });
  await expect(forward(ann, [id], [to])).rejects.toMatchObject({ reason: "room-archived" });
});

test("a voice message is one recording with its waves, for as long as is allowed", async () => {
  const roomId = await buildRoom(ctx, [ann, ben]);
  const nodeId = await bring(ann, roomId, "voice.weba", Buffer.from("\x1aE\xdf\xa3 and so on", "latin1"));
  const levels = Array.from({ length: 64 }, (_, at) => at);
  const voice = { roomId, key: "my-voice", nodeId, seconds: 12.5, levels };
  const sent = await sendVoice(ctx, ann.actor, voice);
  expect(sent).toMatchObject({ kind: "voice", text: "", detail: { seconds: 12.5, levels } });
  expect(sent.attachments).toMatchObject([{ id: nodeId, mime: "audio/webm" }]);
  expect((await sendVoice(ctx, ann.actor, voice)).id).toBe(sent.id);
  const refused = { reason: "voice-form" };
  const text = await bring(ann, roomId, "a.txt", Buffer.from("text"));
  for (const wrong of [
    { seconds: 301 },
    { seconds: 0 },
    { levels: [1] },
    { levels: levels.with(0, 101) },
    { nodeId: text },
  ])
    await expect(sendVoice(ctx, ann.actor, { ...voice, key: "another-one", ...wrong })).rejects.toMatchObject(refused);
  const unknown = { reason: "node-unknown" };
  await expect(sendVoice(ctx, ben.actor, { ...voice, key: "not-my-own" })).rejects.toMatchObject(unknown);
  await expect(sendVoice(ctx, eve.actor, voice)).rejects.toMatchObject({ reason: "room-unknown" });
  const other = await buildRoom(ctx, [ben]);
  const [copy] = await forwardMessages(ctx, ben.actor, { ids: [sent.id], roomIds: [other], key: "pass-it-on" });
  expect(copy).toMatchObject({ kind: "voice", detail: { seconds: 12.5, levels } });
});
