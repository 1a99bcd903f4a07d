/** Texts of a WebSocket's server, as its octets come (RFC 6455 §5.2): frames are whole or cut anywhere, never masked. */
export function createFrameReader(onText: (payload: Buffer) => void) {
  let rest: Buffer | undefined;
  let parts: Buffer[] = [];

  return (chunk: Buffer): void => {
    const data = rest ? Buffer.concat([rest, chunk]) : chunk;
    let at = 0;
    for (;;) {
      const frame = frameAt(data, at);
      if (!frame) break;
      at = frame.end;
      if (frame.opcode > 2) continue;
      const payload = data.subarray(frame.begin, frame.end);
      if (frame.isFinal && parts.length === 0) onText(payload);
      else {
        parts.push(Buffer.from(payload));
        if (frame.isFinal) {
          onText(Buffer.concat(parts));
          parts = [];
        }
      }
    }
    rest = at < data.length ? Buffer.from(data.subarray(at)) : undefined;
  };
}

function frameAt(data: Buffer, at: number) {
  if (data.length < at + 2) return undefined;
  const [first, second] = [data.readUInt8(at), data.readUInt8(at + 1)];
  const short = second & 0x7f;
  const begin = at + (short === 126 ? 4 : short === 127 ? 10 : 2);
  if (data.length < begin) return undefined;
  const length =
    short === 126 ? data.readUInt16BE(at + 2) : short === 127 ? Number(data.readBigUInt64BE(at + 2)) : short;
  const end = begin + length;
  return data.length < end ? undefined : { opcode: first & 0x0f, isFinal: (first & 0x80) !== 0, begin, end };
}

/** A text as a client sends it: masked, by zeros, which change nothing (RFC 6455 §5.3). */
export function textFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const long = payload.length > 125;
  if (payload.length > 65_535) throw new Error("too long for a frame of this bench");
  const head = Buffer.alloc(long ? 8 : 6);
  head.writeUInt8(0x81, 0);
  head.writeUInt8(0x80 | (long ? 126 : payload.length), 1);
  if (long) head.writeUInt16BE(payload.length, 2);
  return Buffer.concat([head, payload]);
}
