import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { meetingId, pause, refusalOf, startSfu, until } from "./test-client.fixture.ts";
import { openMedia, sizeOf } from "./test-media.fixture.ts";

let server: Awaited<ReturnType<typeof startSfu>>;
beforeAll(async () => {
  server = await startSfu();
});
afterAll(() => server.sfu.close());
afterEach(() => server.sfu.order(meetingId, { what: "end" }));

test("what one says is heard by another, and silence when they mute themselves", async () => {
  const [ann, bob] = [await server.joined({ name: "Ann" }), await server.joined({ name: "Bob" })];
  const [annMedia, bobMedia] = [await openMedia(ann), await openMedia(bob)];
  const mic = await annMedia.produce("mic");
  await until(() =>
    expect(bob.told("producerAdded")).toMatchObject([{ peerId: ann.peerId, producer: { source: "mic" } }]),
  );
  const heard = await bobMedia.consume(mic.producerId);
  await until(() => expect(heard.count()).toBeGreaterThan(20));

  await ann.ask("pauseProducer", { producerId: mic.producerId, isPaused: true });
  await until(() => expect(bob.told("consumerPaused")).toEqual([{ consumerId: heard.id, isPaused: true }]));
  await pause(50);
  const before = heard.count();
  await pause(300);
  expect(heard.count()).toBe(before);
  await annMedia.close();
  await bobMedia.close();
});

test("a picture comes in the size in which it is looked at, and not at all out of sight", async () => {
  const [ann, bob] = [await server.joined(), await server.joined()];
  const [annMedia, bobMedia] = [await openMedia(ann), await openMedia(bob)];
  const camera = await annMedia.produce("camera", { sizes: 3 });
  const seen = await bobMedia.consume(camera.producerId);
  await pause(200);
  expect(seen.count()).toBe(0);
  for (const [width, size] of [
    [1280, 2],
    [200, 0],
    [640, 1],
  ] as const) {
    await bob.ask("view", { sizes: [{ consumerId: seen.id, width }] });
    await until(() => expect(sizeOf(seen.packets.at(-1))).toBe(size));
  }
  await bob.ask("view", { sizes: [{ consumerId: seen.id, width: 0 }] });
  await pause(50);
  const before = seen.count();
  await pause(200);
  expect(seen.count()).toBe(before);
  await annMedia.close();
  await bobMedia.close();
});

test("of many microphones the eight loudest are sent on, and whoever raises their voice is among them", async () => {
  const listener = await server.joined();
  const ears = await openMedia(listener);
  const speakers = await Promise.all(
    Array.from({ length: 10 }, async (_, place) => {
      const client = await server.joined({ name: `Speaker ${place}` });
      const media = await openMedia(client);
      const mic = await media.produce("mic", { level: place < 8 ? -20 - place : -40 - place });
      return { client, media, mic, heard: await ears.consume(mic.producerId) };
    }),
  );
  const flowing = async () => {
    const before = speakers.map(({ heard }) => heard.count());
    await pause(200);
    return speakers.map(({ heard }, place) => heard.count() > (before[place] ?? 0));
  };
  const loudest = Array.from({ length: 10 }, (_, place) => place < 8);
  await pause(1_000);
  await until(async () => expect(await flowing()).toEqual(loudest));
  const quiet = speakers[9];
  quiet?.mic.setLevel(-5);
  await until(async () => expect((await flowing())[9]).toBe(true));
  expect(listener.told("consumerPaused")).toContainEqual({ consumerId: quiet?.heard.id, isPaused: false });
  expect(await flowing().then((all) => all.filter(Boolean))).toHaveLength(8);
  await until(() => expect(listener.told("speaker").at(-1)).toEqual({ peerId: quiet?.client.peerId }));
  for (const { media } of speakers) await media.close();
  await ears.close();
});

test("moderators mute, ask, stop screens and lower hands; nobody else does", async () => {
  const [ann, bob] = [await server.joined({ name: "Ann", isModerator: true }), await server.joined({ name: "Bob" })];
  const media = await openMedia(bob);
  const [mic, screen] = [await media.produce("mic"), await media.produce("screen")];
  await bob.ask("raiseHand", { isRaised: true });
  expect(await refusalOf(bob.ask("moderate", { act: "mute", peerId: ann.peerId }))).toBe(
    "forbidden: media-moderators-only",
  );
  for (const act of ["mute", "stopScreen", "lowerHand", "askUnmute"] as const)
    await ann.ask("moderate", { act, peerId: act === "mute" ? null : bob.peerId });
  await until(() =>
    expect(bob.told("moderated")).toEqual(
      ["mute", "stopScreen", "lowerHand", "askUnmute"].map((act) => ({ act, by: "Ann" })),
    ),
  );
  expect(ann.told("producerChanged")).toEqual([{ peerId: bob.peerId, producerId: mic.producerId, isPaused: true }]);
  expect(ann.told("producerClosed")).toEqual([{ peerId: bob.peerId, producerId: screen.producerId }]);
  expect(ann.told("peerChanged").at(-1)).toEqual({ peerId: bob.peerId, handAt: null });
  await bob.ask("pauseProducer", { producerId: mic.producerId, isPaused: false });
  expect(await refusalOf(ann.ask("moderate", { act: "mute", peerId: "nobody" }))).toBe(
    "not-found: media-person-unknown",
  );
  server.sfu.order(meetingId, { what: "role", personId: "none", isModerator: true });
  await media.close();
  server.sfu.order(meetingId, { what: "end" });
  await until(() => expect(bob.told("ended")).toEqual([{ reason: "meeting-ended" }]));
});
