const [cr, lf, dot] = [13, 10, 46];

/** Cuts a stream into lines at LF, a CR before it left out; a line longer than `max` octets is an error. */
export function createLineReader(max: number) {
  let rest: Buffer = Buffer.alloc(0);
  return {
    *push(chunk: Buffer): Generator<string> {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      for (let end = rest.indexOf(lf); end !== -1; end = rest.indexOf(lf)) {
        if (end > max) throw new LineTooLong();
        const line = rest.toString("utf8", 0, rest[end - 1] === cr ? end - 1 : end);
        rest = rest.subarray(end + 1);
        yield line;
      }
      if (rest.length > max) throw new LineTooLong();
    },
    /** Forgets what has come in but was not read: what was sent in the clear before TLS must not count after it. */
    clear(): void {
      rest = Buffer.alloc(0);
    },
  };
}

export class LineTooLong extends Error {}

/** A message as a multi-line response, RFC 1939 §3: a line that begins with a dot gets another, and a dot alone ends it. */
export function stuff(raw: Buffer): Buffer {
  const extra: number[] = [];
  if (raw[0] === dot) extra.push(0);
  for (let at = raw.indexOf("\n."); at !== -1; at = raw.indexOf("\n.", at + 1)) extra.push(at + 1);
  const end = raw.length > 0 && raw.at(-1) !== lf ? "\r\n.\r\n" : ".\r\n";
  const pieces: Buffer[] = [];
  let from = 0;
  for (const at of extra) {
    pieces.push(raw.subarray(from, at), Buffer.from("."));
    from = at;
  }
  return Buffer.concat([...pieces, raw.subarray(from), Buffer.from(end)]);
}

/** The header and the first `lines` lines of the body, RFC 1939 §7 (TOP). */
export function topOf(raw: Buffer, lines: number): Buffer {
  const blank = raw.indexOf("\r\n\r\n");
  if (blank === -1) return raw;
  let end = blank + 4;
  for (let i = 0; i < lines && end < raw.length; i++) {
    const next = raw.indexOf(lf, end);
    end = next === -1 ? raw.length : next + 1;
  }
  return raw.subarray(0, end);
}
