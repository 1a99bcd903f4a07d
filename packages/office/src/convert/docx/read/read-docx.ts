import { textOfBlocks } from "../../blocks.ts";
import { countLosses, type Losses, type ReadFile } from "../../conversion.ts";
import { gatherPictures } from "../../pictures.ts";
import { childOf, type Element, elementsOf, findBelow } from "../../xml.ts";
import { readBlocks } from "./body.ts";
import { lineOf, readComments } from "./comments.ts";
import { readNumbering } from "./numbering.ts";
import { openPackage, type Package } from "./package.ts";
import { hasMacros, readPage } from "./page.ts";
import type { Reading } from "./reading.ts";
import { readStyles } from "./styles.ts";

const longestNote = 5000;

/** Reads a docx file (ECMA-376 part 1, WordprocessingML): what it says, how it looks as far as a text can, and what was said about it. */
export function readDocx(bytes: Buffer): ReadFile {
  const pack = openPackage(bytes);
  const losses = countLosses();
  const pictures = gatherPictures(losses);
  const { setup, lineWidth } = readPage(pack, losses);
  const comments = readComments(pack.related("comments")?.root, pack.related("commentsExtended")?.root);
  const reading: Reading = {
    pack,
    part: pack.document,
    styles: readStyles(pack.related("styles")?.root),
    numbering: readNumbering(pack.related("numbering")?.root),
    comments,
    notes: new Map([...notesOf(pack, "footnote", losses), ...notesOf(pack, "endnote", losses)]),
    losses,
    pictures,
    lineWidth,
    openComments: new Set(),
    placedComments: new Set(),
    fields: [],
    openBreak: null,
    lastChange: null,
  };
  const body = childOf(pack.document.root, "w:body");
  const text = textOfBlocks(body ? readBlocks(reading, body, 0) : []);
  if (hasMacros(pack)) losses.add("macros");
  losses.add("comments-unplaced", comments.discussions.filter(({ id }) => !reading.placedComments.has(id)).length);
  return {
    text,
    page: setup,
    pictures: pictures.pictures,
    discussions: comments.discussions,
    losses: losses.list(),
  };
}

/** What stands at the foot, by the kind of note and its id; of its form nothing is kept. */
function notesOf(pack: Package, kind: "footnote" | "endnote", losses: Losses): [string, string][] {
  return elementsOf(pack.related(`${kind}s`)?.root).flatMap((note): [string, string][] => {
    // Lines between the text and its notes are kept as notes, too.
    if (note.attributes["w:type"] !== undefined && note.attributes["w:type"] !== "normal") return [];
    if (hasForm(note)) losses.add("footnote-form");
    const text = elementsOf(note).map(lineOf).join("\n").trim().slice(0, longestNote);
    return [[`${kind} ${note.attributes["w:id"] ?? ""}`, text]];
  });
}

const hasForm = (note: Element) =>
  ["w:b", "w:i", "w:hyperlink", "w:drawing", "w:tbl"].some((name) => findBelow(note, name) !== undefined);
