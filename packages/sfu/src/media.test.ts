import { afterAll, beforeAll, expect, test } from "vitest";
import { startSfu, until } from "./test-client.fixture.ts";
import { openMedia, sizeOf } from "./test-media.fixture.ts";

let server: Awaited<ReturnType<typeof startSfu>>;
beforeAll(async () => {
  server = await startSfu();
});
afterAll(() => server.sfu.close());

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

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
  for (const one of [ann, bob]) await one.ask("leave", {});
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
  for (const one of [ann, bob]) await one.ask("leave", {});
});
