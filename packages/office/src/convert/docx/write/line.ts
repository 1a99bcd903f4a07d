import {
  CommentRangeEnd,
  CommentRangeStart,
  CommentReference,
  DeletedTextRun,
  ExternalHyperlink,
  FootnoteReferenceRun,
  InsertedTextRun,
  type IRunOptions,
  Math as Formula,
  Paragraph,
  type ParagraphChild,
  Tab,
  TextRun,
} from "docx";
import type { Mark, Node } from "@tiptap/pm/model";
import { nameOfStranger, readSuggestionId } from "../../../model/suggest/suggestion-id.ts";
import { fontOf, hexOf, pointsOf } from "../../css.ts";
import { runsRightToLeft } from "../../direction.ts";
import { safeHref } from "../../safe-href.ts";
import { formulaOf } from "./formula.ts";
import { styleId } from "./like.ts";
import type { Writing } from "./writing.ts";

/** What stands in a block, whose content begins at `from`. */
export function writeLine(writing: Writing, block: Node, from: number): ParagraphChild[] {
  const children: ParagraphChild[] = [];
  let link: { href: string; children: ParagraphChild[] } | null = null;
  const endLink = () => {
    if (link) children.push(new ExternalHyperlink({ link: link.href, children: link.children }));
    link = null;
  };
  block.forEach((node, offset) => {
    const begins = writing.beginsAt.get(from + offset) ?? [];
    const ends = writing.endsAt.get(from + offset + node.nodeSize) ?? [];
    if (begins.length > 0) endLink();
    children.push(...numbersOf(writing, begins).map((number) => new CommentRangeStart(number)));
    const href = hrefOf(node);
    if (href !== link?.href) endLink();
    const runs = writeInline(writing, node);
    if (href === null) children.push(...runs);
    else {
      link ??= { href, children: [] };
      link.children.push(...runs);
    }
    if (ends.length > 0) endLink();
    for (const number of numbersOf(writing, ends))
      children.push(new CommentRangeEnd(number), new TextRun({ children: [new CommentReference(number)] }));
  });
  endLink();
  return children;
}

const numbersOf = ({ commentNumbers }: Writing, ids: readonly string[]) =>
  ids.flatMap((id) => commentNumbers.get(id) ?? []);

function hrefOf(node: Node): string | null {
  const href: unknown = node.marks.find(({ type }) => type.name === "link")?.attrs["href"];
  return typeof href === "string" ? safeHref(href) : null;
}

function writeInline(writing: Writing, node: Node): ParagraphChild[] {
  const attribute = (name: string) => String(node.attrs[name] ?? "");
  switch (node.type.name) {
    case "text":
      return writeText(writing, node.text ?? "", node.marks);
    case "hardBreak":
      return [new TextRun({ break: 1 })];
    case "mention":
      return writeText(writing, attribute("label"), node.marks);
    case "mathInline":
      return [new Formula({ children: formulaOf(attribute("latex")) })];
    case "footnote":
      writing.notes.push(
        attribute("text")
          .split("\n")
          .map((line) => new Paragraph({ children: [new TextRun(line)] })),
      );
      return [new FootnoteReferenceRun(writing.notes.length)];
    default:
      return [];
  }
}

function writeText(writing: Writing, text: string, marks: readonly Mark[]): ParagraphChild[] {
  const form = { ...formOf(writing, marks), ...(runsRightToLeft(text) ? { rightToLeft: true } : {}) };
  const change = marks.find(({ type }) => type.name === "insertion" || type.name === "deletion");
  if (!change) {
    const children = text.split("\t").flatMap((part, index) => (index === 0 ? [part] : [new Tab(), part]));
    return [new TextRun({ ...form, children })];
  }
  const options = { ...form, text, ...changeOf(writing, String(change.attrs["id"])) };
  return [change.type.name === "insertion" ? new InsertedTextRun(options) : new DeletedTextRun(options)];
}

/** Whose a proposal is, and when it was made, as files have it. */
export function changeOf(writing: Writing, id: string): { id: number; author: string; date: string } {
  const suggested = readSuggestionId(id);
  const by = suggested?.by ?? "";
  return {
    id: writing.nextChange++,
    author: writing.people.get(by) ?? nameOfStranger(by) ?? "",
    date: (suggested?.at ?? new Date(0)).toISOString(),
  };
}

function formOf({ looks }: Writing, marks: readonly Mark[]): IRunOptions {
  const has = (name: string) => marks.some(({ type }) => type.name === name);
  const look = marks.find(({ type }) => type.name === "textStyle")?.attrs ?? {};
  const [color, font, points] = [hexOf(look["color"]), fontOf(look["fontFamily"]), pointsOf(look["fontSize"])];
  return {
    ...(has("code")
      ? { style: styleId(looks, "InlineCode") }
      : has("link")
        ? { style: styleId(looks, "Hyperlink") }
        : {}),
    ...(has("bold") ? { bold: true } : {}),
    ...(has("italic") ? { italics: true } : {}),
    ...(has("underline") ? { underline: {} } : {}),
    ...(has("strike") ? { strike: true } : {}),
    ...(has("subscript") ? { subScript: true } : {}),
    ...(has("superscript") ? { superScript: true } : {}),
    ...(color === null ? {} : { color }),
    ...(font === null ? {} : { font }),
    ...(points === null ? {} : { size: Math.round(points * 2) }),
    ...highlightOf(marks),
  };
}

function highlightOf(marks: readonly Mark[]): Pick<IRunOptions, "highlight" | "shading"> {
  const mark = marks.find(({ type }) => type.name === "highlight");
  if (!mark) return {};
  const fill = hexOf(mark.attrs["color"]);
  return fill === null ? { highlight: "yellow" } : { shading: { type: "clear", color: "auto", fill } };
}
