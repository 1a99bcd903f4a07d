import type { PDFDocumentProxy } from "pdfjs-dist";
import { printPictures } from "../print.ts";

/** As fine as office printers need. */
const dotsPerInch = 150;
/** Who prints more has the file. */
const mostPages = 100;

/** Prints a document as pictures of its pages: a browser's own reader would not open it under our policy. */
export async function printPdf(document: PDFDocumentProxy): Promise<void> {
  const sources: string[] = [];
  for (let number = 1; number <= Math.min(document.numPages, mostPages); number++) {
    const page = await document.getPage(number);
    const viewport = page.getViewport({ scale: dotsPerInch / 72 });
    const canvas = window.document.createElement("canvas");
    [canvas.width, canvas.height] = [Math.floor(viewport.width), Math.floor(viewport.height)];
    await page.render({ canvas, viewport, intent: "print" }).promise;
    const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.92));
    if (picture) sources.push(URL.createObjectURL(picture));
  }
  try {
    await printPictures(sources);
  } finally {
    for (const source of sources) URL.revokeObjectURL(source);
  }
}
