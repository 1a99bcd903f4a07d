import { type Block, type Inline, type Mention, parseMessage } from "./parse.ts";

/** A message as one plain line, for lists, notices and where it is answered. */
export function plainText(text: string, nameOf: (mention: Mention) => string | null): string {
  const inline = (part: Inline): string => {
    switch (part.kind) {
      case "text":
      case "code":
        return part.text;
      case "break":
        return " ";
      case "mention":
        return `${part.mention.kind === "room" ? "#" : "@"}${nameOf(part.mention) ?? "?"}`;
      case "strong":
      case "em":
      case "strike":
      case "link":
        return part.content.map(inline).join("");
    }
  };
  const block = (one: Block): string => {
    switch (one.kind) {
      case "paragraph":
      case "heading":
        return one.content.map(inline).join("");
      case "quote":
        return one.blocks.map(block).join(" ");
      case "list":
        return one.items
          .map(({ blocks }, at) => `${one.isOrdered ? `${one.start + at}.` : "•"} ${blocks.map(block).join(" ")}`)
          .join(" ");
      case "code":
        return one.text;
      case "rule":
        return "—";
    }
  };
  return parseMessage(text).map(block).join(" ").replaceAll(/\s+/g, " ").trim();
}
