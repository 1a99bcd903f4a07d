import { type ChildNode, type Document, Element, Text } from "domhandler";
import { DomUtils } from "htmlparser2";

export { DomUtils };
export { type ChildNode, type Document, Element, Text };

export function isElement(node: ChildNode | Document | null | undefined): node is Element {
  return node instanceof Element;
}

/** Whether a person sees words in it; white space, and what mail programs write for an empty line, are none. */
export function hasWords(node: ChildNode): boolean {
  return /[^\s\u00a0\u00ad\u200b-\u200d\ufeff]/u.test(DomUtils.textContent(node));
}

/** Every node that stands after it in the document and is not inside of it, nearest first, outermost pieces only. */
export function* piecesAfter(node: ChildNode): Generator<ChildNode> {
  for (let at: ChildNode | Document | null = node; at && "next" in at; at = at.parent as ChildNode | null)
    for (let next = at.next; next; next = next.next) yield next;
}

/** The same for what stands before it. */
export function* piecesBefore(node: ChildNode): Generator<ChildNode> {
  for (let at: ChildNode | Document | null = node; at && "prev" in at; at = at.parent as ChildNode | null)
    for (let prev = at.prev; prev; prev = prev.prev) yield prev;
}

/** Cuts a text in two; answers the second half, which stands behind the first. */
export function splitText(text: Text, index: number): Text {
  const rest = new Text(text.data.slice(index));
  text.data = text.data.slice(0, index);
  DomUtils.append(text, rest);
  return rest;
}

/** Puts an element around a node and all of its later siblings. */
export function wrapToEnd(start: ChildNode, around: Element): void {
  const inside: ChildNode[] = [];
  for (let node: ChildNode | null = start; node; node = node.next) inside.push(node);
  DomUtils.prepend(start, around);
  for (const node of inside) {
    DomUtils.removeElement(node);
    DomUtils.appendChild(around, node);
  }
}
