/** What the dictionary of compressed RTF begins with, MS-OXRTFCP §2.1.2.1. */
const preset = Buffer.from(
  "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx",
  "latin1",
);
const dictionarySize = 4096;
const compressed = 0x75465a4c;
const uncompressed = 0x414c454d;
/** No letter's text is larger; what claims to be is cut here. */
const maxRtfBytes = 8_000_000;

/** RTF as Exchange keeps it, MS-OXRTFCP; null when it is none. Ends where the input or the limit ends. */
export function decompressRtf(input: Buffer): Buffer | null {
  if (input.length < 16) return null;
  const rawSize = Math.min(input.readUInt32LE(4), maxRtfBytes);
  const kind = input.readUInt32LE(8);
  if (kind === uncompressed) return input.subarray(16, 16 + rawSize);
  if (kind !== compressed) return null;

  const dictionary = Buffer.alloc(dictionarySize);
  preset.copy(dictionary);
  let at = preset.length;
  const out = Buffer.alloc(rawSize);
  let size = 0;
  const put = (octet: number) => {
    dictionary[at] = octet;
    at = (at + 1) % dictionarySize;
    if (size < rawSize) out[size++] = octet;
  };
  let pos = 16;
  while (pos < input.length && size < rawSize) {
    const control = input[pos++] ?? 0;
    for (let bit = 0; bit < 8 && pos < input.length && size < rawSize; bit++) {
      if ((control & (1 << bit)) === 0) {
        put(input[pos++] ?? 0);
        continue;
      }
      if (pos + 1 >= input.length) return out.subarray(0, size);
      const reference = input.readUInt16BE(pos);
      pos += 2;
      const offset = reference >> 4;
      // A reference to where the next octet goes is the end, §2.1.3.1.4.
      if (offset === at) return out.subarray(0, size);
      for (let i = 0; i < (reference & 15) + 2; i++) put(dictionary[(offset + i) % dictionarySize] ?? 0);
    }
  }
  return out.subarray(0, size);
}
