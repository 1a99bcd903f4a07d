import { Parser } from "htmlparser2";
import { htmlPieces } from "./html-pieces.ts";

/** Elements whose text nobody sees. */
const hidden = new Set([
  "script",
  "style",
  "head",
  "title",
  "template",
  "noscript",
  "object",
  "svg",
  "math",
  "select",
  "textarea",
]);
/** Elements that begin and end a line; those in `paragraphs` leave an empty line around as well. */
const blocks = new Set(
  "address article aside center dd details div dl dt fieldset figcaption figure footer form header hr li main nav section summary table tbody tfoot thead tr".split(
    " ",
  ),
);
const paragraphs = new Set(["blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre", "ul"]);
/** SVG and MathML end where an HTML element that they cannot hold begins, HTML §13.2.6.5. */
const foreign = new Set(["svg", "math"]);
const breakouts = new Set(
  "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var".split(
    " ",
  ),
);
const deepestQuote = 20;

/** Readable plain text of HTML: paragraphs, lists, quotes with `>`, links with their address, images with their text. */
export function htmlToText(html: string): string {
  return htmlPieces(html).map(pieceToText).join("\n");
}

function pieceToText(html: string): string {
  const writer = new TextWriter();
  const parser = new Parser({
    onopentag: (name, attributes) => writer.open(name, attributes),
    ontext: (text) => writer.text(text),
    onclosetag: (name) => writer.close(name),
  });
  parser.write(html);
  parser.end();
  return writer.finish();
}

class TextWriter {
  out: string[] = [];
  line = "";
  /** Empty lines wanted before the next text. */
  gap = 0;
  pendingSpace = false;
  /** Elements that hide what is inside, outermost first. */
  hiding: string[] = [];
  preDepth = 0;
  quoteDepth = 0;
  lastDepth = 0;
  lists: { ordered: boolean; next: number }[] = [];
  links: { href: string; start: string }[] = [];
  /** Of each table whether it shows lines between its cells. */
  tables: boolean[] = [];
  isFirstCell = false;

  open(name: string, attributes: Record<string, string>): void {
    if (breakouts.has(name) && this.hiding.every((hider) => foreign.has(hider))) this.hiding.length = 0;
    if (hidden.has(name)) this.hiding.push(name);
    if (this.hiding.length > 0) return;
    if (name === "br") return this.endLine();
    if (blocks.has(name)) this.block(0);
    else if (paragraphs.has(name)) this.block(this.lists.length > 0 && (name === "ul" || name === "ol") ? 0 : 1);
    switch (name) {
      case "pre":
        this.preDepth++;
        break;
      case "blockquote":
        this.quoteDepth++;
        break;
      case "ul":
      case "ol":
        this.lists.push({ ordered: name === "ol", next: Number(attributes["start"] ?? 1) || 1 });
        break;
      case "li":
        this.bullet();
        break;
      case "table":
        this.tables.push(Number(attributes["border"] ?? 0) > 0);
        break;
      case "tr":
        this.isFirstCell = true;
        break;
      case "td":
      case "th":
        if (this.line !== "") this.pendingSpace = true;
        if (this.tables.at(-1) === true && !this.isFirstCell) {
          this.write("|");
          this.pendingSpace = true;
        }
        this.isFirstCell = false;
        break;
      case "hr":
        this.write("-".repeat(40));
        this.block(0);
        break;
      case "img":
        if (attributes["alt"]) this.text(attributes["alt"]);
        break;
      case "a":
        this.links.push({ href: attributes["href"] ?? "", start: this.line });
        break;
    }
  }

  close(name: string): void {
    if (hidden.has(name)) {
      const at = this.hiding.lastIndexOf(name);
      if (at >= 0) this.hiding.length = at;
      return;
    }
    if (this.hiding.length > 0) return;
    if (name === "a") this.closeLink();
    if (blocks.has(name)) this.block(0);
    else if (paragraphs.has(name)) this.block(this.lists.length > 1 && (name === "ul" || name === "ol") ? 0 : 1);
    if (name === "table") this.tables.pop();
    if (name === "pre") this.preDepth--;
    if (name === "blockquote") this.quoteDepth--;
    if (name === "ul" || name === "ol") this.lists.pop();
  }

  text(text: string): void {
    if (this.hiding.length > 0) return;
    if (this.preDepth > 0) {
      const lines = text.split(/\r?\n/);
      for (const [at, line] of lines.entries()) {
        if (at > 0) this.endLine();
        if (line !== "") this.write(line);
      }
      return;
    }
    const words = text.replace(/[ \t\r\n\f]+/g, " ");
    if (words === " ") {
      this.pendingSpace = this.line !== "";
      return;
    }
    if (words.startsWith(" ") && this.line !== "") this.pendingSpace = true;
    this.write(words.trim());
    this.pendingSpace = words.endsWith(" ");
  }

  write(text: string): void {
    if (text === "") return;
    if (this.line === "" && this.out.length > 0) {
      // An empty line between two quotes belongs to the outer one.
      const mark = prefix(Math.min(this.lastDepth, this.quoteDepth)).trimEnd();
      for (; this.gap > 0; this.gap--) this.out.push(mark);
    }
    this.gap = 0;
    this.line += (this.pendingSpace && this.line !== "" ? " " : "") + text;
    this.pendingSpace = false;
  }

  endLine(): void {
    this.out.push((prefix(this.quoteDepth) + this.line).trimEnd());
    this.lastDepth = this.quoteDepth;
    this.line = "";
    this.pendingSpace = false;
  }

  /** Ends the line if one is begun and asks for `gap` empty lines before the next. */
  block(gap: number): void {
    if (this.line !== "") this.endLine();
    this.gap = Math.max(this.gap, gap);
  }

  bullet(): void {
    const list = this.lists.at(-1);
    const indent = "  ".repeat(Math.min(10, Math.max(0, this.lists.length - 1)));
    this.write(indent + (list?.ordered ? `${list.next++}.` : "-"));
    this.pendingSpace = true;
  }

  closeLink(): void {
    const link = this.links.pop();
    if (!link || !/^(?:https?|mailto|tel|ftp):/i.test(link.href)) return;
    const shown = this.line.startsWith(link.start) ? this.line.slice(link.start.length).trim() : this.line;
    const target = link.href.replace(/^mailto:/i, "").replace(/[\s<>]+/g, "");
    const bare = (url: string): string => url.replace(/^https?:\/\//i, "").replace(/\/$/, "");
    if (shown === "") return;
    if (bare(shown) !== bare(target)) this.write(` <${target}>`.slice(this.pendingSpace ? 1 : 0));
  }

  finish(): string {
    this.block(0);
    return this.out
      .join("\n")
      .replace(/\n{3,}/g, "\n\n")
      .trim();
  }
}

function prefix(depth: number): string {
  return depth > 0 ? `${">".repeat(Math.min(depth, deepestQuote))} ` : "";
}
