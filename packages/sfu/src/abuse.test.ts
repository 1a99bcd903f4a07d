import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { RequestData } from "./messages.ts";
import { meetingId, memorySocket, refusalOf, startSfu, type TestClient, until } from "./test-client.fixture.ts";
import { openMedia } from "./test-media.fixture.ts";

let server: Awaited<ReturnType<typeof startSfu>>;
beforeAll(async () => {
  server = await startSfu();
});
afterAll(() => server.sfu.close());
afterEach(() => server.sfu.order(meetingId, { what: "end" }));

/** Whether two people can still hear each other. */
async function stillGoesOn(): Promise<void> {
  const [ann, bob] = [await server.joined(), await server.joined()];
  const [annMedia, bobMedia] = [await openMedia(ann), await openMedia(bob)];
  const heard = await bobMedia.consume((await annMedia.produce("mic")).producerId);
  await until(() => expect(heard.count()).toBeGreaterThan(5));
  await annMedia.close();
  await bobMedia.close();
}

const lastFrame = (client: TestClient) => JSON.parse(client.frames.at(-1) ?? "null");

test.each([
  ["no JSON", "{", 0],
  ["no object", "null", 0],
  ["an unknown ask", `{"id":7,"ask":"destroy","data":{}}`, 7],
  ["the name of something that all objects have", `{"id":8,"ask":"constructor","data":{}}`, 8],
  ["data of another shape", `{"id":9,"ask":"raiseHand","data":{"isRaised":"yes"}}`, 9],
  ["an id that is none", `{"id":-1,"ask":"leave","data":{}}`, 0],
])("%s is refused in words, and the client goes on", async (_what, text, id) => {
  const ann = await server.joined();
  ann.write(text);
  await until(() =>
    expect(lastFrame(ann)).toEqual({ id, refused: { kind: "invalid", reason: "media-bad-frame", params: {} } }),
  );
  expect(await ann.ask("raiseHand", { isRaised: true })).toEqual({});
});

test("a frame that is too large ends its client, and nobody else", async () => {
  const [ann, bob] = [await server.joined(), await server.joined()];
  bob.write(`{"id":1,"ask":"react","data":{"emoji":"${"x".repeat(70_000)}"}}`);
  expect(bob.closed()).toEqual({ code: 1009, reason: "frame-too-large" });
  expect(await ann.ask("raiseHand", { isRaised: true })).toEqual({});
});

test("who asks too much is refused first and sent away then; the others go on", async () => {
  const [ann, bob] = [await server.joined(), await server.joined()];
  for (let count = 0; count < 2_000; count++) bob.write(`{"id":${count},"ask":"react","data":{"emoji":"👍"}}`);
  await until(() => expect(bob.told("ended")).toEqual([{ reason: "flooding" }]));
  expect(bob.frames.some((text) => text.includes("media-too-fast"))).toBe(true);
  await until(() => expect(ann.told("peerLeft")).toEqual([{ peerId: bob.peerId }]));
  expect(ann.told("reaction").length).toBeLessThan(20);
  expect(server.sfu.load().flooded).toBeGreaterThan(0);
  await stillGoesOn();
});

test("who does not take what is sent is sent away", async () => {
  const [ann, bob] = [await server.joined(), await server.joined()];
  bob.socket.waitingBytes = 10_000_000;
  await ann.ask("react", { emoji: "🎉" });
  expect(bob.closed()).toEqual({ code: 1013, reason: "reader-too-slow" });
});

test("transports and streams of others are as unknown as those that never were", async () => {
  const [ann, bob] = [await server.joined(), await server.joined()];
  const media = await openMedia(ann);
  const { producerId } = await media.produce("mic");
  const transportId = media.transports.send?.id ?? "";
  const dtlsParameters = { role: "client", fingerprints: [{ algorithm: "sha-256", value: "AA:BB" }] };
  for (const asking of [
    () => bob.ask("connectTransport", { transportId, dtlsParameters }),
    () => bob.ask("restartIce", { transportId }),
    () => bob.ask("produce", { transportId, kind: "audio", source: "mic", rtpParameters: {}, isPaused: false }),
  ])
    expect(await refusalOf(asking())).toBe("not-found: media-transport-unknown");
  for (const asking of [
    () => bob.ask("pauseProducer", { producerId, isPaused: true }),
    () => bob.ask("closeProducer", { producerId }),
    () => ann.ask("consume", { producerId, rtpCapabilities: {} }),
  ])
    expect(await refusalOf(asking())).toBe("not-found: media-stream-unknown");
  await media.close();
});

test("RTP and DTLS parameters that make no sense are refused, and the worker lives", async () => {
  const ann = await server.joined();
  const { id: transportId } = await ann.ask("createTransport", { direction: "send" });
  const opus = { mimeType: "audio/opus", payloadType: 100, clockRate: 48_000, channels: 2 };
  const bad: RequestData<"produce">["rtpParameters"][] = [
    {},
    { codecs: [] },
    { codecs: [opus], encodings: [] },
    { codecs: [opus], encodings: [{ ssrc: -1 }] },
    { codecs: [opus], encodings: [{ ssrc: 2 ** 40 }] },
    { codecs: [opus], encodings: [{ ssrc: 1 }, { ssrc: 1 }] },
    { codecs: [{ ...opus, payloadType: 100_000 }], encodings: [{ ssrc: 2 }] },
    { codecs: [{ ...opus, mimeType: "audio/PCMU" }], encodings: [{ ssrc: 3 }] },
    { codecs: [opus], encodings: [{ ssrc: 4 }], headerExtensions: [{ uri: "urn:x", id: 1 }] },
    {
      codecs: [opus],
      encodings: [{ ssrc: 5 }],
      headerExtensions: [{ uri: "urn:ietf:params:rtp-hdrext:ssrc-audio-level", id: 700 }],
    },
    { codecs: [opus], encodings: [{ rid: "x".repeat(10_000) }], mid: "x".repeat(10_000) },
    { codecs: [{ ...opus, parameters: { a: { b: [1, { c: null }] } } }], encodings: [{ ssrc: 6 }] },
    { codecs: "opus", encodings: "many", id: transportId },
  ];
  for (const rtpParameters of bad) {
    const asking = ann.ask("produce", { transportId, kind: "audio", source: "mic", rtpParameters, isPaused: false });
    expect(await refusalOf(asking), JSON.stringify(rtpParameters)).toBe("invalid: media-refused");
  }
  for (const dtlsParameters of [
    {},
    { fingerprints: [] },
    { role: "client", fingerprints: [{ algorithm: "x", value: 1 }] },
  ])
    expect(await refusalOf(ann.ask("connectTransport", { transportId, dtlsParameters }))).toBe(
      "invalid: media-refused",
    );
  expect(server.sfu.load().workerDeaths).toBe(0);
  await stillGoesOn();
});

test("a grant says what may be sent, and of each but screens there is one", async () => {
  const ann = await server.joined({ may: { mic: true, camera: false, screen: true } });
  const media = await openMedia(ann);
  await media.produce("mic");
  expect(await refusalOf(media.produce("mic"))).toBe("conflict: media-sent-already");
  expect(await refusalOf(media.produce("camera"))).toBe("forbidden: media-may-not-send");
  for (let screens = 0; screens < 3; screens++) await media.produce("screen");
  expect(await refusalOf(media.produce("screen"))).toBe("conflict: media-sent-already");
  expect(await refusalOf(ann.ask("createTransport", { direction: "send" }))).toBe("conflict: media-transport-already");
  await media.close();
});

/** Joins with a client that reads nothing but its answer: 125,000 notices would be the test's own work. */
function answerToJoining(): Promise<string> {
  const wire = memorySocket();
  server.sfu.connect(wire.socket, { meetingId, ip: "127.0.0.1" });
  return new Promise((resolve) => {
    wire.listen((text) => {
      if (!text.startsWith(`{"id"`)) return;
      const { refused } = JSON.parse(text.startsWith(`{"id":1,"ok"`) ? "{}" : text);
      resolve(refused ? `${refused.kind}: ${refused.reason}` : "in");
    });
    wire.write(JSON.stringify({ id: 1, ask: "join", data: { grant: server.memory.grant({ meetingId }) } }));
  });
}

test("a thousand people who come in at once are let in or refused in words, and the meeting goes on", async () => {
  const begun = Date.now();
  const outcomes = await Promise.all(Array.from({ length: 1_000 }, () => answerToJoining()));
  expect(Date.now() - begun).toBeLessThan(15_000);
  const counts = Object.groupBy(outcomes, (outcome) => outcome);
  expect(Object.keys(counts).toSorted()).toEqual(["in", "too-many: media-full"]);
  expect(counts["in"]).toHaveLength(500);
  expect(await refusalOf(server.connect().join())).toBe("too-many: media-full");
  server.sfu.order(meetingId, { what: "end" });
  await stillGoesOn();
});
