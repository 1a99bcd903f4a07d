import type { PDFDocumentProxy } from "pdfjs-dist";
import { useEffect, useState } from "react";

interface Size {
  width: number;
  height: number;
}

const stride = 50;

/** How large each page is: as the first one until it is known, which it is a few at a time. */
export function usePageSizes(document: PDFDocumentProxy, first: Size): readonly Size[] {
  const [sizes, setSizes] = useState<readonly Size[]>(() => Array.from({ length: document.numPages }, () => first));
  useEffect(() => {
    let isStopped = false;
    const look = async () => {
      for (let from = 0; from < document.numPages && !isStopped; from += stride) {
        const count = Math.min(stride, document.numPages - from);
        const known = await Promise.all(
          Array.from({ length: count }, async (_, at) => {
            const { width, height } = (await document.getPage(from + at + 1)).getViewport({ scale: 1 });
            return { width, height };
          }),
        );
        if (isStopped || known.every((one) => one.width === first.width && one.height === first.height)) continue;
        setSizes((before) => before.map((size, at) => known[at - from] ?? size));
      }
    };
    // A page that cannot be read keeps the size of the first.
    look().catch(() => undefined);
    return () => {
      isStopped = true;
    };
  }, [document, first]);
  return sizes;
}
