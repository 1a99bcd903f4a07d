import { parseMessage, type Part } from "@carbyne/mime";

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly bytes: Buffer;
}

/**
 * A message in a form that FETCH BODY[] can send: parts with NUL are turned into base64, as RFC 3516 §4.4 lets a server do.
 * Null when NUL stands where no transfer encoding reaches.
 */
export function storable(raw: Buffer): Buffer | null {
  if (!raw.includes(0)) return raw;
  const edits: Edit[] = [];
  collect(raw, parseMessage(raw), edits);
  const pieces: Buffer[] = [];
  let from = 0;
  for (const { start, end, bytes } of edits.sort((a, b) => a.start - b.start)) {
    pieces.push(raw.subarray(from, start), bytes);
    from = end;
  }
  const result = Buffer.concat([...pieces, raw.subarray(from)]);
  return result.includes(0) ? null : result;
}

function collect(raw: Buffer, part: Part, edits: Edit[]): void {
  // Parts of an encoded message have offsets in another buffer, where no NUL of this one can be.
  if (part.source || !raw.subarray(part.bodyStart, part.bodyEnd).includes(0)) return;
  const isHolder = part.children.length > 0 || part.message !== undefined;
  // What holds encoded parts may not itself be binary any longer, nor base64. RFC 2045 §6.4.
  if (isHolder && part.encoding === "binary") edits.push(encodingEdit(part, "8bit"));
  for (const child of part.children) collect(raw, child, edits);
  if (part.message) collect(raw, part.message, edits);
  if (isHolder || !["binary", "8bit", "7bit"].includes(part.encoding)) return;
  edits.push(encodingEdit(part, "base64"));
  edits.push({
    start: part.bodyStart,
    end: part.bodyEnd,
    bytes: base64Lines(raw.subarray(part.bodyStart, part.bodyEnd)),
  });
}

function encodingEdit(part: Part, encoding: string): Edit {
  const header = part.headers.find(({ key }) => key === "content-transfer-encoding");
  const bytes = Buffer.from(`Content-Transfer-Encoding: ${encoding}\r\n`);
  if (!header) return { start: part.headerStart, end: part.headerStart, bytes };
  return { start: header.start, end: header.end, bytes };
}

function base64Lines(body: Buffer): Buffer {
  return Buffer.from(body.toString("base64").replace(/(.{76})(?=.)/g, "$1\r\n"));
}
