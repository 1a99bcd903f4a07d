const [tab, lf, cr, space] = [9, 10, 13, 32];

/** A header field as it stands in the message, with its folds and without its last CRLF; octets as latin1. */
export type Field = { readonly name: string; readonly text: string };

/** Cuts a message with CRLF line ends into its fields and its body, RFC 5322 §2.1. */
export function splitMessage(raw: Buffer): { fields: Field[]; body: Buffer } {
  const isHeadless = raw[0] === cr && raw[1] === lf;
  const blank = isHeadless ? 0 : raw.indexOf("\r\n\r\n");
  const head = raw.toString("latin1", 0, blank === -1 ? raw.length : blank);
  const body = blank === -1 ? Buffer.alloc(0) : raw.subarray(isHeadless ? 2 : blank + 4);
  const fields = head
    .split(/\r\n(?![ \t])/)
    .filter((field) => field.includes(":"))
    .map((field) => ({ name: field.slice(0, field.indexOf(":")).trim().toLowerCase(), text: field }));
  return { fields, body };
}

/** The relaxed form of a field, RFC 6376 §3.4.2, without a CRLF behind it. */
export function relaxedField({ name, text }: Field): string {
  const value = text.slice(text.indexOf(":") + 1).replaceAll("\r\n", "");
  return `${name}:${value.replace(/[ \t]+/g, " ").trim()}`;
}

/** The relaxed form of a body, RFC 6376 §3.4.4. Octet by octet: expressions took seconds for a large body of blanks. */
export function relaxedBody(body: Buffer): Buffer {
  const relaxed = Buffer.allocUnsafe(body.length + 2);
  let end = 0;
  // Where the last line with something in it ends: empty ones behind it do not count.
  let contentEnd = 0;
  let isBlank = true;
  let hasGap = false;
  for (let i = 0; i < body.length; i++) {
    const octet = body[i] ?? 0;
    if (octet === space || octet === tab) {
      hasGap = true;
    } else if (octet === cr && body[i + 1] === lf) {
      relaxed[end++] = cr;
      relaxed[end++] = lf;
      if (!isBlank) contentEnd = end;
      isBlank = true;
      hasGap = false;
      i++;
    } else {
      if (hasGap) relaxed[end++] = space;
      relaxed[end++] = octet;
      isBlank = false;
      hasGap = false;
    }
  }
  if (isBlank) return relaxed.subarray(0, contentEnd);
  relaxed[end++] = cr;
  relaxed[end++] = lf;
  return relaxed.subarray(0, end);
}
