import * as decoding from "lib0/decoding";
import { BadMessage } from "./wire.ts";

/** No document has so many characters; a struct that says it has would make numbers that nothing can write any more. */
const mostClock = 2 ** 31;
/** Values that are nested deeper could be read, and then perhaps not be written any more. */
const mostLevels = 100;

export type Scanned = {
  /** What it brings, and how much of it: structs of Yjs. */
  readonly structs: number;
  /** Stretches that it deletes. */
  readonly deletions: number;
};

/**
 * Walks over an update, Yjs' format 1, without building anything of it: to let Yjs decode some megabytes of the smallest structs takes seconds. Throws
 * BadMessage when it is none, or one that no editor of ours makes; `null` when it has more parts than `most`.
 */
export function scanUpdate(update: Uint8Array, most: number): Scanned | null {
  const decoder = decoding.createDecoder(update);
  let [structs, deletions] = [0, 0];
  for (let clients = decoding.readVarUint(decoder); clients > 0; clients--) {
    const count = decoding.readVarUint(decoder);
    structs += count;
    if (structs > most) return null;
    decoding.readVarUint(decoder);
    let clock = decoding.readVarUint(decoder);
    for (let i = 0; i < count; i++) {
      clock += skipStruct(decoder);
      refuseFar(clock);
    }
  }
  for (let clients = decoding.readVarUint(decoder); clients > 0; clients--) {
    decoding.readVarUint(decoder);
    const count = decoding.readVarUint(decoder);
    deletions += count;
    if (structs + deletions > most) return null;
    for (let i = 0; i < count; i++) refuseFar(decoding.readVarUint(decoder) + decoding.readVarUint(decoder));
  }
  if (decoding.hasContent(decoder)) throw new BadMessage("there is something behind the update");
  return { structs, deletions };
}

function refuseFar(end: number): void {
  if (!(end <= mostClock)) throw new BadMessage("an update is out of all measure");
}

/** In the first byte of a struct: its kind, and which of an item's neighbours and names follow. */
const bits = { kind: 31, parentSub: 32, rightOrigin: 64, origin: 128 } as const;
const [collected, skipped] = [0, 10];

/** How many clocks it takes, or more. */
function skipStruct(decoder: decoding.Decoder): number {
  const info = decoding.readUint8(decoder);
  const kind = info & bits.kind;
  if (kind === collected || kind === skipped) return decoding.readVarUint(decoder);
  if (info & bits.origin) skipId(decoder);
  if (info & bits.rightOrigin) skipId(decoder);
  if ((info & (bits.origin | bits.rightOrigin)) === 0) {
    if (decoding.readVarUint(decoder) === 1) skipBytes(decoder);
    else skipId(decoder);
    if (info & bits.parentSub) skipBytes(decoder);
  }
  const skip = contents[kind];
  if (!skip) throw new BadMessage(`no content of kind ${kind}`);
  return skip(decoder);
}

type Skip = (decoder: decoding.Decoder) => number;

/** Kinds of content by their number in Yjs; each skips itself and says how long it is, or more. Documents in documents (9) are none of ours. */
const contents: Readonly<Record<number, Skip>> = {
  // Deleted.
  1: (decoder) => decoding.readVarUint(decoder),
  // JSON.
  2: (decoder) => times(decoder, skipJson),
  // Binary.
  3: (decoder) => skipped1(skipBytes(decoder)),
  // String: not fewer bytes than characters.
  4: (decoder) => skipBytes(decoder),
  // Embed.
  5: (decoder) => skipped1(skipJson(decoder)),
  // Format: its key and its value.
  6(decoder) {
    skipBytes(decoder);
    skipJson(decoder);
    return 1;
  },
  // Type: elements (3) and hooks (5) of XML have a name.
  7(decoder) {
    const type = decoding.readVarUint(decoder);
    if (type > 6) throw new BadMessage(`no type ${type}`);
    if (type === 3 || type === 5) skipBytes(decoder);
    return 1;
  },
  // Any.
  8: (decoder) => times(decoder, (one) => skipAny(one, 0)),
};

const skipped1 = (_done: unknown) => 1;

function times(decoder: decoding.Decoder, skip: (decoder: decoding.Decoder) => unknown): number {
  const count = decoding.readVarUint(decoder);
  for (let i = 0; i < count; i++) skip(decoder);
  return count;
}

function skipId(decoder: decoding.Decoder): void {
  decoding.readVarUint(decoder);
  decoding.readVarUint(decoder);
}

/** Bytes, or a text, behind their length. */
function skipBytes(decoder: decoding.Decoder): number {
  const length = decoding.readVarUint(decoder);
  skip(decoder, length);
  return length;
}

function skip(decoder: decoding.Decoder, length: number): void {
  if (decoder.pos + length > decoder.arr.length) throw new BadMessage("an update ends too early");
  decoder.pos += length;
}

const quote = 34;
const backslash = 92;

/** A text in JSON, of which only the brackets count: that it is JSON, Yjs will see. */
function skipJson(decoder: decoding.Decoder): void {
  const end = skipBytes(decoder);
  const bytes = decoder.arr.subarray(decoder.pos - end, decoder.pos);
  let [depth, isText] = [0, false];
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte === quote) isText = !isText;
    else if (isText && byte === backslash) i++;
    else if (!isText && (byte === 91 || byte === 123)) depth++;
    else if (!isText && (byte === 93 || byte === 125)) depth--;
    if (depth > mostLevels) throw new BadMessage("a value is nested too deep");
  }
}

/** lib0's encoding of any value. */
function skipAny(decoder: decoding.Decoder, depth: number): void {
  if (depth > mostLevels) throw new BadMessage("a value is nested too deep");
  const tag = decoding.readUint8(decoder);
  switch (tag) {
    case 127: // undefined, null, true, false
    case 126:
    case 121:
    case 120:
      return;
    case 125:
      decoding.readVarInt(decoder);
      return;
    case 124:
      skip(decoder, 4);
      return;
    case 123: // a double, a large integer
    case 122:
      skip(decoder, 8);
      return;
    case 119: // a text, bytes
    case 116:
      skipBytes(decoder);
      return;
    case 118:
      times(decoder, (one) => {
        skipBytes(one);
        skipAny(one, depth + 1);
      });
      return;
    case 117:
      times(decoder, (one) => skipAny(one, depth + 1));
      return;
    default:
      throw new BadMessage(`no value of kind ${tag}`);
  }
}
