import { expect, test } from "vitest";
import type { Grant } from "./backend.ts";
import { meetingId, pause, refusalOf, startSfu, until } from "./test-client.fixture.ts";
import { openMedia } from "./test-media.fixture.ts";

const ann = { name: "Ann", personId: "ann", deviceId: "ann-laptop" } satisfies Partial<Grant>;
const bob = { name: "Bob", personId: "bob", deviceId: "bob-laptop" } satisfies Partial<Grant>;

test("after a media worker was killed, people are back within three seconds, as who they were", async () => {
  const { sfu, processes, joined, connect } = await startSfu();
  const [first, second] = [await joined(ann), await joined(bob)];
  const [annMedia, bobMedia] = [await openMedia(first), await openMedia(second)];
  const heard = await bobMedia.consume((await annMedia.produce("mic")).producerId);
  await until(() => expect(heard.count()).toBeGreaterThan(5));
  await first.ask("raiseHand", { isRaised: true });

  const killedAt = Date.now();
  process.kill(processes[0] ?? 0, "SIGKILL");
  await until(() => expect([first.closed(), second.closed()]).toMatchObject([{ code: 1012 }, { code: 1012 }]));
  const [back, other] = [connect(), connect()];
  const again = Object.assign(back, await back.join(ann, { resume: first.secret }));
  const otherAgain = Object.assign(other, await other.join(bob, { resume: second.secret }));
  const [mediaAgain, ears] = [await openMedia(again), await openMedia(otherAgain)];
  const heardAgain = await ears.consume((await mediaAgain.produce("mic")).producerId);
  await until(() => expect(heardAgain.count()).toBeGreaterThan(0));
  expect(Date.now() - killedAt).toBeLessThan(3_000);

  expect([again.peerId, otherAgain.peerId]).toEqual([first.peerId, second.peerId]);
  expect(otherAgain.peers.find(({ id }) => id === again.peerId)?.handAt).toBeTruthy();
  expect(otherAgain.told("peerLeft")).toEqual([]);
  expect(sfu.load()).toMatchObject({ workerDeaths: 1, peers: 2 });
  await until(() => expect(sfu.health()).toEqual({ ok: true }));
  for (const media of [annMedia, bobMedia, mediaAgain, ears]) await media.close();
  await sfu.close();
});

test("when one of two workers dies, those on the other stay", async () => {
  const { sfu, processes, joined } = await startSfu({ workers: 2, slack: 0 });
  const clients = [await joined(ann), await joined(bob)];
  process.kill(processes[0] ?? 0, "SIGKILL");
  await until(() => expect(clients.filter((client) => client.closed())).toHaveLength(1));
  await pause(100);
  expect(clients.filter((client) => client.closed())).toHaveLength(1);
  await sfu.close();
});

test("a socket that is cut takes nothing from the media, and its peer leaves when nobody comes back", async () => {
  const { sfu, joined, memory } = await startSfu({ pace: { returnWithinMs: 600, emptyForMs: 200 } });
  const [first, second] = [await joined(ann), await joined(bob)];
  const [annMedia, bobMedia] = [await openMedia(first), await openMedia(second)];
  const heard = await bobMedia.consume((await annMedia.produce("mic")).producerId);
  await until(() => expect(heard.count()).toBeGreaterThan(0));
  first.cut();
  const before = heard.count();
  await pause(300);
  expect(heard.count()).toBeGreaterThan(before + 5);
  expect(second.told("peerLeft")).toEqual([]);
  expect(memory.told.filter(({ what }) => what === "left")).toEqual([]);
  await until(() => expect(second.told("peerLeft")).toEqual([{ peerId: first.peerId }]));
  expect(memory.told.at(-1)).toEqual({ what: "left", meetingId, personId: "ann" });
  await second.ask("leave", {});
  await until(() => expect(memory.told.at(-1)).toEqual({ what: "emptied", meetingId }));
  expect(sfu.load()).toMatchObject({ meetings: 0, peers: 0, producers: 0, consumers: 0 });
  for (const media of [annMedia, bobMedia]) await media.close();
  await sfu.close();
});

test("after ICE was restarted from another port, the same streams go on", async () => {
  const { sfu, joined } = await startSfu();
  const [first, second] = [await joined(ann), await joined(bob)];
  const [annMedia, bobMedia] = [await openMedia(first), await openMedia(second)];
  const heard = await bobMedia.consume((await annMedia.produce("mic")).producerId);
  await until(() => expect(heard.count()).toBeGreaterThan(5));
  const begun = Date.now();
  await bobMedia.transports.receive?.restart();
  const before = heard.count();
  await until(() => expect(heard.count()).toBeGreaterThan(before + 5));
  expect(Date.now() - begun).toBeLessThan(3_000);
  for (const media of [annMedia, bobMedia]) await media.close();
  await sfu.close();
});

test("a server that is drained sends people on and takes nobody", async () => {
  const { sfu, joined, connect, memory } = await startSfu();
  const first = await joined(ann);
  const stranger = connect();
  const draining = sfu.drain();
  await until(() => expect(first.told("moved")).toEqual([{}]));
  expect(first.closed()).toEqual({ code: 1012, reason: "moved" });
  expect(await refusalOf(stranger.join(bob))).toBe("busy: media-moved");
  await draining;
  // They are on their way to another process, where they are still in the same meeting.
  expect(memory.told.map(({ what }) => what)).toEqual(["joined"]);
  expect(sfu.load()).toMatchObject({ meetings: 0, peers: 0 });
  await sfu.close();
});

test("after the whole server was started again, people hear each other within three seconds", async () => {
  const before = await startSfu();
  const [first, second] = [await before.joined(ann), await before.joined(bob)];
  const [annMedia, bobMedia] = [await openMedia(first), await openMedia(second)];
  await first.ask("raiseHand", { isRaised: true });
  await until(() => expect(second.told("peerChanged")).toHaveLength(1));
  const handAt = second.told("peerChanged")[0]?.handAt ?? null;
  const stoppedAt = Date.now();
  await before.sfu.close();

  const after = await startSfu();
  const [back, other] = [after.connect(), after.connect()];
  const again = Object.assign(back, await back.join(ann, { resume: first.secret, handAt }));
  const otherAgain = Object.assign(other, await other.join(bob, { resume: second.secret }));
  const [mediaAgain, ears] = [await openMedia(again), await openMedia(otherAgain)];
  const heard = await ears.consume((await mediaAgain.produce("mic")).producerId);
  await until(() => expect(heard.count()).toBeGreaterThan(0));
  expect(Date.now() - stoppedAt).toBeLessThan(3_000);
  expect(otherAgain.peers.find(({ id }) => id === again.peerId)?.handAt).toBe(handAt);
  for (const media of [annMedia, bobMedia, mediaAgain, ears]) await media.close();
  await after.sfu.close();
});

test("a hand that was up before the server was started again keeps its moment, and none comes from the future", async () => {
  const { sfu, connect } = await startSfu();
  const early = new Date(Date.now() - 60_000).toISOString();
  const first = await connect().join(ann, { resume: "unknown", handAt: early });
  expect(first.peers[0]?.handAt).toBe(early);
  const second = await connect().join(bob, { handAt: new Date(Date.now() + 60_000).toISOString() });
  expect(Date.parse(second.peers[1]?.handAt ?? "")).toBeLessThanOrEqual(Date.now());
  sfu.order(meetingId, { what: "remove", personId: "ann" });
  expect(await refusalOf(connect().join(ann))).toBe("forbidden: media-removed");
  await sfu.close();
});
