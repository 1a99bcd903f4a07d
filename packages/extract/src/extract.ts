import { decodeBytes, htmlToText } from "@carbyne/mime";
import { type Limits, limits as usual } from "./limits.ts";
import { archiveText } from "./office.ts";
import { pdfText } from "./pdf.ts";
import { rtfText } from "./rtf.ts";

export type Document = { readonly name: string; readonly type: string; readonly content: Buffer };
type Format = "pdf" | "archive" | "rtf" | "html" | "text";

const byType: readonly (readonly [RegExp, Format])[] = [
  [/^application\/pdf$/, "pdf"],
  [/^application\/(?:vnd\.openxmlformats-|vnd\.oasis\.opendocument\.|zip$|epub\+zip$|x-zip)/, "archive"],
  [/^(?:application|text)\/rtf$/, "rtf"],
  [/^(?:text\/html|application\/xhtml\+xml)$/, "html"],
  [/^text\/|^application\/(?:json|xml|yaml|sql|x-sh)$|\+(?:xml|json)$/, "text"],
];
const byName: readonly (readonly [RegExp, Format])[] = [
  [/\.pdf$/, "pdf"],
  [/\.(?:docx|docm|dotx|xlsx|xlsm|pptx|pptm|ppsx|odt|ods|odp|ott|epub|zip)$/, "archive"],
  [/\.rtf$/, "rtf"],
  [/\.x?html?$/, "html"],
  [/\.(?:txt|md|csv|tsv|log|ics|vcf|json|xml|ya?ml|sql|tex|srt)$/, "text"],
];

/** Whether a document of this name and type may have text that can be read. */
export function isExtractable({ name, type }: Pick<Document, "name" | "type">): boolean {
  return formatOf({ name, type }) !== undefined;
}

/**
 * The text of a document for the search: PDF, Word, Excel, PowerPoint, OpenDocument, EPUB, RTF, HTML, plain text, and the names in a zip archive.
 * "" for what has none. Throws what the reader of a broken document throws; nothing of the content is run. Meant for a process that may be ended.
 */
export async function extractText(document: Document, limits: Limits = usual): Promise<string> {
  const { content } = document;
  const text = await textOf(formatOf(document), content, limits);
  return text.toWellFormed().replaceAll("\0", " ").slice(0, limits.textLength);
}

async function textOf(format: Format | undefined, content: Buffer, limits: Limits): Promise<string> {
  switch (format) {
    case "pdf":
      return pdfText(content, limits);
    case "archive":
      return archiveText(content, limits);
    case "rtf":
      return rtfText(content.toString("latin1"), limits.textLength);
    case "html":
      return htmlToText(plain(content, limits));
    case "text":
      return plain(content, limits);
    case undefined:
      return "";
  }
}

/** By the type that was said; by the name where that says nothing. */
function formatOf({ name, type }: Pick<Document, "name" | "type">): Format | undefined {
  const lower = { type: type.toLowerCase(), name: name.toLowerCase() };
  return (
    byType.find(([pattern]) => pattern.test(lower.type))?.[1] ??
    byName.find(([pattern]) => pattern.test(lower.name))?.[1]
  );
}

function plain(content: Buffer, { textLength }: Limits): string {
  const part = content.subarray(0, textLength * 4);
  const mark = part.subarray(0, 3).toString("hex");
  if (mark.startsWith("fffe")) return part.toString("utf16le");
  if (mark.startsWith("feff")) return decodeBytes(part, "utf-16be");
  return decodeBytes(part, "utf-8");
}
