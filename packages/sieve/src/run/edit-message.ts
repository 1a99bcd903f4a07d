import { foldHeader, type Part, parseMessage } from "@carbyne/mime";
import type { HeaderEdits } from "./outcome.ts";

/** The message with the edits of a script made; everything else keeps its octets. */
export function applyHeaderEdits(raw: Buffer, edits: HeaderEdits, root: Part = parseMessage(raw)): Buffer {
  const removed = new Set(edits.removed);
  const pieces: Buffer[] = [fieldsOf(edits.first)];
  // A line of an mbox may stand before the first field; it goes when something is put before the message.
  let from = edits.first.length > 0 ? (root.headers[0]?.start ?? 0) : 0;
  let end = from;
  for (const [place, header] of root.headers.entries()) {
    if (removed.has(place)) {
      pieces.push(raw.subarray(from, header.start));
      from = header.end;
    }
    end = header.end;
  }
  pieces.push(raw.subarray(from, end), fieldsOf(edits.last));
  // A message that has no header has no empty line either before its body.
  if (root.headers.length === 0 && root.bodyStart === 0 && raw.length > 0) pieces.push(Buffer.from("\r\n"));
  pieces.push(raw.subarray(end));
  return Buffer.concat(pieces);
}

function fieldsOf(fields: HeaderEdits["first"]): Buffer {
  return Buffer.from(fields.map(({ name, value }) => foldHeader(name, value)).join(""), "latin1");
}
