/** Properties of MS-OXPROPS that are read. */
export const tag = {
  body: 0x1000,
  rtfCompressed: 0x1009,
  html: 0x1013,
  internetCodePage: 0x3fde,
  data: 0x3701,
  fileName: 0x3704,
  method: 0x3705,
  longFileName: 0x3707,
  mimeType: 0x370e,
  contentId: 0x3712,
} as const;

export interface Prop {
  data: Buffer;
  isUnicode: boolean;
  isObject: boolean;
}

/** By the number of the property; named ones are passed over. */
export type Props = ReadonlyMap<number, Prop>;

const type = { string8: 0x1e, unicode: 0x1f, object: 0x0d, binary: 0x102 } as const;
const multiple = 0x1000;
const mostProps = 5_000;
/** Octets of a value of a fixed size, padded to four. */
const fixedSize: Readonly<Record<number, number>> = {
  0x02: 4,
  0x03: 4,
  0x04: 4,
  0x05: 8,
  0x06: 8,
  0x07: 8,
  0x0a: 4,
  0x0b: 4,
  0x14: 8,
  0x40: 8,
  0x48: 16,
};

/** The property list of MS-OXTNEF §2.1.3.4; ends where it is broken. */
export function readProps(input: Buffer): Props {
  const props = new Map<number, Prop>();
  const reader = new Reader(input);
  const count = Math.min(reader.number(), mostProps);
  for (let i = 0; i < count && !reader.isOver; i++) {
    const kind = reader.short();
    const id = reader.short();
    const isNamed = id >= 0x8000;
    if (isNamed) reader.passName();
    const base = kind & ~multiple;
    const isVariable = base === type.string8 || base === type.unicode || base === type.object || base === type.binary;
    const values = isVariable || (kind & multiple) !== 0 ? Math.min(reader.number(), mostProps) : 1;
    const size = fixedSize[base];
    if (!isVariable && size === undefined) break;
    for (let value = 0; value < values && !reader.isOver; value++) {
      const data = isVariable ? reader.padded(reader.number()) : reader.padded(size ?? 0);
      if (!isNamed && data && !props.has(id))
        props.set(id, { data, isUnicode: base === type.unicode, isObject: base === type.object });
    }
  }
  return props;
}

class Reader {
  readonly input: Buffer;
  pos = 0;
  isOver = false;

  constructor(input: Buffer) {
    this.input = input;
  }

  short(): number {
    return this.take(2)?.readUInt16LE(0) ?? 0;
  }

  number(): number {
    return this.take(4)?.readUInt32LE(0) ?? 0;
  }

  /** A value that is followed by octets up to a multiple of four. */
  padded(size: number): Buffer | null {
    const data = this.take(size);
    this.pos += (4 - (size % 4)) % 4;
    return data;
  }

  /** The name of a named property: a GUID, then a number or a string. */
  passName(): void {
    this.take(16);
    if (this.number() === 0) this.number();
    else this.padded(this.number());
  }

  take(size: number): Buffer | null {
    if (this.isOver || this.pos + size > this.input.length) {
      this.isOver = true;
      return null;
    }
    this.pos += size;
    return this.input.subarray(this.pos - size, this.pos);
  }
}
