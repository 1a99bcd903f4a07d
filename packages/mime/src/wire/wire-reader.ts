/** A value of an IMAP response: NIL, a string, a number or a list. */
export type Wire = null | string | number | Wire[];

/** Reads a value strictly by the grammar of RFC 9051 §9 and refuses all else; tests check what we send with it. */
export function readWire(bytes: Buffer): Wire {
  const reader = new WireReader(bytes.toString("latin1"));
  const value = reader.value();
  if (reader.pos !== bytes.length) throw new SyntaxError(`octets after the value at ${reader.pos}`);
  return value;
}

class WireReader {
  readonly text: string;
  pos = 0;

  constructor(text: string) {
    this.text = text;
  }

  value(): Wire {
    const rest = this.text.slice(this.pos, this.pos + 20);
    if (rest.startsWith("NIL")) {
      this.pos += 3;
      return null;
    }
    const number = /^\d+/.exec(rest)?.[0];
    if (number) {
      this.pos += number.length;
      return Number(number);
    }
    const literal = /^\{(\d+)\}\r\n/.exec(rest);
    if (literal) return this.literal(literal[0].length, Number(literal[1]));
    if (rest.startsWith('"')) return this.quoted();
    if (rest.startsWith("(")) return this.list();
    throw new SyntaxError(`no value at ${this.pos}: ${JSON.stringify(rest)}`);
  }

  literal(head: number, length: number): string {
    const start = this.pos + head;
    const content = this.text.slice(start, start + length);
    if (content.length !== length) throw new SyntaxError("literal beyond the end");
    if (content.includes("\0")) throw new SyntaxError("NUL in a literal");
    this.pos = start + length;
    return Buffer.from(content, "latin1").toString("utf8");
  }

  quoted(): string {
    const match = /"((?:[^"\\\r\n\0\u0080-\uffff]|\\["\\])*)"/y;
    match.lastIndex = this.pos;
    const found = match.exec(this.text);
    if (!found) throw new SyntaxError(`bad quoted string at ${this.pos}`);
    this.pos = match.lastIndex;
    return (found[1] ?? "").replace(/\\(["\\])/g, "$1");
  }

  /** Items with one space between; none between the lists at the start of a multipart or inside of an address list. */
  list(): Wire[] {
    this.pos++;
    const items: Wire[] = [];
    while (this.text[this.pos] !== ")") {
      if (this.pos >= this.text.length) throw new SyntaxError("list without an end");
      const last = items.at(-1);
      const glued = Array.isArray(last) && this.text[this.pos] === "(";
      if (items.length > 0 && !glued && this.text[this.pos++] !== " ")
        throw new SyntaxError(`no space at ${this.pos - 1}`);
      items.push(this.value());
    }
    if (items.length === 0) throw new SyntaxError("an empty list");
    this.pos++;
    return items;
  }
}
