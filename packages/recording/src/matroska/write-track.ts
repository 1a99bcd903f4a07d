import { open } from "node:fs/promises";
import type { Frame } from "../rtp/frames.ts";
import { element, fixedUint, float, openElement, text, uint } from "./ebml.ts";

export type Track = {
  readonly codec: "vp8" | "opus";
  /** Of pictures; the decoder reads the true size of each frame. */
  readonly width?: number;
  readonly height?: number;
};

export type Written = {
  readonly frames: number;
  readonly firstMs: number;
  readonly lastMs: number;
};

const clusterMs = 1000;
/** A block's time is relative to its cluster's, in 16 bits. RFC 9559 §10. */
const mostRelative = 32_000;

/**
 * Writes one track as Matroska (RFC 9559): clusters of a second, and cues at the frames that stand alone, so that any moment is found without reading
 * what is before. Times are milliseconds since the recording began, so that tracks of one recording need no offsets. Null when there was no frame.
 */
export async function writeTrack(file: string, track: Track, frames: AsyncIterable<Frame>): Promise<Written | null> {
  const handle = await open(file, "w", 0o644);
  try {
    let at = 0;
    const write = async (bytes: Buffer) => {
      await handle.writeFile(bytes);
      at += bytes.length;
    };
    await write(Buffer.concat([head, openElement(0x18538067)]));
    const segmentAt = at;
    await write(seekHead(0));
    await write(element(0x1549a966, uint(0x2ad7b1, 1_000_000), text(0x4d80, "carbyne"), text(0x5741, "carbyne")));
    await write(element(0x1654ae6b, trackEntry(track)));

    const cues: { ms: number; position: number }[] = [];
    let blocks: Buffer[] = [];
    let fromMs = 0;
    let count = 0;
    let firstMs = 0;
    let lastMs = 0;
    let keyMs: number | undefined;
    const endCluster = async () => {
      if (blocks.length === 0) return;
      if (keyMs !== undefined) cues.push({ ms: keyMs, position: at - segmentAt });
      await write(element(0x1f43b675, uint(0xe7, fromMs), ...blocks));
      blocks = [];
      keyMs = undefined;
    };
    for await (const { atMs, data, isKey } of frames) {
      const ms = Math.round(atMs);
      // A picture that stands alone begins a cluster: cues point to clusters.
      const isDue = ms - fromMs >= clusterMs || ms - fromMs > mostRelative || (track.codec === "vp8" && isKey);
      if (isDue) await endCluster();
      if (blocks.length === 0) {
        fromMs = ms;
        if (isKey) keyMs = ms;
      }
      blocks.push(simpleBlock(ms - fromMs, data, isKey));
      if (count === 0) firstMs = ms;
      lastMs = ms;
      count += 1;
    }
    await endCluster();
    if (count === 0) return null;
    const cuesAt = at - segmentAt;
    await write(element(0x1c53bb6b, ...cues.map(({ ms, position }) => cuePoint(ms, position))));
    const seek = seekHead(cuesAt);
    await handle.write(seek, 0, seek.length, segmentAt);
    return { frames: count, firstMs, lastMs };
  } finally {
    await handle.close();
  }
}

const head = element(
  0x1a45dfa3,
  uint(0x4286, 1),
  uint(0x42f7, 1),
  uint(0x42f2, 4),
  uint(0x42f3, 8),
  text(0x4282, "matroska"),
  uint(0x4287, 4),
  uint(0x4285, 2),
);

/** Says where the cues are, RFC 9559 §6.3; of one length always, for it is written again at the end. */
function seekHead(position: number): Buffer {
  const id = Buffer.from([0x1c, 0x53, 0xbb, 0x6b]);
  return element(0x114d9b74, element(0x4dbb, element(0x53ab, id), fixedUint(0x53ac, position)));
}

function cuePoint(ms: number, position: number): Buffer {
  return element(0xbb, uint(0xb3, ms), element(0xb7, uint(0xf7, 1), uint(0xf1, position)));
}

function trackEntry({ codec, width = 1280, height = 720 }: Track): Buffer {
  const common = [uint(0xd7, 1), uint(0x73c5, 1), uint(0x9c, 0)];
  if (codec === "vp8")
    return element(
      0xae,
      ...common,
      uint(0x83, 1),
      text(0x86, "V_VP8"),
      element(0xe0, uint(0xb0, width), uint(0xba, height)),
    );
  return element(
    0xae,
    ...common,
    uint(0x83, 2),
    text(0x86, "A_OPUS"),
    element(0x63a2, opusHead),
    element(0xe1, float(0xb5, 48_000), uint(0x9f, 2)),
  );
}

/** The identification header of Opus, RFC 7845 §5.1: two channels, nothing to skip, no gain. */
const opusHead = Buffer.from("4f707573486561640102000080bb0000000000", "hex");

function simpleBlock(relativeMs: number, data: Buffer, isKey: boolean): Buffer {
  const start = Buffer.alloc(4);
  start[0] = 0x81;
  start.writeInt16BE(relativeMs, 1);
  start[3] = isKey ? 0x80 : 0;
  return element(0xa3, start, data);
}
