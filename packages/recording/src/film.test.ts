import { open, readdir, rm } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { composeNext } from "./compose/compose.ts";
import { finalise, readPlan } from "./compose/finalise.ts";
import { coloursAt, four, loudnessOf, probe, recordActors, toneOf } from "./film.fixture.ts";
import type { Plan } from "./timeline/types.ts";

const goesOn = new AbortController().signal;
const seconds = 12;
/** From when to when the camera of the first is off, and when the last is gone. */
const covered = { fromMs: 4000, toMs: 7000 };
const goneMs = 9000;

let folder: string;
let plan: Plan;
let film: string;

beforeAll(async () => {
  folder = await recordActors(four, {
    seconds,
    events: [
      { what: "speaker", peerId: "bob", atMs: 1000, wallMs: 0 },
      { what: "paused", streamId: "ann-camera", atMs: covered.fromMs, wallMs: 0 },
      { what: "speaker", peerId: "cem", atMs: 6000, wallMs: 0 },
      { what: "resumed", streamId: "ann-camera", atMs: covered.toMs, wallMs: 0 },
      { what: "producerClosed", streamId: "dai-camera", atMs: goneMs, wallMs: 0 },
      { what: "producerClosed", streamId: "dai-mic", atMs: goneMs, wallMs: 0 },
      { what: "left", peerId: "dai", atMs: goneMs, wallMs: 0 },
    ],
  });
  plan = await finalise(folder, "grid");
  film = await compose();
}, 120_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

async function compose(): Promise<string> {
  for (;;) {
    const step = await composeNext({ folder, plan, titleOf: ({ what }) => `${what}; = # \\ 東京`, signal: goesOn });
    if (step.film !== null) return step.film;
  }
}

test("the film of four people is as long as the recording, in H.264 and AAC", async () => {
  const { video, audio, seconds: whole } = await probe(film);
  expect(Math.abs(whole - (seconds + 0.4))).toBeLessThan(0.1);
  expect(video).toMatchObject({ codec: "h264", frames: Math.round((seconds + 0.4) * 25) });
  expect(audio.codec).toBe("aac");
  expect(Math.abs(audio.seconds - video.seconds)).toBeLessThan(0.1);
});

test("a player finds all that it needs at the front of it", async () => {
  const handle = await open(film);
  const { buffer } = await handle.read(Buffer.alloc(4096), 0, 4096, 0);
  await handle.close();
  expect(buffer.indexOf("moov")).toBeGreaterThan(0);
  expect(buffer.indexOf("moov")).toBeLessThan(100);
});

test("each one's colour is in its tile while the camera is on, and not while it is off", async () => {
  const ann = await coloursAt(film, { x: 100, y: 100 });
  const bob = await coloursAt(film, { x: 1000, y: 100 });
  const frame = (ms: number) => Math.round(ms / 40) + 5;
  const isRed = ([r, g, b]: readonly [number, number, number]) => r > 200 && g < 60 && b < 60;
  const isGreen = ([r, g, b]: readonly [number, number, number]) => g > 90 && r < 60 && b < 60;
  expect(isRed(ann[frame(2000)] ?? [0, 0, 0])).toBe(true);
  for (const ms of [covered.fromMs, 5000, 6000, covered.toMs - 500]) expect(ann[frame(ms)]).toEqual([42, 47, 59]);
  for (const ms of [2000, 5000, 8000]) expect(isGreen(bob[frame(ms)] ?? [0, 0, 0])).toBe(true);
  expect(isRed(ann[frame(8000)] ?? [0, 0, 0])).toBe(true);
  const last = await coloursAt(film, { x: 1000, y: 500 });
  expect(last[frame(3000)]?.[0]).toBeGreaterThan(200);
  expect(last[frame(10_000)]?.[0]).toBeLessThan(60);
});

test("sound and picture begin at the same moment, in each second and for each person", async () => {
  const places = [
    { x: 100, y: 100, hertz: 300, channel: 0 },
    { x: 1000, y: 100, hertz: 450, channel: 1 },
  ];
  for (const { x, y, hertz, channel } of places) {
    const seen = rises(
      (await coloursAt(film, { x, y })).map((colour) => colour[channel] ?? 0),
      40,
      70,
    );
    const heard = rises(await toneOf(film, hertz), 10, 1000);
    const near = seen.filter((ms) => ms < covered.fromMs || ms > covered.toMs + 1000);
    expect(near.length).toBeGreaterThan(4);
    for (const ms of near) expect(Math.min(...heard.map((at) => Math.abs(at - ms)))).toBeLessThan(80);
  }
});

/** The moments at which a row of values goes above a limit, in milliseconds. */
function rises(values: readonly number[], stepMs: number, limit: number): number[] {
  return values.flatMap((value, at) =>
    at > 0 && value > limit && (values[at - 1] ?? 0) <= limit ? [at * stepMs] : [],
  );
}

test("it is as loud as films are, and nowhere too loud", async () => {
  const { integrated, peak } = await loudnessOf(film);
  expect(Math.abs(integrated + 16)).toBeLessThan(1);
  expect(peak).toBeLessThan(-1);
});

test("chapters keep their names, whatever is in them", async () => {
  const { chapters } = await probe(film);
  expect(chapters[0]).toEqual({ at: 0, title: "start; = # \\ 東京" });
});

test("it says who spoke when", () => {
  expect(plan.speakers.map(({ personId, from, to }) => ({ personId, from, to }))).toEqual([
    { personId: "person-bob", from: 1, to: 6 },
    { personId: "person-cem", from: 6, to: 12.4 },
  ]);
});

test("what was made is not made again by whoever goes on after a crash", async () => {
  expect(await readPlan(folder)).toEqual(plan);
  const work = path.join(folder, "work");
  await rm(film);
  await rm(path.join(work, "segments/00001.mp4"));
  const steps: number[] = [];
  for (;;) {
    const { done, film: made } = await composeNext({ folder, plan, titleOf: () => "Start", signal: goesOn });
    steps.push(done);
    if (made !== null) break;
  }
  expect(steps).toEqual([2, plan.segments.length + 2]);
  expect(await readdir(path.join(work, "segments"))).toHaveLength(plan.segments.length);
});
