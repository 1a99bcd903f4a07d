import MarkdownIt from "markdown-it";
import type { Node } from "@tiptap/pm/model";
import type { CalloutKind } from "../../model/text/callout.ts";
import { make, paragraph } from "../blocks.ts";
import { ConversionFailed, type ReadFile } from "../conversion.ts";
import { escapeHtml } from "../html/escape.ts";
import { readHtml } from "../html/read-html.ts";
import { limits } from "../limits.ts";

/** Reads Markdown: CommonMark with the tables, strokes, tasks and alerts of GitHub's, and notes. HTML in it is read as HTML is. */
export function readMarkdown(markdown: string): ReadFile {
  if (markdown.length > limits.characters) throw new ConversionFailed("too-large");
  const { text, notes } = takeNotes(withoutHead(markdown.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n")));
  const parser = new MarkdownIt({ html: true, linkify: false });
  // What an address may be is looked at where the page is read.
  parser.validateLink = () => true;
  parser.inline.ruler.before("link", "footnote", (state, isSilent) => {
    const [whole, name = ""] = /^\[\^([^\]\s]{1,60})\]/.exec(state.src.slice(state.pos, state.pos + 70)) ?? [];
    const note = notes.get(name);
    if (whole === undefined || note === undefined) return false;
    if (!isSilent) state.push("html_inline", "", 0).content = `<sup data-footnote="${escapeHtml(note)}"></sup>`;
    state.pos += whole.length;
    return true;
  });
  return readHtml(parser.render(text), { rewrite });
}

/** What stands before a text for programs, between lines of three strokes. */
const withoutHead = (markdown: string) => markdown.replace(/^---\n(?:[\w-]+:.*\n|[ \t-].*\n)*---\n/, "");

const mostNotes = 5000;

function takeNotes(markdown: string): { text: string; notes: Map<string, string> } {
  const notes = new Map<string, string>();
  let isCode = false;
  const kept = markdown.split("\n").filter((line) => {
    if (/^ {0,3}(?:```|~~~)/.test(line)) isCode = !isCode;
    const [, name, note = ""] = isCode ? [] : (/^ {0,3}\[\^([^\]\s]{1,60})\]:\s*(.*)$/.exec(line) ?? []);
    if (name === undefined || notes.size >= mostNotes) return true;
    notes.set(name, note);
    return false;
  });
  return { text: kept.join("\n"), notes };
}

const alerts: Readonly<Record<string, CalloutKind>> = {
  NOTE: "info",
  IMPORTANT: "info",
  TIP: "success",
  WARNING: "warning",
  CAUTION: "danger",
};

/** What Markdown says in the words of a page: tasks, alerts and formulas. */
function rewrite(node: Node): Node {
  if (node.type.name === "bulletList") return taskList(node);
  if (node.type.name === "blockquote") return alert(node);
  const latex = node.type.name === "paragraph" ? /^\$\$([^$]+)\$\$$/.exec(node.textContent.trim())?.[1] : undefined;
  return latex === undefined ? node : make("mathBlock", { latex: latex.trim() });
}

const tick = /^\[([ xX])\] /;

function taskList(list: Node): Node {
  const ticks = list.children.map((item) => tick.exec(item.firstChild?.textContent ?? "")?.[1]);
  if (!ticks.every((one) => one !== undefined)) return list;
  const items = list.children.map((item, at) => {
    const [first, ...rest] = item.children;
    const words = paragraph(first?.cut(tick.exec(first.textContent)?.[0].length ?? 0).children ?? []);
    return make("taskItem", { checked: ticks[at] !== " " }, [words, ...rest]);
  });
  return make("taskList", {}, items);
}

function alert(quote: Node): Node {
  const [first, ...rest] = quote.children;
  const [head, name = ""] = /^\[!([A-Z]+)\]\s*/.exec(first?.textContent ?? "") ?? [];
  const kind = alerts[name];
  if (!first || head === undefined || kind === undefined) return quote;
  const words = first.cut(head.length).children;
  const blocks = [...(words.length > 0 ? [paragraph(words)] : []), ...rest];
  return make("callout", { kind }, blocks.length > 0 ? blocks : [paragraph()]);
}
