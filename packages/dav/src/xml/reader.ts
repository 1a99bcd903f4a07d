import { SaxesParser } from "saxes";
import { DavError } from "../dav-error.ts";

/** An element as it was sent: what it is called, and what is in it. */
export type Element = {
  readonly namespace: string;
  readonly name: string;
  readonly attributes: readonly Attribute[];
  readonly children: readonly (Element | string)[];
  /** The language that holds here, of the element itself or of one around it. XML 1.0 §2.12. */
  readonly language: string;
};

export type Attribute = {
  readonly namespace: string;
  readonly prefix: string;
  readonly name: string;
  readonly value: string;
};

/** What a body may have at most: more is no request that a program of a person makes. */
export const limits = { bytes: 512 * 1024, depth: 40, elements: 10_000, attributes: 64 } as const;

const xmlNamespace = "http://www.w3.org/XML/1998/namespace";

type Open = Element & { readonly children: (Element | string)[] };

/** Reads a document; what is not well formed, or names no namespace, is the answer 400. A document type is refused, and with it every entity. RFC 4918 §20.6. */
export function readXml(data: Uint8Array): Element {
  if (data.length > limits.bytes) throw new DavError(413);
  const parser = new SaxesParser({ xmlns: true, position: false });
  const open: Open[] = [];
  let root: Element | undefined;
  let count = 0;
  parser.on("error", bad);
  parser.on("doctype", bad);
  parser.on("opentag", ({ uri, local, attributes }) => {
    if (open.length >= limits.depth || ++count > limits.elements) bad();
    const own = Object.values(attributes).filter((one) => one.prefix !== "xmlns" && one.name !== "xmlns");
    if (own.length > limits.attributes) bad();
    const language = own.find((one) => one.uri === xmlNamespace && one.local === "lang")?.value;
    const element: Open = {
      namespace: uri,
      name: local,
      attributes: own.map((one) => ({ namespace: one.uri, prefix: one.prefix, name: one.local, value: one.value })),
      children: [],
      language: language ?? open.at(-1)?.language ?? "",
    };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on("closetag", () => void open.pop());
  const text = (piece: string) => void open.at(-1)?.children.push(piece);
  parser.on("text", text);
  parser.on("cdata", text);
  try {
    parser.write(decode(data)).close();
  } catch (error) {
    if (error instanceof DavError) throw error;
    bad();
  }
  return root ?? bad();
}

function bad(): never {
  throw new DavError(400);
}

/** UTF-8 and UTF-16 are what every reader knows. XML 1.0 §4.3.3. */
function decode(data: Uint8Array): string {
  const [first, second] = data;
  const encoding =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  return new TextDecoder(encoding, { fatal: true }).decode(data);
}

/** The elements in another one, in their order. */
export function elementsIn(element: Element): Element[] {
  return element.children.filter((child): child is Element => typeof child !== "string");
}

/** The first element of `DAV:` with a name in another one. */
export function davChild(element: Element, name: string): Element | undefined {
  return elementsIn(element).find((child) => isDav(child, name));
}

/** Whether it is the element of `DAV:` with that name. */
export function isDav(element: Element, name: string): boolean {
  return element.namespace === "DAV:" && element.name === name;
}

/** All text in an element. */
export function textOf(element: Element): string {
  return element.children.map((child) => (typeof child === "string" ? child : textOf(child))).join("");
}
