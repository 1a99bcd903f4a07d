import { isAttribution, separator } from "./attribution.ts";
import {
  type ChildNode,
  type Document,
  DomUtils,
  Element,
  hasWords,
  isElement,
  piecesAfter,
  piecesBefore,
  splitText,
  Text,
  wrapToEnd,
} from "./tree.ts";

/** The class by which the page knows the fold. */
export const foldClass = "carbyne-quote";

/** Containers that mail programs put around what is answered. */
const quoteClasses =
  /(?:^|\s)(?:gmail_quote(?:_container)?|gmail_extra|yahoo_quoted|yahooQuoted|protonmail_quote|tutanota_quote|zmail_extra|moz-cite-prefix|freebirdFormviewerQuote|mail_quote|iwsquote)(?:\s|$)/;
/** Elements after which all is the message that is answered; ids as safeHtml writes them. */
const headIds =
  /^m-(?:divRplyFwdMsg|appendonsend|stopSpelling|zwchr|mail-editor-reference-message-container|ms-outlook-mobile-reference-message|OLK_SRC_BODY_SECTION)$/;
const headClasses = /(?:^|\s)(?:OutlookMessageHeader|ms-outlook-mobile-reference-message)(?:\s|$)/;
/** The line that Outlook draws above the head of the answered message. */
const headLine = /border(?:-top)?:\s*(?:none;\s*border-top:\s*)?solid\s+#(?:E1E1E1|B5C4DF|CCCCCC)\s+1/i;

/** Hides what is quoted at the end of a message behind a fold; an answer that is written between the lines stays as it is. */
export function foldQuotes(root: Document): void {
  const start = startOf(root);
  if (!start || ![...piecesBefore(start)].some(hasWords)) return;
  const summary = new Element("summary", {}, [new Text("…")]);
  wrapToEnd(start, new Element("details", { class: foldClass }, [summary]));
}

/** Where the quoted end begins, the line that introduces it included. */
function startOf(root: Document): ChildNode | null {
  for (const node of nodesOf(root)) {
    if (node instanceof Text) {
      const found = separator.exec(node.data);
      if (found && found.index >= 0) return found.index === 0 ? outermost(node) : splitText(node, found.index);
    } else if (isElement(node)) {
      if (isHead(node)) return outermost(node);
      if (isQuote(node) && !isForwarded(node) && [...piecesAfter(node)].every(isQuotedOrEmpty))
        return withAttribution(outermost(node));
    }
  }
  return null;
}

/** Every node in order, without what lies in quotes: those are looked at as a whole. */
function* nodesOf(root: Document | Element): Generator<ChildNode> {
  for (const node of root.children) {
    yield node;
    if (isElement(node) && !isQuote(node)) yield* nodesOf(node);
  }
}

function isQuote(element: Element): boolean {
  const { class: names = "", type = "", style = "" } = element.attribs;
  if (quoteClasses.test(names)) return true;
  if (element.name === "blockquote")
    return type === "cite" || /border-left|gmail_quote/.test(`${style} ${names}`) || isAttribution(lineBefore(element));
  return element.name === "div" && /border-left/.test(style) && isAttribution(lineBefore(element));
}

function isHead(element: Element): boolean {
  const { id = "", class: names = "", style = "" } = element.attribs;
  return headIds.test(id) || headClasses.test(names) || (element.name === "div" && headLine.test(style));
}

/** What was passed on is what the message is about. */
function isForwarded(element: Element): boolean {
  return /^\s*-{3,}[^\n]{3,60}-{3,}/.test(DomUtils.textContent(element).slice(0, 200));
}

function isQuotedOrEmpty(node: ChildNode): boolean {
  return !hasWords(node) || (isElement(node) && isQuote(node)) || isSignatureOfQuote(node);
}

/** A rule or a signature mark alone says nothing of its own. */
function isSignatureOfQuote(node: ChildNode): boolean {
  return /^\s*(?:--|_{2,}|-{2,})\s*$/.test(DomUtils.textContent(node));
}

/** The outermost element that begins with the node. */
function outermost(node: ChildNode): ChildNode {
  let start = node;
  for (let parent = start.parent; isElement(parent); parent = start.parent) {
    let before = start.prev;
    while (before && !hasWords(before)) before = before.prev;
    if (before || isAttribution(textBefore(start))) break;
    start = parent;
  }
  return start;
}

function textBefore(node: ChildNode): string {
  return node.prev ? DomUtils.textContent(node.prev) : "";
}

/** The last line that stands before an element, whatever it is made of. */
function lineBefore(element: Element): string {
  let node = element.prev;
  for (let steps = 0; node && steps < 4; steps++, node = node.prev)
    if (hasWords(node)) return lastLines(DomUtils.textContent(node)).text;
  return "";
}

function lastLines(text: string): { text: string; index: number } {
  const trimmed = text.trimEnd();
  // Plain text is folded at 76 characters: the line may have become three.
  for (let lines = 1, at = trimmed.length; lines <= 3 && at > 0; lines++) {
    at = trimmed.lastIndexOf("\n", at - 1);
    const rest = trimmed.slice(at + 1);
    // An address alone is the end of a line that was folded.
    const isWhole = lines === 3 || !/^\s*<[^<>]+>:$/.test(rest);
    if (isWhole && isAttribution(rest)) return { text: rest, index: at + 1 };
  }
  const index = trimmed.lastIndexOf("\n") + 1;
  return { text: trimmed.slice(index), index };
}

function withAttribution(start: ChildNode): ChildNode {
  let node = start.prev;
  for (let steps = 0; node && steps < 4; steps++, node = node.prev) {
    if (!hasWords(node)) continue;
    const { text, index } = lastLines(DomUtils.textContent(node));
    if (!isAttribution(text)) return start;
    if (node instanceof Text && index > 0) return splitText(node, index);
    return index === 0 || isElement(node) ? (whole(node, index) ?? start) : start;
  }
  return start;
}

/** An element that is the line and nothing else goes along; one that holds more stays. */
function whole(node: ChildNode, index: number): ChildNode | null {
  return DomUtils.textContent(node).slice(0, index).trim() === "" ? node : null;
}
