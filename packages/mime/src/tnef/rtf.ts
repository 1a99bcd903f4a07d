import { decodeBytes } from "../charset.ts";
import { codePageName } from "./code-page.ts";

/** Groups whose text is no text to read. */
const skipped = new Set(
  "fonttbl colortbl stylesheet info pict object header footer headerl headerr footerl footerr listtable listoverridetable rsidtbl generator themedata colorschememapping datastore latentstyles xmlnstbl fldinst mhtmltag".split(
    " ",
  ),
);
const symbols: Readonly<Record<string, string>> = {
  par: "\r\n",
  line: "\r\n",
  row: "\r\n",
  cell: "\t",
  tab: "\t",
  lquote: "‘",
  rquote: "’",
  ldblquote: "“",
  rdblquote: "”",
  bullet: "•",
  endash: "–",
  emdash: "—",
};
const deepest = 500;
const mostTokens = 4_000_000;
const token = /\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|[\r\n]+|([^\\{}\r\n]+)/gy;

interface Group {
  /** Its text is dropped. */
  isSkipped: boolean;
  /** It holds HTML as it was before it became RTF. */
  isHtmlTag: boolean;
  /** It is RTF's own rendering of what the HTML around says. */
  isRendering: boolean;
  /** Characters to pass over after each \u. */
  fallback: number;
}

/**
 * The text of RTF; when it was made from HTML, that HTML again (MS-OXRTFEX §2.1.3): the tags lie in groups of their own, and what stands between
 * \htmlrtf and \htmlrtf0 is a rendering for programs that read only RTF.
 */
export function readRtf(rtf: Buffer): { html: string } | { text: string } {
  const source = rtf.toString("latin1");
  const isHtml = /\\fromhtml1/.test(source.slice(0, 4000));
  const writer = new Writer(codePageName(Number(/\\ansicpg(\d{3,5})/.exec(source.slice(0, 4000))?.[1] ?? 1252)));
  const groups: Group[] = [{ isSkipped: false, isHtmlTag: false, isRendering: false, fallback: 1 }];
  let isStarred = false;
  let skip = 0;
  token.lastIndex = 0;
  for (let count = 0, found = token.exec(source); found && count < mostTokens; count++, found = token.exec(source)) {
    const [, word, number, hex, symbol, brace, text] = found;
    const group = groups.at(-1);
    if (!group) break;
    if (brace === "{") {
      if (groups.length >= deepest) break;
      groups.push({ ...group });
      continue;
    }
    if (brace === "}") {
      groups.pop();
      continue;
    }
    if (symbol === "*") {
      isStarred = true;
      continue;
    }
    const isShown = !group.isSkipped && !group.isRendering && (!isHtml || group.isHtmlTag || groups.length > 1);
    if (word !== undefined) {
      control(word, number, { group, isStarred, isShown, writer });
      if (word === "u" && isShown) skip = group.fallback;
    } else if (isShown) {
      const plain = text ?? (symbol === "~" ? "\u00a0" : symbol && "\\{}".includes(symbol) ? symbol : "");
      if (hex !== undefined) {
        if (skip > 0) skip--;
        else writer.octet(Number.parseInt(hex, 16));
      } else {
        writer.text(plain.slice(skip));
        skip = Math.max(0, skip - plain.length);
      }
    }
    isStarred = false;
  }
  const result = writer.finish();
  return isHtml ? { html: result } : { text: result.trim() };
}

type State = { group: Group; isStarred: boolean; isShown: boolean; writer: Writer };

function control(word: string, number: string | undefined, { group, isStarred, isShown, writer }: State): void {
  if (word === "htmltag") {
    group.isHtmlTag = true;
    group.isRendering = false;
  } else if (word === "htmlrtf") group.isRendering = number !== "0";
  else if (skipped.has(word) || (isStarred && word !== "htmltag")) group.isSkipped = true;
  else if (word === "uc") group.fallback = Math.min(10, Math.max(0, Number(number ?? 1)));
  else if (word === "u" && isShown) writer.text(String.fromCharCode(Number(number ?? 0) & 0xffff));
  else if (isShown && symbols[word] !== undefined) writer.text(symbols[word] ?? "");
}

/** Collects text; octets of a code page are decoded together, since two may make one character. */
class Writer {
  readonly charset: string;
  parts: string[] = [];
  octets: number[] = [];

  constructor(charset: string) {
    this.charset = charset;
  }

  octet(value: number): void {
    this.octets.push(value);
  }

  text(text: string): void {
    if (text === "") return;
    this.flush();
    this.parts.push(text);
  }

  flush(): void {
    if (this.octets.length > 0) this.parts.push(decodeBytes(Buffer.from(this.octets), this.charset));
    this.octets = [];
  }

  finish(): string {
    this.flush();
    return this.parts.join("");
  }
}
