import type { Suggestion } from "@carbyne/office/model";
import { useFormatter, useTranslations } from "next-intl";

const looks = [
  "bold",
  "italic",
  "underline",
  "strike",
  "code",
  "link",
  "highlight",
  "textStyle",
  "subscript",
  "superscript",
] as const;
const breaks = new Set(["paragraph", "heading", "codeBlock"]);
const things = [
  "horizontalRule",
  "picture",
  "mathBlock",
  "pageBreak",
  "table",
  "callout",
  "columns",
  "hardBreak",
  "mention",
  "footnote",
  "mathInline",
] as const;

/** Looks of text as people call them, as a list. */
export function useLookNames(): (names: readonly string[]) => string {
  const t = useTranslations("docs.looks");
  const format = useFormatter();
  return (names) =>
    format.list(
      names.flatMap((name) => {
        const known = looks.find((one) => one === name);
        return known ? [t(known)] : [];
      }),
    );
}

/** What comes, goes and becomes something else besides words, a line for each sort. */
export function useThingNames(): (found: Suggestion["things"]) => string[] {
  const t = useTranslations("docs.suggestion");
  const nameOf = useThingName();
  return (found) => {
    const lines = found.map((thing) => {
      if (thing.kind === "was")
        return t(thing.name === "heading" ? "toHeading" : thing.name === "codeBlock" ? "toCode" : "toParagraph");
      if (breaks.has(thing.name)) return t(thing.kind === "inserted" ? "insertBreak" : "deleteBreak");
      const name = nameOf(thing.name);
      return name === "" ? "" : t(thing.kind === "inserted" ? "insertThing" : "deleteThing", { thing: name });
    });
    return [...new Set(lines)].filter((line) => line !== "");
  };
}

/** What a thing in a text is called; empty for what has words of its own. */
export function useThingName(): (type: string) => string {
  const t = useTranslations("docs.things");
  return (type) => {
    const known = things.find((one) => one === type);
    return known ? t(known) : "";
  };
}
