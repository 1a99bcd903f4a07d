import type { Limits } from "./limits.ts";
import { xmlText } from "./xml-text.ts";
import { readZip } from "./zip.ts";

/**
 * Which parts of an archive are text: WordprocessingML, SpreadsheetML and PresentationML (ECMA-376), OpenDocument (ISO/IEC 26300), EPUB.
 */
const textParts = [
  /^word\/(?:document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml$/,
  /^xl\/(?:sharedStrings|worksheets\/sheet\d+|comments\d*)\.xml$/,
  /^ppt\/(?:slides\/slide|notesSlides\/notesSlide)\d+\.xml$/,
  /^(?:content|styles|meta)\.xml$/,
  /^docProps\/core\.xml$/,
  /\.x?html$/,
];

/** The text of an office document or an e-book that is a zip archive; of another archive the names of its parts. */
export function archiveText(bytes: Buffer, limits: Limits): string {
  const entries = readZip(bytes, limits);
  const parts = entries.filter(({ name }) => textParts.some((pattern) => pattern.test(name)));
  const isDocument = entries.some(({ name }) => /^(?:\[Content_Types\]\.xml|mimetype)$/.test(name));
  if (!isDocument)
    return entries
      .map(({ name }) => name)
      .join("\n")
      .slice(0, limits.textLength);
  let text = "";
  for (const part of parts.toSorted((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }))) {
    if (text.length >= limits.textLength) break;
    // In a sheet the numbers are what cells refer to shared strings with; the strings have a part of their own.
    text += `${xmlText(part.read().toString("utf8"), limits.textLength - text.length)}\n`;
  }
  return text;
}
