import { expect, test } from "vitest";
import type { Happening, RecordedEvent } from "../dump/events.ts";
import { place } from "./place.ts";
import { planFilm } from "./plan.ts";
import { heldSpeakers } from "./speakers.ts";
import type { Seen, Track } from "./types.ts";

const at = (atMs: number, happening: Happening): RecordedEvent => ({ ...happening, atMs, wallMs: 0 });
const joined = (atMs: number, peerId: string) =>
  at(atMs, { what: "joined", peerId, personId: `p-${peerId}`, name: peerId.toUpperCase() });
const produced = (atMs: number, peerId: string, source: "camera" | "screen") =>
  at(atMs, { what: "producer", peerId, streamId: `${peerId}-${source}`, source, isPaused: false });
const track = (streamId: string, size = { width: 640, height: 360 }): Track => ({
  streamId,
  codec: "vp8",
  firstMs: 0,
  lastMs: 60_000,
  sizes: [{ atMs: 0, size }],
});
const stop = (atMs: number) => at(atMs, { what: "recordingStopped", reason: "stopped" });
const shape = (events: readonly RecordedEvent[], tracks: readonly Track[], layout: "grid" | "speaker" | "screen") =>
  planFilm(events, tracks, layout).segments.map(({ fromMs, toMs, tiles }) => [
    fromMs,
    toMs,
    tiles.map(({ streamId, name }) => streamId ?? name).join(" "),
  ]);

test("a segment begins wherever what is seen changes, on a frame, to the last", () => {
  const events = [
    joined(0, "a"),
    produced(5, "a", "camera"),
    joined(4011, "b"),
    produced(6000, "b", "screen"),
    at(9000, { what: "producerClosed", streamId: "b-screen" }),
    at(10_000, { what: "left", peerId: "b" }),
    stop(12_000),
  ];
  expect(shape(events, [track("a-camera"), track("b-screen")], "screen")).toEqual([
    [0, 4000, "a-camera"],
    [4000, 6000, "a-camera B"],
    [6000, 9000, "b-screen a-camera B"],
    [9000, 10_000, "a-camera B"],
    [10_000, 12_000, "a-camera"],
  ]);
});

test("what lasts less than a second is passed over", () => {
  const events = [
    joined(0, "a"),
    produced(0, "a", "camera"),
    at(3000, { what: "paused", streamId: "a-camera" }),
    at(3400, { what: "resumed", streamId: "a-camera" }),
    joined(5000, "b"),
    joined(5300, "c"),
    stop(8000),
  ];
  expect(shape(events, [track("a-camera")], "grid")).toEqual([
    [0, 5320, "a-camera"],
    [5320, 8000, "a-camera B C"],
  ]);
});

test("long stretches are cut, so that little is lost with a process", () => {
  const segments = shape([joined(0, "a"), stop(150_000)], [], "grid");
  expect(segments.map(([from, to]) => [from, to])).toEqual([
    [0, 60_000],
    [60_000, 120_000],
    [120_000, 150_000],
  ]);
});

test("a recording that nobody stopped ends with the last that came", () => {
  expect(planFilm([joined(0, "a")], [track("a-camera")], "grid").durationMs).toBe(60_000);
  expect(planFilm([], [], "grid").durationMs).toBe(1000);
});

test("somebody who is in it twice is seen once", () => {
  const twice = at(10, { what: "joined", peerId: "b", personId: "p-a", name: "A" });
  expect(shape([joined(0, "a"), twice, produced(20, "b", "camera"), stop(5000)], [track("b-camera")], "grid")).toEqual([
    [0, 5000, "b-camera"],
  ]);
});

test("whoever speaks is shown for two and a half seconds at least", () => {
  const speaks = (atMs: number, peerId: string | null) => at(atMs, { what: "speaker", peerId });
  expect(
    heldSpeakers([speaks(0, "a"), speaks(500, "b"), speaks(900, "c"), speaks(4000, null), speaks(9000, "a")]),
  ).toEqual([
    { atMs: 0, peerId: "a" },
    { atMs: 2500, peerId: "c" },
    { atMs: 9000, peerId: "a" },
  ]);
});

const people = (count: number): Seen[] =>
  Array.from({ length: count }, (_, index) => ({
    personId: `p${index}`,
    name: `${index}`,
    kind: "person",
    streamId: null,
    size: null,
  }));

test("tiles of every layout and number lie in the picture and beside each other", () => {
  const screen: Seen = { personId: "s", name: "S", kind: "screen", streamId: "s", size: null };
  for (const layout of ["grid", "speaker", "screen"] as const)
    for (const screens of [[], [screen]])
      for (let count = 0; count <= 20; count += 1) {
        const tiles = place(layout, { people: people(count), screens, speakerId: "p3" });
        for (const [index, a] of tiles.entries()) {
          expect(a.x >= 0 && a.y >= 0 && a.x + a.width <= 1280 && a.y + a.height <= 720).toBe(true);
          expect([a.x, a.y, a.width, a.height].every((value) => value % 2 === 0)).toBe(true);
          for (const b of tiles.slice(index + 1))
            expect(a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y).toBe(
              true,
            );
        }
      }
});

test("a screen has three quarters, and the speaker is first beside it", () => {
  const screen: Seen = { personId: "s", name: "S", kind: "screen", streamId: "s", size: null };
  const tiles = place("screen", { people: people(6), screens: [screen], speakerId: "p4" });
  expect(tiles[0]).toMatchObject({ width: 960, height: 720 });
  expect(tiles.slice(1).map(({ personId }) => personId)).toEqual(["p4", "p0", "p1", "p2"]);
});

test("chapters begin where somebody shares, joins late or speaks after long", () => {
  const events = [
    joined(0, "a"),
    joined(5000, "b"),
    produced(60_000, "b", "screen"),
    joined(90_000, "c"),
    joined(91_000, "d"),
    at(400_000, { what: "speaker", peerId: "a" }),
    at(430_000, { what: "speaker", peerId: null }),
    stop(500_000),
  ];
  expect(planFilm(events, [], "grid").chapters).toEqual([
    { at: 0, what: "start", name: "" },
    { at: 60, what: "shares", name: "B" },
    { at: 90, what: "joins", name: "C" },
    { at: 400, what: "speaks", name: "A" },
  ]);
});
