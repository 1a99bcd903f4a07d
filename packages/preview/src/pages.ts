import { runConfined } from "@carbyne/sandbox";
import { limitsOf, mostPages, mostUnpacked, suspicious } from "./limits.ts";
import { failed, fileOf, type Reason, type Step } from "./outcome.ts";
import type { PagesWant, PictureWant } from "./want.ts";
import { readDirectory } from "./zip-directory.ts";

const popplerWords: readonly (readonly [RegExp, Reason])[] = [
  [/Incorrect password|encrypted/i, "protected"],
  [/Wrong page range|first page .* after the last page/i, "no-page"],
];
const longestSide = 4096;

/** One page as a picture, somewhat finer than wanted: the drawing cuts and fits it. */
export async function pageToPicture(content: Buffer, { width, height, fit, page }: PictureWant): Promise<Step> {
  const side = Math.min(longestSide, Math.round(Math.max(width, height) * (fit === "cover" ? 1.5 : 1)));
  const ran = await runConfined({
    program: "pdftoppm",
    args: ["-f", String(page), "-l", String(page), "-singlefile", "-scale-to", String(side), "-png", "/in/file", "out"],
    inputs: { file: content },
    outputs: ["out.png", "stderr"],
    limits: limitsOf.pdf,
  });
  return fileOf(ran, "out.png", popplerWords);
}

/** Some pages as a document of their own: drawn anew, so that scripts, forms and attached files stay behind. */
export async function somePages(content: Buffer, { first, last }: PagesWant): Promise<Step> {
  const ran = await runConfined({
    program: "pdftocairo",
    args: ["-pdf", "-f", String(first), ...(last === null ? [] : ["-l", String(last)]), "/in/file", "out.pdf"],
    inputs: { file: content },
    outputs: ["out.pdf", "stderr"],
    limits: limitsOf.pdf,
  });
  return fileOf(ran, "out.pdf", popplerWords);
}

const exporters: Readonly<Record<string, string>> = {
  docx: "writer",
  doc: "writer",
  odt: "writer",
  rtf: "writer",
  xlsx: "calc",
  xls: "calc",
  ods: "calc",
  pptx: "impress",
  ppt: "impress",
  odp: "impress",
  odg: "draw",
};

/** The pages of an office file, by LibreOffice with a profile of its own that goes with it. */
export async function officeToPdf({ content, format }: { content: Buffer; format: string }): Promise<Step> {
  if (format === "encrypted") return failed("protected");
  const exporter = exporters[format];
  if (exporter === undefined) return failed("broken");
  const unpacked = readDirectory(content).reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const isBomb = unpacked > suspicious.bytes && unpacked > content.length * suspicious.ratio;
  if (isBomb || unpacked > mostUnpacked) return failed("too-large");
  const options = JSON.stringify({ PageRange: { type: "string", value: `1-${mostPages}` } });
  const start = ["-env:UserInstallation=file:///tmp/profile", "--headless", "--norestore", "--nolockcheck"];
  const ran = await runConfined({
    program: "soffice",
    args: [
      ...start,
      "--convert-to",
      `pdf:${exporter}_pdf_Export:${options}`,
      "--outdir",
      "/tmp/out",
      `/in/file.${format}`,
    ],
    inputs: { [`file.${format}`]: content },
    outputs: ["file.pdf", "stderr", "stdout"],
    environment: { SAL_USE_VCLPLUGIN: "svp" },
    limits: limitsOf.office,
  });
  return fileOf(ran, "file.pdf", [[/password/i, "protected"]]);
}
