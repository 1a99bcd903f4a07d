import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { mostPacket, type Packet, readStreamFile, recordHead, type StreamHeader } from "./format.ts";

export type StreamFiles = { readonly streamId: string; readonly files: readonly string[] };

/** The streams of a recording, each with its files in order. */
export async function listStreams(folder: string): Promise<StreamFiles[]> {
  const files = Map.groupBy(
    (await readdir(folder)).sort().filter((name) => readStreamFile(name)),
    (name) => readStreamFile(name)?.streamId ?? "",
  );
  return [...files].map(([streamId, names]) => ({ streamId, files: names.map((name) => path.join(folder, name)) }));
}

const longestHeader = 4096;

/** The header of a stream's file and its packets, up to where it was torn; null when not even the header is whole. */
export async function openStreamFile(
  file: string,
): Promise<{ readonly header: StreamHeader; readonly packets: AsyncGenerator<Packet> } | null> {
  const pieces = createReadStream(file, { highWaterMark: 2 ** 20 })[Symbol.asyncIterator]();
  let buffer: Buffer = Buffer.alloc(0);
  const more = async (): Promise<boolean> => {
    const piece = await pieces.next();
    if (piece.done) return false;
    buffer = Buffer.concat([buffer, piece.value as Buffer]);
    return true;
  };
  while (!buffer.subarray(0, longestHeader).includes(10))
    if (buffer.length >= longestHeader || !(await more())) {
      await pieces.return?.();
      return null;
    }
  const end = buffer.indexOf(10);
  const header = readHeader(buffer.toString("utf8", 0, end));
  buffer = buffer.subarray(end + 1);
  if (!header) {
    await pieces.return?.();
    return null;
  }

  async function* packets(): AsyncGenerator<Packet> {
    let at = 0;
    const has = async (bytes: number): Promise<boolean> => {
      while (buffer.length - at < bytes) {
        buffer = buffer.subarray(at);
        at = 0;
        if (!(await more())) return false;
      }
      return true;
    };
    try {
      while (await has(recordHead)) {
        const length = buffer.readUInt32BE(at);
        const arrivalMs = buffer.readDoubleBE(at + 4);
        if (length === 0 || length > mostPacket || !(arrivalMs >= 0)) return;
        if (!(await has(recordHead + length))) return;
        yield { arrivalMs, rtp: buffer.subarray(at + recordHead, at + recordHead + length) };
        at += recordHead + length;
      }
    } finally {
      await pieces.return?.();
    }
  }
  return { header, packets: packets() };
}

function readHeader(line: string): StreamHeader | null {
  try {
    const header = JSON.parse(line) as StreamHeader;
    const isKnown = header.version === 1 && (header.codec === "vp8" || header.codec === "opus") && header.clockRate > 0;
    return isKnown ? header : null;
  } catch {
    return null;
  }
}
