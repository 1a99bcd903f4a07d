import type { ChainedCommands, Editor } from "@tiptap/core";
import {
  AtSign,
  CalendarDays,
  Code,
  Columns2,
  Columns3,
  FileUp,
  Heading1,
  Heading2,
  Heading3,
  Heading4,
  Image,
  Info,
  List,
  ListChecks,
  ListOrdered,
  type LucideIcon,
  Minus,
  Pilcrow,
  Quote,
  ScissorsLineDashed,
  Sigma,
  SquareSigma,
  Superscript,
  Table,
} from "lucide-react";
import { writeBelow } from "../below.ts";
import { showLayer } from "../layers/layer.ts";
import { choosePictures } from "../picture/choose-pictures.ts";

export const insertionIds = [
  "paragraph",
  "h1",
  "h2",
  "h3",
  "h4",
  "bulletList",
  "orderedList",
  "taskList",
  "quote",
  "callout",
  "codeBlock",
  "table",
  "picture",
  "fromFiles",
  "columns2",
  "columns3",
  "formula",
  "formulaBlock",
  "footnote",
  "mention",
  "date",
  "rule",
  "pageBreak",
] as const;
export type InsertionId = (typeof insertionIds)[number];

export interface Insertion {
  id: InsertionId;
  icon: LucideIcon;
  /** How it is typed without a menu. */
  typed?: string;
  /** Whether a block of another kind can be made into it. */
  isTurn?: boolean;
  run: (editor: Editor) => void;
}

const chained =
  (act: (chain: ChainedCommands) => ChainedCommands) =>
  (editor: Editor): void =>
    void act(editor.chain().focus()).run();

const heading = (level: 1 | 2 | 3 | 4, icon: LucideIcon): Insertion => ({
  id: `h${level}`,
  icon,
  typed: "#".repeat(level),
  isTurn: true,
  run: chained((chain) => chain.setHeading({ level })),
});

/** Everything that can be put into a text: one list for the `/` menu, the toolbar's and what a block can be turned into. */
export const insertions: readonly Insertion[] = [
  { id: "paragraph", icon: Pilcrow, isTurn: true, run: chained((chain) => chain.setParagraph()) },
  heading(1, Heading1),
  heading(2, Heading2),
  heading(3, Heading3),
  heading(4, Heading4),
  { id: "bulletList", icon: List, typed: "-", isTurn: true, run: chained((chain) => chain.toggleBulletList()) },
  {
    id: "orderedList",
    icon: ListOrdered,
    typed: "1.",
    isTurn: true,
    run: chained((chain) => chain.toggleOrderedList()),
  },
  { id: "taskList", icon: ListChecks, typed: "[ ]", isTurn: true, run: chained((chain) => chain.toggleTaskList()) },
  { id: "quote", icon: Quote, typed: ">", isTurn: true, run: chained((chain) => chain.toggleBlockquote()) },
  { id: "callout", icon: Info, isTurn: true, run: chained((chain) => chain.toggleCallout("info")) },
  { id: "codeBlock", icon: Code, typed: "```", isTurn: true, run: chained((chain) => chain.toggleCodeBlock()) },
  { id: "table", icon: Table, run: (editor) => showLayer(editor, { kind: "tableSize" }) },
  { id: "picture", icon: Image, run: choosePictures },
  { id: "fromFiles", icon: FileUp, run: (editor) => showLayer(editor, { kind: "files" }) },
  { id: "columns2", icon: Columns2, run: (editor) => insertColumns(editor, 2) },
  { id: "columns3", icon: Columns3, run: (editor) => insertColumns(editor, 3) },
  { id: "formula", icon: Sigma, typed: "$", run: (editor) => insertFormula(editor, "mathInline") },
  { id: "formulaBlock", icon: SquareSigma, typed: "$$", run: (editor) => insertFormula(editor, "mathBlock") },
  { id: "footnote", icon: Superscript, typed: "Ctrl+Alt+F", run: (editor) => insertFootnote(editor) },
  { id: "mention", icon: AtSign, typed: "@", run: (editor) => typeSign(editor, "@") },
  { id: "date", icon: CalendarDays, typed: "@", run: (editor) => typeSign(editor, "@") },
  { id: "rule", icon: Minus, typed: "---", run: chained((chain) => chain.setHorizontalRule()) },
  { id: "pageBreak", icon: ScissorsLineDashed, typed: "Ctrl+Enter", run: chained((chain) => chain.insertPageBreak()) },
];

/** Puts something in. */
export function insert(editor: Editor, { run }: Insertion): void {
  run(editor);
  writeBelow(editor, { isGoing: false });
}

/** Columns one goes on writing in, from the first. */
function insertColumns(editor: Editor, count: 2 | 3): void {
  const from = editor.state.selection.$from.before(1);
  editor.chain().focus().insertColumns(count).run();
  let first: number | null = null;
  editor.state.doc.nodesBetween(Math.max(0, from), editor.state.doc.content.size, (node, pos) => {
    if (first === null && node.type.name === "columns") first = pos;
    return first === null;
  });
  if (first !== null) editor.commands.setTextSelection(first + 3);
}

/** A formula that is written at once in its form. */
export function insertFormula(editor: Editor, type: "mathInline" | "mathBlock"): void {
  editor
    .chain()
    .focus()
    .insertContent({ type, attrs: { latex: "" } })
    .run();
  const pos = lastBefore(editor, type);
  if (pos !== null) showLayer(editor, { kind: "formula", pos });
}

/** A note that is written at once in its form. */
export function insertFootnote(editor: Editor): boolean {
  if (!editor.chain().focus().insertFootnote("").run()) return false;
  const pos = lastBefore(editor, "footnote");
  if (pos !== null) showLayer(editor, { kind: "footnote", pos });
  return true;
}

/** Where the last node of a type before the caret is, or the one that is selected. */
function lastBefore(editor: Editor, type: string): number | null {
  const { doc, selection } = editor.state;
  let found: number | null = null;
  doc.nodesBetween(Math.max(0, selection.from - 4), Math.min(doc.content.size, selection.to + 1), (node, pos) => {
    if (node.type.name === type && pos <= selection.from) found = pos;
  });
  return found;
}

/** Writes a sign that opens a menu, with the space before it that it needs. */
function typeSign(editor: Editor, sign: string): void {
  const { $from } = editor.state.selection;
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, " ").slice(-1);
  editor
    .chain()
    .focus()
    .insertContent(`${before === "" || /\s/.test(before) ? "" : " "}${sign}`)
    .run();
}
