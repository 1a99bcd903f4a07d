import type { RecordedEvent } from "../dump/events.ts";
import { chaptersOf } from "./chapters.ts";
import { place } from "./place.ts";
import { scenesOf } from "./scenes.ts";
import { speakingOf } from "./speakers.ts";
import { frameMs, type Layout, type Plan, type Segment, type Tile, type Track } from "./types.ts";

/** What holds for less is passed over. */
const leastMs = 1000;
/** No stretch is longer, so that little is done again when a process dies over it. */
const mostMs = 60_000;

/** Makes of what happened what is to be shown and heard. The film begins and ends with the recording, to the nearest frame. */
export function planFilm(events: readonly RecordedEvent[], tracks: readonly Track[], layout: Layout): Plan {
  const known = new Map(tracks.map((track) => [track.streamId, track]));
  const durationMs = Math.max(leastMs, toFrame(endOf(events, tracks)));
  const steps = scenesOf(events, known).map(({ atMs, scene }) => ({
    atMs: Math.min(durationMs, Math.max(0, toFrame(atMs))),
    tiles: place(layout, scene),
  }));
  const speakers = speakingOf(events, durationMs);
  return {
    durationMs,
    segments: settle(steps, durationMs).flatMap(cut),
    heard: tracks.filter(({ codec }) => codec === "opus").map(({ streamId }) => streamId),
    voices: voicesOf(events, known),
    speakers,
    chapters: chaptersOf(events, speakers, durationMs),
  };
}

/** When it was stopped; or, when nobody did, the last that is there. */
function endOf(events: readonly RecordedEvent[], tracks: readonly Track[]): number {
  const stopped = events.findLast(({ what }) => what === "recordingStopped");
  return stopped?.atMs ?? Math.max(0, events.at(-1)?.atMs ?? 0, ...tracks.map(({ lastMs }) => lastMs));
}

const toFrame = (ms: number) => Math.round(ms / frameMs) * frameMs;

/** Stretches of constant tiles of at least a second: a change that does not last so long is joined to what follows it. */
function settle(steps: readonly { atMs: number; tiles: Tile[] }[], durationMs: number): Segment[] {
  const segments: { fromMs: number; toMs: number; tiles: Tile[] }[] = [];
  let fromMs = 0;
  let tiles: Tile[] = [];
  const end = (toMs: number) => {
    if (toMs <= fromMs) return;
    const last = segments.at(-1);
    if (last && isSame(last.tiles, tiles)) last.toMs = toMs;
    else if (last && toMs - fromMs < leastMs) last.toMs = toMs;
    else if (last && last.toMs - last.fromMs < leastMs) {
      last.toMs = toMs;
      last.tiles = tiles;
    } else segments.push({ fromMs, toMs, tiles });
    fromMs = toMs;
  };
  for (const step of steps) {
    if (step.atMs >= durationMs) break;
    if (!isSame(step.tiles, tiles)) end(step.atMs);
    tiles = step.tiles;
  }
  end(durationMs);
  return segments;
}

function isSame(a: readonly Tile[], b: readonly Tile[]): boolean {
  return a.length === b.length && JSON.stringify(a.map(looks)) === JSON.stringify(b.map(looks));
}

/** All of a tile that is seen; of its picture the shape, not how many pixels it has: that changes with the network. */
function looks({ size, ...tile }: Tile) {
  return { ...tile, shape: size ? Math.round((size.width / size.height) * 50) : null };
}

function cut(segment: Segment): Segment[] {
  const count = Math.ceil((segment.toMs - segment.fromMs) / mostMs);
  return Array.from({ length: count }, (_, index) => ({
    ...segment,
    fromMs: segment.fromMs + index * mostMs,
    toMs: Math.min(segment.toMs, segment.fromMs + (index + 1) * mostMs),
  }));
}

function voicesOf(events: readonly RecordedEvent[], tracks: ReadonlyMap<string, Track>): Plan["voices"] {
  const names = new Map(
    events.flatMap((event) => (event.what === "joined" ? [[event.peerId, event.name] as const] : [])),
  );
  return events.flatMap((event) =>
    event.what === "producer" && event.source === "mic" && tracks.has(event.streamId)
      ? [{ streamId: event.streamId, name: names.get(event.peerId) ?? "" }]
      : [],
  );
}
