import { childOf, type Element, elementsOf, valueOf } from "../../xml.ts";
import { readRunForm } from "./run-form.ts";

/** What a style of paragraphs says that they are. */
export type Role =
  | { readonly is: "heading"; readonly level: number }
  | { readonly is: "quote" | "code" | "preformatted" | "caption" | "table-heading" | "contents" | "apart" }
  | { readonly is: "continued"; readonly level: number };

export type Styles = ReturnType<typeof readStyles>;

type Style = {
  readonly name: string;
  readonly isDefault: boolean;
  readonly isOfParagraphs: boolean;
  readonly basedOn: string | undefined;
  readonly paragraph: Element | undefined;
  readonly run: Element | undefined;
};

const deepest = 20;

/** The styles of a document (ECMA-376 part 1 §17.7), of which those that the programs bring along are known by name. */
export function readStyles(root: Element | undefined) {
  const styles = new Map<string, Style>();
  for (const element of elementsOf(root)) {
    const id = element.attributes["w:styleId"];
    if (element.name !== "w:style" || id === undefined) continue;
    styles.set(id, {
      name: (valueOf(childOf(element, "w:name")) ?? id).toLowerCase(),
      isDefault: element.attributes["w:default"] === "1" || element.attributes["w:default"] === "true",
      isOfParagraphs: element.attributes["w:type"] === "paragraph",
      basedOn: valueOf(childOf(element, "w:basedOn")),
      paragraph: childOf(element, "w:pPr"),
      run: childOf(element, "w:rPr"),
    });
  }
  /** A style and those that it is based on, itself first. */
  function chainOf(id: string | undefined): Style[] {
    const chain: Style[] = [];
    for (let at = id; at !== undefined && chain.length < deepest; at = chain.at(-1)?.basedOn) {
      const style = styles.get(at);
      if (!style) break;
      chain.push(style);
    }
    return chain;
  }
  const defaults = childOf(childOf(childOf(root, "w:docDefaults"), "w:rPrDefault"), "w:rPr");
  const everywhere = [...styles.values()].find(({ isDefault, isOfParagraphs }) => isDefault && isOfParagraphs);
  return {
    /** What all text looks like that says nothing of its own. */
    base: readRunForm([defaults, everywhere?.run]),
    roleOf(id: string | undefined): Role | undefined {
      for (const style of chainOf(id)) {
        const role = namedRole(style.name);
        if (role) return role;
        const level = valueOf(childOf(style.paragraph, "w:outlineLvl"));
        if (level !== undefined && /^[0-5]$/.test(level)) return { is: "heading", level: Number(level) + 1 };
      }
      return undefined;
    },
    /** A property of paragraphs as the nearest style has it. */
    paragraphProperty: (id: string | undefined, name: string): Element | undefined =>
      chainOf(id)
        .map(({ paragraph }) => childOf(paragraph, name))
        .find((found) => found !== undefined),
    /** The properties of runs that styles bring, the farthest first; not those of the style that everything has. */
    runProperties: (id: string | undefined): Element[] =>
      chainOf(id)
        .filter((style) => !style.isDefault && !namedRole(style.name) && !plainRun.test(style.name))
        .flatMap(({ run }) => (run ? [run] : []))
        .toReversed(),
    isCode: (id: string | undefined): boolean => chainOf(id).some(({ name }) => codeRun.test(name)),
  };
}

/** Styles that say nothing of a run that is not known otherwise: those that the programs bring along for all text of a kind. */
const plainRun =
  /^(?:normal|standard|body ?text|text ?body|heading|subtitle|list|table|header|footer|index|no ?spacing|internet ?link|visited|hyperlink|followedhyperlink|footnote|endnote|default paragraph font|mention|annotation)/;
const codeRun = /^(?:inline ?code|code|source ?text|html ?code|verbatim ?char|macro)$/;

function namedRole(name: string): Role | undefined {
  const heading = /^(?:heading|überschrift|titre|título|titolo)\s*([1-9])$/.exec(name);
  if (heading) return { is: "heading", level: Math.min(6, Number(heading[1])) };
  if (name === "title") return { is: "heading", level: 1 };
  if (/^(?:quote|intense quote|block text|quotations|blockquote)$/.test(name)) return { is: "quote" };
  if (/^(?:code|code ?block|source ?code)$/.test(name)) return { is: "code" };
  if (/^(?:html preformatted|preformatted text|plain text)$/.test(name)) return { is: "preformatted" };
  if (/^(?:caption|figure|illustration)$/.test(name)) return { is: "caption" };
  if (/^table heading$/.test(name)) return { is: "table-heading" };
  if (/^(?:toc \d|toc heading|contents \d|contents heading|table of figures)$/.test(name)) return { is: "contents" };
  if (name === "apart") return { is: "apart" };
  const continued = /^list continue(?: ([2-9]))?$/.exec(name);
  return continued ? { is: "continued", level: Number(continued[1] ?? 1) - 1 } : undefined;
}
