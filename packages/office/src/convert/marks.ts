import { type Mark, type Node, Mark as Marks } from "@tiptap/pm/model";
import { textSchema } from "../model/text/schema.ts";

export type Looks = {
  readonly bold?: boolean | undefined;
  readonly italic?: boolean | undefined;
  readonly underline?: boolean | undefined;
  readonly strike?: boolean | undefined;
  readonly isCode?: boolean | undefined;
  readonly vertical?: "subscript" | "superscript" | null | undefined;
  /** Null for a highlight without a colour of its own; undefined for none. */
  readonly highlight?: string | null | undefined;
  readonly color?: string | null | undefined;
  readonly fontFamily?: string | null | undefined;
  readonly fontSize?: string | null | undefined;
  readonly href?: string | null | undefined;
  readonly comments?: readonly string[] | undefined;
  readonly change?: { readonly kind: "insertion" | "deletion"; readonly id: string } | null | undefined;
};

/** The marks that make text look so, or say so much about it, as far as they go with each other. */
export function marksOf(looks: Looks): readonly Mark[] {
  const { marks } = textSchema();
  const { color = null, fontFamily = null, fontSize = null, href, comments = [], change, vertical } = looks;
  let set: readonly Mark[] = Marks.none;
  const add = (name: string, attributes?: Record<string, unknown>) => {
    const type = marks[name];
    if (type) set = type.create(attributes).addToSet(set);
  };
  // Code takes nothing beside it, and what people said about it counts more.
  if (looks.isCode && comments.length === 0 && !change) add("code");
  if (typeof href === "string") add("link", { href });
  if (color !== null || fontFamily !== null || fontSize !== null) add("textStyle", { color, fontFamily, fontSize });
  if (looks.bold) add("bold");
  if (looks.italic) add("italic");
  if (looks.underline) add("underline");
  if (looks.strike) add("strike");
  if (looks.highlight !== undefined) add("highlight", { color: looks.highlight });
  if (vertical) add(vertical);
  for (const id of comments) add("comment", { id });
  if (change) add(change.kind, { id: change.id });
  return set;
}

/** Text that looks so; null for none, of which a document has no piece. */
export function textNode(text: string, looks: Looks): Node | null {
  // What XML and databases cannot hold, nor anybody see.
  const clean = text.toWellFormed().replace(/(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu, "");
  return clean === "" ? null : textSchema().text(clean, marksOf(looks));
}
