import { ConversionFailed } from "../../conversion.ts";
import { writeXml } from "../../write-xml.ts";
import { childOf, type Element, elementsOf, parseMarkup, valueOf } from "../../xml.ts";
import { readZip } from "../../zip/read-zip.ts";
import { openPackage } from "../read/package.ts";

/** The looks of a file that another one is to look like: its styles and its theme. */
export type Like = {
  readonly styles: Element;
  readonly theme: Element | undefined;
  /** Ids of its styles by their names, in small letters. */
  readonly ids: ReadonlyMap<string, string>;
};

/** More than any program brings along. */
const mostStyles = 3000;

const nameOf = (style: Element): string =>
  (valueOf(childOf(style, "w:name")) ?? style.attributes["w:styleId"] ?? "").toLowerCase();
const stylesIn = (root: Element): Element[] => elementsOf(root).filter(({ name }) => name === "w:style");

/** Reads what a file looks like; null for one that does not say, or cannot be read. */
export function readLike(bytes: Buffer): Like | null {
  try {
    const pack = openPackage(bytes);
    const styles = pack.related("styles")?.root;
    if (styles?.name !== "w:styles" || stylesIn(styles).length > mostStyles) return null;
    const theme = pack.related("theme")?.root;
    return {
      styles,
      theme: theme?.name === "a:theme" ? theme : undefined,
      ids: new Map(stylesIn(styles).map((style) => [nameOf(style), style.attributes["w:styleId"] ?? ""])),
    };
  } catch (error) {
    if (error instanceof ConversionFailed) return null;
    throw error;
  }
}

/** Names of the styles that texts are written with, by the ids that they have where nothing else is to be looked like. */
const names: Readonly<Record<string, string>> = {
  Heading1: "heading 1",
  Heading2: "heading 2",
  Heading3: "heading 3",
  Heading4: "heading 4",
  Heading5: "heading 5",
  Heading6: "heading 6",
  Quote: "quote",
  Code: "code",
  TableHeading: "table heading",
  Apart: "apart",
  ListParagraph: "list paragraph",
  Caption: "caption",
  Hyperlink: "hyperlink",
  InlineCode: "inline code",
  FootnoteText: "footnote text",
  FootnoteReference: "footnote reference",
  FootnoteTextChar: "footnote text char",
  ListContinue: "list continue",
  ...Object.fromEntries(Array.from({ length: 8 }, (_, at) => [`ListContinue${at + 2}`, `list continue ${at + 2}`])),
};

/** The id of a style where it is to be used: that of the style of the same name, where there is one. */
export const styleId = (like: Like | null, id: string): string => like?.ids.get(names[id] ?? "") ?? id;

/** Parts of a file that was just written, in which it looks like another one: the styles of that, with those that it lacks. */
export function partsLike(written: Buffer, { styles, theme, ids }: Like): { path: string; data: string }[] {
  const own = readZip(written).read("word/styles.xml")?.toString() ?? "";
  const [root] = elementsOf(parseMarkup(own, { isXml: true }));
  const taken = new Set(ids.values());
  const byId = (id: string | undefined) =>
    ids.get(id === "Normal" ? "normal" : id === "DefaultParagraphFont" ? "default paragraph font" : "");
  const lacking = stylesIn(root ?? styles).filter((style) => {
    const id = style.attributes["w:styleId"] ?? "";
    return Object.hasOwn(names, id) && !taken.has(id) && !ids.has(names[id] ?? "");
  });
  const added = lacking.map((style) => ({
    ...style,
    children: style.children.flatMap((child) => {
      if (typeof child === "string" || !/^w:(?:basedOn|next|link)$/.test(child.name)) return [child];
      const id = byId(valueOf(child));
      // What it hangs on there is called otherwise here, or is not there.
      return id === undefined ? [] : [{ ...child, attributes: { "w:val": id } }];
    }),
  }));
  const merged: Element = { ...styles, children: [...styles.children, ...added] };
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  return [
    { path: "word/styles.xml", data: head + writeXml(merged) },
    ...(theme ? [{ path: "word/theme/theme1.xml", data: head + writeXml(theme) }] : []),
  ];
}
