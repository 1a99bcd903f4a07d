import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Actor, newId, Refusal } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../accounts/index.ts";
import { addPeople, createInvite, createRoom, enterRoom, findGuest, listMessages } from "../chat/index.ts";
import { listFolder } from "../files/index.ts";
import { beat } from "../maintenance/index.ts";
import { endForAll, enterMeeting, type MeetingOrder, noteJoined } from "../meetings/index.ts";
import { listNotices } from "../notices/index.ts";
import { writeSetting } from "../settings/index.ts";
import {
  claimRecording,
  keepMadeCaptions,
  readCaptions,
  removeCaptions,
  searchRecordings,
  setCaptions,
  getRecording,
  keepFilm,
  listRecordings,
  noteFailure,
  noteProgress,
  noteRecordingEnded,
  noteRecordingStarted,
  openFilm,
  recoverRecordings,
  removeRecording,
  renameRecording,
  retireRecordings,
  retryRecording,
  startRecording,
  stopRecording,
  sweepRecordings,
} from "./index.ts";

let ctx: TestContext;
let folder: string;
const host = "this-machine";
beforeAll(async () => {
  ctx = await testContext();
  folder = await mkdtemp(path.join(tmpdir(), "films-"));
});
afterAll(async () => {
  await ctx.close();
  await rm(folder, { recursive: true, force: true });
});

let counter = 0;

async function buildPerson() {
  const name = `Person ${++counter}`;
  const { accountId: id } = await createAccount(ctx, {
    address: `r${counter}@film.example`,
    name,
    password: "long enough pw",
  });
  const actor: Actor = { kind: "user", accountId: id };
  return { id, name, actor };
}
type Person = Awaited<ReturnType<typeof buildPerson>>;

/** A group that the first of the people owns. */
async function buildRoom([owner, ...rest]: readonly [Person, ...Person[]]): Promise<string> {
  const people = rest.map((one) => one.id);
  return (await createRoom(ctx, owner.actor, { kind: "group", name: "Roof", people })).id;
}

async function buildGuest(by: Person, roomId: string): Promise<Actor> {
  const terms = { address: null, withHistory: true, mayUpload: false, expiresAt: null, mostUses: null };
  const { token } = await createInvite(ctx, by.actor, { roomId, ...terms, origin: "https://film.example" });
  const { secret } = await enterRoom(ctx, { token, name: "Gus", ip: `192.0.2.${++counter}` });
  const actor = await findGuest(ctx, { token, secret });
  if (!actor) throw new Error("no guest");
  return actor;
}

async function comeIn({ id, actor }: Person, roomId: string): Promise<string> {
  const entry = await enterMeeting(ctx, actor, { roomId, deviceId: `device-${id}` });
  if (entry.status !== "in") throw new Error("waits");
  await noteJoined(ctx, { meetingId: entry.meetingId, personId: id });
  return entry.meetingId;
}

/** A process that records whatever it is told to, unless it is said that it cannot. */
function obey(meetingId: string, { fault = null }: { fault?: string | null } = {}): () => void {
  return ctx.bus.onSignal(`meeting-order/${meetingId}/`, ({ data }) => {
    const order = JSON.parse(data) as MeetingOrder;
    if (order.what === "record" && fault === null) void noteRecordingStarted(ctx, { id: order.recordingId, host });
    if (order.what === "record" && fault !== null)
      void noteRecordingEnded(ctx, { id: order.recordingId, reason: fault });
    if (order.what === "stopRecording") void noteRecordingEnded(ctx, { id: order.recordingId, reason: null });
  });
}

async function meeting({ fault = null }: { fault?: string | null } = {}) {
  await beat(ctx, { id: newId(), node: "test", role: "sfu", address: "127.0.0.1:1", load: 0 });
  const [ann, bob] = [await buildPerson(), await buildPerson()];
  const roomId = await buildRoom([ann, bob]);
  const meetingId = await comeIn(ann, roomId);
  await comeIn(bob, roomId);
  obey(meetingId, { fault });
  return { ann, bob, roomId, meetingId };
}
type Meeting = Awaited<ReturnType<typeof meeting>>;

/** Takes the work of one recording alone, whatever else waits. */
async function claim(id: string) {
  for (;;) {
    const claimed = await claimRecording(ctx, { host });
    if (!claimed) throw new Error("nothing to do");
    if (claimed.id === id) return claimed;
  }
}

async function film({ ann, roomId }: Meeting, { bytes = 3000, name = undefined as string | undefined } = {}) {
  const { id } = await startRecording(ctx, ann.actor, { roomId, name });
  await stopRecording(ctx, ann.actor, { roomId });
  const claimed = await claim(id);
  await noteProgress(ctx, { id, done: 3, total: 3 });
  const file = path.join(folder, `${id}.mp4`);
  await writeFile(file, Buffer.concat([Buffer.from("\0\0\0\x20ftypisom"), randomBytes(bytes)]));
  const chapters = [{ at: 0, title: "Start" }];
  const speakers = [{ personId: ann.id, name: ann.name, from: 0, to: 2 }];
  return { id, claimed, keep: () => keepFilm(ctx, { id, file, seconds: 12.4, chapters, speakers }) };
}

test("a moderator starts and stops a recording, and others are told that it runs", async () => {
  const at = await meeting();
  const { ann, bob, roomId } = at;
  await expect(startRecording(ctx, bob.actor, { roomId })).rejects.toThrow("meeting-moderators");
  const { id } = await startRecording(ctx, ann.actor, { roomId });
  await expect(startRecording(ctx, ann.actor, { roomId })).rejects.toEqual(
    new Refusal("conflict", "recording-already"),
  );
  expect((await getRecording(ctx, bob.actor, { id })).state).toBe("recording");
  await expect(removeRecording(ctx, ann.actor, { id })).rejects.toThrow("recording-running");
  await expect(stopRecording(ctx, bob.actor, { roomId })).rejects.toThrow("meeting-moderators");
  await stopRecording(ctx, ann.actor, { roomId });
  expect(await getRecording(ctx, bob.actor, { id })).toMatchObject({
    state: "finalising",
    starterName: ann.name,
    nodeId: null,
  });
  await expect(stopRecording(ctx, ann.actor, { roomId })).rejects.toThrow("recording-none");
});

test("of two who start at the same moment one begins", async () => {
  const { ann, roomId } = await meeting();
  const asked = await Promise.allSettled([1, 2, 3].map(() => startRecording(ctx, ann.actor, { roomId })));
  expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("a recording that cannot begin is refused in words: no disk, nobody there, no right", async () => {
  const full = await meeting({ fault: "recording-disk-full" });
  await expect(startRecording(ctx, full.ann.actor, { roomId: full.roomId })).rejects.toEqual(
    new Refusal("busy", "recording-disk-full"),
  );
  const ann = await buildPerson();
  const roomId = await buildRoom([ann]);
  await comeIn(ann, roomId);
  await expect(startRecording(ctx, ann.actor, { roomId })).rejects.toEqual(new Refusal("busy", "recording-not-begun"));
  expect((await listRecordings(ctx, ann.actor, { roomId })).recordings[0]).toMatchObject({
    state: "failed",
    failure: "recording-not-begun",
  });
  await writeSetting(ctx, { scope: "account", scopeId: ann.id }, "account.quotaBytes", 1000);
  await expect(startRecording(ctx, ann.actor, { roomId })).rejects.toEqual(
    new Refusal("over-quota", "recording-no-room"),
  );
}, 20_000);

test("the film is put into the starter's Files, and told in the room and to the starter", async () => {
  const at = await meeting();
  const { ann, bob, roomId } = at;
  const { id, keep } = await film(at, { bytes: 600_000, name: "  Weekly\nround " });
  await keep();
  const mine = await getRecording(ctx, ann.actor, { id });
  expect(mine).toMatchObject({
    state: "ready",
    name: "Weekly round",
    seconds: 12.4,
    hasFilm: true,
    mayChange: true,
    chapters: [{ at: 0, title: "Start" }],
    speakers: [{ name: ann.name }],
  });
  const home = await listFolder(ctx, ann.actor, { id: null });
  const recordings = home.nodes.find(({ name }) => name === "Recordings");
  const inside = await listFolder(ctx, ann.actor, { id: recordings?.id ?? "" });
  expect(inside.nodes).toMatchObject([{ id: mine.nodeId, name: "Weekly round.mp4" }]);
  const theirs = await getRecording(ctx, bob.actor, { id });
  expect(theirs).toMatchObject({ nodeId: null, hasFilm: true, mayChange: false });
  const content = await openFilm(ctx, bob.actor, { id });
  const pieces: Buffer[] = [];
  for await (const piece of content.read({ from: 4, to: 12 })) pieces.push(Buffer.from(piece));
  expect(Buffer.concat(pieces).toString()).toBe("ftypisom");
  const said = (await listMessages(ctx, bob.actor, { roomId })).messages.at(-1);
  expect(said).toMatchObject({ kind: "event", detail: { what: "recorded", by: ann.id, recordingId: id } });
  expect((await listNotices(ctx, ann.actor))[0]).toMatchObject({
    kind: "recording-ready",
    link: `/meet/recordings/${id}`,
  });
  // Said twice it is done once.
  await keep();
  expect((await listFolder(ctx, ann.actor, { id: recordings?.id ?? "" })).nodes).toHaveLength(1);
});

test("without a name it is called after its room and when it was", async () => {
  const at = await meeting();
  const { id } = await startRecording(ctx, at.ann.actor, { roomId: at.roomId });
  expect((await getRecording(ctx, at.ann.actor, { id })).name).toMatch(/^Roof, .*\d{4}/);
});

test("a film for which there is no room waits, and is kept once there is", async () => {
  const at = await meeting();
  const { id, keep, claimed } = await film(at, { bytes: 300_000 });
  await writeSetting(ctx, { scope: "account", scopeId: at.ann.id }, "account.quotaBytes", 1000);
  await expect(keep()).rejects.toMatchObject({ kind: "over-quota" });
  await noteFailure(ctx, { id, attempts: claimed.attempts, reason: "storage-full" });
  expect(await getRecording(ctx, at.ann.actor, { id })).toMatchObject({ state: "failed", failure: "storage-full" });
  expect((await listNotices(ctx, at.ann.actor))[0]).toMatchObject({ kind: "recording-failed" });
  await writeSetting(ctx, { scope: "account", scopeId: at.ann.id }, "account.quotaBytes", 0);
  await expect(retryRecording(ctx, at.bob.actor, { id })).rejects.toThrow("recording-not-yours");
  await retryRecording(ctx, at.ann.actor, { id });
  await claim(id);
  await noteProgress(ctx, { id, done: 3, total: 3 });
  await keep();
  expect((await getRecording(ctx, at.ann.actor, { id })).state).toBe("ready");
  await expect(retryRecording(ctx, at.ann.actor, { id })).rejects.toThrow("recording-no-retry");
});

test("work is one process's at a time, is taken over after it, and given up when it breaks again and again", async () => {
  const at = await meeting();
  const { id } = await startRecording(ctx, at.ann.actor, { roomId: at.roomId });
  await stopRecording(ctx, at.ann.actor, { roomId: at.roomId });
  await claim(id);
  expect((await claimRecording(ctx, { host }))?.id).not.toBe(id);
  ctx.advance(121_000);
  const again = await claim(id);
  expect(again.attempts).toBe(2);
  expect(await claimRecording(ctx, { host: "elsewhere" })).toBeNull();
  await noteFailure(ctx, { id, attempts: 2, reason: null });
  expect((await getRecording(ctx, at.ann.actor, { id })).state).toBe("finalising");
  await noteFailure(ctx, { id, attempts: 5, reason: null });
  expect(await getRecording(ctx, at.ann.actor, { id })).toMatchObject({
    state: "failed",
    failure: "recording-not-composed",
  });
});

test("what nobody ended is finished: the meeting is over, or the process was started again", async () => {
  const [one, two] = [await meeting(), await meeting()];
  const first = await startRecording(ctx, one.ann.actor, { roomId: one.roomId });
  const second = await startRecording(ctx, two.ann.actor, { roomId: two.roomId });
  await endForAll(ctx, one.ann.actor, { roomId: one.roomId });
  await sweepRecordings(ctx);
  expect((await getRecording(ctx, one.ann.actor, first)).state).toBe("recording");
  ctx.advance(31_000);
  await sweepRecordings(ctx);
  expect((await getRecording(ctx, one.ann.actor, first)).state).toBe("finalising");
  await recoverRecordings(ctx, { host: "elsewhere" });
  expect((await getRecording(ctx, two.ann.actor, second)).state).toBe("recording");
  await recoverRecordings(ctx, { host });
  expect((await getRecording(ctx, two.ann.actor, second)).state).toBe("finalising");
});

test("a disk that became full ends the recording, and the starter is told that the film ends early", async () => {
  const at = await meeting();
  const { id } = await startRecording(ctx, at.ann.actor, { roomId: at.roomId });
  await noteRecordingEnded(ctx, { id, reason: "recording-disk-full" });
  expect(await getRecording(ctx, at.ann.actor, { id })).toMatchObject({
    state: "finalising",
    cutBy: "recording-disk-full",
  });
  expect((await listNotices(ctx, at.ann.actor))[0]).toMatchObject({ kind: "recording-cut" });
});

test("strangers and guests find no recording; who came later sees none of before", async () => {
  const at = await meeting();
  const { id, keep } = await film(at);
  await keep();
  const stranger = await buildPerson();
  const guest = await buildGuest(at.ann, at.roomId);
  for (const actor of [stranger.actor, guest]) {
    for (const ask of [getRecording, openFilm, removeRecording, retryRecording])
      await expect(ask(ctx, actor, { id })).rejects.toThrow(
        actor === stranger.actor ? "recording-unknown" : "unauthenticated",
      );
    await expect(renameRecording(ctx, actor, { id, name: "x" })).rejects.toThrow();
    await expect(startRecording(ctx, actor, { roomId: at.roomId })).rejects.toThrow();
  }
  expect((await listRecordings(ctx, stranger.actor, {})).recordings).toEqual([]);
  await addPeople(ctx, at.ann.actor, { id: at.roomId, people: [stranger.id], withHistory: false });
  await expect(getRecording(ctx, stranger.actor, { id })).rejects.toThrow("recording-unknown");
  expect((await listRecordings(ctx, stranger.actor, { roomId: at.roomId })).recordings).toEqual([]);
});

test("a recording is renamed with its film, and removed with it", async () => {
  const at = await meeting();
  const { id, keep } = await film(at, { name: "one" });
  await keep();
  const { nodeId } = await getRecording(ctx, at.ann.actor, { id });
  await expect(renameRecording(ctx, at.bob.actor, { id, name: "two" })).rejects.toThrow("recording-not-yours");
  await expect(renameRecording(ctx, at.ann.actor, { id, name: " \n" })).rejects.toThrow("recording-name-missing");
  await renameRecording(ctx, at.ann.actor, { id, name: "two" });
  const named = await ctx.db.prisma.node.findUniqueOrThrow({ where: { id: nodeId ?? "" } });
  expect(named.name).toBe("two.mp4");
  await removeRecording(ctx, at.ann.actor, { id });
  await expect(getRecording(ctx, at.ann.actor, { id })).rejects.toThrow("recording-unknown");
  expect((await ctx.db.prisma.node.findUniqueOrThrow({ where: { id: nodeId ?? "" } })).deletedAt).not.toBeNull();
});

test("films go after their days, and stay where none are set", async () => {
  const at = await meeting();
  const { id, keep } = await film(at);
  await keep();
  ctx.advance(40 * 86_400_000);
  await retireRecordings(ctx);
  expect((await getRecording(ctx, at.ann.actor, { id })).hasFilm).toBe(true);
  const { domainId } = await ctx.db.prisma.account.findUniqueOrThrow({ where: { id: at.ann.id } });
  await writeSetting(ctx, { scope: "domain", scopeId: domainId }, "recordings.days", 30);
  await retireRecordings(ctx);
  await expect(getRecording(ctx, at.ann.actor, { id })).rejects.toThrow("recording-unknown");
});

const vtt =
  "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>The roof is blue\n\n00:07.500 --> 00:09.000\nand the chimney smokes\n";

test("captions are put under a film, found by what is said in it, and taken away", async () => {
  const at = await meeting();
  const { id, keep } = await film(at, { name: "Tuesday" });
  await keep();
  await expect(setCaptions(ctx, at.bob.actor, { id, language: "en", vtt })).rejects.toThrow("recording-not-yours");
  await expect(setCaptions(ctx, at.ann.actor, { id, language: "en", vtt: "hello" })).rejects.toThrow("captions-no-vtt");
  await expect(setCaptions(ctx, at.ann.actor, { id, language: "no language", vtt })).rejects.toThrow(
    "captions-language",
  );
  expect(await setCaptions(ctx, at.ann.actor, { id, language: "EN-gb", vtt })).toEqual({ language: "en-GB" });
  expect((await getRecording(ctx, at.bob.actor, { id })).captions).toEqual([{ language: "en-GB", isMade: false, vtt }]);
  expect(await readCaptions(ctx, at.bob.actor, { id, language: "en-GB" })).toBe(vtt);
  expect(await searchRecordings(ctx, at.bob.actor, { text: "chimn" })).toMatchObject([{ id, at: 7.5 }]);
  expect(await searchRecordings(ctx, at.bob.actor, { text: "tuesday" })).toMatchObject([{ id, at: null }]);
  expect(await searchRecordings(ctx, at.bob.actor, { text: "cellar" })).toEqual([]);
  const stranger = await buildPerson();
  expect(await searchRecordings(ctx, stranger.actor, { text: "chimney" })).toEqual([]);
  await expect(readCaptions(ctx, stranger.actor, { id, language: "en-GB" })).rejects.toThrow("recording-unknown");

  await keepMadeCaptions(ctx, { id, language: "en-GB", vtt: vtt.replace("blue", "green") });
  expect(await readCaptions(ctx, at.ann.actor, { id, language: "en-GB" })).toBe(vtt);
  await removeCaptions(ctx, at.ann.actor, { id, language: "en-GB" });
  expect(await searchRecordings(ctx, at.bob.actor, { text: "chimney" })).toEqual([]);
  await keepMadeCaptions(ctx, { id, language: "en-GB", vtt });
  expect((await getRecording(ctx, at.bob.actor, { id })).captions).toMatchObject([{ isMade: true }]);
});
