import { decodeWords, htmlToText, parseMessage, type Part, partText } from "@carbyne/mime";
import type { TextCriterion } from "./search-sql.ts";

/** Texts of a message in the form in which they are compared, each made only when a condition needs it. */
export function textMatcher(raw: Buffer): (criterion: TextCriterion) => boolean {
  const root = parseMessage(raw);
  let header: string | undefined;
  let body: string | undefined;
  const headerText = () => (header ??= fold(decodeWords(raw.toString("utf8", root.headerStart, root.bodyStart))));
  const bodyText = () => (body ??= bodyOf(raw, root));
  return (criterion) => {
    const wanted = fold(criterion.text);
    if (criterion.kind === "header") return hasField(root, criterion.name, wanted);
    if (bodyText().includes(wanted)) return true;
    return criterion.kind === "text" && headerText().includes(wanted);
  };
}

/** i;unicode-casemap in effect (RFC 5051): letters compare without case, compatible forms as one. */
function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

function hasField(root: Part, name: string, wanted: string): boolean {
  const values = root.all(name.toLowerCase());
  return values.some(
    (value) => wanted === "" || fold(decodeWords(value.replace(/\r?\n(?=[ \t])/g, ""))).includes(wanted),
  );
}

function bodyOf(raw: Buffer, part: Part): string {
  if (part.message) return bodyOf(raw, part.message);
  if (part.children.length > 0) return part.children.map((child) => bodyOf(raw, child)).join("\n");
  if (part.type !== "text") return "";
  const text = partText(raw, part);
  return fold(part.subtype === "html" ? htmlToText(text) : text).replace(/\r\n/g, "\n");
}
