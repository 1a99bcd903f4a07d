import type { PageSetup } from "../../../model/text/content.ts";
import type { Losses } from "../../conversion.ts";
import { allBelow, childOf, type Element, elementsOf, findBelow, textOf } from "../../xml.ts";
import { sheetSizes as sheets } from "../sheets.ts";
import type { Package } from "./package.ts";

const twipsPerMm = 1440 / 25.4;
const emuPerTwip = 635;
const tolerance = 120;
const longestLine = 200;

type Page = { readonly setup: Partial<PageSetup>; readonly lineWidth: number };

/** How the last section is put on paper (ECMA-376 part 1 §17.6): the one of a document that has no other. */
export function readPage(pack: Package, losses: Losses): Page {
  const section = childOf(childOf(pack.document.root, "w:body"), "w:sectPr");
  const size = childOf(section, "w:pgSz")?.attributes;
  const margins = childOf(section, "w:pgMar")?.attributes;
  const number = (value: string | undefined, otherwise: number) => {
    const read = Number(value);
    return value !== undefined && Number.isFinite(read) && read > 0 && read < 100_000 ? read : otherwise;
  };
  const width = number(size?.["w:w"], sheets.a4[0]);
  const height = number(size?.["w:h"], sheets.a4[1]);
  const [left, right] = [number(margins?.["w:left"], 1134), number(margins?.["w:right"], 1134)];
  const isLandscape = width > height;
  const [short, long] = isLandscape ? [height, width] : [width, height];
  const isSheet = (name: keyof typeof sheets) =>
    Math.abs(short - sheets[name][0]) < tolerance && Math.abs(long - sheets[name][1]) < tolerance;
  if (size && !isSheet("a4") && !isSheet("letter")) losses.add("sections");
  if (Number(childOf(section, "w:cols")?.attributes["w:num"] ?? 1) > 1) losses.add("sections");
  const setup: Partial<PageSetup> = section
    ? {
        size: isSheet("letter") ? "letter" : "a4",
        isLandscape,
        marginMm: Math.min(60, Math.max(5, Math.round(left / twipsPerMm))),
        ...edgesOf(pack, { section, losses }),
      }
    : {};
  return { setup, lineWidth: Math.max(1440, width - left - right) * emuPerTwip };
}

/** The line at the head and the foot of pages, as far as it is one. */
function edgesOf(pack: Package, { section, losses }: { section: Element; losses: Losses }): Partial<PageSetup> {
  const lines = { header: "", footer: "" };
  let isNumbered = false;
  for (const reference of elementsOf(section)) {
    const edge = reference.name === "w:headerReference" ? "header" : "footer";
    if (reference.name !== "w:headerReference" && reference.name !== "w:footerReference") continue;
    const relation = pack.document.relations.get(reference.attributes["r:id"] ?? "");
    const root = relation && !relation.isExternal ? pack.part(relation.target)?.root : undefined;
    if (!root) continue;
    const { text, hasNumber, isSimple } = edgeLine(root);
    if (reference.attributes["w:type"] !== "default") {
      if (text !== "" || !isSimple) losses.add("headers-footers");
      continue;
    }
    if (!isSimple || text.length > longestLine || (edge === "header" && hasNumber)) losses.add("headers-footers");
    lines[edge] = text.slice(0, longestLine);
    isNumbered ||= hasNumber;
  }
  return { ...lines, isNumbered };
}

function edgeLine(root: Element): { text: string; hasNumber: boolean; isSimple: boolean } {
  const paragraphs = allBelow(root, "w:p").map((paragraph) => wordsOf(paragraph));
  const lines = paragraphs.filter((line) => line !== "");
  const instructions = [
    ...allBelow(root, "w:instrText").map(textOf),
    ...allBelow(root, "w:fldSimple").map(({ attributes }) => attributes["w:instr"] ?? ""),
  ];
  const hasDrawing = ["w:drawing", "w:pict", "w:tbl"].some((name) => findBelow(root, name) !== undefined);
  return {
    text: lines.join(" "),
    hasNumber: instructions.some((one) => /^\s*PAGE\b/.test(one)),
    isSimple: !hasDrawing && lines.length <= 1,
  };
}

/** What a paragraph says beside the fields in it. */
function wordsOf(paragraph: Element): string {
  let depth = 0;
  const read = (element: Element): string => {
    if (element.name === "w:fldSimple") return "";
    if (element.name === "w:fldChar") {
      if (element.attributes["w:fldCharType"] === "begin") depth++;
      if (element.attributes["w:fldCharType"] === "end") depth = Math.max(0, depth - 1);
      return "";
    }
    if (element.name === "w:t") return depth > 0 ? "" : textOf(element);
    if (element.name === "w:tab" || element.name === "w:br") return " ";
    return element.name === "w:pPr" ? "" : elementsOf(element).map(read).join("");
  };
  return read(paragraph).replace(/\s+/g, " ").trim();
}

/** Whether a document has programs of its own. */
export const hasMacros = ({ archive }: Package): boolean =>
  archive.names.some((name) => /vbaProject\.bin$/i.test(name));
