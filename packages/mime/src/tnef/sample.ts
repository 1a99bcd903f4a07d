/** Builds a `winmail.dat` as Exchange would. For tests. */
export function buildTnef(attributes: readonly (readonly [level: 1 | 2, id: number, data: Buffer])[]): Buffer {
  const head = Buffer.alloc(6);
  head.writeUInt32LE(0x223e9f78, 0);
  head.writeUInt16LE(1, 4);
  const all: readonly (readonly [1 | 2, number, Buffer])[] = [[1, 0x00089006, number(0x00010000)], ...attributes];
  return Buffer.concat([
    head,
    ...all.map(([level, id, data]) => {
      const checksum = Buffer.alloc(2);
      checksum.writeUInt16LE(data.reduce((sum, octet) => (sum + octet) & 0xffff, 0));
      return Buffer.concat([Buffer.from([level]), number(id), number(data.length), data, checksum]);
    }),
  ]);
}

function number(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value);
  return buffer;
}

const padded = (data: Buffer) => Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);

type Value = number | string | Buffer;

/** A property list: numbers as PT_LONG, texts as PT_UNICODE, octets as PT_BINARY. */
export function buildProps(values: Readonly<Record<number, Value>>): Buffer {
  const entries = Object.entries(values);
  return Buffer.concat([
    number(entries.length),
    ...entries.map(([id, value]) => {
      const kind = typeof value === "number" ? 0x03 : typeof value === "string" ? 0x1f : 0x102;
      const tag = Buffer.alloc(4);
      tag.writeUInt16LE(kind, 0);
      tag.writeUInt16LE(Number(id), 2);
      if (typeof value === "number") return Buffer.concat([tag, number(value)]);
      const data = typeof value === "string" ? Buffer.from(`${value}\0`, "utf16le") : value;
      return Buffer.concat([tag, number(1), number(data.length), padded(data)]);
    }),
  ]);
}

/** RTF in the form that is not compressed, MS-OXRTFCP §2.1.1. */
export function plainRtf(rtf: string): Buffer {
  const data = Buffer.from(rtf, "latin1");
  return Buffer.concat([number(data.length + 12), number(data.length), number(0x414c454d), number(0), data]);
}

const rendering =
  "{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 {\\fonttbl{\\f0 Arial;}}\r\n{\\*\\htmltag19 <html>}{\\*\\htmltag64 <p>}\\htmlrtf {\\b\\htmlrtf0 Sch\\'f6ne Gr\\u252?\\u223?e\\htmlrtf }\\htmlrtf0{\\*\\htmltag72 </p>}{\\*\\htmltag27 </html>}}";

/** A letter with HTML inside of its RTF and two files. */
export const winmail = buildTnef([
  [1, 0x00069007, Buffer.concat([number(1252), number(0)])],
  [1, 0x00069003, buildProps({ 0x1009: plainRtf(rendering) })],
  [2, 0x00069002, Buffer.alloc(14)],
  [2, 0x00018010, Buffer.from("PLAN~1.PDF\0", "latin1")],
  [2, 0x0006800f, Buffer.from("%PDF-1.4\n", "latin1")],
  [2, 0x00069005, buildProps({ 0x3707: "Plan für das Dach.pdf", 0x370e: "application/pdf", 0x3705: 1 })],
  [2, 0x00069002, Buffer.alloc(14)],
  [2, 0x00018010, Buffer.from("notes.txt\0", "latin1")],
  [2, 0x0006800f, Buffer.from("ten o'clock\r\n", "latin1")],
]);
