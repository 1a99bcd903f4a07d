import { Parser } from "htmlparser2";
import { ConversionFailed } from "./conversion.ts";
import { limits } from "./limits.ts";

/** An element of XML or HTML, with its name as it is written. */
export type Element = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (Element | string)[];
};

const emptyRoot = (): Element => ({ name: "", attributes: {}, children: [] });

/**
 * What is marked up in a text, as a tree below a root without a name. Entities are the five of XML and numbers, or those of HTML: what a document
 * declares is not read, so that nothing grows and nothing is fetched.
 */
export function parseMarkup(markup: string, { isXml }: { isXml: boolean }): Element {
  const root = emptyRoot();
  const open: Element[] = [root];
  let count = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (++count > limits.elements || (isXml && open.length > limits.depth)) throw new ConversionFailed("too-large");
        const element: Element = { name, attributes, children: [] };
        // What lies too deep in a page lies beside what is above it, as browsers have it.
        const parent = open[Math.min(open.length, limits.depth) - 1] ?? root;
        parent.children.push(element);
        open.push(element);
      },
      onclosetag() {
        if (open.length > 1) open.pop();
      },
      ontext(text) {
        const children = (open[Math.min(open.length, limits.depth) - 1] ?? root).children;
        const last = children.at(-1);
        if (typeof last === "string") children[children.length - 1] = last + text;
        else children.push(text);
      },
    },
    { xmlMode: isXml, decodeEntities: true },
  );
  parser.write(markup);
  parser.end();
  return root;
}

/** The elements directly below one. */
export const elementsOf = (element: Element | undefined): Element[] =>
  element ? element.children.filter((child): child is Element => typeof child !== "string") : [];

/** The first element of a name directly below one. */
export const childOf = (element: Element | undefined, name: string): Element | undefined =>
  element?.children.find((child): child is Element => typeof child !== "string" && child.name === name);

/** The first element of a name anywhere below one, in the order of the text. */
export function findBelow(element: Element | undefined, name: string): Element | undefined {
  for (const child of elementsOf(element)) {
    const found = child.name === name ? child : findBelow(child, name);
    if (found) return found;
  }
  return undefined;
}

/** Every element of a name anywhere below one. */
export function allBelow(element: Element | undefined, name: string): Element[] {
  return elementsOf(element).flatMap((child) => [...(child.name === name ? [child] : []), ...allBelow(child, name)]);
}

/** The characters in an element, without what marks them up. */
export function textOf(element: Element): string {
  return element.children.map((child) => (typeof child === "string" ? child : textOf(child))).join("");
}

/** What an element of an office file says as its value. */
export const valueOf = (element: Element | undefined): string | undefined => element?.attributes["w:val"];

/** Whether a property of an office file holds: it does by being there, unless it says that it does not. */
export const isOn = (element: Element | undefined): boolean =>
  element !== undefined && !/^(?:0|false|off|none)$/.test(valueOf(element) ?? "");
