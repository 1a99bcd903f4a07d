import {
  CheckBox,
  ImageRun,
  type IParagraphOptions,
  Math as Formula,
  PageBreak,
  Paragraph,
  Table,
  TextRun,
} from "docx";
import type { Node } from "@tiptap/pm/model";
import { runsRightToLeft } from "../../direction.ts";
import { pictureSize } from "../../picture-kind.ts";
import { formulaOf } from "./formula.ts";
import { styleId } from "./like.ts";
import { changeOf, writeLine } from "./line.ts";
import { apart, continuedStyle, deepestLevel } from "./styles.ts";
import { writeCallout, writeColumns, writeTable } from "./table.ts";
import type { Place, Writing } from "./writing.ts";

export type Block = Paragraph | Table;

/** Writes the blocks in an element whose content begins at `from`. */
export function writeBlocks(writing: Writing, parent: Node, { from, place }: { from: number; place: Place }): Block[] {
  const blocks: Block[] = [];
  parent.forEach((node, offset, index) => {
    const next = index + 1 < parent.childCount ? parent.child(index + 1) : undefined;
    for (const block of writeBlock(writing, node, { from: from + offset, place, next })) {
      // Two tables without anything between them are one, there.
      if (block instanceof Table && blocks.at(-1) instanceof Table) blocks.push(apart(writing.looks));
      blocks.push(block);
    }
  });
  return blocks;
}

/** The same with a paragraph at the end, as cells and documents must have. */
export function closed({ looks }: Writing, blocks: readonly Block[]): Block[] {
  return blocks.at(-1) instanceof Paragraph ? [...blocks] : [...blocks, apart(looks)];
}

const aligned: Readonly<Record<string, "left" | "center" | "right" | "both">> = {
  left: "left",
  center: "center",
  right: "right",
  justify: "both",
};

type At = {
  readonly from: number;
  readonly place: Place;
  /** The block behind it. */
  readonly next?: Node | undefined;
};

function writeBlock(writing: Writing, node: Node, { from, place, next }: At): Block[] {
  const inside = { from: from + 1, place };
  switch (node.type.name) {
    case "paragraph":
      return [writeParagraph(writing, node, { from, place, next })];
    case "heading": {
      const style = styleId(writing.looks, `Heading${Number(node.attrs["level"]) || 1}`);
      return [
        new Paragraph({
          style,
          ...formOf(node),
          ...breakOf(writing, next),
          children: writeLine(writing, node, from + 1),
        }),
      ];
    }
    case "bulletList":
    case "orderedList":
    case "taskList":
      return writeList(writing, node, { from, place });
    case "blockquote":
      return writeBlocks(writing, node, { ...inside, place: { ...place, style: styleId(writing.looks, "Quote") } });
    case "callout":
      return [writeCallout(writing, node, inside)];
    case "columns":
      return [writeColumns(writing, node, inside)];
    case "table":
      return [writeTable(writing, node, inside)];
    case "picture":
      return writePicture(writing, node, { from, place });
    case "codeBlock":
      return [new Paragraph({ style: styleId(writing.looks, "Code"), children: linesOf(node.textContent) })];
    case "mathBlock":
      return [new Paragraph({ children: [new Formula({ children: formulaOf(String(node.attrs["latex"])) })] })];
    case "pageBreak":
      return [new Paragraph({ children: [new PageBreak()] })];
    case "horizontalRule":
      return [new Paragraph({ thematicBreak: true })];
    default:
      return [];
  }
}

function formOf(node: Node): IParagraphOptions {
  const isTurned = runsRightToLeft(node.textContent);
  const alignment = aligned[String(node.attrs["textAlign"])];
  return { ...(alignment === undefined ? {} : { alignment }), ...(isTurned ? { bidirectional: true } : {}) };
}

/** What somebody proposes of the break between a block of text and the one behind it hangs on the former, there. */
function breakOf(writing: Writing, next: Node | undefined): IParagraphOptions {
  const id = (name: string): unknown => (next?.isTextblock ? next.attrs[name] : null);
  const [inserted, deleted] = [id("inserted"), id("deleted")];
  if (typeof inserted === "string") return { run: { insertion: changeOf(writing, inserted) } };
  return typeof deleted === "string" ? { run: { deletion: changeOf(writing, deleted) } } : {};
}

function writeParagraph(
  writing: Writing,
  node: Node,
  { from, place, next, options = {} }: At & { options?: IParagraphOptions },
): Paragraph {
  const { children: first = [], ...rest } = options;
  return new Paragraph({
    ...(place.style === undefined ? {} : { style: place.style }),
    ...formOf(node),
    ...breakOf(writing, next),
    ...rest,
    children: [...first, ...writeLine(writing, node, from + 1)],
  });
}

const linesOf = (text: string) =>
  text.split("\n").map((line, index) => new TextRun(index === 0 ? { text: line } : { text: line, break: 1 }));

/** The first paragraph of an item has its number; what follows hangs on it by its style. */
function writeList(writing: Writing, list: Node, { from, place }: At): Block[] {
  const blocks: Block[] = [];
  const level = Math.min(deepestLevel, place.level);
  const numbering = { reference: numberingOf(writing, list), level, instance: writing.nextList++ };
  const inner: Place = { ...place, level: place.level + 1, style: styleId(writing.looks, continuedStyle(level)) };
  list.forEach((item, itemOffset) => {
    const start = from + 1 + itemOffset + 1;
    item.forEach((child, offset, index) => {
      const at = { from: start + offset, place: inner };
      if (index > 0) blocks.push(...writeBlock(writing, child, at));
      else {
        const tick = item.type.name === "taskItem" ? tickOf(item) : [];
        blocks.push(
          writeParagraph(writing, child, {
            ...at,
            options: { style: styleId(writing.looks, "ListParagraph"), numbering, children: tick },
          }),
        );
      }
    });
  });
  return blocks;
}

const tickOf = (item: Node) => [new CheckBox({ checked: item.attrs["checked"] === true }), new TextRun(" ")];

function numberingOf({ numberings }: Writing, list: Node): string {
  if (list.type.name === "bulletList") return "bullets";
  if (list.type.name === "taskList") return "ticks";
  const start = Number(list.attrs["start"]);
  const type: unknown = list.attrs["type"];
  const form = {
    start: Number.isInteger(start) && start >= 0 ? start : 1,
    type: typeof type === "string" ? type : null,
  };
  const name = `numbers ${form.start} ${form.type ?? "1"}`;
  numberings.set(name, form);
  return name;
}

const kinds: Readonly<Record<string, "png" | "jpg" | "gif">> = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/gif": "gif",
};
const sides: Readonly<Record<string, "left" | "center" | "right">> = { start: "left", center: "center", end: "right" };

function writePicture(writing: Writing, node: Node, { from, place }: At): Block[] {
  const { pictureId, alt, width, side } = node.attrs;
  const picture = writing.pictureOf(String(pictureId));
  const type = kinds[picture?.mime ?? ""];
  const size = picture && pictureSize(picture.bytes);
  const alignment = sides[String(side)] ?? "center";
  const caption =
    node.childCount === 0
      ? []
      : [
          new Paragraph({
            style: styleId(writing.looks, "Caption"),
            alignment,
            children: writeLine(writing, node, from + 1),
          }),
        ];
  if (!picture || !type || !size)
    return [
      new Paragraph({ alignment, children: [new TextRun({ text: `[${String(alt)}]`, italics: true })] }),
      ...caption,
    ];
  const wanted =
    typeof width === "number" ? (place.width * Math.min(100, width)) / 100 : Math.min(size.width, place.width);
  const transformation = {
    width: Math.max(1, Math.round(wanted)),
    height: Math.max(1, Math.round((wanted * size.height) / size.width)),
  };
  const altText = { name: "", title: "", description: String(alt) };
  const image = new ImageRun({ type, data: picture.bytes, transformation, altText });
  return [new Paragraph({ alignment, keepNext: caption.length > 0, children: [image] }), ...caption];
}
