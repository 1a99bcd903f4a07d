import { getDocument, VerbosityLevel } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { Limits } from "./limits.ts";

/** The text of a PDF, page after page. Nothing of it is run, and nothing is fetched. */
export async function pdfText(bytes: Buffer, { pages, textLength }: Limits): Promise<string> {
  const task = getDocument({
    data: new Uint8Array(bytes),
    useSystemFonts: false,
    disableFontFace: true,
    useWorkerFetch: false,
    stopAtErrors: false,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    const document = await task.promise;
    let text = "";
    for (let number = 1; number <= Math.min(document.numPages, pages) && text.length < textLength; number++) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      for (const item of items) if ("str" in item) text += item.str + (item.hasEOL ? "\n" : "");
      text += "\n";
      page.cleanup();
    }
    return text.slice(0, textLength);
  } finally {
    await task.destroy();
  }
}
