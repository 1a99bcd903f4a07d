import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { silentLogger } from "@carbyne/kernel";
import { finalise } from "@carbyne/recording";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createRecorder } from "./recorder/recorder.ts";
import { meetingId, pause, startSfu, until } from "./test-client.fixture.ts";
import { openMedia } from "./test-media.fixture.ts";

let server: Awaited<ReturnType<typeof startSfu>>;
let folder: string;
const told: string[] = [];
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "recorded-"));
  const recorder = createRecorder({
    folder,
    log: silentLogger,
    leastFreeBytes: () => 0,
    onStarted: async () => void told.push("started"),
    onEnded: async (_, ending) => void told.push(ending),
  });
  server = await startSfu({ recorder });
});
afterAll(async () => {
  await server.sfu.close();
  await rm(folder, { recursive: true, force: true });
});

test("a meeting is recorded by order: everybody is told, who comes later too, and what comes over DTLS is what is kept", async () => {
  const ann = await server.joined({ name: "Ann" });
  const media = await openMedia(ann);
  const mic = await media.produce("mic");
  server.sfu.order(meetingId, { what: "record", recordingId: "one", by: "Ann" });
  await until(() => expect(ann.told("recording")).toMatchObject([{ by: "Ann", since: expect.any(String) as string }]));
  const bob = await server.joined({ name: "Bob" });
  expect(bob.recordingSince).not.toBeNull();
  const camera = await media.produce("camera", { sizes: 3 });
  await pause(2000);
  await media.close();
  server.sfu.order(meetingId, { what: "stopRecording", recordingId: "one" });
  await until(() => expect(bob.told("recording").at(-1)).toEqual({ since: null, by: "Ann" }));
  await until(() => expect(told).toEqual(["started", "stopped"]));
  const plan = await finalise(path.join(folder, "one"), "grid");
  expect(plan.durationMs).toBeGreaterThan(1500);
  expect(plan.heard).toEqual([mic.producerId]);
  expect(plan.voices).toEqual([{ streamId: mic.producerId, name: "Ann" }]);
  expect(camera.producerId).not.toBe(mic.producerId);
}, 30_000);
