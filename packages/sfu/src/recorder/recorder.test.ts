import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Refusal, silentLogger } from "@carbyne/kernel";
import { finalise } from "@carbyne/recording";
import { afterAll, beforeEach, expect, test } from "vitest";
import { createRecorder, type RecorderOptions } from "./recorder.ts";
import { openStage, picture } from "./stage.fixture.ts";

const workerBin = process.env["MEDIASOUP_WORKER_BIN"] ?? "";
let stage: Awaited<ReturnType<typeof openStage>>;
let folder: string;
let told: string[];

beforeEach(async () => {
  stage?.close();
  stage = await openStage(workerBin);
  folder = await mkdtemp(path.join(tmpdir(), "recorder-"));
  told = [];
  return () => rm(folder, { recursive: true, force: true });
});
afterAll(() => stage.close());

const recorder = (more: Partial<RecorderOptions> = {}) =>
  createRecorder({
    folder,
    log: silentLogger,
    leastFreeBytes: () => 0,
    onStarted: async (id) => void told.push(`${id} started`),
    onEnded: async (id, ending) => void told.push(`${id} ${ending}`),
    ...more,
  });
const about = { recordingId: "one", by: "Ann" };
const eventsOf = async () =>
  (await readFile(path.join(folder, "one/events.jsonl"), "utf8"))
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { what: string; atMs: number });

test("what somebody says and shows is kept, with what happened", async () => {
  stage.join("ann", "Ann");
  const mic = await stage.produce("ann", "mic");
  const recording = await recorder().start(about, stage.tap, () => told.push("ended by itself"));
  expect(told).toEqual(["one started"]);
  const camera = await stage.produce("ann", "camera");
  await sleep(100);
  for (let index = 0; index < 50; index += 1) {
    mic.send(Buffer.alloc(50, 1), { atMs: index * 20 });
    if (index % 2 === 0) camera.send(picture({ isKey: index === 0 }), { atMs: index * 20 });
    await sleep(20);
  }
  stage.tell({ what: "speaker", peerId: "ann" });
  stage.tell({ what: "producerPaused", producerId: camera.id, isPaused: true });
  stage.tell({ what: "reaction", peerId: "ann", emoji: "👍" });
  stage.tell({ what: "producerClosed", producerId: camera.id });
  stage.tell({ what: "left", peerId: "ann" });
  await recording.stop();
  expect(told).toEqual(["one started", "one stopped"]);
  expect((await eventsOf()).map(({ what }) => what)).toEqual([
    "joined",
    "producer",
    "producer",
    "speaker",
    "paused",
    "producerClosed",
    "left",
    "recordingStopped",
  ]);

  const plan = await finalise(path.join(folder, "one"), "grid");
  expect(plan.durationMs).toBeGreaterThan(1000);
  expect(plan.segments[0]?.tiles).toMatchObject([
    { name: "Ann", streamId: camera.id, size: { width: 640, height: 360 } },
  ]);
  expect(plan.heard).toEqual([mic.id]);
  expect(plan.speakers).toEqual([]);
});

test("a picture that stands alone is asked for when something is lost and does not come again", async () => {
  stage.join("ann");
  const camera = await stage.produce("ann", "camera");
  let asked = 0;
  await camera.producer.enableTraceEvent(["pli"]);
  camera.producer.on("trace", () => {
    asked += 1;
  });
  const recording = await recorder().start(about, stage.tap, () => {});
  await sleep(200);
  camera.send(picture({ isKey: true }));
  await sleep(300);
  const before = asked;
  camera.lose();
  camera.send(picture({ isKey: false }));
  await sleep(1500);
  expect(asked).toBeGreaterThan(before);
  await recording.stop();
});

test("a full disk ends the recording in words, and one that is full already begins none", async () => {
  stage.join("ann");
  let isOver = false;
  await expect(
    recorder({ leastFreeBytes: () => Number.MAX_SAFE_INTEGER }).start(about, stage.tap, () => {}),
  ).rejects.toEqual(new Refusal("busy", "recording-disk-full"));
  expect(told).toEqual(["one recording-disk-full"]);

  told = [];
  let least = 0;
  const grows = recorder({ lookMs: 20, leastFreeBytes: () => least });
  await grows.start(about, stage.tap, () => {
    isOver = true;
  });
  least = Number.MAX_SAFE_INTEGER;
  await expect.poll(() => isOver).toBe(true);
  await expect.poll(() => told).toEqual(["one started", "one recording-disk-full"]);
});

test("a folder that cannot be written to is told, and nothing else happens", async () => {
  const file = path.join(folder, "file");
  await writeFile(file, "");
  await expect(recorder({ folder: file }).start(about, stage.tap, () => {})).rejects.toEqual(
    new Refusal("busy", "recording-not-written"),
  );
  expect(told).toEqual(["one recording-not-written"]);
});

test("of a process that is killed all but the last second is there", async () => {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, "dying.fixture.ts"), workerBin, folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let sentMs = 0;
  child.stdout.on("data", (piece: Buffer) => {
    sentMs = Number(piece.toString().trim().split("\n").at(-1));
    if (sentMs >= 4300) child.kill("SIGKILL");
  });
  await new Promise((resolve) => child.once("close", resolve));
  expect(sentMs).toBeGreaterThan(4000);
  const plan = await finalise(path.join(folder, "one"), "grid");
  expect(plan.durationMs).toBeGreaterThan(sentMs - 1000);
  expect(plan.segments.at(-1)?.tiles).toMatchObject([{ size: { width: 640, height: 360 } }]);
  expect(plan.heard).toHaveLength(1);
}, 30_000);
