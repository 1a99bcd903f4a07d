import { decodeWords } from "./encoded-word.ts";

export interface Address {
  /** Display name, decoded; "" when there is none. */
  name: string;
  /** `local@domain`, the local part quoted where it must be; only a local part when no domain was given. */
  address: string;
}

/** One item of an address list as written. A group is bracketed by two marker entries. */
export type AddressEntry =
  | { kind: "mailbox"; name: string; route: string; local: string; domain: string }
  | { kind: "group-start"; name: string }
  | { kind: "group-end" };

const maxEntries = 20_000;

interface Token {
  kind: "word" | "quoted" | "comment" | "literal" | "special";
  text: string;
  /** White space or a comment stood before the token. */
  spaced: boolean;
}

/** Splits text into the lexical tokens of RFC 5322 §3.2, each read once; unclosed quotes and brackets are letters. */
function* tokens(text: string): Generator<Token> {
  const exhausted = new Set<string>();
  let pos = 0;
  let spaced = false;
  while (pos < text.length) {
    const char = text[pos] ?? "";
    if (char <= " ") {
      spaced = true;
      pos++;
      continue;
    }
    const closer = char === '"' ? '"' : char === "(" ? ")" : char === "[" ? "]" : "";
    if (closer && !exhausted.has(char)) {
      const end = char === "(" ? commentEnd(text, pos) : delimitedEnd(text, pos + 1, closer);
      if (end > 0) {
        const inner = text.slice(pos + 1, end).replace(/\\([\s\S])/g, "$1");
        if (char === '"') yield { kind: "quoted", text: inner, spaced };
        else if (char === "(") yield { kind: "comment", text: inner, spaced };
        else yield { kind: "literal", text: `[${inner}]`, spaced };
        spaced = char === "(";
        pos = end + 1;
        continue;
      }
      exhausted.add(char);
    }
    if (specials.includes(char)) {
      yield { kind: "special", text: char, spaced };
      pos++;
    } else {
      const start = pos++;
      // An encoded-word is one word, whatever its sender left unencoded inside.
      encodedWord.lastIndex = start;
      if (char === "=" && encodedWord.test(text)) pos = encodedWord.lastIndex;
      while (pos < text.length && (text[pos] ?? "") > " " && !stops.includes(text[pos] ?? "")) pos++;
      yield { kind: "word", text: text.slice(start, pos), spaced };
    }
    spaced = false;
  }
}
const specials = "<>,;:@";
const encodedWord = /=\?[^?\s]{1,60}\?[bBqQ]\?[^?\s]*\?=/y;
const stops = '<>,;:@"([';

function delimitedEnd(text: string, from: number, closer: string): number {
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === "\\") at++;
    else if (char === closer) return at;
  }
  return -1;
}

function commentEnd(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === "\\") at++;
    else if (char === "(") depth++;
    else if (char === ")" && --depth === 0) return at;
  }
  return -1;
}

/** Reads an address list (RFC 5322 §3.4 and §4.4) from unfolded text; names and local parts lose their quoting only. */
export function scanAddresses(text: string): AddressEntry[] {
  const scanner = new AddressScanner();
  for (const token of tokens(text)) {
    scanner.take(token);
    if (scanner.entries.length >= maxEntries) break;
  }
  scanner.end();
  return scanner.entries;
}

class AddressScanner {
  readonly entries: AddressEntry[] = [];
  inGroup = false;
  /** Tokens before an angle bracket or of a bare address. */
  phrase: Token[] = [];
  comments: string[] = [];
  /** Tokens inside of angle brackets, null outside. */
  angle: Token[] | null = null;
  angled: Token[] | null = null;

  take(token: Token): void {
    if (token.kind === "comment") this.comments.push(token.text);
    else if (token.kind !== "special" || token.text === "@") (this.angle ?? this.phrase).push(token);
    else if (token.text === "<") this.angle ??= [];
    else if (token.text === ">") this.closeAngle();
    else if (token.text === ":") this.colon(token);
    else if (token.text === "," && this.angle?.[0]?.text === "@")
      this.angle.push(token); // a source route, RFC 5322 §4.4
    else {
      this.flush();
      if (token.text === ";" && this.inGroup) {
        this.entries.push({ kind: "group-end" });
        this.inGroup = false;
      }
    }
  }

  closeAngle(): void {
    if (this.angle) this.angled = this.angle;
    this.angle = null;
  }

  colon(token: Token): void {
    if (this.angle) this.angle.push(token);
    else if (this.inGroup || this.angled || this.phrase.some((held) => held.text === "@" && held.kind === "special"))
      this.phrase.push({ ...token, kind: "word" });
    else {
      this.entries.push({ kind: "group-start", name: phraseText(this.phrase) });
      this.inGroup = true;
      this.phrase = [];
      this.comments = [];
    }
  }

  end(): void {
    this.flush();
    if (this.inGroup) this.entries.push({ kind: "group-end" });
  }

  flush(): void {
    this.closeAngle();
    const { phrase, comments, angled } = this;
    this.phrase = [];
    this.comments = [];
    this.angled = null;
    if (angled) {
      const { route, rest } = splitRoute(angled);
      const { local, domain } = splitAddress(rest);
      const name = phraseText(phrase) || comments.join(" ").trim();
      if (local || domain || name) this.entries.push({ kind: "mailbox", name, route, local, domain });
    } else if (phrase.length > 0) {
      const { before, address } = bareAddress(phrase);
      const { local, domain } = splitAddress(address);
      const name = phraseText(before) || comments.join(" ").trim();
      this.entries.push({ kind: "mailbox", name, route: "", local, domain });
    }
  }
}

/** Words of a display name with one space where space was. */
function phraseText(phrase: Token[]): string {
  let text = "";
  for (const token of phrase) text += (token.spaced && text !== "" ? " " : "") + token.text;
  return text.trim();
}

function splitRoute(angled: Token[]): { route: string; rest: Token[] } {
  const first = angled[0];
  const colon = angled.findIndex((token) => token.kind === "special" && token.text === ":");
  if (first?.text !== "@" || colon < 0) return { route: "", rest: angled };
  return { route: plainText(angled.slice(0, colon)), rest: angled.slice(colon + 1) };
}

/** The last `@` splits: a local part that holds one has to be quoted, so an earlier one is the sender's mistake. */
function splitAddress(list: Token[]): { local: string; domain: string } {
  let at = list.length - 1;
  while (at >= 0 && !(list[at]?.kind === "special" && list[at]?.text === "@")) at--;
  if (at < 0) return { local: plainText(list), domain: "" };
  return { local: plainText(list.slice(0, at)), domain: plainText(list.slice(at + 1)) };
}

function plainText(list: Token[]): string {
  return list.map((token) => token.text).join("");
}

/** Finds the address in a phrase without brackets: `Name user@host` is a name and an address. */
function bareAddress(phrase: Token[]): { before: Token[]; address: Token[] } {
  let at = phrase.length - 1;
  while (at >= 0 && !(phrase[at]?.kind === "special" && phrase[at]?.text === "@")) at--;
  if (at < 0) return { before: [], address: spaceOut(phrase) };
  // The local part goes back to the last gap, unless a dot or the @ itself stands at it: obsolete syntax, RFC 5322 §4.4.
  let start = at - 1;
  while (start > 0 && joins(phrase[start - 1], phrase[start])) start--;
  return { before: phrase.slice(0, Math.max(0, start)), address: phrase.slice(Math.max(0, start)) };
}

function joins(before: Token | undefined, token: Token | undefined): boolean {
  return !token?.spaced || token.text.startsWith(".") || (before?.text.endsWith(".") ?? false);
}

/** No address at all, just words: they are kept as one local part so that nothing the sender wrote is lost. */
function spaceOut(phrase: Token[]): Token[] {
  return [{ kind: "word", text: phraseText(phrase), spaced: false }];
}

/** The mailboxes of an address list, groups flattened, names decoded. */
export function parseAddresses(value: string): Address[] {
  const addresses: Address[] = [];
  for (const entry of scanAddresses(value)) {
    if (entry.kind !== "mailbox") continue;
    addresses.push({ name: decodeName(entry.name), address: joinAddress(entry.local, entry.domain) });
  }
  return addresses;
}

/** Control and direction characters have no place in a name that people trust. */
function decodeName(name: string): string {
  return decodeWords(name)
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, " ")
    .trim();
}

function joinAddress(local: string, domain: string): string {
  // Nothing that separates addresses may be in a domain: written into a header again it would be two.
  const host = domain.startsWith("[") ? domain.replace(/\].*$/s, "]") : domain.replace(/[\s,:;<>()[\]"\\].*$/s, "");
  if (host === "") return local.includes("@") ? quote(local) : local;
  return `${dotAtom.test(local) ? local : quote(local)}@${host}`;
}
// atext of RFC 5322 §3.2.3 with the letters beyond ASCII of RFC 6532 §3.2; empty pieces between dots are sent by some.
const dotAtom = /^[^\0-\x20"(),:;<>@[\\\]\x7f]+$/;

function quote(text: string): string {
  return `"${text.replace(/[\r\n\0]/g, " ").replace(/["\\]/g, "\\$&")}"`;
}

/** `Name <address>` with the name quoted where needed, for people and for parseAddresses; not encoded for a header. */
export function formatAddress({ name, address }: Address): string {
  const clean = name.replace(/\p{Cc}+/gu, " ").trim();
  if (clean === "") return address;
  return `${/^[\p{L}\p{N} !#$%&'*+\-/=?^_`{|}~]+$/u.test(clean) && !clean.includes("=?") ? clean : quote(clean)} <${address}>`;
}
