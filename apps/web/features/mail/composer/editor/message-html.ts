/** The element that stands, in the editor, for a part of the message that is shown and sent as it is. */
export const keptTag = "carbyne-kept";

/** How such a part is known again when a draft is opened. */
export const keptClass = "carbyne-kept";

/** The signature, by which another one can take its place. */
export const signatureClass = "carbyne-signature";

/** What the editor can hold of the text of others without losing anything. */
const plainTags = new Set(
  "A B BLOCKQUOTE BR CODE DEL DIV EM H1 H2 H3 HR I IMG LI OL P PRE S SPAN STRIKE STRONG U UL".split(" "),
);
const plainAttributes = new Set(["href", "src", "alt", "title", "start", "rel", "target", "width", "height"]);

/** Parsed in a document that loads and runs nothing. */
export function bodyOf(html: string): HTMLElement {
  return new DOMParser().parseFromString(`<body>${html}`, "text/html").body;
}

function isPlain(element: Element): boolean {
  return (
    plainTags.has(element.tagName) &&
    [...element.attributes].every(({ name }) => plainAttributes.has(name)) &&
    [...element.children].every(isPlain)
  );
}

export function isQuote(element: Element): boolean {
  return element.tagName === "BLOCKQUOTE" && element.getAttribute("type") === "cite";
}

/**
 * Whose text it is decides what is put aside. In the message of others everything that the editor would take apart; in an own draft only what
 * was put aside before, quotes and tables without lines, so that a draft from another program can be gone on with.
 */
export type Author = "other" | "self";

function isKept(element: Element, author: Author): boolean {
  if (isQuote(element) || element.classList.contains(keptClass)) return true;
  if (author === "other") return !isPlain(element);
  if (element.tagName === "STYLE" || element.querySelector("style") !== null) return true;
  const tables = element.tagName === "TABLE" ? [element] : [...element.querySelectorAll("table")];
  return tables.some((table) => !isOwnTable(table));
}

/** A table with lines and nothing but text in its cells, as the editor makes them. Others give a page its shape. */
function isOwnTable(table: Element): boolean {
  return Number(table.getAttribute("border")) > 0 && table.querySelector("table") === null;
}

/** Puts a run of neighbours aside as one part. */
function putAside(run: readonly ChildNode[], body: HTMLElement): void {
  const [first] = run;
  if (first === undefined) return;
  const kept = body.ownerDocument.createElement(keptTag);
  first.before(kept);
  const inside = body.ownerDocument.createElement("div");
  for (const node of run)
    if (node instanceof Element && node.classList.contains(keptClass)) {
      inside.append(...node.childNodes);
      node.remove();
    } else inside.append(node);
  kept.setAttribute("data-html", inside.innerHTML);
}

/** Plain text comes as one element with line breaks in it. */
function breakLines(body: HTMLElement): void {
  for (const element of body.querySelectorAll<HTMLElement>(":scope > div[style*='pre-wrap']")) {
    if (!element.style.whiteSpace.startsWith("pre-wrap")) continue;
    const texts = body.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const found: Text[] = [];
    while (texts.nextNode()) if (texts.currentNode instanceof Text) found.push(texts.currentNode);
    for (const text of found) {
      const lines = text.data.split("\n");
      text.replaceWith(
        ...lines.flatMap((line, at) => (at === 0 ? [line] : [body.ownerDocument.createElement("br"), line])),
      );
    }
    element.replaceWith(...element.childNodes);
  }
}

const blockTags =
  "address, article, blockquote, center, div, dl, figure, h1, h2, h3, h4, h5, h6, hr, ol, p, pre, section, table, ul";

/** A line keeps its alignment, direction and indent as a paragraph of the editor, which it would lose as a plain element. */
function linesToParagraphs(body: HTMLElement): void {
  for (const line of body.querySelectorAll("div")) {
    if (line.classList.contains(signatureClass)) continue;
    const isPart = line.classList.contains(keptClass) || line.closest(`.${keptClass}, blockquote[type=cite]`) !== null;
    if (isPart || line.querySelector(blockTags) !== null) continue;
    const paragraph = body.ownerDocument.createElement("p");
    for (const { name, value } of line.attributes) paragraph.setAttribute(name, value);
    paragraph.append(...line.childNodes);
    line.replaceWith(paragraph);
  }
}

/** Saving puts the style sheets of all parts before the text; they belong to the part that was put aside. */
function bringStylesBack(body: HTMLElement): void {
  const styles = body.querySelectorAll(":scope > style");
  const kept = body.querySelector(`:scope > .${keptClass}, :scope > blockquote[type=cite]`);
  for (const style of styles) style.remove();
  kept?.prepend(...styles);
}

/** Prepares a message for the editor. */
export function toEditorHtml(html: string, author: Author): string {
  const body = bodyOf(html);
  if (author === "self") {
    bringStylesBack(body);
    breakLines(body);
    linesToParagraphs(body);
  }
  // An empty line, which mail programs need a break in to show it.
  for (const line of body.querySelectorAll("p, div"))
    if (line.childNodes.length === 1 && line.firstElementChild?.tagName === "BR") line.textContent = "";
  for (const line of body.querySelectorAll("div"))
    if (line.childNodes.length === 0 && line.attributes.length === 0)
      line.replaceWith(body.ownerDocument.createElement("p"));
  let run: ChildNode[] = [];
  const nodes = Array.from(body.childNodes);
  for (const node of nodes) {
    const isBlank = node instanceof Text && node.data.trim() === "";
    if (isBlank || (node instanceof Element && isKept(node, author))) {
      if (!isBlank || run.length > 0) run.push(node);
      continue;
    }
    putAside(run, body);
    run = [];
  }
  putAside(run, body);
  return body.innerHTML;
}

const loading = ["src", "srcset", "background", "poster"];

/** Without addresses of other servers: what is put aside is looked at without telling anybody. */
export function withoutRemote(html: string): string {
  const body = bodyOf(html);
  for (const name of loading)
    for (const element of body.querySelectorAll(`[${name}]`))
      if (!/^(?:\/(?![/\\])|data:)/.test(element.getAttribute(name) ?? "")) element.removeAttribute(name);
  return body.innerHTML;
}

/** What the person wrote, without what was quoted and without the signature. */
export function ownText(html: string): string {
  const body = bodyOf(html);
  for (const element of body.querySelectorAll(`${keptTag}, blockquote, .${signatureClass}`)) element.remove();
  // Two lines are two words.
  for (const block of body.querySelectorAll("p, div, li, br, td, th, h1, h2, h3, pre")) block.append("\n");
  for (const line of body.querySelectorAll("br")) line.replaceWith("\n");
  return body.textContent ?? "";
}
