/** How much of a text is looked at; enough for letter statistics. */
const sampleBytes = 8192;

/**
 * The likeliest legacy charset of octets that are not UTF-8, from how the high octets pair up. Always an answer:
 * windows-1252, the fallback of the Encoding Standard, gives a letter for nearly every octet.
 */
export function detectCharset(bytes: Buffer): string {
  const sample = bytes.subarray(0, sampleBytes);
  if (hasJisEscape(sample.toString("latin1"))) return "iso-2022-jp";
  const runs = highRuns(sample);
  if (runs.high === 0) return "windows-1252";
  const doubleByte = detectDoubleByte(sample, runs);
  return doubleByte ?? detectSingleByte(runs);
}

/** Whether ISO-2022-JP designators (RFC 1468) are in a binary string. */
export function hasJisEscape(binary: string): boolean {
  return ["\u001b$B", "\u001b$@", "\u001b(J", "\u001b(I"].some((escape) => binary.includes(escape));
}

interface Runs {
  high: number;
  /** Octets that stand alone between ASCII: accents of a Latin text. */
  lonely: number;
  /** Octets in runs that touch an ASCII letter, as they do inside of Latin words. */
  mixed: number;
  histogram: Uint32Array;
  /** High octets in runs of even length whose octets all are 0xA1 or more, as in the EUC family. */
  paired: number;
}

function highRuns(sample: Buffer): Runs {
  const runs: Runs = { high: 0, lonely: 0, mixed: 0, histogram: new Uint32Array(256), paired: 0 };
  for (let i = 0; i < sample.length; ) {
    if ((sample[i] ?? 0) < 0x80) {
      i++;
      continue;
    }
    const start = i;
    let euc = true;
    for (; i < sample.length && (sample[i] ?? 0) >= 0x80; i++) {
      const byte = sample[i] ?? 0;
      runs.histogram[byte] = (runs.histogram[byte] ?? 0) + 1;
      if (byte < 0xa1 || byte === 0xff) euc = false;
    }
    const length = i - start;
    runs.high += length;
    if (length === 1) runs.lonely++;
    if (isLetter(sample[start - 1]) || isLetter(sample[i])) runs.mixed += length;
    if (euc && length % 2 === 0) runs.paired += length;
  }
  return runs;
}

function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122));
}

function share(histogram: Uint32Array, from: number, to: number, of: number): number {
  let sum = 0;
  for (let byte = from; byte <= to; byte++) sum += histogram[byte] ?? 0;
  return of === 0 ? 0 : sum / of;
}

function detectDoubleByte(sample: Buffer, runs: Runs): string | null {
  const { histogram, high } = runs;
  // Letters of one Cyrillic (or Greek) alphabet fill 0xC0 to 0xFF; trail octets of CJK are spread over all the range.
  const alphabetic = share(histogram, 0xc0, 0xff, high) > 0.93;
  if (runs.paired / high > 0.9 && !alphabetic) {
    const leads = eucLeads(sample);
    if (share(leads, 0xa4, 0xa5, runs.paired / 2) > 0.25) return "euc-jp";
    if (share(leads, 0xb0, 0xc8, runs.paired / 2) > 0.9) return "euc-kr";
    if (share(leads, 0xa1, 0xd7, runs.paired / 2) > 0.6) return "gb18030";
  }
  if (runs.lonely / high > 0.3) return plausible(sample, "shift_jis", 0x82, 0x83, 0.4) ? "shift_jis" : null;
  if (alphabetic) return null;
  if (plausible(sample, "shift_jis", 0x82, 0x83, 0.25)) return "shift_jis";
  if (plausible(sample, "big5", 0xa1, 0xc6, 0.7)) return "big5";
  if (plausible(sample, "gb18030", 0xb0, 0xd7, 0.6)) return "gb18030";
  return null;
}

function eucLeads(sample: Buffer): Uint32Array {
  const leads = new Uint32Array(256);
  for (let i = 0; i + 1 < sample.length; i++) {
    const byte = sample[i] ?? 0;
    if (byte < 0x80) continue;
    leads[byte] = (leads[byte] ?? 0) + 1;
    i++;
  }
  return leads;
}

/** Whether `sample` decodes without errors and enough of its lead octets lie where common characters are. */
function plausible(sample: Buffer, charset: string, from: number, to: number, atLeast: number): boolean {
  let text: string;
  try {
    text = new TextDecoder(charset, { fatal: true }).decode(sample, { stream: true });
  } catch {
    return false;
  }
  const wide = text.match(/[\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7af\uff00-\uffef]/g)?.length ?? 0;
  if (wide === 0) return false;
  return share(eucLeads(sample), from, to, wide) >= atLeast;
}

function detectSingleByte({ histogram, high, lonely, mixed }: Runs): string {
  // Text of a non-Latin alphabet is mostly high octets in runs; in Latin text they stand alone.
  if (lonely / high > 0.45 || mixed / high > 0.5) return "windows-1252";
  const lowerKoi8 = share(histogram, 0xc0, 0xdf, high);
  const lowerWindows = share(histogram, 0xe0, 0xff, high);
  if (lowerKoi8 + lowerWindows > 0.85) return lowerKoi8 > lowerWindows ? "koi8-r" : "windows-1251";
  if (share(histogram, 0x80, 0xaf, high) + share(histogram, 0xe0, 0xef, high) > 0.95) return "ibm866";
  if (share(histogram, 0xb0, 0xef, high) > 0.9)
    return share(histogram, 0xd0, 0xef, high) > 0.6 ? "iso-8859-5" : "windows-1252";
  return "windows-1252";
}
