import { type Actor, newId } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openGuestContent, putSmallFile } from "../../files/index.ts";
import { roomFolder } from "../files/room-folder.ts";
import { sayTyping } from "../live/typing.ts";
import { type ChatEvent, watchChat } from "../live/watch-chat.ts";
import { changesSince } from "../live/changes.ts";
import { deleteMessage, editMessage } from "../messages/change-message.ts";
import { listMessages } from "../messages/list-messages.ts";
import { react } from "../messages/react.ts";
import { sendMessage } from "../messages/send-message.ts";
import { markRead } from "../own/mark-read.ts";
import { changeSeat } from "../own/seats.ts";
import { archiveRoom } from "../rooms/change-room.ts";
import { listRooms } from "../rooms/list-rooms.ts";
import { removePerson } from "../rooms/members.ts";
import { readRoom } from "../rooms/read-room.ts";
import { buildPerson, buildRoom, say, type TestPerson } from "../test-people.ts";
import { aboutInvite, enterRoom, findGuest, leaveAsGuest } from "./enter.ts";
import { createInvite, listInvites, type NewInvite, revokeInvite } from "./invites.ts";
import { endGuests } from "./take-out.ts";

let ctx: TestContext;
let counter = 0;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

const terms = { address: null, withHistory: false, mayUpload: false, expiresAt: null, mostUses: null };

const invite = (by: TestPerson, roomId: string, more: Partial<NewInvite> = {}) =>
  createInvite(ctx, by.actor, { roomId, ...terms, origin: "https://chat.example", ...more });

async function enter(token: string, name = "Gus"): Promise<{ kind: "guest"; guestId: string }> {
  const { secret } = await enterRoom(ctx, { token, name, ip: `192.0.2.${++counter}` });
  const actor = await findGuest(ctx, { token, secret });
  if (actor?.kind !== "guest") throw new Error("no guest");
  return actor;
}

const sayAs = (actor: Actor, roomId: string, text: string, more: object = {}) =>
  sendMessage(ctx, actor, { roomId, key: `key-${String(++counter).padStart(8, "0")}`, text, ...more });

test("a guest comes in by a link under a name, reads from then on, and takes part", async () => {
  const [ann, bob] = [await buildPerson(ctx), await buildPerson(ctx)];
  const roomId = await buildRoom(ctx, [ann, bob]);
  const before = await say(ctx, ann, roomId, "before");
  const { token } = await invite(ann, roomId);
  expect(await aboutInvite(ctx, { token, actor: null })).toEqual({
    roomName: "Roof",
    by: ann.name,
    isForMeeting: false,
    me: null,
  });
  const gus = await enter(token, "  Gus\n Green ");
  expect((await aboutInvite(ctx, { token, actor: gus })).me).toMatchObject({
    name: "Gus Green",
    roomId,
    mayUpload: false,
  });

  const said = await sayAs(gus, roomId, `hello <@${ann.id}>`);
  expect(said).toMatchObject({ authorKind: "guest", authorId: gus.guestId, mentions: [ann.id] });
  const seen = await listMessages(ctx, gus, { roomId });
  expect(seen.messages.map((one) => one.text)).not.toContain("before");
  expect(seen.messages.at(-1)?.id).toBe(said.id);
  await editMessage(ctx, gus, { id: said.id, text: "hello all" });
  const answer = await say(ctx, bob, roomId, "welcome", { replyToId: said.id });
  expect((await react(ctx, gus, { id: answer.id, emoji: "👍", isOn: true })).reactions).toEqual([
    { emoji: "👍", by: [gus.guestId] },
  ]);
  await markRead(ctx, gus, { roomId, number: answer.number });
  const { members } = await readRoom(ctx, bob.actor, { id: roomId });
  expect(members.find((one) => one.id === gus.guestId)).toMatchObject({
    kind: "guest",
    name: "Gus Green",
    role: "member",
    leftAt: null,
    readNumber: answer.number,
  });
  expect((await listRooms(ctx, bob.actor, { ids: [roomId] }))[0]).toMatchObject({ members: 3 });
  await deleteMessage(ctx, gus, { id: said.id });

  // An answer to something from before quotes nothing of it.
  await say(ctx, bob, roomId, "as you said", { replyToId: before.id });
  const later = await listMessages(ctx, gus, { roomId });
  expect(later.messages.at(-1)).toMatchObject({ text: "as you said", replyTo: { id: before.id, text: "" } });
  const [changes] = await changesSince(ctx, gus, { rooms: { [roomId]: "0" } });
  expect(JSON.stringify(changes)).not.toContain('"before"');

  for (const refused of [
    () => react(ctx, gus, { id: before.id, emoji: "👍", isOn: true }),
    () => sayAs(gus, roomId, "a", { replyToId: before.id }),
    () => roomFolder(ctx, gus, { roomId }),
    () => deleteMessage(ctx, gus, { id: answer.id }),
    () => changeSeat(ctx, gus, { roomId, isFavourite: true }),
    () => createInvite(ctx, gus, { roomId, ...terms, origin: "" }),
  ])
    await expect(refused()).rejects.toThrow(/message-unknown|right-missing|message-not-own|sign-in-needed/);
});

test("a guest is in one room and finds no other", async () => {
  const ann = await buildPerson(ctx);
  const [open, closed] = [await buildRoom(ctx, [ann]), await buildRoom(ctx, [ann])];
  const secret = await say(ctx, ann, closed, "secret");
  const gus = await enter((await invite(ann, open, { withHistory: true })).token);
  for (const asks of [
    () => readRoom(ctx, gus, { id: closed }),
    () => listMessages(ctx, gus, { roomId: closed }),
    () => sayAs(gus, closed, "a"),
    () => react(ctx, gus, { id: secret.id, emoji: "👍", isOn: true }),
    () => changesSince(ctx, gus, { rooms: { [closed]: "0" } }),
    () => readRoom(ctx, { kind: "guest", guestId: newId() }, { id: open }),
  ])
    await expect(asks()).rejects.toMatchObject({ kind: "not-found" });
  const [changes] = await changesSince(ctx, gus, { rooms: { [open]: "0" } });
  expect(changes?.messages[0]).toMatchObject({ kind: "event" });
});

test("an invitation ends by time, by uses and by hand, and is made by who keeps order", async () => {
  const [ann, bob, eve] = [await buildPerson(ctx), await buildPerson(ctx), await buildPerson(ctx)];
  const roomId = await buildRoom(ctx, [ann, bob]);
  await expect(invite(bob, roomId)).rejects.toThrow("room-right-missing");
  await expect(invite(eve, roomId)).rejects.toThrow("room-unknown");
  const past = new Date(ctx.clock.now().getTime() - 1000).toISOString();
  await expect(invite(ann, roomId, { expiresAt: past })).rejects.toThrow("invite-end-past");

  const one = await invite(ann, roomId, { mostUses: 1 });
  const both = await Promise.allSettled([enter(one.token), enter(one.token)]);
  expect(both.map((entry) => entry.status).sort()).toEqual(["fulfilled", "rejected"]);
  await expect(aboutInvite(ctx, { token: one.token, actor: null })).rejects.toThrow("invite-full");
  await expect(enterRoom(ctx, { token: one.token, name: " ", ip: "192.0.2.250" })).rejects.toThrow("guest-name-empty");
  expect(await listInvites(ctx, ann.actor, { roomId })).toMatchObject([{ token: one.token, uses: 1, mostUses: 1 }]);
  await expect(listInvites(ctx, bob.actor, { roomId })).rejects.toThrow("room-right-missing");
  await expect(revokeInvite(ctx, bob.actor, { id: one.id })).rejects.toThrow("room-right-missing");
  await expect(revokeInvite(ctx, eve.actor, { id: one.id })).rejects.toThrow("invite-unknown");

  const soon = new Date(ctx.clock.now().getTime() + 60_000).toISOString();
  const short = await invite(ann, roomId, { expiresAt: soon });
  const gus = await enter(short.token);
  ctx.advance(61_000);
  await expect(sayAs(gus, roomId, "late")).rejects.toThrow("room-unknown");
  await expect(aboutInvite(ctx, { token: short.token, actor: null })).rejects.toThrow("invite-over");
  await endGuests(ctx);
  const { members } = await readRoom(ctx, ann.actor, { id: roomId });
  expect(members.find((member) => member.id === gus.guestId)?.leftAt).not.toBeNull();
  await expect(aboutInvite(ctx, { token: "A".repeat(32), actor: null })).rejects.toThrow("invite-unknown");
});

test("nobody comes into a room that is archived, and a guest who is in it goes on reading", async () => {
  const ann = await buildPerson(ctx);
  const roomId = await buildRoom(ctx, [ann]);
  const { token } = await invite(ann, roomId);
  const gus = await enter(token);
  await archiveRoom(ctx, ann.actor, { id: roomId, isArchived: true });
  await expect(aboutInvite(ctx, { token, actor: null })).rejects.toThrow("invite-unknown");
  await expect(enter(token)).rejects.toThrow("invite-unknown");
  expect((await aboutInvite(ctx, { token, actor: gus })).me).toMatchObject({ roomId });
  expect((await listMessages(ctx, gus, { roomId })).messages.at(-1)).toMatchObject({ kind: "event" });
  await expect(sayAs(gus, roomId, "still here")).rejects.toThrow("room-archived");
});

test("who is taken out, or whose invitation is taken back, hears nothing more from that change on", async () => {
  const ann = await buildPerson(ctx);
  const roomId = await buildRoom(ctx, [ann]);
  const link = await invite(ann, roomId);
  const guests = [await enter(link.token), await enter(link.token)] as const;
  const heard = guests.map(() => [] as ChatEvent[]);
  const ended: unknown[] = [];
  for (const [index, actor] of guests.entries())
    await watchChat(ctx, actor, {
      listener: (event) => heard[index]?.push(event),
      onEnd: (error) => ended.push(error),
    });
  await say(ctx, ann, roomId, "for both");
  await vi.waitFor(() => expect(heard.map((events) => events.length)).toEqual([2, 2]));
  await removePerson(ctx, ann.actor, { id: roomId, personId: guests[0].guestId });
  await vi.waitFor(() => expect(heard[0]?.at(-1)).toEqual({ what: "left", roomId }));
  expect(ended).toHaveLength(1);
  await expect(listMessages(ctx, guests[0], { roomId })).rejects.toThrow("room-unknown");
  await revokeInvite(ctx, ann.actor, { id: link.id });
  await vi.waitFor(() => expect(ended).toHaveLength(2));
  await say(ctx, ann, roomId, "for nobody");
  await expect(enter(link.token)).rejects.toThrow("invite-unknown");
  const told = heard.flat().flatMap((event) => (event.what === "changes" ? event.messages.map((one) => one.text) : []));
  expect(told).not.toContain("for nobody");
});

test("who is taken out does not come again by the same link under a new name, and those who came by it stay", async () => {
  const ann = await buildPerson(ctx);
  const roomId = await buildRoom(ctx, [ann]);
  const link = await invite(ann, roomId, { mostUses: 10 });
  const [gus, gia] = [await enter(link.token), await enter(link.token, "Gia")];
  await removePerson(ctx, ann.actor, { id: roomId, personId: gus.guestId });
  await expect(enter(link.token, "Somebody new")).rejects.toThrow("invite-full");
  await expect(aboutInvite(ctx, { token: link.token, actor: null })).rejects.toThrow("invite-full");
  await expect(sayAs(gus, roomId, "still here")).rejects.toThrow("room-unknown");
  expect(await sayAs(gia, roomId, "I stay")).toMatchObject({ authorId: gia.guestId });
  expect((await aboutInvite(ctx, { token: link.token, actor: gia })).me).toMatchObject({ id: gia.guestId });
  expect(await listInvites(ctx, ann.actor, { roomId })).toMatchObject([{ id: link.id, uses: 2, mostUses: 2 }]);
  const again = await enter((await invite(ann, roomId)).token, "Gus again");
  expect(again.guestId).not.toBe(gus.guestId);
});

test("by a link in a mail one person comes, again and again as the same, until taken out", async () => {
  const ann = await buildPerson(ctx);
  const roomId = await buildRoom(ctx, [ann]);
  const { token } = await invite(ann, roomId, { address: "gus@elsewhere.example" });
  const queued = await ctx.db.prisma.outboundMessage.findFirstOrThrow({ orderBy: { id: "desc" } });
  const raw = (await ctx.blobs.read(Buffer.from(queued.blobHash))).toString().replaceAll("=\r\n", "");
  expect(raw).toContain(`https://chat.example/r/${token}`);
  expect(raw).toContain("gus@elsewhere.example");
  const first = await enter(token);
  const second = await enter(token, "Gus G.");
  expect(second.guestId).toBe(first.guestId);
  await removePerson(ctx, ann.actor, { id: roomId, personId: second.guestId });
  await expect(enter(token)).rejects.toThrow("invite-unknown");
  await expect(invite(ann, roomId, { address: "nobody@" })).rejects.toThrow();
  expect(await listInvites(ctx, ann.actor, { roomId })).toEqual([]);
});

test("files: read what came after one's coming, bring one's own where that is allowed", async () => {
  const ann = await buildPerson(ctx);
  const roomId = await buildRoom(ctx, [ann]);
  const { id: parentId } = await roomFolder(ctx, ann.actor, { roomId });
  const bring = async (actor: Actor, name: string) =>
    (
      await putSmallFile(ctx, actor, {
        parentId,
        name,
        sizeBytes: 3,
        whenTaken: "both",
        data: Buffer.from("abc"),
      })
    ).nodeId;
  const early = await bring(ann.actor, "early.txt");
  await say(ctx, ann, roomId, "", { attachments: [{ id: early }] });
  const unsent = await bring(ann.actor, "unsent.txt");
  const gus = await enter((await invite(ann, roomId, { mayUpload: true })).token);
  const reader = await enter((await invite(ann, roomId)).token);
  await expect(bring(reader, "a.txt")).rejects.toThrow("room-right-missing");
  const own = await bring(gus, "own.txt");
  await expect(sayAs(reader, roomId, "", { attachments: [{ id: own }] })).rejects.toThrow("node-unknown");
  await expect(openGuestContent(ctx, reader, { id: own })).rejects.toThrow("node-unknown");
  await sayAs(gus, roomId, "", { attachments: [{ id: own }] });
  expect((await openGuestContent(ctx, reader, { id: own })).name).toBe("own.txt");
  for (const id of [early, unsent]) await expect(openGuestContent(ctx, gus, { id })).rejects.toThrow("node-unknown");
  await leaveAsGuest(ctx, reader);
  await expect(openGuestContent(ctx, reader, { id: own })).rejects.toThrow("node-unknown");
});

test("who comes again by a mailed invitation while it is taken back stays out", async () => {
  const ann = await buildPerson(ctx);
  const roomId = await buildRoom(ctx, [ann]);
  const { id, token } = await invite(ann, roomId, { address: "gus@far.example" });
  const gus = await enter(token);
  await leaveAsGuest(ctx, gus);
  const other = await ctx.db.pool.connect();
  try {
    await other.query("BEGIN");
    await other.query('SELECT 1 FROM "Space" WHERE "id" = $1 FOR UPDATE', [roomId]);
    const again = enterRoom(ctx, { token, name: "Gus", ip: "192.0.2.251" });
    const refused = expect(again).rejects.toThrow("invite-unknown");
    // They found it open, and wait for the room.
    const waiting = () =>
      ctx.db.pool.query(
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
      );
    await expect.poll(async () => (await waiting()).rowCount, { timeout: 15_000 }).toBe(1);
    await other.query('UPDATE "RoomInvite" SET "revokedAt" = now() WHERE "id" = $1', [id]);
    await other.query("COMMIT");
    await refused;
  } finally {
    other.release();
  }
  const { members } = await readRoom(ctx, ann.actor, { id: roomId });
  expect(members.find((one) => one.id === gus.guestId)?.leftAt).not.toBeNull();
});

test("a guest has the line of their room, hears others typing and is seen typing", async () => {
  const ann = await buildPerson(ctx);
  const [open, closed] = [await buildRoom(ctx, [ann]), await buildRoom(ctx, [ann])];
  await say(ctx, ann, open, "before");
  const gus = await enter((await invite(ann, open)).token);
  const said = await say(ctx, ann, open, `hello <@${gus.guestId}>`);
  expect(await listRooms(ctx, gus, { ids: [open, closed] })).toMatchObject([
    { room: { id: open }, role: "member", members: 2, unread: 1, mentions: 1, last: { number: said.number } },
  ]);
  const heard = { ann: [] as ChatEvent[], gus: [] as ChatEvent[] };
  const listen = (to: ChatEvent[]) => ({ listener: (event: ChatEvent) => void to.push(event), onEnd: () => {} });
  const stops = [await watchChat(ctx, ann.actor, listen(heard.ann)), await watchChat(ctx, gus, listen(heard.gus))];
  await sayTyping(ctx, gus, { roomId: open });
  await sayTyping(ctx, ann.actor, { roomId: open });
  await sayTyping(ctx, ann.actor, { roomId: closed });
  const typed = (events: ChatEvent[]) => events.filter((event) => event.what === "typing");
  await expect
    .poll(() => typed(heard.ann))
    .toEqual([{ what: "typing", roomId: open, personId: gus.guestId, threadId: null }]);
  await expect
    .poll(() => typed(heard.gus))
    .toEqual([{ what: "typing", roomId: open, personId: ann.id, threadId: null }]);
  await expect(sayTyping(ctx, gus, { roomId: closed })).rejects.toThrow("room-unknown");
  for (const stop of stops) stop();
});
