import { childOf, type Element, elementsOf, valueOf } from "../../xml.ts";

export type ListForm = {
  /** Lists of one form count on where the other ended, but for one that begins anew. */
  readonly listId: string;
  readonly restartId: string | null;
  readonly isOrdered: boolean;
  readonly start: number;
  /** As in HTML: `a`, `A`, `i` or `I`; null for numbers. */
  readonly type: string | null;
};

const types: Readonly<Record<string, string>> = {
  lowerLetter: "a",
  upperLetter: "A",
  lowerRoman: "i",
  upperRoman: "I",
};
const mostStart = 1_000_000;

const startOf = (element: Element | undefined): number | undefined => {
  const value = Number(valueOf(element));
  return Number.isInteger(value) && value >= 0 && value <= mostStart ? value : undefined;
};

export type Numbering = ReturnType<typeof readNumbering>;

/** The lists of a document (ECMA-376 part 1 §17.9): what a list looks like at each of its levels. */
export function readNumbering(root: Element | undefined) {
  const byId = new Map<string, Element>();
  const byStyle = new Map<string, Element>();
  const lists = new Map<string, Element>();
  for (const element of elementsOf(root)) {
    if (element.name === "w:abstractNum") {
      byId.set(element.attributes["w:abstractNumId"] ?? "", element);
      const style = valueOf(childOf(element, "w:styleLink"));
      if (style !== undefined) byStyle.set(style, element);
    }
    if (element.name === "w:num") lists.set(element.attributes["w:numId"] ?? "", element);
  }
  const levelIn = (element: Element | undefined, level: number) =>
    elementsOf(element).find(({ name, attributes }) => name === "w:lvl" && attributes["w:ilvl"] === String(level));

  return {
    /** Null where there is none: the list 0 takes a paragraph out of the list that its style puts it into. */
    formOf(id: string, level: number): ListForm | null {
      const list = lists.get(id);
      if (!list) return null;
      const listId = valueOf(childOf(list, "w:abstractNumId")) ?? "";
      const abstract = byId.get(listId);
      const link = valueOf(childOf(abstract, "w:numStyleLink"));
      const override = elementsOf(list).find(
        ({ name, attributes }) => name === "w:lvlOverride" && attributes["w:ilvl"] === String(level),
      );
      const form = levelIn(override, level) ?? levelIn(link === undefined ? abstract : byStyle.get(link), level);
      const format = valueOf(childOf(form, "w:numFmt")) ?? "bullet";
      const restart = childOf(override, "w:startOverride");
      const start = startOf(restart) ?? startOf(childOf(form, "w:start")) ?? 1;
      const isOrdered = format !== "bullet" && format !== "none";
      return { listId, restartId: restart ? id : null, isOrdered, start, type: types[format] ?? null };
    },
  };
}
