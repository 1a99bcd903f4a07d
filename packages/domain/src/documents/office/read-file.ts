import { readElsewhere, type ReadElsewhere } from "@carbyne/office/convert";
import { kindOf } from "@carbyne/preview";
import type { Make } from "./make.ts";
import { conversionRefusal, refuseConversion } from "./refuse-conversion.ts";

type File = { readonly name: string; readonly mime: string; readonly content: Buffer };

const converted = new Set(["odt", "doc", "rtf"]);
const texts: Readonly<Record<string, "md" | "html">> = { "text/markdown": "md", "text/html": "html" };

/** Reads a file as a text, by what its bytes say that it is; older formats and OpenDocument by way of docx. */
export async function readFileAsText({ name, mime, content }: File, make: Make): Promise<ReadElsewhere> {
  const kind = kindOf({ name, type: mime, content });
  const read = (format: "docx" | "md" | "html", bytes: Buffer) =>
    readElsewhere({ format, bytes }).catch((error: unknown) => refuseConversion(error, name));
  if (kind?.family === "office") {
    if (kind.format === "docx") return read("docx", content);
    if (kind.format === "encrypted") throw conversionRefusal("protected", name);
    if (converted.has(kind.format))
      return read("docx", await make({ name, content, want: { as: "office", format: "docx" } }));
  }
  const format = texts[mime];
  if (kind === null && format) return read(format, content);
  throw conversionRefusal("unknown", name);
}
