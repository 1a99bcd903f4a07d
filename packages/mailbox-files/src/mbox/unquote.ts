/** Takes the quoting of `From ` lines back: one `>` less in front of each (mboxrd; mboxo never has more than one). */
export function unquoteFrom(raw: Buffer): Buffer {
  const pieces: Buffer[] = [];
  let kept = 0;
  for (let at = quoted(raw, 0); at !== -1; at = quoted(raw, at + 1)) {
    pieces.push(raw.subarray(kept, at));
    kept = at + 1;
  }
  return kept === 0 ? raw : Buffer.concat([...pieces, raw.subarray(kept)]);
}

/** Quotes every line that is `From ` behind any number of `>`, so that it can be taken back exactly (mboxrd). */
export function quoteFrom(raw: Buffer): Buffer {
  const pieces: Buffer[] = [];
  let kept = 0;
  const quote = (line: number) => {
    pieces.push(raw.subarray(kept, line), Buffer.from(">"));
    kept = line;
  };
  if (isFromLine(raw, 0)) quote(0);
  for (let at = raw.indexOf("From "); at !== -1; at = raw.indexOf("From ", at + 1)) {
    let line = at;
    while (raw[line - 1] === 0x3e) line--;
    if (line > 0 && raw[line - 1] === 10) quote(line);
  }
  return pieces.length === 0 ? raw : Buffer.concat([...pieces, raw.subarray(kept)]);
}

function isFromLine(raw: Buffer, line: number): boolean {
  let at = line;
  while (raw[at] === 0x3e) at++;
  return raw.toString("latin1", at, at + 5) === "From ";
}

/** The `>` in front of the next quoted line from a place on; -1 when there is none. */
function quoted(raw: Buffer, from: number): number {
  if (from === 0 && raw[0] === 0x3e && isFromLine(raw, 0)) return 0;
  for (let at = raw.indexOf("\n>", Math.max(0, from - 1)); at !== -1; at = raw.indexOf("\n>", at + 1))
    if (at + 1 >= from && isFromLine(raw, at + 1)) return at + 1;
  return -1;
}
