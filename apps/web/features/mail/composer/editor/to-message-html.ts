import type { Editor } from "@tiptap/core";
import { DOMSerializer } from "@tiptap/pm/model";
import { mailStyles } from "./mail-styles.ts";
import { bodyOf, isQuote, keptClass, keptTag } from "./message-html.ts";

/**
 * The message as it is sent. Paragraphs of the editor have no space between them and those of a mail program do, so they become lines; what has
 * looks of ours brings them along, since no style sheet goes with it; what was put aside comes back into its place as it was.
 */
export function toMessageHtml(html: string): string {
  return sentFrom(bodyOf(html));
}

/** The same for what is in an editor, without making text of it and reading that again. */
export function messageHtmlOf(editor: Editor): string {
  const { body } = document.implementation.createHTMLDocument();
  const { schema, doc } = editor.state;
  body.append(DOMSerializer.fromSchema(schema).serializeFragment(doc.content, { document: body.ownerDocument }));
  return sentFrom(body);
}

function sentFrom(body: HTMLElement): string {
  for (const line of body.querySelectorAll("[dir=auto]")) settleDirection(line);
  for (const paragraph of body.querySelectorAll("p")) toLine(paragraph);
  for (const span of body.querySelectorAll("span"))
    if (span.attributes.length === 0) span.replaceWith(...span.childNodes);
  for (const [tag, style] of Object.entries(mailStyles))
    for (const element of body.querySelectorAll<HTMLElement>(tag)) addStyle(element, style);
  for (const table of body.querySelectorAll("table")) {
    table.setAttribute("border", "1");
    table.setAttribute("cellspacing", "0");
    table.setAttribute("cellpadding", "6");
  }
  // What was put aside can be long, and is the same at every save: it is brought back as text.
  const kept = [...body.querySelectorAll(keptTag)].map((element) => {
    const html = element.getAttribute("data-html") ?? "";
    element.removeAttribute("data-html");
    return keptAsSent(html);
  });
  return body.innerHTML.replaceAll(keptPlace, () => kept.shift() ?? "");
}

const keptPlace = new RegExp(`<${keptTag}></${keptTag}>`, "g");

/** What is said of the editor's element first: a colour of a cell stays. */
function addStyle(element: HTMLElement, style: string): void {
  const own = element.getAttribute("style");
  element.setAttribute("style", own === null ? style : `${style};${own}`);
}

function toLine(paragraph: HTMLElement): void {
  const { ownerDocument, parentElement } = paragraph;
  if (paragraph.childNodes.length === 0) paragraph.append(ownerDocument.createElement("br"));
  const isFirstInItem = parentElement?.tagName === "LI" && paragraph.previousElementSibling === null;
  const isAloneInCell = /^T[DH]$/.test(parentElement?.tagName ?? "") && parentElement?.children.length === 1;
  if ((isFirstInItem || isAloneInCell) && paragraph.attributes.length === 0) {
    paragraph.replaceWith(...paragraph.childNodes);
    return;
  }
  const line = ownerDocument.createElement("div");
  for (const { name, value } of paragraph.attributes) line.setAttribute(name, value);
  line.append(...paragraph.childNodes);
  paragraph.replaceWith(line);
}

const strongSign = /[\p{L}]/u;
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** The first letter decides, as in the editor; said in full, since not every mail program knows `auto`. */
function settleDirection(element: Element): void {
  const first = strongSign.exec(element.textContent ?? "")?.[0] ?? "";
  if (rightToLeft.test(first)) element.setAttribute("dir", "rtl");
  else element.removeAttribute("dir");
}

const mostRemembered = 20;
const sent = new Map<string, string>();

/** A part that was put aside as it is sent: a quote as it is, else inside of an element by which it is known again. */
function keptAsSent(html: string): string {
  const known = sent.get(html);
  if (known !== undefined) return known;
  const body = bodyOf(html);
  const [only, ...others] = body.childNodes;
  const isLoneQuote = others.length === 0 && only instanceof Element && isQuote(only);
  const whole = isLoneQuote ? body.innerHTML : `<div class="${keptClass}">${body.innerHTML}</div>`;
  if (sent.size >= mostRemembered) sent.clear();
  sent.set(html, whole);
  return whole;
}
