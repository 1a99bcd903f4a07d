import type { Node } from "@tiptap/pm/model";
import { codeBlock, codeText, make, paragraph as plain, splitAtBlocks } from "../../blocks.ts";
import { limits } from "../../limits.ts";
import { assemble, type Piece } from "../../lists.ts";
import { childOf, type Element, elementsOf, findBelow, isOn, valueOf } from "../../xml.ts";
import { textNode } from "../../marks.ts";
import { chosen } from "./drawing.ts";
import { authorOf, dateOf } from "./comments.ts";
import { changeId, type Line, readLine } from "./line.ts";
import type { Reading } from "./reading.ts";
import type { Role } from "./styles.ts";
import { readTable } from "./table.ts";

/** The blocks in an element that has paragraphs and tables (ECMA-376 part 1 §17.2.2): the body, a cell, a box. */
export function readBlocks(reading: Reading, parent: Element, depth: number): Node[] {
  const pieces: Piece[] = [];
  // What is proposed of an end holds for what stands behind it in the same place.
  const outside = reading.openBreak;
  reading.openBreak = null;
  readPieces(reading, parent, { depth, pieces });
  reading.openBreak = outside;
  return assemble(pieces);
}

type Into = { readonly depth: number; readonly pieces: Piece[] };

function readPieces(reading: Reading, parent: Element, into: Into): void {
  for (const element of elementsOf(parent)) {
    switch (element.name) {
      case "w:p":
        readParagraph(reading, element, into);
        break;
      case "w:tbl":
        readOneTable(reading, element, into);
        break;
      case "w:sdt":
        if (isContents(element)) reading.losses.add("fields");
        else readPieces(reading, childOf(element, "w:sdtContent") ?? element, into);
        break;
      case "w:customXml":
      case "w:ins":
      case "w:moveTo":
        readPieces(reading, element, into);
        break;
      case "mc:AlternateContent":
        readPieces(reading, chosen(element) ?? element, into);
        break;
      case "w:altChunk":
        reading.losses.add("embedded-objects");
        break;
      case "m:oMathPara":
        readParagraph(reading, { name: "w:p", attributes: {}, children: [element] }, into);
        break;
    }
  }
}

/** A table of contents is made from the headings, here as there. */
const isContents = (element: Element) =>
  valueOf(findBelow(childOf(element, "w:sdtPr"), "w:docPartGallery")) === "Table of Contents";

function readOneTable(reading: Reading, element: Element, { depth, pieces }: Into): void {
  if (reading.openBreak) reading.losses.add("tracked-structure");
  reading.openBreak = null;
  if (depth < limits.levels) pieces.push({ is: "block", node: readTable(reading, element, depth) });
  else {
    // Deeper than anybody reads: what is in it, one below the other.
    reading.losses.add("elements");
    for (const row of elementsOf(element))
      for (const cell of elementsOf(row)) if (cell.name === "w:tc") readPieces(reading, cell, { depth, pieces });
  }
}

const aligned: Readonly<Record<string, string>> = { center: "center", right: "right", end: "right", both: "justify" };

/** How lines are set; where they run from right to left, their end is on the left. */
function alignmentOf({ styles }: Reading, { properties, styleId }: Paragraph): string | undefined {
  const told = (name: string) => childOf(properties, name) ?? styles.paragraphProperty(styleId, name);
  const align = aligned[valueOf(told("w:jc")) ?? ""];
  return align === "right" && isOn(told("w:bidi")) ? "left" : align;
}

function readParagraph(reading: Reading, element: Element, { depth, pieces }: Into): void {
  const properties = childOf(element, "w:pPr");
  const styleId = valueOf(childOf(properties, "w:pStyle"));
  const role = reading.styles.roleOf(styleId);
  const line = readLine(reading, element, styleId);
  const proposed = reading.openBreak;
  reading.openBreak = endOf(reading, properties);
  noteLosses(reading, properties);
  // Contents that nobody marked as such, and what only keeps two tables apart.
  if (role?.is === "contents" || (role?.is === "apart" && line.content.length === 0)) return;
  if (isOn(childOf(properties, "w:pageBreakBefore"))) pieces.push({ is: "block", node: make("pageBreak") });
  const read = piecesOf(reading, { properties, styleId, role, line }, pieces);
  pieces.push(...(proposed ? withBreak(reading, read, proposed) : read));
  if (childOf(properties, "w:sectPr") && valueOf(findBelow(properties, "w:type")) !== "continuous")
    pieces.push({ is: "block", node: make("pageBreak") });
  if (depth < limits.levels)
    for (const box of line.boxes)
      for (const node of readBlocks(reading, box, depth + 1)) pieces.push({ is: "block", node });
}

/** What is proposed of the end of a paragraph, in one with what was proposed of the words before it. */
function endOf(reading: Reading, properties: Element | undefined): Reading["openBreak"] {
  const mark = childOf(properties, "w:rPr");
  const element = childOf(mark, "w:ins") ?? childOf(mark, "w:del");
  if (!element) {
    reading.lastChange = null;
    return null;
  }
  const kind = element.name === "w:ins" ? "insertion" : "deletion";
  return changeId(reading, { kind, author: authorOf(element), at: dateOf(element) }) ?? null;
}

/** The paragraph behind is the one that tells of it here, where it is a block of text beside the one before. */
function withBreak(
  { losses }: Reading,
  pieces: readonly Piece[],
  { kind, id }: NonNullable<Reading["openBreak"]>,
): readonly Piece[] {
  const [first, ...rest] = pieces;
  const isText = first?.is === "block" && /^(?:paragraph|heading)$/.test(first.node.type.name);
  if (!isText) {
    losses.add("tracked-structure");
    return pieces;
  }
  const attributes = { ...first.node.attrs, [kind === "insertion" ? "inserted" : "deleted"]: id };
  return [{ is: "block", node: make(first.node.type.name, attributes, first.node.children) }, ...rest];
}

function noteLosses({ losses }: Reading, properties: Element | undefined): void {
  if (childOf(properties, "w:pPrChange")) losses.add("tracked-formatting");
  if (childOf(properties, "w:sectPr")) losses.add("sections");
}

type Paragraph = {
  readonly properties: Element | undefined;
  readonly styleId: string | undefined;
  readonly role: Role | undefined;
  readonly line: Line;
};

function piecesOf(reading: Reading, paragraph: Paragraph, before: Piece[]): Piece[] {
  const { role, line, properties } = paragraph;
  const place = role === undefined ? placeOf(reading, paragraph) : null;
  const content = place && place.isChecked !== null ? withoutTick(line) : withTick(line);
  if (role?.is === "code") return [{ is: "block", node: codeBlock(codeText(content)) }];
  if (role?.is === "preformatted") return preformatted(codeText(content), before);
  if (role?.is === "caption" && caption(content, before)) return [];
  if (content.length === 0 && childOf(childOf(properties, "w:pBdr"), "w:bottom"))
    return [{ is: "block", node: make("horizontalRule") }];
  const [only, ...others] = content;
  if (only?.type.name === "mathInline" && others.length === 0)
    return [{ is: "block", node: make("mathBlock", only.attrs) }];

  const align = alignmentOf(reading, paragraph);
  const attributes = { textAlign: align ?? null };
  const blocks = splitAtBlocks(
    content.map((node) => atSide(node, align)),
    (inline) =>
      role?.is === "heading"
        ? make("heading", { ...attributes, level: role.level }, inline)
        : plain(inline, attributes),
  );
  if (role?.is === "quote") return [{ is: "quote", content: blocks }];
  if (role?.is === "continued") return [{ is: "continued", level: role.level, content: blocks }];
  if (place) return [{ is: "item", place, content: blocks }];
  return blocks.map((node) => ({ is: "block", node }));
}

/** A picture in a line stands where the line does. */
function atSide(node: Node, align: string | undefined): Node {
  if (node.type.name !== "picture") return node;
  const side = align === "center" ? "center" : align === "right" ? "end" : "start";
  return make("picture", { ...node.attrs, side });
}

/** Lines of text that was set already are one block. */
function preformatted(text: string, before: Piece[]): Piece[] {
  const last = before.at(-1);
  if (last?.is !== "block" || last.node.type.name !== "codeBlock") return [{ is: "block", node: codeBlock(text) }];
  before[before.length - 1] = { is: "block", node: codeBlock(`${last.node.textContent}\n${text}`) };
  return [];
}

/** Puts words below the picture before; answers whether there is one that has none. */
function caption(content: readonly Node[], before: Piece[]): boolean {
  const last = before.at(-1);
  const isFree = last?.is === "block" && last.node.type.name === "picture" && last.node.childCount === 0;
  if (!isFree || content.some((node) => node.isBlock)) return false;
  before[before.length - 1] = { is: "block", node: make("picture", last.node.attrs, content) };
  return true;
}

/** Where a paragraph stands in a list, by itself or by its style. */
function placeOf(reading: Reading, { properties, styleId, line }: Paragraph) {
  const own = childOf(properties, "w:numPr");
  const styled = reading.styles.paragraphProperty(styleId, "w:numPr");
  const listId = valueOf(childOf(own, "w:numId") ?? childOf(styled, "w:numId"));
  if (listId === undefined) return null;
  const level = Math.min(
    8,
    Math.max(0, Number(valueOf(childOf(own, "w:ilvl") ?? childOf(styled, "w:ilvl")) ?? 0) || 0),
  );
  const form = reading.numbering.formOf(listId, level);
  return form && { ...form, level, isChecked: tickOf(line) };
}

const ticks = /^\s*([☐☑☒])\s*/;

function tickOf({ isChecked, content }: Line): boolean | null {
  const drawn = ticks.exec(content[0]?.text ?? "")?.[1];
  return isChecked ?? (drawn === undefined ? null : drawn !== "☐");
}

/** Outside of lists a box to tick is a sign like any other. */
function withTick({ isChecked, content }: Line): readonly Node[] {
  const sign = isChecked === null ? null : textNode(isChecked ? "☒" : "☐", {});
  return sign ? [sign, ...content] : content;
}

/** What a line says without the box at its beginning, and the space behind it. */
function withoutTick(line: Line): readonly Node[] {
  const [first, ...rest] = line.content;
  const isTicked = line.isChecked !== null;
  if (!first?.text || (!isTicked && !ticks.test(first.text))) return line.content;
  const cut = isTicked ? (/^\s*/.exec(first.text)?.[0].length ?? 0) : (ticks.exec(first.text)?.[0].length ?? 0);
  return cut < first.text.length ? [first.cut(cut), ...rest] : rest;
}
