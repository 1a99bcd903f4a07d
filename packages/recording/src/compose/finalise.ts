import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { readEvents } from "../dump/events.ts";
import type { Packet, StreamHeader } from "../dump/format.ts";
import { listStreams, openStreamFile, type StreamFiles } from "../dump/read-stream.ts";
import { writeTrack } from "../matroska/write-track.ts";
import { type Frame, framesOf } from "../rtp/frames.ts";
import { inOrder } from "../rtp/in-order.ts";
import { vp8Size } from "../rtp/vp8-size.ts";
import { planFilm } from "../timeline/plan.ts";
import type { Layout, Plan, Track } from "../timeline/types.ts";

export const workFolderOf = (folder: string) => path.join(folder, "work");
export const trackFile = (streamId: string) => `tracks/${streamId}.mkv`;
const planFile = (folder: string) => path.join(workFolderOf(folder), "plan.json");

/** What is to be made of a recording, once that was found out; null before. */
export async function readPlan(folder: string): Promise<Plan | null> {
  try {
    return JSON.parse(await readFile(planFile(folder), "utf8")) as Plan;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

/** Makes tracks of the packets, however they ended, and plans the film. Done again from the start when it was interrupted. */
export async function finalise(folder: string, layout: Layout): Promise<Plan> {
  const work = workFolderOf(folder);
  await mkdir(path.join(work, "tracks"), { recursive: true });
  await mkdir(path.join(work, "segments"), { recursive: true });
  const tracks: Track[] = [];
  for (const stream of await listStreams(folder)) {
    const track = await writeStream(stream, path.join(work, trackFile(stream.streamId)));
    if (track) tracks.push(track);
  }
  const plan = planFilm(await readEvents(folder), tracks, layout);
  await writeFile(`${planFile(folder)}.part`, JSON.stringify(plan));
  await rename(`${planFile(folder)}.part`, planFile(folder));
  return plan;
}

async function writeStream({ streamId, files }: StreamFiles, target: string): Promise<Track | null> {
  const [first] = files;
  const opened = first === undefined ? null : await openStreamFile(first);
  if (!opened) return null;
  const { header } = opened;
  const sizes: { atMs: number; size: { width: number; height: number } }[] = [];

  async function* packets(): AsyncGenerator<Packet> {
    if (opened) yield* opened.packets;
    for (const file of files.slice(1)) {
      const next = await openStreamFile(file);
      if (next) yield* next.packets;
    }
  }
  async function* measured(frames: AsyncIterable<Frame>): AsyncGenerator<Frame> {
    for await (const frame of frames) {
      const size = frame.isKey && header.codec === "vp8" ? vp8Size(frame.data) : null;
      const last = sizes.at(-1)?.size;
      if (size && (size.width !== last?.width || size.height !== last.height)) sizes.push({ atMs: frame.atMs, size });
      yield frame;
    }
  }
  const written = await writeTrack(target, { codec: header.codec }, measured(framesIn(header, packets())));
  return written && { streamId, codec: header.codec, firstMs: written.firstMs, lastMs: written.lastMs, sizes };
}

const framesIn = (header: StreamHeader, packets: AsyncIterable<Packet>) => framesOf(header, inOrder(header, packets));
