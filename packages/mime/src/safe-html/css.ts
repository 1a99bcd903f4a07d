import { type CssToken, escapeHash, escapeIdent, quoteString, tokenize } from "./css-tokens.ts";
import { ownName } from "./urls.ts";

/** Gives the address to use instead of one that CSS names, or null when it may not be loaded. */
export type ResolveUrl = (url: string) => string | null;

/** Functions that load something or compute what can not be checked; their addresses may be plain strings. */
const droppedFunctions = new Set(
  "image image-set -webkit-image-set cross-fade -webkit-cross-fade -webkit-gradient src expression element -moz-element paint -webkit-canvas url-prefix domain regexp".split(
    " ",
  ),
);
const loadingFunctions = new Set("image image-set -webkit-image-set cross-fade -webkit-cross-fade src".split(" "));
const droppedProperties = new Set([
  "behavior",
  "-ms-behavior",
  "-moz-binding",
  "-webkit-user-modify",
  "-moz-user-modify",
]);
const ownOriginOnly = /^(?:-webkit-)?(?:mask|filter|backdrop-filter|clip-path|shape-outside|offset)/;
/** At-rules with rules inside, and with declarations inside. All others go: @import, @font-face, @namespace, @document, @property… */
const groupRules = new Set([
  "media",
  "supports",
  "layer",
  "container",
  "keyframes",
  "-webkit-keyframes",
  "-moz-keyframes",
]);
const declarationRules = new Set(["page"]);
const deepestNesting = 8;

/** Style sheets longer than this are left out: no letter needs them, and the work per octet is the sender's to choose. */
export const maxCssLength = 500_000;

/** A style sheet reduced to what is safe, written anew from its tokens: nothing that was not understood is in it. */
export function filterStyleSheet(css: string, resolve: ResolveUrl): string {
  if (css.length > maxCssLength) return "";
  return new CssFilter(tokenize(css), resolve).rules(0);
}

/** The declarations of a style attribute reduced to what is safe. */
export function filterStyleAttribute(css: string, resolve: ResolveUrl): string {
  if (css.length > maxCssLength) return "";
  return new CssFilter(tokenize(css), resolve).declarations();
}

class CssFilter {
  readonly tokens: readonly CssToken[];
  readonly resolve: ResolveUrl;
  pos = 0;

  constructor(tokens: readonly CssToken[], resolve: ResolveUrl) {
    this.tokens = tokens;
    this.resolve = resolve;
  }

  get token(): CssToken | undefined {
    return this.tokens[this.pos];
  }

  isChar(value: string): boolean {
    return this.token?.kind === "char" && this.token.value === value;
  }

  /** Rules up to the end of the block, or of the sheet when `depth` is 0. */
  rules(depth: number): string {
    let out = "";
    while (this.pos < this.tokens.length) {
      if (this.isChar("}")) {
        this.pos++;
        if (depth > 0) return out;
      } else if (this.token?.kind === "space" || this.isChar(";")) this.pos++;
      else if (this.token?.kind === "at") out += this.atRule(depth);
      else out += this.styleRule();
    }
    return out;
  }

  atRule(depth: number): string {
    const name = (this.tokens[this.pos++]?.value ?? "").toLowerCase();
    const prelude = this.until(["{", ";", "}"]);
    if (!this.isChar("{")) {
      // A statement such as @import.
      if (this.isChar(";")) this.pos++;
      return "";
    }
    this.pos++;
    if (declarationRules.has(name)) {
      const body = this.block();
      return body === "" ? "" : `@${name} ${this.write(prelude).trim()}{${body}}`;
    }
    if (!groupRules.has(name) || depth >= deepestNesting) {
      this.skipBlock();
      return "";
    }
    const text = this.write(prelude).trim();
    return `@${name} ${text}{${this.rules(depth + 1)}}`;
  }

  styleRule(): string {
    const selector = this.until(["{", "}"]).map(ownHash);
    if (!this.isChar("{")) return "";
    this.pos++;
    const body = this.block();
    return body === "" ? "" : `${this.write(selector)}{${body}}`;
  }

  /** Declarations up to the closing brace, which is taken as well. */
  block(): string {
    const body = this.declarations();
    this.pos++;
    return body;
  }

  declarations(): string {
    const out: string[] = [];
    while (this.pos < this.tokens.length && !this.isChar("}")) {
      const declaration = this.until([";", "}", "{"]);
      if (this.isChar("{")) {
        // A nested rule: left out, few letters use them.
        this.pos++;
        this.skipBlock();
        continue;
      }
      if (this.isChar(";")) this.pos++;
      const text = this.declaration(declaration);
      if (text !== "") out.push(text);
    }
    return out.join(";");
  }

  declaration(tokens: CssToken[]): string {
    const start = tokens.findIndex((token) => token.kind !== "space");
    const property = tokens[start];
    let colon = start + 1;
    while (tokens[colon]?.kind === "space") colon++;
    if (property?.kind !== "ident" || tokens[colon]?.kind !== "char" || tokens[colon]?.value !== ":") return "";
    const name = property.value.toLowerCase();
    const value = tokens.slice(colon + 1).map(withoutViewport);
    if (droppedProperties.has(name) || value.some(isDangerous)) {
      // Addresses in what is dropped count as blocked.
      this.write(value);
      return "";
    }
    // What cuts or bends is taken from the own origin only, and the page of a message has none.
    if (
      ownOriginOnly.test(name) &&
      value.some(({ kind, value: of }) => kind === "url" || (kind === "function" && of === "url"))
    )
      return "";
    // A fixed or sticky box could cover the page around it; var() and its like could say so unseen.
    if (name === "position" && !value.every(isHarmlessPosition)) return "";
    const text = this.write(value).trim();
    return text === "" ? "" : `${escapeIdent(property.value)}:${text}`;
  }

  /** Tokens up to one of the characters outside of brackets, which is not taken. Stray closing brackets are skipped. */
  until(stops: string[]): CssToken[] {
    const start = this.pos;
    let depth = 0;
    for (; this.pos < this.tokens.length; this.pos++) {
      const token = this.tokens[this.pos];
      if (token?.kind === "function") depth++;
      else if (token?.kind === "char") {
        if (token.value === "(" || token.value === "[") depth++;
        else if ((token.value === ")" || token.value === "]") && depth > 0) depth--;
        // A brace ends everything that was left open: what follows is then read as the rules that it looks like.
        else if (stops.includes(token.value) && (depth === 0 || token.value !== ";")) break;
      }
    }
    return this.tokens.slice(start, this.pos);
  }

  skipBlock(): void {
    let depth = 1;
    for (; this.pos < this.tokens.length && depth > 0; this.pos++) {
      if (this.isChar("{")) depth++;
      else if (this.isChar("}")) depth--;
    }
  }

  /** Tokens as text, with addresses resolved, loading functions replaced and brackets balanced. */
  write(tokens: readonly CssToken[]): string {
    let out = "";
    const open: string[] = [];
    for (let at = 0; at < tokens.length; at++) {
      const token = tokens[at];
      if (!token) break;
      if (token.kind === "url") out += this.url(token.value);
      else if (token.kind === "function" && (token.value === "url" || droppedFunctions.has(token.value))) {
        const end = closing(tokens, at);
        out += this.dropped(token.value, tokens.slice(at + 1, end));
        at = end;
      } else if (token.kind === "char" && (token.value === ")" || token.value === "]")) {
        if (open.at(-1) === token.value) out += open.pop() ?? "";
      } else {
        if (token.kind === "function" || (token.kind === "char" && token.value === "(")) open.push(")");
        else if (token.kind === "char" && token.value === "[") open.push("]");
        out += plain(token);
      }
    }
    return out + open.reverse().join("");
  }

  url(url: string): string {
    const resolved = this.resolve(url);
    return resolved === null ? "none" : `url(${quoteString(resolved)})`;
  }

  dropped(name: string, inner: readonly CssToken[]): string {
    if (name === "url") {
      const target = inner.find((token) => token.kind !== "space");
      return target?.kind === "string" ? this.url(target.value) : "none";
    }
    // The functions that take addresses as strings: asked for, so that they are counted, but never written.
    if (loadingFunctions.has(name))
      for (const token of inner) if (token.kind === "string" || token.kind === "url") this.resolve(token.value);
    return "none";
  }
}

/** Index of the bracket that closes the function at `at`, or the end. */
function closing(tokens: readonly CssToken[], at: number): number {
  let depth = 0;
  for (let index = at; index < tokens.length; index++) {
    const token = tokens[index];
    if (token?.kind === "function" || (token?.kind === "char" && token.value === "(")) depth++;
    else if (token?.kind === "char" && token.value === ")" && --depth === 0) return index;
  }
  return tokens.length;
}

function plain(token: CssToken): string {
  switch (token.kind) {
    case "ident":
      return escapeIdent(token.value);
    case "function":
      return `${escapeIdent(token.value)}(`;
    case "at":
      return "";
    case "hash":
      return `#${escapeHash(token.value)}`;
    case "string":
      return quoteString(token.value);
    case "number":
    case "space":
      return token.value;
    case "char":
      // No character that could end the style element or begin a comment, an escape or a declaration.
      return /[<\\{};@]/.test(token.value) ? "" : token.value === "/" ? " / " : token.value;
    case "url":
    case "bad":
      return "";
  }
}

/** `#name` in a selector means an element of the message. */
function ownHash(token: CssToken): CssToken {
  return token.kind === "hash" ? { kind: "hash", value: ownName(token.value) } : token;
}

/** The frame is made as high as what is in it: a height told in frames would make it grow without end. */
function withoutViewport(token: CssToken): CssToken {
  if (token.kind !== "number") return token;
  const parts = /^(.*?[\d.])(?:[dsl]?v(?:h|b|min|max))$/i.exec(token.value);
  return parts ? { kind: "number", value: `${Math.round(Number(parts[1]) * pixelsPerHundredth)}px` } : token;
}
const pixelsPerHundredth = 6;

function isDangerous(token: CssToken): boolean {
  if (token.kind === "function") return token.value === "expression" || token.value.startsWith("progid");
  return token.kind === "ident" && /^(?:javascript|vbscript|expression|progid)$/i.test(token.value);
}

function isHarmlessPosition(token: CssToken): boolean {
  if (token.kind === "space" || (token.kind === "char" && token.value === "!")) return true;
  return token.kind === "ident" && /^(?:static|relative|absolute|initial|unset|important)$/i.test(token.value);
}
