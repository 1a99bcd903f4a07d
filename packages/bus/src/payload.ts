/** Joins lines to payloads of at most `most` bytes, each behind the name of its sender. */
export function toPayloads(sender: string, lines: Iterable<string>, most: number): string[] {
  const payloads: string[] = [];
  let payload = sender;
  for (const line of lines) {
    if (payload !== sender && Buffer.byteLength(payload) + 1 + Buffer.byteLength(line) > most) {
      payloads.push(payload);
      payload = sender;
    }
    payload += `\n${line}`;
  }
  if (payload !== sender) payloads.push(payload);
  return payloads;
}

/** The lines of a payload; none of one that the reader sent itself. */
export function linesOf(payload: string, reader: string): string[] {
  const [sender, ...lines] = payload.split("\n");
  return sender === reader ? [] : lines;
}
