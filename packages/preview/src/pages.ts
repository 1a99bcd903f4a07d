import { runConfined } from "@carbyne/sandbox";
import { limitsOf, mostPages } from "./limits.ts";
import { programOf, runOffice } from "./office.ts";
import { failed, fileOf, type Reason, type Step } from "./outcome.ts";
import type { PagesWant, PictureWant } from "./want.ts";

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

/** The pages of an office file. */
export async function officeToPdf({ content, format }: { content: Buffer; format: string }): Promise<Step> {
  const exporter = programOf(format);
  if (exporter === undefined) return failed(format === "encrypted" ? "protected" : "broken");
  const options = JSON.stringify({ PageRange: { type: "string", value: `1-${mostPages}` } });
  return runOffice({ content, format, ending: "pdf", filter: `${exporter}_pdf_Export:${options}` });
}
