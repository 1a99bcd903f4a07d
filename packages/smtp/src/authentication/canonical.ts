/** A header field as it stands in the message, with its folds and without its last CRLF; octets as latin1. */
export type Field = { readonly name: string; readonly text: string };

/** Cuts a message with CRLF line ends into its fields and its body, RFC 5322 §2.1. */
export function splitMessage(raw: Buffer): { fields: Field[]; body: string } {
  const text = raw.toString("latin1");
  const blank = text.startsWith("\r\n") ? 0 : text.indexOf("\r\n\r\n");
  const head = blank === -1 ? text : text.slice(0, blank);
  const body = blank === -1 ? "" : text.slice(blank === 0 ? 2 : blank + 4);
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

/** The relaxed form of a body, RFC 6376 §3.4.4. */
export function relaxedBody(body: string): string {
  const text = body.replace(/[ \t]+/g, " ").replaceAll(" \r\n", "\r\n");
  let end = text.endsWith(" ") ? text.length - 1 : text.length;
  while (end >= 2 && text.startsWith("\r\n", end - 2)) end -= 2;
  return end <= 0 ? "" : `${text.slice(0, end)}\r\n`;
}
