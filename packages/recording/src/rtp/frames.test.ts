import { expect, test } from "vitest";
import type { StreamHeader } from "../dump/format.ts";
import { createClock } from "./clock.ts";
import { framesOf } from "./frames.ts";
import { inOrder } from "./in-order.ts";
import { readRtp } from "./packet.ts";
import { createUnwrap } from "./unwrap.ts";
import { readVp8 } from "./vp8.ts";

const header: StreamHeader = { version: 1, streamId: "a", codec: "vp8", ssrc: 7, payloadType: 96, clockRate: 90_000 };

type Sent = { sequence: number; timestamp: number; data: number[]; isMarked?: boolean; arrivalMs: number };

function rtp({ sequence, timestamp, data, isMarked = true, arrivalMs }: Sent) {
  const bytes = Buffer.alloc(12 + data.length);
  bytes[0] = 0x80;
  bytes[1] = (isMarked ? 0x80 : 0) | 96;
  bytes.writeUInt16BE(sequence & 0xffff, 2);
  bytes.writeUInt32BE(timestamp >>> 0, 4);
  bytes.writeUInt32BE(7, 8);
  Buffer.from(data).copy(bytes, 12);
  return { arrivalMs, rtp: bytes };
}

/** A frame in one packet: the descriptor says that it begins, the first bit of the frame that it stands alone. */
const frame = (index: number, isKey: boolean) =>
  rtp({
    sequence: 65_530 + index,
    timestamp: index * 3000,
    data: [0x10, isKey ? 0 : 1, index],
    arrivalMs: index * 33.3,
  });

async function read(packets: readonly ReturnType<typeof rtp>[]) {
  const frames: number[] = [];
  async function* all() {
    yield* packets;
  }
  for await (const { data } of framesOf(header, inOrder(header, all()))) frames.push(data[1] ?? -1);
  return frames;
}

test("frames come in order where numbers begin again and packets overtake each other", async () => {
  const sent = Array.from({ length: 20 }, (_, index) => frame(index, index === 0));
  const [a, b] = [sent[6], sent[9]];
  if (a && b) [sent[6], sent[9]] = [b, a];
  expect(await read([...sent, ...sent.slice(3, 5)])).toEqual(Array.from({ length: 20 }, (_, index) => index));
});

test("after a loss nothing is shown until a picture that stands alone", async () => {
  const sent = Array.from({ length: 300 }, (_, index) => frame(index, index === 0 || index === 200));
  sent.splice(50, 1);
  const frames = await read(sent);
  expect(frames.slice(48, 52)).toEqual([48, 49, 200, 201]);
});

test("a frame of several packets is one, and none where one of them is missing", async () => {
  const part = (sequence: number, start: boolean, isMarked: boolean, value: number) =>
    rtp({ sequence, timestamp: value, data: [start ? 0x10 : 0, 0, value], isMarked, arrivalMs: sequence });
  const whole = [part(1, true, false, 5), part(2, false, true, 5), part(3, true, false, 6), part(4, false, true, 6)];
  expect(await read(whole)).toEqual([5, 6]);
  expect(await read([whole[0], whole[1], whole[3]].flatMap((one) => (one ? [one] : [])))).toEqual([5]);
});

test("packets of others and what is none are left out", async () => {
  const strange = [Buffer.alloc(3), Buffer.alloc(40, 0xff), Buffer.alloc(12, 0)].map((bytes) => ({
    arrivalMs: 0,
    rtp: bytes,
  }));
  expect(await read([...strange, frame(0, true)])).toEqual([0]);
  expect(readRtp(Buffer.from([0xbf, ...Array.from({ length: 11 }, () => 0xff)]))).toBeNull();
});

test("extensions, contributors and padding are not part of what is sent", () => {
  const bytes = Buffer.alloc(12 + 4 + 8 + 3 + 2);
  bytes[0] = 0x80 | 0x20 | 0x10 | 1;
  bytes.writeUInt16BE(1, 12 + 4 + 2);
  bytes.write("abc", 24);
  bytes[bytes.length - 1] = 2;
  expect(readRtp(bytes)?.payload.toString()).toBe("abc");
});

test("a descriptor with all that it may have is taken off", () => {
  expect(readVp8(Buffer.from([0x90, 0xf0, 0x81, 0x02, 3, 4, 0x00, 9]))).toMatchObject({ isStart: true, isKey: true });
  expect(readVp8(Buffer.from([0x90, 0xe0, 0x01, 3, 4, 0x01]))).toMatchObject({ isStart: true, isKey: false });
  expect(readVp8(Buffer.from([0x11, 0x00]))?.isStart).toBe(false);
  expect(readVp8(Buffer.from([0x90, 0x80]))).toBeNull();
});

test("numbers go on where they begin again, and late ones stay late", () => {
  const unwrap = createUnwrap(16);
  expect([65_534, 65_535, 0, 65_533, 2].map(unwrap)).toEqual([65_534, 65_535, 65_536, 65_533, 65_538]);
});

test("a queue on the way does not move the picture, and a clock that is slow is followed", () => {
  const timeOf = createClock(1000);
  const shiver = (index: number) => (index * 37) % 60;
  const times = Array.from({ length: 60 }, (_, index) =>
    timeOf({ timestamp: 5000 + index * 20, arrivalMs: 300 + index * 20 + shiver(index) }),
  );
  expect(times.at(-1)).toBeCloseTo(300 + 59 * 20, 0);

  const slow = createClock(1000);
  const hour = 3_600_000;
  let last = 0;
  for (let own = 0; own <= hour; own += 100) last = slow({ timestamp: own, arrivalMs: own * 1.0001 });
  expect(Math.abs(last - hour * 1.0001)).toBeLessThan(10);
});

test("a sender that begins anew is put where it arrives", () => {
  const timeOf = createClock(1000);
  timeOf({ timestamp: 100, arrivalMs: 0 });
  timeOf({ timestamp: 120, arrivalMs: 20 });
  expect(timeOf({ timestamp: 900_000, arrivalMs: 5000 })).toBe(5000);
});
