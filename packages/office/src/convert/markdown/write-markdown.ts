import type { Mark, Node } from "@tiptap/pm/model";
import type { Written } from "../conversion.ts";
import { safeHref } from "../safe-href.ts";
import { tableMarkdown } from "./write-table.ts";

/** What is written below the text, by what stands in it. */
type Below = { readonly notes: string[]; readonly pictures: string[] };

/** Writes a text as Markdown, as GitHub reads it. What that does not know is HTML, or only what is read of it. */
export function writeMarkdown(written: Written): string {
  const below: Below = { notes: [], pictures: [] };
  const body = blocksMarkdown(written, written.text.children, below);
  const notes = below.notes.map((note, at) => `[^${at + 1}]: ${note.replace(/\s*\n\s*/g, " ")}`);
  return `${[body, notes.join("\n"), below.pictures.join("\n")].filter((part) => part !== "").join("\n\n")}\n`;
}

function blocksMarkdown(written: Written, nodes: readonly Node[], below: Below, isInItem = false): string {
  const parts: string[] = [];
  for (const [at, node] of nodes.entries()) {
    const text = blockMarkdown(written, node, below);
    if (text === "") continue;
    // Two lists in a row would be one.
    const before = nodes[at - 1];
    if (before && isList(before) && isList(node) && isNumbered(before) === isNumbered(node)) parts.push("\n\n<!-- -->");
    // A list in an item follows its words at once; one that does not begin with 1 would be words itself then.
    const isClose = isInItem && isList(node) && !isNumbered(node) && before?.type.name === "paragraph";
    parts.push(parts.length === 0 ? text : (isClose ? "\n" : "\n\n") + text);
  }
  return parts.join("");
}

const isNumbered = (node: Node) => node.type.name === "orderedList";
const isList = (node: Node) => node.type.name.endsWith("List");
const indented = (text: string, by: string) => text.replaceAll(/\n(?=[^\n])/g, `\n${by}`);
const alerts: Readonly<Record<string, string>> = {
  info: "NOTE",
  success: "TIP",
  warning: "WARNING",
  danger: "CAUTION",
};
const quoted = (text: string) => `> ${text.replaceAll("\n", "\n> ")}`.replaceAll(/^> $/gm, ">");

function blockMarkdown(written: Written, node: Node, below: Below): string {
  const blocks = () => blocksMarkdown(written, node.children, below);
  const line = () => lineMarkdown(node, below);
  switch (node.type.name) {
    case "paragraph":
      return safeStart(line());
    case "heading":
      return `${"#".repeat(Number(node.attrs["level"]) || 1)} ${line().replaceAll("\\\n", " ")}`;
    case "bulletList":
      return itemsOf(written, node, below, () => "- ");
    case "taskList":
      return itemsOf(written, node, below, (item) => `- [${item.attrs["checked"] === true ? "x" : " "}] `, "  ");
    case "orderedList": {
      const start = Number(node.attrs["start"]);
      return itemsOf(written, node, below, (_item, at) => `${(Number.isInteger(start) ? start : 1) + at}. `);
    }
    case "blockquote":
      return quoted(blocks());
    case "callout":
      return quoted(`[!${alerts[String(node.attrs["kind"])] ?? "NOTE"}]\n${blocks()}`);
    case "codeBlock":
      return codeMarkdown(node);
    case "columns":
    case "column":
      return blocks();
    case "table":
      return tableMarkdown(node, (cell) =>
        cell.children
          .map((child) => (child.inlineContent ? lineMarkdown(child, below) : lineOfBlock(child)))
          .filter((text) => text !== "")
          .join("<br>"),
      );
    case "picture":
      return pictureMarkdown(written, node, below);
    case "mathBlock":
      return `$$${String(node.attrs["latex"]).replaceAll("\n", " ")}$$`;
    case "pageBreak":
      return "<div data-page-break></div>";
    case "horizontalRule":
      return "---";
    default:
      return "";
  }
}

/** In a cell there is room for one line only. */
const lineOfBlock = (node: Node) => escaped(node.textBetween(0, node.content.size, " ", " ")).replaceAll("\n", " ");

type Head = (item: Node, at: number) => string;

function itemsOf(written: Written, list: Node, below: Below, head: Head, indent?: string): string {
  return list.children
    .map((item, at) => {
      const mark = head(item, at);
      return mark + indented(blocksMarkdown(written, item.children, below, true), indent ?? " ".repeat(mark.length));
    })
    .join("\n");
}

function codeMarkdown(node: Node): string {
  const text = node.textContent;
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const language = /^[\w+#.-]{1,40}$/.exec(String(node.attrs["language"] ?? ""))?.[0] ?? "";
  return `${fence}${language}\n${text}\n${fence}`;
}

function pictureMarkdown({ pictureOf }: Written, node: Node, below: Below): string {
  const alt = escaped(String(node.attrs["alt"])).replaceAll("\n", " ");
  const caption = lineMarkdown(node, below);
  const picture = pictureOf(String(node.attrs["pictureId"]));
  const words = caption === "" ? "" : `\n\n*${caption}*`;
  if (!picture) return `\\[${alt}\\]${words}`;
  const name = `picture-${below.pictures.length + 1}`;
  const data = Buffer.from(picture.bytes.buffer, picture.bytes.byteOffset, picture.bytes.length).toString("base64");
  below.pictures.push(`[${name}]: data:${picture.mime};base64,${data}`);
  return `![${alt}][${name}]${words}`;
}

function lineMarkdown(block: Node, below: Below): string {
  return block.children.map((node) => inlineMarkdown(node, below)).join("");
}

function inlineMarkdown(node: Node, below: Below): string {
  switch (node.type.name) {
    case "text":
      return textMarkdown(node.text ?? "", node.marks);
    case "hardBreak":
      return "\\\n";
    case "mention":
      return escaped(String(node.attrs["label"]));
    case "mathInline":
      return `$${String(node.attrs["latex"]).replaceAll("\n", " ")}$`;
    case "footnote":
      below.notes.push(String(node.attrs["text"]));
      return `[^${below.notes.length}]`;
    default:
      return "";
  }
}

const signs: Readonly<Record<string, readonly [string, string]>> = {
  bold: ["**", "**"],
  italic: ["*", "*"],
  strike: ["~~", "~~"],
  underline: ["<u>", "</u>"],
  subscript: ["<sub>", "</sub>"],
  superscript: ["<sup>", "</sup>"],
  highlight: ["<mark>", "</mark>"],
  insertion: ["<ins>", "</ins>"],
  deletion: ["<del>", "</del>"],
};

/** Signs stand close to the words: a space between them would take their meaning away. */
function textMarkdown(text: string, marks: readonly Mark[]): string {
  const [, before = "", words = "", after = ""] = /^(\s*)([^]*?)(\s*)$/.exec(text) ?? [];
  if (words === "") return text;
  const isCode = marks.some(({ type }) => type.name === "code");
  const inside = isCode ? codeSpan(words) : escaped(words);
  const marked = marks.reduceRight((inner, { type, attrs }) => {
    const [open, close] = signs[type.name] ?? ["", ""];
    const href = type.name === "link" ? safeHref(String(attrs["href"] ?? "")) : null;
    if (href === null) return open + inner + close;
    return `[${inner}](<${href.replace(/[<>\\\s]/g, encodeURIComponent)}>)`;
  }, inside);
  return before + marked + after;
}

function codeSpan(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return fence + pad + text + pad + fence;
}

/** What would mean something else than itself. */
const escaped = (text: string) => text.replace(/[\\`*_[\]<>~$|]/g, (sign) => `\\${sign}`).replaceAll("&", "&amp;");

/** What means something at the beginning of a line only. */
const safeStart = (line: string) =>
  line.replace(/^(\s*)([#+-]|\d+(?=[.)]))/, (_whole, space: string, sign: string) => {
    const isNumber = /\d/.test(sign);
    return isNumber ? `${space}${sign}\\` : `${space}\\${sign}`;
  });
