import type { Node } from "@tiptap/pm/model";

const leafText = (leaf: Node): string => {
  const { text, latex, label } = leaf.attrs as { text?: unknown; latex?: unknown; label?: unknown };
  if (leaf.type.name === "hardBreak") return "\n";
  if (typeof label === "string") return label;
  if (typeof latex === "string") return latex;
  // A footnote's words are read where its number stands.
  return typeof text === "string" ? ` (${text})` : "";
};

/** A text without its form, a line for each block: for search, and to be counted. What somebody proposes to leave out is still in it. */
export function plainText(text: Node): string {
  return text.content
    .textBetween(0, text.content.size, "\n", leafText)
    .replaceAll("\u200b", "")
    .replace(/\n{2,}/g, "\n")
    .trim();
}
