import { mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openAppending } from "./append.ts";
import { openEventLog, readEvents } from "./events.ts";
import type { Packet } from "./format.ts";
import { listStreams, openStreamFile } from "./read-stream.ts";
import { createStreamWriter } from "./stream-writer.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "dump-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const raise = (error: Error) => {
  throw error;
};
const header = { version: 1, streamId: "cam", codec: "vp8", ssrc: 1, payloadType: 96, clockRate: 90_000 } as const;
const packets: readonly Packet[] = Array.from({ length: 40 }, (_, index) => ({
  arrivalMs: index * 20 + 0.25,
  rtp: Buffer.alloc(12 + ((index * 37) % 90), index),
}));

async function readAll(file: string): Promise<Packet[] | null> {
  const opened = await openStreamFile(file);
  if (!opened) return null;
  const read: Packet[] = [];
  for await (const { arrivalMs, rtp } of opened.packets) read.push({ arrivalMs, rtp: Buffer.from(rtp) });
  return read;
}

test("what was written comes back, in order and to the byte", async () => {
  const writer = await createStreamWriter({ folder, header, onFault: raise });
  for (const packet of packets) writer.write(packet);
  await writer.close();
  const [stream] = await listStreams(folder);
  expect(stream?.files).toHaveLength(1);
  expect(await readAll(stream?.files[0] ?? "")).toEqual(packets);
});

test("a file that ends anywhere gives all that is whole before that", async () => {
  const writer = await createStreamWriter({ folder, header, onFault: raise });
  for (const packet of packets) writer.write(packet);
  await writer.close();
  const file = path.join(folder, "cam-0000.rtp");
  const whole = await readFile(file);
  const start = whole.indexOf(10) + 1;
  const ends = packets.map((_, index) =>
    packets.slice(0, index + 1).reduce((sum, { rtp }) => sum + 12 + rtp.length, start),
  );
  for (let length = whole.length; length >= 0; length -= 1) {
    await truncate(file, length);
    const read = await readAll(file);
    if (length < start) expect(read).toBeNull();
    else expect(read).toEqual(packets.slice(0, ends.filter((end) => end <= length).length));
  }
}, 30_000);

test("rubbish where a length should be ends the stream", async () => {
  const file = path.join(folder, "cam-0000.rtp");
  await writeFile(file, Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), Buffer.alloc(400, 0xff)]));
  expect(await readAll(file)).toEqual([]);
  await writeFile(file, Buffer.alloc(10_000, 0x41));
  expect(await readAll(file)).toBeNull();
});

test("a stream goes on in another file after ten minutes", async () => {
  const writer = await createStreamWriter({ folder, header, onFault: raise });
  for (const minute of [0, 5, 11]) writer.write({ arrivalMs: minute * 60_000, rtp: Buffer.alloc(20, minute) });
  await writer.close();
  expect((await listStreams(folder))[0]?.files.map((file) => path.basename(file))).toEqual([
    "cam-0000.rtp",
    "cam-0001.rtp",
  ]);
});

test("of the log a last line that is not whole is dropped", async () => {
  const log = await openEventLog(folder, raise);
  log.add({ what: "speaker", peerId: "a", atMs: 1, wallMs: 2 });
  log.add({ what: "speaker", peerId: null, atMs: 3, wallMs: 4 });
  await log.close();
  const file = path.join(folder, "events.jsonl");
  const { length } = await readFile(file);
  await truncate(file, length - 5);
  expect(await readEvents(folder)).toEqual([{ what: "speaker", peerId: "a", atMs: 1, wallMs: 2 }]);
});

test("a write that fails is told once, and what comes after it is nobody's fault", async () => {
  const faults: string[] = [];
  const file = await openAppending("/dev/full", (error) => faults.push(error.message));
  file.append(Buffer.from("one"));
  await file.flush();
  file.append(Buffer.from("two"));
  await file.flush();
  await file.close();
  expect(faults).toHaveLength(1);
  expect(faults[0]).toContain("ENOSPC");
});
