import { newId } from "@carbyne/kernel";
import type { Discussion, Remark } from "../../conversion.ts";
import { limits } from "../../limits.ts";
import { allBelow, type Element, elementsOf, textOf } from "../../xml.ts";

export type Comments = {
  /** The discussion that the comment of an id belongs to. */
  readonly discussionOf: ReadonlyMap<string, string>;
  readonly discussions: readonly Discussion[];
};

const longestRemark = 10_000;
const longestName = 200;

/** Comments (ECMA-376 part 1 §17.13.4) with who answers whom, which a part of Microsoft's says (MS-DOCX §2.5.4, commentsEx). */
export function readComments(comments: Element | undefined, extended: Element | undefined): Comments {
  const parents = new Map<string, { parent: string | undefined; isDone: boolean }>();
  for (const { name, attributes } of elementsOf(extended))
    if (name === "w15:commentEx")
      parents.set(attributes["w15:paraId"] ?? "", {
        parent: attributes["w15:paraIdParent"],
        isDone: attributes["w15:done"] === "1",
      });
  const discussionOf = new Map<string, string>();
  const byParagraph = new Map<string, string>();
  const discussions = new Map<string, { id: string; isResolved: boolean; remarks: Remark[] }>();
  for (const element of elementsOf(comments).slice(0, limits.discussions)) {
    const paragraphs = allBelow(element, "w:p");
    const paragraphId = paragraphs.at(-1)?.attributes["w14:paraId"] ?? "";
    const { parent, isDone = false } = parents.get(paragraphId) ?? {};
    const known = parent === undefined ? undefined : byParagraph.get(parent);
    const id = known ?? newId();
    byParagraph.set(paragraphId, id);
    discussionOf.set(element.attributes["w:id"] ?? "", id);
    const discussion = discussions.get(id) ?? { id, isResolved: isDone, remarks: [] };
    discussion.remarks.push({
      author: authorOf(element),
      at: dateOf(element),
      text: paragraphs.map(lineOf).join("\n").trim().slice(0, longestRemark),
    });
    discussions.set(id, discussion);
  }
  return { discussionOf, discussions: [...discussions.values()] };
}

/** The words of a paragraph, with the breaks in it. */
export function lineOf(paragraph: Element): string {
  return elementsOf(paragraph)
    .map((child): string => {
      if (child.name === "w:t" || child.name === "w:delText") return textOf(child);
      if (child.name === "w:br" || child.name === "w:cr") return "\n";
      if (child.name === "w:tab") return "\t";
      return child.name === "w:pPr" || child.name === "w:rPr" ? "" : lineOf(child);
    })
    .join("");
}

/** Who made a comment or a change, as the file has it. */
export const authorOf = ({ attributes }: Element): string =>
  (attributes["w:author"] ?? "").trim().slice(0, longestName);

/** When; null where it does not say, or says what is no time. */
export function dateOf({ attributes }: Element): Date | null {
  const date = new Date(attributes["w:date"] ?? "");
  const isSensible = date.getTime() > 0 && date.getUTCFullYear() < 3000;
  return isSensible ? date : null;
}
