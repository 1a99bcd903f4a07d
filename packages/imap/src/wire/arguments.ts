import { BadSyntax, flagBits, type Flags, NotDone } from "../types.ts";
import type { Piece } from "./command-reader.ts";
import { canonicalName, decodeUtf7 } from "./mailbox-name.ts";
import type { SequenceSet, SetRange } from "./sets.ts";

const atomChars = /[!#$&'+-[^-z|-~]+/y;
// "]" is an atom-special but may stand in an astring, RFC 9051 §9, ASTRING-CHAR.
const astringChars = /[!#$&'+-[\]-z|-~]+/y;
const listChars = /[!#-'*-[\]-z|-~]+/y;
const quoted = /"((?:[^"\\\r\n\0]|\\["\\])*)"/y;
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const maxDepth = 50;

/** Reads the arguments of one command from left to right; anything unexpected is BadSyntax. Grammar: RFC 9051 §9. */
export class Arguments {
  readonly #pieces: readonly Piece[];
  readonly #isUtf8: boolean;
  #index = 0;
  #line: string;
  #pos = 0;
  #depth = 0;

  /** `isUtf8`: the client enabled UTF-8 mailbox names. */
  constructor(pieces: readonly Piece[], isUtf8: boolean) {
    this.#pieces = pieces;
    this.#isUtf8 = isUtf8;
    const first = pieces[0];
    this.#line = first && "line" in first ? first.line : "";
  }

  /** Insists that nothing is left. Spaces at the end are forgiven. */
  end(): void {
    if (!this.isAtEnd()) throw new BadSyntax("unexpected argument");
  }

  isAtEnd(): boolean {
    return this.#index >= this.#pieces.length - 1 && /^ *$/.test(this.#line.slice(this.#pos));
  }

  /** Insists on one space. */
  space(): void {
    if (!this.has(" ")) throw new BadSyntax("space expected");
  }

  /** Takes a text if it comes next, in any case of letters. */
  has(text: string): boolean {
    if (this.#line.slice(this.#pos, this.#pos + text.length).toUpperCase() !== text) return false;
    this.#pos += text.length;
    return true;
  }

  /** Whether a text comes next; nothing is taken. */
  sees(text: string): boolean {
    return this.#line.startsWith(text, this.#pos);
  }

  expect(text: string): void {
    if (!this.has(text)) throw new BadSyntax(`${text} expected`);
  }

  /** An atom in capitals, for names of the protocol. */
  word(): string {
    return this.atom().toUpperCase();
  }

  /** Gives back the last so many characters of an atom. */
  back(characters: number): void {
    this.#pos -= characters;
  }

  /** A header field name in a section, as written. */
  fieldName(): string {
    return this.bytes().toString("latin1");
  }

  atom(): string {
    return this.#match(atomChars) ?? this.#fail("atom expected");
  }

  number(): number {
    const digits = this.#match(/\d{1,16}/y);
    const value = Number(digits ?? Number.NaN);
    return Number.isSafeInteger(value) ? value : this.#fail("number expected");
  }

  nonZero(): number {
    return this.number() || this.#fail("number above zero expected");
  }

  /** A mod-sequence: one beyond what we count is later than all. RFC 7162 §7 has 63 bits. */
  modseq(): number {
    const digits = this.#match(/\d{1,20}/y) ?? this.#fail("number expected");
    return Math.min(Number(digits), Number.MAX_SAFE_INTEGER);
  }

  /** A string or atom as octets, for text in a charset. */
  bytes(): Buffer {
    const plain = this.#match(astringChars);
    return plain === null ? this.stringBytes() : Buffer.from(plain, "latin1");
  }

  /** A quoted string or literal as octets. */
  stringBytes(): Buffer {
    const text = this.#match(quoted);
    if (text !== null) return Buffer.from(text.slice(1, -1).replace(/\\(["\\])/g, "$1"), "latin1");
    return this.literal().bytes;
  }

  /** The literal that comes next. */
  literal(): { bytes: Buffer; isBinary: boolean } {
    const head = this.#match(/~?\{\d+\+?\}$/y);
    const piece = head === null ? undefined : this.#pieces[this.#index + 1];
    const next = this.#pieces[this.#index + 2];
    if (!piece || !("literal" in piece) || !next || !("line" in next)) return this.#fail("string expected");
    this.#index += 2;
    this.#line = next.line;
    this.#pos = 0;
    return { bytes: piece.literal, isBinary: piece.isBinary };
  }

  astring(): string {
    return decodeUtf8(this.bytes());
  }

  string(): string {
    return decodeUtf8(this.stringBytes());
  }

  /** A string or NIL. */
  nstring(): string | null {
    return this.has("NIL") ? null : this.string();
  }

  /** A mailbox name as Unicode. */
  mailbox(): string {
    return canonicalName(this.#name(this.astring()));
  }

  /** A mailbox name with the wildcards of LIST. */
  pattern(): string {
    const written = this.#match(listChars) ?? this.string();
    try {
      return this.#name(written);
    } catch (error) {
      // A pattern that is no name just matches nothing, since no name has an open shift in it.
      if (error instanceof NotDone) return "\0";
      throw error;
    }
  }

  #name(written: string): string {
    return this.#isUtf8 ? written : decodeUtf7(written);
  }

  /** Items in parentheses with one space between; `min` is 0 or 1. */
  list<T>(item: () => T, min = 1): T[] {
    this.expect("(");
    if (++this.#depth > maxDepth) throw new BadSyntax("too deep");
    const items: T[] = [];
    if (min > 0 || !this.sees(")")) {
      do items.push(item());
      while (this.has(" "));
    }
    this.expect(")");
    this.#depth--;
    return items;
  }

  sequenceSet(): SequenceSet {
    if (this.has("$")) return "saved";
    const ranges: SetRange[] = [];
    do {
      const from = this.#setNumber();
      ranges.push({ from, to: this.has(":") ? this.#setNumber() : from });
    } while (this.has(","));
    return ranges;
  }

  /** Whether a sequence set comes next, where other words may. */
  seesSet(): boolean {
    return /^[\d*$]/.test(this.#line.slice(this.#pos, this.#pos + 1));
  }

  #setNumber(): number {
    if (this.has("*")) return Infinity;
    const value = this.nonZero();
    return value <= 0xffff_ffff ? value : this.#fail("number too large");
  }

  /** Flags in parentheses. */
  flagList(): Flags {
    return collectFlags(this.list(() => this.flag(), 0));
  }

  /** Flags with or without parentheses, as STORE has them. */
  flags(): Flags {
    if (this.sees("(")) return this.flagList();
    const flags = [this.flag()];
    while (this.has(" ")) flags.push(this.flag());
    return collectFlags(flags);
  }

  flag(): string {
    return this.#match(/\\?[!#$&'+-[^-z|-~]+/y) ?? this.#fail("flag expected");
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#pos;
    const found = pattern.exec(this.#line)?.[0];
    if (found === undefined) return null;
    this.#pos += found.length;
    return found;
  }

  #fail(problem: string): never {
    throw new BadSyntax(problem);
  }
}

function decodeUtf8(bytes: Buffer): string {
  if (bytes.includes(0)) throw new BadSyntax("NUL is not allowed");
  try {
    return utf8.decode(bytes);
  } catch {
    throw new BadSyntax("string is not in UTF-8");
  }
}

const bitOf = new Map<string, number>(Object.entries(flagBits).map(([name, bit]) => [`\\${name}`, bit]));
const maxKeywords = 100;
const maxKeywordLength = 128;

/** Splits written flags into bits and keywords; a keyword is the same in any case of letters. RFC 9051 §2.3.2. */
function collectFlags(written: readonly string[]): Flags {
  let flags = 0;
  const keywords = new Map<string, string>();
  for (const flag of written) {
    const key = flag.toLowerCase();
    if (!key.startsWith("\\")) {
      if (flag.length > maxKeywordLength) throw new NotDone("LIMIT", "keyword too long");
      if (!keywords.has(key)) keywords.set(key, flag);
      continue;
    }
    const bit = bitOf.get(key);
    // \Recent can not be changed by clients; some old ones send it with APPEND. RFC 3501 §2.3.2.
    if (bit === undefined && key !== "\\recent") throw new BadSyntax(`unknown flag ${flag}`);
    flags |= bit ?? 0;
  }
  if (keywords.size > maxKeywords) throw new NotDone("LIMIT", "too many keywords");
  return { flags, keywords: [...keywords.values()] };
}
