import type { Node } from "@tiptap/pm/model";
import { strangerNamed, suggestionId } from "../../../model/suggest/suggestion-id.ts";
import { make } from "../../blocks.ts";
import { type Looks, textNode } from "../../marks.ts";
import { safeHref } from "../../safe-href.ts";
import { childOf, type Element, elementsOf, findBelow, textOf, valueOf } from "../../xml.ts";
import { authorOf, dateOf } from "./comments.ts";
import { chosen, readDrawing, readOldDrawing } from "./drawing.ts";
import { latexOf } from "./equation.ts";
import type { Change, Field, Reading } from "./reading.ts";
import { readRunForm, type RunForm } from "./run-form.ts";

/** What a paragraph has in it. */
export type Line = {
  /** Elements of the line, with the pictures, breaks of pages and formulas that are blocks in a text. */
  readonly content: Node[];
  /** Text of boxes that hang on the paragraph. */
  readonly boxes: Element[];
  /** Whether what it says is done; null where there is no box to tick at its beginning. */
  isChecked: boolean | null;
};

type Around = { readonly styleId: string | undefined; readonly change: Change | null; readonly href: string | null };

/** Reads what a paragraph says (ECMA-376 part 1 §17.3). */
export function readLine(reading: Reading, paragraph: Element, styleId: string | undefined): Line {
  const line: Line = { content: [], boxes: [], isChecked: null };
  readInto(reading, line, paragraph, { styleId, change: null, href: null });
  return line;
}

const changes: Readonly<Record<string, Change["kind"]>> = {
  "w:ins": "insertion",
  "w:moveTo": "insertion",
  "w:del": "deletion",
  "w:moveFrom": "deletion",
};

function readInto(reading: Reading, line: Line, parent: Element, around: Around): void {
  for (const element of elementsOf(parent)) {
    const kind = changes[element.name];
    if (kind) {
      if (element.name.startsWith("w:move")) reading.losses.add("moved-text");
      const change = { kind, author: authorOf(element), at: dateOf(element) };
      readInto(reading, line, element, { ...around, change });
      continue;
    }
    switch (element.name) {
      case "w:r":
        readRun(reading, line, element, around);
        break;
      case "w:hyperlink":
        readInto(reading, line, element, { ...around, href: hrefOf(reading, element) });
        break;
      case "w:fldSimple": {
        const instruction = element.attributes["w:instr"] ?? "";
        const href = fieldHref(instruction);
        if (href === null) reading.losses.add("fields");
        readInto(reading, line, element, { ...around, href: href ?? around.href });
        break;
      }
      case "w:sdt":
        if (!readCheckbox(line, element)) readInto(reading, line, childOf(element, "w:sdtContent") ?? element, around);
        break;
      case "w:smartTag":
      case "w:customXml":
      case "w:dir":
      case "w:bdo":
        readInto(reading, line, element, around);
        break;
      case "mc:AlternateContent":
        readInto(reading, line, chosen(element) ?? element, around);
        break;
      case "m:oMath":
        line.content.push(make("mathInline", { latex: latexOf(element, reading.losses) }));
        break;
      case "m:oMathPara":
        for (const one of elementsOf(element).filter(({ name }) => name === "m:oMath"))
          line.content.push(make("mathBlock", { latex: latexOf(one, reading.losses) }));
        break;
      case "w:commentRangeStart":
      case "w:commentRangeEnd":
        followComment(reading, element);
        break;
      case "w:bookmarkStart":
        if (!(element.attributes["w:name"] ?? "_").startsWith("_")) reading.losses.add("bookmarks");
        break;
    }
  }
}

function followComment({ comments, openComments }: Reading, { name, attributes }: Element): void {
  const id = comments.discussionOf.get(attributes["w:id"] ?? "");
  if (id === undefined) return;
  if (name === "w:commentRangeStart") openComments.add(id);
  else openComments.delete(id);
}

/** A link of the text; one into the document itself leads nowhere here. */
function hrefOf({ part, losses }: Reading, { attributes }: Element): string | null {
  const relation = part.relations.get(attributes["r:id"] ?? "");
  const href = relation?.isExternal ? safeHref(relation.target) : null;
  if (relation && href === null) losses.add("active-content");
  return href;
}

const fieldHref = (instruction: string): string | null => safeHref(/^\s*HYPERLINK\s+"([^"]+)"/.exec(instruction)?.[1]);

/** A box to tick (MS-DOCX §2.6.1.9). */
function readCheckbox(line: Line, element: Element): boolean {
  const box = findBelow(childOf(element, "w:sdtPr"), "w14:checkbox");
  if (!box) return false;
  const isChecked = /^(?:1|true)$/.test(childOf(box, "w14:checked")?.attributes["w14:val"] ?? "");
  if (line.content.length === 0 && line.isChecked === null) line.isChecked = isChecked;
  else {
    const node = textNode(isChecked ? "☒" : "☐", {});
    if (node) line.content.push(node);
  }
  return true;
}

function readRun(reading: Reading, line: Line, run: Element, around: Around): void {
  const { styles, losses, fields } = reading;
  const properties = childOf(run, "w:rPr");
  const characterStyle = valueOf(childOf(properties, "w:rStyle"));
  const inherited = [...styles.runProperties(around.styleId), ...styles.runProperties(characterStyle)];
  const {
    isHidden = false,
    vertical,
    highlight,
    ...form
  } = apart(readRunForm([...inherited, properties]), styles.base);
  if (childOf(properties, "w:rPrChange")) losses.add("tracked-formatting");
  const looks = (): Looks => {
    const href = around.href ?? fields.findLast((field) => field.href !== null)?.href ?? null;
    for (const id of reading.openComments) reading.placedComments.add(id);
    return {
      ...form,
      // A link is seen by its being one.
      ...(href === null ? {} : { underline: false, color: null }),
      href,
      vertical,
      highlight: highlight ?? undefined,
      isCode: styles.isCode(characterStyle),
      comments: [...reading.openComments],
      change: changeId(reading, around.change),
    };
  };
  const say = (text: string) => {
    if (isHidden || fields.some((field) => !field.isResult)) return;
    const node = textNode(text, looks());
    if (node) line.content.push(node);
  };
  const put = (node: Node) => void (isHidden || line.content.push(node));

  for (const element of elementsOf(run)) {
    switch (element.name) {
      case "w:t":
      case "w:delText":
        say(textOf(element));
        break;
      case "w:tab":
      case "w:ptab":
        say("\t");
        break;
      case "w:noBreakHyphen":
        say("\u2011");
        break;
      case "w:softHyphen":
        say("\u00ad");
        break;
      case "w:br":
        put(make(element.attributes["w:type"] === "page" ? "pageBreak" : "hardBreak"));
        break;
      case "w:cr":
        put(make("hardBreak"));
        break;
      case "w:sym":
        readSymbol(reading, element, say);
        break;
      case "w:footnoteReference":
      case "w:endnoteReference": {
        const key = `${element.name === "w:endnoteReference" ? "endnote" : "footnote"} ${element.attributes["w:id"]}`;
        const text = reading.notes.get(key);
        if (text !== undefined) put(make("footnote", { text }));
        if (element.name === "w:endnoteReference") losses.add("endnotes");
        break;
      }
      case "w:drawing":
        show(line, readDrawing(reading, element));
        break;
      case "w:pict":
      case "w:object":
        show(line, readOldDrawing(reading, element));
        break;
      case "mc:AlternateContent":
        readRun(reading, line, { ...run, children: chosen(element)?.children ?? [] }, around);
        break;
      case "w:ruby":
        readInto(reading, line, childOf(element, "w:rubyBase") ?? element, around);
        break;
      case "w:fldChar":
        followField(reading, element);
        break;
      case "w:instrText": {
        const field = fields.at(-1);
        if (field && !field.isResult) field.instruction += textOf(element);
        break;
      }
    }
  }
}

/** What a run looks like beside what everything looks like. */
function apart(form: RunForm, base: RunForm): RunForm {
  const own = { ...form };
  for (const key of ["color", "fontFamily", "fontSize"] as const) if (own[key] === base[key]) delete own[key];
  return own;
}

function show(line: Line, { pictures, boxes }: { pictures: readonly Node[]; boxes: readonly Element[] }): void {
  line.content.push(...pictures);
  line.boxes.push(...boxes);
}

/** Fields that are nothing but a link, or that a page has of its own. */
const known = /^\s*(?:HYPERLINK|PAGE|NUMPAGES)\b/;

function followField({ fields, losses }: Reading, { attributes }: Element): void {
  const type = attributes["w:fldCharType"];
  const field: Field | undefined = fields.at(-1);
  if (type === "begin") fields.push({ instruction: "", isResult: false, href: null });
  else if (type === "separate" && field) {
    field.isResult = true;
    field.href = fieldHref(field.instruction);
  } else if (type === "end" && field) {
    fields.pop();
    if (!known.test(field.instruction)) losses.add("fields");
  }
}

/** Boxes and ticks of fonts that have pictures for letters. */
const symbols: Readonly<Record<string, string>> = {
  f0fe: "☒",
  f052: "☑",
  f0a8: "☐",
  f06f: "☐",
  f0fc: "✓",
  f0fb: "✗",
  f0b7: "•",
  f0e0: "→",
  f0df: "←",
};

function readSymbol({ losses }: Reading, { attributes }: Element, say: (text: string) => void): void {
  const code = (attributes["w:char"] ?? "").toLowerCase();
  const isPrivate = code.startsWith("f0");
  const text =
    symbols[code] ?? (/^[\da-f]{4}$/.test(code) && !isPrivate ? String.fromCharCode(Number.parseInt(code, 16)) : "");
  if (text === "") losses.add("symbols");
  say(text);
}

/** The mark of a proposal; what follows of the same hand and moment is one with it. */
export function changeId(reading: Reading, change: Change | null): Looks["change"] {
  if (!change) {
    reading.lastChange = null;
    return null;
  }
  const { kind, author, at } = change;
  const key = `${kind} ${author} ${at?.getTime() ?? ""}`;
  if (reading.lastChange?.key !== key)
    reading.lastChange = { key, id: suggestionId(strangerNamed(author), at ?? new Date(0)) };
  return { kind, id: reading.lastChange.id };
}
