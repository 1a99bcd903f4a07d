import { expect, test } from "vitest";
import { startSfu, until } from "./test-client.fixture.ts";
import { openMedia } from "./test-media.fixture.ts";

test("two who are served by different workers hear and see each other", async () => {
  const { sfu, joined } = await startSfu({ workers: 2, slack: 0 });
  const [ann, bob] = [await joined({ name: "Ann" }), await joined({ name: "Bob" })];
  const [annMedia, bobMedia] = [await openMedia(ann), await openMedia(bob)];
  const port = (media: typeof annMedia) => media.transports.send?.ice.getSelectedCandidatePair()?.remote.candidate;
  const [annMic, bobMic] = [await annMedia.produce("mic"), await bobMedia.produce("mic")];
  expect(port(annMedia)).not.toBe(port(bobMedia));
  const camera = await annMedia.produce("camera", { sizes: 3 });
  const [heardByBob, heardByAnn] = [
    await bobMedia.consume(annMic.producerId),
    await annMedia.consume(bobMic.producerId),
  ];
  await until(() => expect(heardByBob.count()).toBeGreaterThan(5));
  await until(() => expect(heardByAnn.count()).toBeGreaterThan(5));
  const seen = await bobMedia.consume(camera.producerId);
  await bob.ask("view", { sizes: [{ consumerId: seen.id, width: 1280 }] });
  // The larger sizes follow: mediasoup waits two seconds until it trusts a size that has just begun.
  await until(() => expect(seen.count()).toBeGreaterThan(5));

  await ann.ask("pauseProducer", { producerId: annMic.producerId, isPaused: true });
  await until(() => expect(bob.told("consumerPaused")).toEqual([{ consumerId: heardByBob.id, isPaused: true }]));
  await ann.ask("leave", {});
  await until(() => expect(bob.told("consumerClosed")).toHaveLength(2));
  for (const media of [annMedia, bobMedia]) await media.close();
  await sfu.close();
});
