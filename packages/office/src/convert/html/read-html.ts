import type { Node } from "@tiptap/pm/model";
import { calloutKinds } from "../../model/text/callout.ts";
import { codeBlock, filled, itemContent, make, paragraph, textOfBlocks } from "../blocks.ts";
import { ConversionFailed, countLosses, type Losses, type ReadFile } from "../conversion.ts";
import { limits } from "../limits.ts";
import type { Looks } from "../marks.ts";
import { gatherPictures, type Gathered } from "../pictures.ts";
import { safeHref } from "../safe-href.ts";
import { childOf, type Element, elementsOf, findBelow, parseMarkup, textOf } from "../xml.ts";
import { alignmentOf, isUnseen, looksIn } from "./html-looks.ts";
import { lineBuffer } from "./line-buffer.ts";
import { pictureIn } from "./html-picture.ts";
import { readHtmlTable } from "./html-table.ts";

export type HtmlReading = {
  readonly losses: Losses;
  readonly pictures: Gathered;
  /** Reads what some pages say in words of their own, such as Markdown's boxes to tick. */
  readonly rewrite?: (node: Node) => Node;
};

/** What a text has of it: nothing that runs, nothing that is fetched, nothing that a text does not know. */
export function readHtml(markup: string, { rewrite }: Pick<HtmlReading, "rewrite"> = {}): ReadFile {
  if (markup.length > limits.characters) throw new ConversionFailed("too-large");
  const losses = countLosses();
  const pictures = gatherPictures(losses);
  const reading: HtmlReading = { losses, pictures, ...(rewrite ? { rewrite } : {}) };
  const root = parseMarkup(markup, { isXml: false });
  const body = findBelow(root, "body") ?? root;
  const text = textOfBlocks(readBlocks(reading, body, { looks: {}, depth: 0 }));
  return { text, page: {}, pictures: pictures.pictures, discussions: [], losses: losses.list() };
}

/** What holds where an element stands. */
export type Around = { readonly looks: Looks; readonly depth: number };

/** The blocks in an element: what is no block is gathered in paragraphs. */
export function readBlocks(reading: HtmlReading, parent: Element, around: Around): Node[] {
  const flow = flowOf(reading, parent);
  for (const child of parent.children) readInto(reading, flow, { child, around });
  return flow.end();
}

type Flow = ReturnType<typeof flowOf>;

function flowOf({ rewrite }: HtmlReading, parent: Element) {
  const blocks: Node[] = [];
  const line = lineBuffer();
  const textAlign = alignmentOf(parent);
  const push = (node: Node) => void blocks.push(rewrite ? rewrite(node) : node);
  const flush = () => {
    const content = line.take();
    if (content.length > 0) push(paragraph(content, { textAlign }));
  };
  return {
    line,
    push(...nodes: readonly Node[]) {
      flush();
      for (const node of nodes) push(node);
    },
    flush,
    end(): Node[] {
      flush();
      return blocks;
    },
  };
}

const silent = new Set([
  "head",
  "title",
  "meta",
  "link",
  "style",
  "template",
  "noscript",
  "base",
  "colgroup",
  "datalist",
]);
const active = new Set([
  "script",
  "iframe",
  "frame",
  "object",
  "embed",
  "applet",
  "button",
  "select",
  "textarea",
  "input",
]);
const foreign = new Set(["video", "audio", "canvas"]);
/** Elements that begin a line of their own and are nothing else in a text. */
const sections = new Set(
  "div section article main header footer nav aside address center details summary fieldset legend form body html dl dt dd hgroup search menu tbody thead tfoot tr td th caption li figcaption".split(
    " ",
  ),
);

type Piece = { readonly child: Element | string; readonly around: Around };

function readInto(reading: HtmlReading, flow: Flow, { child, around }: Piece): void {
  if (typeof child === "string") return flow.line.text(child, around.looks);
  const { name, attributes } = child;
  if (silent.has(name) || isUnseen(child)) return;
  if (active.has(name)) return reading.losses.add("active-content");
  if (foreign.has(name)) return reading.losses.add("embedded-objects");
  const block = blockOf(reading, child, around);
  if (block) return flow.push(...block);
  switch (name) {
    case "br":
      return flow.line.put(make("hardBreak"));
    case "img": {
      const picture = pictureIn(reading, child);
      return picture ? flow.push(picture) : undefined;
    }
    case "svg":
      return reading.losses.add("drawings");
    case "math":
      return readMath(reading, flow, { child, around });
    case "sup":
      if (attributes["data-footnote"] !== undefined)
        return flow.line.put(make("footnote", { text: attributes["data-footnote"].slice(0, 5000) }));
      break;
    case "span":
      if (attributes["data-latex"] !== undefined)
        return flow.line.put(make("mathInline", { latex: attributes["data-latex"].slice(0, 5000) }));
      break;
  }
  const isSection = sections.has(name);
  if (isSection) flow.push(...readBlocks(reading, child, { ...around, looks: looksIn(child, around.looks) }));
  else {
    const href = name === "a" ? hrefOf(reading, child) : around.looks.href;
    const looks = { ...looksIn(child, around.looks), href };
    for (const inner of child.children) readInto(reading, flow, { child: inner, around: { ...around, looks } });
  }
}

function hrefOf({ losses }: HtmlReading, { attributes }: Element): string | null {
  const asked = attributes["href"];
  const href = safeHref(asked);
  if (href === null && /^\s*(?:javascript|data|vbscript):/i.test(asked ?? "")) losses.add("active-content");
  return href;
}

/** A formula keeps what it was written as, where it says so (MathML Core §2.1.2). */
function readMath({ losses }: HtmlReading, flow: Flow, { child, around }: Piece): void {
  if (typeof child === "string") return;
  const source = findBelow(child, "annotation");
  if (source && /tex/i.test(source.attributes["encoding"] ?? ""))
    return flow.line.put(make("mathInline", { latex: textOf(source).trim().slice(0, 5000) }));
  losses.add("equations");
  flow.line.text(textOf(child), around.looks);
}

/** What an element is as a block; null for what is none of its own. */
function blockOf(reading: HtmlReading, element: Element, around: Around): Node[] | null {
  const { name, attributes } = element;
  const looks = looksIn(element, around.looks);
  const inner = { looks, depth: around.depth + 1 };
  const isTooDeep = around.depth >= limits.levels;
  const within = () => readBlocks(reading, element, inner);
  if (/^h[1-6]$/.test(name)) {
    const level = Number(name[1]);
    return readBlocks(reading, element, { ...inner, looks: { ...looks, bold: false } }).map((node) =>
      node.type.name === "paragraph"
        ? make("heading", { level, textAlign: node.attrs["textAlign"] }, node.children)
        : node,
    );
  }
  switch (name) {
    case "p":
      return readBlocks(reading, element, { looks, depth: around.depth });
    case "hr":
      return [make("horizontalRule")];
    case "pre":
      return [codeBlock(preText(element), languageOf(element))];
    case "blockquote":
      return isTooDeep ? within() : [make("blockquote", {}, filled(within()))];
    case "ul":
    case "ol":
    case "menu":
      return isTooDeep ? within() : listOf(reading, element, inner);
    case "table":
      return isTooDeep ? within() : readHtmlTable(reading, element, inner);
    case "figure":
      return figureOf(reading, element, inner);
    case "div":
    case "aside": {
      const kind = calloutKinds.find((one) => one === attributes["data-callout"]);
      if (kind && !isTooDeep) return [make("callout", { kind }, filled(within()))];
      if (attributes["data-page-break"] !== undefined) return [make("pageBreak")];
      if (attributes["data-latex"] !== undefined)
        return [make("mathBlock", { latex: attributes["data-latex"].slice(0, 5000) })];
      const columns = elementsOf(element).filter((child) => child.attributes["data-column"] !== undefined);
      if (attributes["data-columns"] === undefined || (columns.length !== 2 && columns.length !== 3)) return null;
      return [
        make(
          "columns",
          {},
          columns.map((column) => make("column", {}, filled(readBlocks(reading, column, inner)))),
        ),
      ];
    }
    default:
      return null;
  }
}

const preText = (element: Element): string =>
  element.children
    .map((child) => (typeof child === "string" ? child : child.name === "br" ? "\n" : preText(child)))
    .join("")
    .replace(/\r\n?/g, "\n")
    .replace(/^\n|\n$/g, "");

function languageOf(element: Element): string | null {
  const code = childOf(element, "code");
  return /\blanguage-([\w+#.-]{1,40})/.exec(code?.attributes["class"] ?? "")?.[1] ?? null;
}

function listOf(reading: HtmlReading, list: Element, around: Around): Node[] {
  const items = elementsOf(list).filter((child) => !silent.has(child.name) && !isUnseen(child));
  const ticks = items.map((item) => tickIn(item));
  const blocks = items.map((item) =>
    // Lists stand in lists without an item around them, too.
    item.name === "li"
      ? readBlocks(reading, item, { ...around, looks: looksIn(item, around.looks) })
      : readBlocks(reading, { name: "li", attributes: {}, children: [item] }, around),
  );
  if (items.length === 0) return [];
  if (ticks.some((tick) => tick !== null))
    return [
      make(
        "taskList",
        {},
        blocks.map((content, at) => make("taskItem", { checked: ticks[at] === true }, itemContent(content))),
      ),
    ];
  const content = blocks.map((one) => make("listItem", {}, itemContent(one)));
  if (list.name !== "ol") return [make("bulletList", {}, content)];
  const start = Number(list.attributes["start"] ?? 1);
  const type = list.attributes["type"] ?? "";
  return [
    make(
      "orderedList",
      {
        start: Number.isInteger(start) && start >= 0 && start < 1e6 ? start : 1,
        type: /^[aAiI]$/.test(type) ? type : null,
      },
      content,
    ),
  ];
}

/** Whether a box to tick at the beginning of an item is ticked; null where there is none. */
function tickIn(item: Element): boolean | null {
  const box = findBelow(item, "input");
  if (box?.attributes["type"] === "checkbox") return box.attributes["checked"] !== undefined;
  const checked = item.attributes["data-checked"];
  return checked === undefined ? null : checked === "true";
}

function figureOf(reading: HtmlReading, figure: Element, around: Around): Node[] {
  const image = findBelow(figure, "img");
  const picture = image && pictureIn(reading, image);
  const caption = childOf(figure, "figcaption");
  const words = caption ? readBlocks(reading, caption, around) : [];
  if (!picture) return readBlocks(reading, { ...figure, name: "div" }, around);
  const [first, ...rest] = words;
  return first?.type.name === "paragraph"
    ? [make("picture", picture.attrs, first.children), ...rest]
    : [picture, ...words];
}
