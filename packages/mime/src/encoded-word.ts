import { decodeBase64 } from "./transfer.ts";
import { decodeBytes } from "./charset.ts";

interface Word {
  start: number;
  end: number;
  charset: string;
  bytes: Buffer;
}

/**
 * Decodes the encoded-words of RFC 2047 in `text`. White space between two of them goes (§6.2); neighbours of one charset
 * are joined before they are decoded, since senders split in the middle of a character although §5 forbids it.
 */
export function decodeWords(text: string): string {
  if (!text.includes("=?")) return text;
  let out = "";
  let pos = 0;
  let pending: { charset: string; chunks: Buffer[] } | null = null;
  const flush = (): void => {
    if (pending) out += decodeBytes(Buffer.concat(pending.chunks), pending.charset);
    pending = null;
  };
  for (const word of findWords(text)) {
    const between = text.slice(pos, word.start);
    if (!pending || /\S/.test(between)) {
      flush();
      out += between;
    } else if ((pending as { charset: string }).charset !== word.charset) flush();
    const held: { charset: string; chunks: Buffer[] } = pending ?? { charset: word.charset, chunks: [] };
    held.chunks.push(word.bytes);
    pending = held;
    pos = word.end;
  }
  flush();
  return out + text.slice(pos);
}

/** Every well-formed enough encoded-word. Each search goes on where the last ended, so the scan is linear. */
function* findWords(text: string): Generator<Word> {
  let open = text.indexOf("=?");
  let close = -1;
  while (open >= 0) {
    const head = /^=\?([^?\s*]{1,60})(?:\*[^?\s]{0,60})?\?([bBqQ])\?/.exec(text.slice(open, open + 130));
    const contentStart = open + (head?.[0].length ?? 2);
    if (head) {
      if (close < contentStart) close = text.indexOf("?=", contentStart);
      if (close < 0) return;
      // Spaces inside are illegal but sent; another opening inside means that this one was never closed.
      const nextOpen = text.indexOf("=?", contentStart);
      if (nextOpen < 0 || nextOpen >= close || nextOpen + 1 === close) {
        const content = text.slice(contentStart, close);
        const isBase64 = head[2] === "b" || head[2] === "B";
        const bytes = isBase64 ? decodeBase64(Buffer.from(content, "latin1")) : decodeQ(content);
        yield { start: open, end: close + 2, charset: (head[1] ?? "").toLowerCase(), bytes };
        open = text.indexOf("=?", close + 2);
        continue;
      }
      open = nextOpen;
      continue;
    }
    open = text.indexOf("=?", contentStart);
  }
}

/** The Q encoding, RFC 2047 §4.2. Characters beyond ASCII, which do not belong here, are taken as UTF-8. */
function decodeQ(content: string): Buffer {
  const spaced = content.replace(/_/g, " ");
  const binary = /[^\0-\x7f]/.test(spaced) ? Buffer.from(spaced, "utf8").toString("latin1") : spaced;
  const plain = binary.replace(/=([0-9a-f]{2})/gi, (_match, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(plain, "latin1");
}
