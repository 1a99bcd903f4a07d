import { expect, test } from "vitest";
import { createFrameReader, textFrame } from "./frames.ts";

/** The same frame without its mask, as a server sends it. */
function asServer(text: string): Buffer {
  const frame = textFrame(text);
  const head = frame.length - Buffer.byteLength(text) - 4;
  frame.writeUInt8(frame.readUInt8(1) & 0x7f, 1);
  return Buffer.concat([frame.subarray(0, head), frame.subarray(head + 4)]);
}

test("texts are the same wherever the stream is cut", () => {
  const texts = ["", "hello", "ü".repeat(100), "x".repeat(3000)];
  const split = [Buffer.from([0x01, 0x02, 0x61, 0x62]), Buffer.from([0x89, 0x00]), Buffer.from([0x80, 0x01, 0x63])];
  const stream = Buffer.concat([...texts.map(asServer), ...split]);
  for (const size of [1, 7, 1000, stream.length]) {
    const heard: string[] = [];
    const read = createFrameReader((payload) => heard.push(payload.toString()));
    for (let at = 0; at < stream.length; at += size) read(stream.subarray(at, at + size));
    expect(heard).toEqual([...texts, "abc"]);
  }
});
