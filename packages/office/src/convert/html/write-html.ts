import type { Mark, Node } from "@tiptap/pm/model";
import type { Written } from "../conversion.ts";
import { fontOf, hexOf, pointsOf } from "../css.ts";
import { safeHref } from "../safe-href.ts";
import { escapeHtml } from "./escape.ts";
import { pageStyle } from "./page-style.ts";

/** Writes a text as one page that needs nothing else: its pictures and its looks are in it, and nothing in it runs. */
export function writeHtml(written: Written): string {
  const notes: string[] = [];
  const body = written.text.children.map((node) => blockHtml(written, node, notes)).join("\n");
  const list = notes.map((note, at) => `<li id="note-${at + 1}">${escapeHtml(note).replaceAll("\n", "<br>")}</li>`);
  return `<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${escapeHtml(written.title)}</title>
<style>${pageStyle(written.page)}</style>
</head>
<body>
${body}
${list.length > 0 ? `<ol class="notes" data-notes>\n${list.join("\n")}\n</ol>` : ""}
</body>
</html>
`;
}

function blockHtml(written: Written, node: Node, notes: string[]): string {
  const blocks = () => node.children.map((child) => blockHtml(written, child, notes)).join("\n");
  const line = () => node.children.map((child) => inlineHtml(child, notes)).join("");
  const attribute = (name: string) => escapeHtml(String(node.attrs[name] ?? ""));
  switch (node.type.name) {
    case "paragraph":
      return `<p dir="auto"${alignHtml(node)}>${line() || "<br>"}</p>`;
    case "heading": {
      const name = `h${Number(node.attrs["level"]) || 1}`;
      return `<${name} dir="auto"${alignHtml(node)}>${line()}</${name}>`;
    }
    case "bulletList":
      return `<ul>\n${blocks()}\n</ul>`;
    case "orderedList": {
      const { start, type } = node.attrs;
      const from = start === 1 ? "" : ` start="${Number(start) || 1}"`;
      return `<ol${from}${typeof type === "string" ? ` type="${escapeHtml(type)}"` : ""}>\n${blocks()}\n</ol>`;
    }
    case "taskList":
      return `<ul class="tasks">\n${blocks()}\n</ul>`;
    case "listItem":
      return `<li>${blocks()}</li>`;
    case "taskItem": {
      const isDone = node.attrs["checked"] === true;
      return `<li data-checked="${isDone}"><span data-tick>${isDone ? "☒" : "☐"}</span><div>${blocks()}</div></li>`;
    }
    case "blockquote":
      return `<blockquote>\n${blocks()}\n</blockquote>`;
    case "codeBlock": {
      const language = typeof node.attrs["language"] === "string" ? ` class="language-${attribute("language")}"` : "";
      return `<pre><code${language}>${escapeHtml(node.textContent)}</code></pre>`;
    }
    case "callout":
      return `<div data-callout="${attribute("kind")}">\n${blocks()}\n</div>`;
    case "columns":
      return `<div data-columns="${node.childCount}">\n${blocks()}\n</div>`;
    case "column":
      return `<div data-column>\n${blocks()}\n</div>`;
    case "table":
      return `<table>\n${blocks()}\n</table>`;
    case "tableRow":
      return `<tr>${blocks()}</tr>`;
    case "tableCell":
    case "tableHeader":
      return cellHtml(node, blocks());
    case "picture":
      return pictureHtml(written, node, line());
    case "mathBlock":
      return `<div data-latex="${attribute("latex")}">${attribute("latex")}</div>`;
    case "pageBreak":
      return "<div data-page-break></div>";
    case "horizontalRule":
      return "<hr>";
    default:
      return "";
  }
}

function alignHtml(node: Node): string {
  const align: unknown = node.attrs["textAlign"];
  return typeof align === "string" && /^(?:left|center|right|justify)$/.test(align)
    ? ` style="text-align: ${align}"`
    : "";
}

function cellHtml(node: Node, content: string): string {
  const name = node.type.name === "tableHeader" ? "th" : "td";
  const spans = ["colspan", "rowspan"].map((key) => {
    const span = Number(node.attrs[key]);
    return span > 1 ? ` ${key}="${span}"` : "";
  });
  return `<${name}${spans.join("")}>${content}</${name}>`;
}

function pictureHtml({ pictureOf }: Written, node: Node, caption: string): string {
  const { pictureId, alt, width, side } = node.attrs;
  const picture = pictureOf(String(pictureId));
  const words = caption === "" ? "" : `<figcaption>${caption}</figcaption>`;
  const where = typeof side === "string" && /^(?:start|center|end)$/.test(side) ? side : "center";
  const label = escapeHtml(String(alt));
  if (!picture) return `<figure class="${where}"><p>[${label}]</p>${words}</figure>`;
  const data = Buffer.from(picture.bytes.buffer, picture.bytes.byteOffset, picture.bytes.length).toString("base64");
  const size = typeof width === "number" ? ` width="${Math.min(100, Math.round(width))}%"` : "";
  return `<figure class="${where}"><img src="data:${picture.mime};base64,${data}" alt="${label}"${size}>${words}</figure>`;
}

function inlineHtml(node: Node, notes: string[]): string {
  const attribute = (name: string) => escapeHtml(String(node.attrs[name] ?? ""));
  switch (node.type.name) {
    case "text":
      return node.marks.reduceRight((html, mark) => markHtml(mark, html), escapeHtml(node.text ?? ""));
    case "hardBreak":
      return "<br>";
    case "mention":
      return `<span class="mention">${attribute("label")}</span>`;
    case "mathInline":
      return `<span data-latex="${attribute("latex")}">${attribute("latex")}</span>`;
    case "footnote": {
      notes.push(String(node.attrs["text"]));
      return `<sup data-footnote="${attribute("text")}"><a href="#note-${notes.length}">${notes.length}</a></sup>`;
    }
    default:
      return "";
  }
}

const elements: Readonly<Record<string, string>> = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strike: "s",
  code: "code",
  subscript: "sub",
  superscript: "sup",
  insertion: "ins",
  deletion: "del",
};

function markHtml({ type, attrs }: Mark, inside: string): string {
  const element = elements[type.name];
  if (element) return `<${element}>${inside}</${element}>`;
  switch (type.name) {
    case "link": {
      const href = safeHref(String(attrs["href"] ?? ""));
      return href === null ? inside : `<a href="${escapeHtml(href)}" rel="noopener noreferrer">${inside}</a>`;
    }
    case "highlight": {
      const color = hexOf(attrs["color"]);
      return color === null ? `<mark>${inside}</mark>` : `<mark style="background-color: #${color}">${inside}</mark>`;
    }
    case "textStyle": {
      const [color, font, points] = [hexOf(attrs["color"]), fontOf(attrs["fontFamily"]), pointsOf(attrs["fontSize"])];
      const styles = [
        ...(color === null ? [] : [`color: #${color}`]),
        ...(font === null ? [] : [`font-family: '${font}'`]),
        ...(points === null ? [] : [`font-size: ${points}pt`]),
      ];
      return styles.length === 0 ? inside : `<span style="${styles.join("; ")}">${inside}</span>`;
    }
    default:
      return inside;
  }
}
