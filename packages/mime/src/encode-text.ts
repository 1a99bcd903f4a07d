import { isAscii } from "./binary.ts";

/** Octets in one encoded-word: 60 characters of the 75 of RFC 2047 §2, so that the field name fits on the first line. */
const wordBytes = 36;

/** Unstructured text for a header field: as it is when it is ASCII, else encoded-words with a space between. */
export function encodeText(text: string): string {
  if (isAscii(text) && !text.includes("=?")) return text;
  const words: string[] = [];
  let chunk = "";
  let size = 0;
  for (const char of text) {
    const length = Buffer.byteLength(char);
    // No character may be split over two words, RFC 2047 §5.
    if (size + length > wordBytes) {
      words.push(encodeWord(chunk));
      chunk = "";
      size = 0;
    }
    chunk += char;
    size += length;
  }
  if (chunk !== "") words.push(encodeWord(chunk));
  return words.join(" ");
}

function encodeWord(text: string): string {
  return `=?UTF-8?B?${Buffer.from(text, "utf8").toString("base64")}?=`;
}

/** Quoted-printable with lines of at most 76 characters, RFC 2045 §6.7, for text with CRLF line breaks. */
export function encodeQuotedPrintable(text: Buffer): string {
  return text
    .toString("latin1")
    .split("\r\n")
    .map((line) => softBreaks(line.replace(/[^ -<>-~\t]|[ \t]$/g, (char) => `=${hex(char)}`)))
    .join("\r\n");
}

function hex(char: string): string {
  return char.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0");
}

function softBreaks(line: string): string {
  let rest = line;
  let out = "";
  while (rest.length > 76) {
    let end = 75;
    if (rest[end - 1] === "=") end -= 1;
    else if (rest[end - 2] === "=") end -= 2;
    out += `${rest.slice(0, end)}=\r\n`;
    rest = rest.slice(end);
  }
  return out + rest;
}
