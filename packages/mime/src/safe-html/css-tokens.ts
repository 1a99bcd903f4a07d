/** Tokens of CSS Syntax Level 3 §4, with escapes undone, so that `\75rl(` is the same as `url(`. */
export interface CssToken {
  kind: "ident" | "function" | "at" | "hash" | "string" | "url" | "number" | "space" | "char" | "bad";
  /** Name, string content, address or the character. Numbers keep their text, unit included. */
  value: string;
}

const nameStart = /[A-Za-z_\u0080-\uffff]/;
const nameChar = /[A-Za-z0-9_\u0080-\uffff-]/;

/** Splits CSS into tokens. Comments become spaces, so that what they kept apart stays apart. */
export function tokenize(css: string): CssToken[] {
  return new Tokenizer(css.replace(/\r\n?|\f/g, "\n").replaceAll("\0", "\ufffd")).run();
}

class Tokenizer {
  readonly css: string;
  pos = 0;
  readonly tokens: CssToken[] = [];

  constructor(css: string) {
    this.css = css;
  }

  at(offset = 0): string {
    return this.css[this.pos + offset] ?? "";
  }

  run(): CssToken[] {
    while (this.pos < this.css.length) this.next();
    return this.tokens;
  }

  push(kind: CssToken["kind"], value: string): void {
    this.tokens.push({ kind, value });
  }

  next(): void {
    const char = this.at();
    if (char === "/" && this.at(1) === "*") {
      const end = this.css.indexOf("*/", this.pos + 2);
      this.pos = end < 0 ? this.css.length : end + 2;
      this.push("space", " ");
    } else if (/[ \t\n]/.test(char)) {
      while (/[ \t\n]/.test(this.at()) && this.pos < this.css.length) this.pos++;
      this.push("space", " ");
    } else if (char === '"' || char === "'") this.string(char);
    else if (this.css.startsWith("<!--", this.pos)) this.pos += 4;
    else if (this.css.startsWith("-->", this.pos)) this.pos += 3;
    else if (char === "#" && this.isNameChar(1)) {
      this.pos++;
      this.push("hash", this.name());
    } else if (char === "@" && this.isIdentStart(1)) {
      this.pos++;
      this.push("at", this.name());
    } else if (this.isNumberStart()) this.number();
    else if (this.isIdentStart(0)) this.identLike();
    else {
      this.pos++;
      this.push("char", char);
    }
  }

  isEscape(offset: number): boolean {
    return this.at(offset) === "\\" && this.at(offset + 1) !== "\n" && this.at(offset + 1) !== "";
  }

  isNameChar(offset: number): boolean {
    return nameChar.test(this.at(offset)) || this.isEscape(offset);
  }

  isIdentStart(offset: number): boolean {
    const char = this.at(offset);
    if (char === "-")
      return this.at(offset + 1) === "-" || nameStart.test(this.at(offset + 1)) || this.isEscape(offset + 1);
    return nameStart.test(char) || this.isEscape(offset);
  }

  isNumberStart(): boolean {
    return /^[+-]?\.?\d/.test(this.css.slice(this.pos, this.pos + 3));
  }

  number(): void {
    const match = /[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y;
    match.lastIndex = this.pos;
    const digits = match.exec(this.css)?.[0] ?? this.at();
    this.pos += digits.length;
    if (this.isIdentStart(0)) this.push("number", digits + escapeIdent(this.name(), true));
    else if (this.at() === "%") {
      this.pos++;
      this.push("number", `${digits}%`);
    } else this.push("number", digits);
  }

  name(): string {
    let name = "";
    while (this.pos < this.css.length) {
      if (nameChar.test(this.at())) name += this.css[this.pos++];
      else if (this.isEscape(0)) name += this.escape();
      else break;
    }
    return name;
  }

  /** An escape of §4.3.7: up to six hex digits and one space, or the character itself. */
  escape(): string {
    this.pos++;
    const hex = /^[0-9a-fA-F]{1,6}/.exec(this.css.slice(this.pos, this.pos + 6))?.[0];
    if (!hex) {
      const char = String.fromCodePoint(this.css.codePointAt(this.pos) ?? 0xfffd);
      this.pos += char.length;
      return char;
    }
    this.pos += hex.length;
    if (/[ \t\n]/.test(this.at())) this.pos++;
    const code = Number.parseInt(hex, 16);
    return code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? "\ufffd" : String.fromCodePoint(code);
  }

  string(quote: string): void {
    this.pos++;
    let value = "";
    while (this.pos < this.css.length) {
      const char = this.at();
      if (char === quote) {
        this.pos++;
        break;
      }
      if (char === "\n") return this.push("bad", "");
      if (char === "\\") {
        if (this.at(1) === "\n") this.pos += 2;
        else if (this.at(1) === "") this.pos++;
        else value += this.escape();
      } else {
        value += char;
        this.pos++;
      }
    }
    this.push("string", value);
  }

  identLike(): void {
    const name = this.name();
    if (this.at() !== "(") return this.push("ident", name);
    this.pos++;
    if (name.toLowerCase() !== "url") return this.push("function", name.toLowerCase());
    let ahead = this.pos;
    while (/[ \t\n]/.test(this.css[ahead] ?? "")) ahead++;
    const quote = this.css[ahead];
    if (quote === '"' || quote === "'") return this.push("function", "url");
    this.pos = ahead;
    this.url();
  }

  /** An unquoted address up to its bracket; one with a character that may not be there is bad as a whole, §4.3.6. */
  url(): void {
    let value = "";
    let bad = false;
    while (this.pos < this.css.length && this.at() !== ")") {
      if (this.isEscape(0)) value += this.escape();
      else {
        const char = this.at();
        if (/["'(\\]/.test(char) || char < " ") bad ||= char !== "\n" && char !== "\t";
        value += char;
        this.pos++;
      }
    }
    this.pos++;
    const address = value.trim();
    if (bad || /\s/.test(address)) this.push("bad", "");
    else this.push("url", address);
  }
}

/** An identifier with all that is no plain name character escaped, so that it is read back as the same one. */
export function escapeIdent(name: string, inside = false): string {
  let out = "";
  for (const char of name) {
    const isPlain = nameChar.test(char) && !(out === "" && !inside && /\d/.test(char));
    // Written as hex also after a unit such as `1e3`, where a plain letter could be taken for an exponent.
    out +=
      isPlain && !(out === "" && inside && /[eE\d]/.test(char) && /^[eE]?[+-]?\d/.test(name))
        ? char
        : `\\${(char.codePointAt(0) ?? 0).toString(16)} `;
  }
  return name === "-" ? "\\-" : out;
}

/** What stands behind `#`, a colour or a name: there a digit may come first, and no exponent can be meant. */
export function escapeHash(name: string): string {
  return Array.from(name, (char) =>
    nameChar.test(char) ? char : `\\${(char.codePointAt(0) ?? 0).toString(16)} `,
  ).join("");
}

/** A string with everything escaped that could end it, or the style element around it. */
export function quoteString(value: string): string {
  return `"${value.replace(/["\\<>&\n\r\f\0]/g, (char) => `\\${char.charCodeAt(0).toString(16)} `)}"`;
}
