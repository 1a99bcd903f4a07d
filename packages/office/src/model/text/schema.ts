import { type AnyExtension, getSchema } from "@tiptap/core";
import { Highlight } from "@tiptap/extension-highlight";
import { TaskItem, TaskList } from "@tiptap/extension-list";
import { Subscript } from "@tiptap/extension-subscript";
import { Superscript } from "@tiptap/extension-superscript";
import { TableKit } from "@tiptap/extension-table";
import { TextAlign } from "@tiptap/extension-text-align";
import { Color, FontFamily, FontSize, TextStyle } from "@tiptap/extension-text-style";
import type { Schema } from "@tiptap/pm/model";
import { StarterKit } from "@tiptap/starter-kit";
import { Callout } from "./callout.ts";
import { Column, Columns } from "./columns.ts";
import { CommentMark } from "./comment-mark.ts";
import { Footnote } from "./footnote.ts";
import { MathBlock, MathInline } from "./math.ts";
import { Mention } from "./mention.ts";
import { PageBreak } from "./page-break.ts";
import { Picture } from "./picture.ts";
import { SuggestionAttributes } from "../suggest/suggestion-attributes.ts";
import { suggestionMarks } from "../suggest/suggestion-marks.ts";

/** A block runs as its words do: one text has lines in several languages. */
const ownDirection = { dir: "auto" };

/**
 * What a text is made of: the one list for editors, for the server and for every format. A name that is once used is never taken away, for a client
 * that does not know an element removes it for all.
 */
export function textExtensions(): AnyExtension[] {
  return [
    StarterKit.configure({
      // Yjs keeps who did what; two histories would undo each other.
      undoRedo: false,
      heading: { levels: [1, 2, 3, 4, 5, 6], HTMLAttributes: ownDirection },
      paragraph: { HTMLAttributes: ownDirection },
      link: { openOnClick: false, protocols: ["mailto", "tel"], defaultProtocol: "https" },
      dropcursor: false,
      trailingNode: false,
    }),
    TaskList,
    TaskItem.configure({ nested: true }),
    TableKit.configure({ table: { resizable: true, lastColumnResizable: false, cellMinWidth: 64 } }),
    TextAlign.configure({ types: ["heading", "paragraph"] }),
    TextStyle,
    Color,
    FontFamily,
    FontSize,
    Highlight.configure({ multicolor: true }),
    Subscript,
    Superscript,
    Callout,
    Columns,
    Column,
    Picture,
    Mention,
    Footnote,
    MathInline,
    MathBlock,
    PageBreak,
    CommentMark,
    ...suggestionMarks,
    SuggestionAttributes,
  ];
}

let schema: Schema | undefined;

/** The schema of texts. It is made when it is first asked for, and once. */
export function textSchema(): Schema {
  schema ??= getSchema(textExtensions());
  return schema;
}
