import { makeProblem, type Problem, type ProblemCode } from "../problem.ts";
import type { Comment, SieveString, Span } from "./tree.ts";

export interface Trivia {
  readonly comment: Comment;
  /** It stands on the line on which the token before it ended. */
  readonly isTrailing: boolean;
}

export interface Token {
  readonly kind: "identifier" | "tag" | "number" | "string" | "mark" | "end";
  /** As written: an identifier, a tag without its colon, or one of `( ) [ ] { } , ;`. */
  readonly text: string;
  readonly number: number;
  readonly string: SieveString | null;
  readonly span: Span;
  /** Comments between the token before and this one. */
  readonly comments: readonly Trivia[];
  /** An empty line stands before it and its comments. */
  readonly isApart: boolean;
}

/** Splits a script into the tokens of RFC 5228 §8.1; what is wrong is told to `report` and passed over. */
export class Lexer {
  readonly text: string;
  readonly report: (problem: Problem) => void;
  readonly lineStarts: number[] = [0];
  pos = 0;
  /** Line of the last token's end, for comments behind it. */
  lastLine = 0;

  constructor(text: string, report: (problem: Problem) => void) {
    this.text = text;
    this.report = report;
    for (const match of text.matchAll(/\r\n|\n|\r/g)) this.lineStarts.push(match.index + match[0].length);
    if (text.startsWith("\ufeff")) this.pos = 1;
    const nul = text.indexOf("\0");
    if (nul >= 0) this.tell("nul-character", nul, nul + 1);
  }

  next(): Token {
    const comments: Trivia[] = [];
    const isApart = this.skipBlank(comments);
    const start = this.pos;
    const token = this.read(start);
    this.lastLine = this.lineOf(Math.max(start, this.pos - 1));
    return { text: "", number: 0, string: null, ...token, span: this.span(start, this.pos), comments, isApart };
  }

  private read(start: number): Pick<Token, "kind"> & Partial<Token> {
    const char = this.text[start];
    if (char === undefined) return { kind: "end" };
    if ("()[]{},;".includes(char)) {
      this.pos++;
      return { kind: "mark", text: char };
    }
    if (char === '"') return { kind: "string", string: this.quoted(start) };
    const word = this.sticky(/[A-Za-z_][A-Za-z0-9_]*/y);
    if (word !== null) {
      if (word.toLowerCase() === "text" && this.text[this.pos] === ":")
        return { kind: "string", string: this.multiLine(start) };
      return { kind: "identifier", text: word };
    }
    if (char === ":") {
      this.pos++;
      const name = this.sticky(/[A-Za-z_][A-Za-z0-9_]*/y);
      if (name === null) this.tell("tag-name-missing", start, start + 1);
      return { kind: "tag", text: name ?? "" };
    }
    const digits = this.sticky(/[0-9][A-Za-z0-9_]*/y);
    if (digits !== null) return { kind: "number", text: digits, number: this.number(digits, start) };
    const character = String.fromCodePoint(this.text.codePointAt(start) ?? 0);
    this.pos += character.length;
    if (character !== "\0") this.tell("unexpected-character", start, this.pos, { character });
    return this.read(this.skipTo(this.pos));
  }

  /** Moves on to the next token from within one, where comments may be lost: the text is wrong already. */
  private skipTo(pos: number): number {
    this.pos = pos;
    this.skipBlank([]);
    // A run of characters without meaning is told once: the first of it was told.
    const junk = this.sticky(/[^\sA-Za-z0-9_()[\]{},;:"#/]+/y);
    if (junk !== null) return this.skipTo(this.pos);
    return this.pos;
  }

  /** Passes white space and comments; true when an empty line is among it. */
  private skipBlank(comments: Trivia[]): boolean {
    let isApart = false;
    while (true) {
      const blank = this.sticky(/[ \t\r\n]+/y);
      if (blank !== null) {
        const isAbove = comments.length === 0 || (comments.length === 1 && comments[0]?.isTrailing);
        if (isAbove && (blank.match(/\r\n|\n|\r/g)?.length ?? 0) > 1) isApart = true;
        continue;
      }
      const start = this.pos;
      const isTrailing = this.lineOf(start) === this.lastLine && start > 0;
      const hash = this.sticky(/#[^\r\n]*/y);
      if (hash !== null) {
        comments.push({ comment: { kind: "hash", text: hash.slice(1) }, isTrailing });
        continue;
      }
      if (!this.text.startsWith("/*", start)) return isApart;
      const close = this.text.indexOf("*/", start + 2);
      if (close < 0) this.tell("comment-unclosed", start, start + 2);
      this.pos = close < 0 ? this.text.length : close + 2;
      const text = this.text.slice(start + 2, close < 0 ? undefined : close);
      comments.push({
        comment: { kind: "bracket", text: crlf(text) },
        isTrailing: isTrailing && !/[\r\n]/.test(text),
      });
    }
  }

  /** A quoted string, RFC 5228 §2.4.2: a backslash stands before the character that is meant. */
  private quoted(start: number): SieveString {
    const body = this.stickyAt(/(?:[^"\\]|\\[^])*/y, start + 1) ?? "";
    const isClosed = this.text[this.pos] === '"';
    if (isClosed) this.pos++;
    else this.tell("string-unclosed", start, start + 1);
    const value = crlf(body.replace(/\\([^])/g, "$1"));
    return { value, form: "quoted", span: this.span(start, this.pos) };
  }

  /** `text:` up to a line with a single dot; two dots at the start of a line mean one. RFC 5228 §2.4.2. */
  private multiLine(start: number): SieveString {
    this.pos++;
    this.sticky(/[ \t]+/y);
    this.sticky(/#[^\r\n]*/y);
    if (this.sticky(/\r\n|\n|\r/y) === null) {
      this.tell("text-start", start, start + 5);
      return { value: "", form: "quoted", span: this.span(start, this.pos) };
    }
    const lines: string[] = [];
    while (this.pos < this.text.length) {
      const line = this.sticky(/[^\r\n]*/y) ?? "";
      const end = this.sticky(/\r\n|\n|\r/y);
      if (line === ".") {
        // The line break belongs to what comes after: it ends the line of a comment's neighbour.
        if (end !== null) this.pos -= end.length;
        return { value: lines.join(""), form: "text", span: this.span(start, this.pos) };
      }
      lines.push(`${line.startsWith("..") ? line.slice(1) : line}\r\n`);
    }
    this.tell("text-unclosed", start, start + 5);
    return { value: lines.join(""), form: "text", span: this.span(start, this.pos) };
  }

  /** Digits with K, M or G behind them for powers of 1,024. RFC 5228 §2.4.1. */
  private number(written: string, start: number): number {
    const match = /^(\d+)([kmg]?)$/i.exec(written);
    if (!match) {
      this.tell("number-malformed", start, this.pos, { number: written });
      return 0;
    }
    const power = ["", "k", "m", "g"].indexOf((match[2] ?? "").toLowerCase());
    const value = Number(match[1]) * 1024 ** power;
    if (Number.isSafeInteger(value)) return value;
    this.tell("number-too-large", start, this.pos, { number: written });
    return 0;
  }

  private sticky(pattern: RegExp): string | null {
    return this.stickyAt(pattern, this.pos);
  }

  private stickyAt(pattern: RegExp, at: number): string | null {
    pattern.lastIndex = at;
    const match = pattern.exec(this.text);
    if (match) this.pos = pattern.lastIndex;
    return match ? match[0] : null;
  }

  private tell(code: ProblemCode, from: number, to: number, params: Problem["params"] = {}): void {
    this.report(makeProblem(code, this.span(from, to), params));
  }

  /** The place of the characters from `from` up to `to`. */
  span(from: number, to: number): Span {
    const line = this.lineOf(from);
    return { offset: from, length: to - from, line: line + 1, column: from - (this.lineStarts[line] ?? 0) + 1 };
  }

  private lineOf(offset: number): number {
    let [low, high] = [0, this.lineStarts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** Line breaks as RFC 5228 §8.1 has them, whatever the editor wrote. */
export function crlf(text: string): string {
  return text.replace(/\r\n|\n|\r/g, "\r\n");
}
