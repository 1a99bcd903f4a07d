import { Skeleton } from "@carbyne/ui";
import type { PDFDocumentProxy } from "pdfjs-dist";
import { useEffect, useState } from "react";
import type { ViewProps } from "../view-props.ts";
import { PasswordForm } from "./password-form.tsx";
import { PdfPages } from "./pdf-pages.tsx";
import { openPdf, type PasswordWish } from "./reader.ts";

/** A document with pages: a PDF file as it lies there, or an office file as the server makes pages of it. */
export function PdfView(props: ViewProps & { isMade: boolean }) {
  const { file, isMade, onFail } = props;
  const [document, setDocument] = useState<PDFDocumentProxy | null>(null);
  const [size, setSize] = useState<{ width: number; height: number } | null>(null);
  const [wish, setWish] = useState<PasswordWish | null>(null);
  const isPart = file.source !== null && "messageId" in file.source;
  const url = isMade ? file.previewHref("pages") : file.contentHref;
  useEffect(() => {
    let isStopped = false;
    const opening = openPdf(url, { isMade, isPart, onPassword: setWish });
    const begin = async () => {
      const opened = await opening.document;
      const { width, height } = (await opened.getPage(1)).getViewport({ scale: 1 });
      if (isStopped) return;
      setWish(null);
      setSize({ width, height });
      setDocument(opened);
    };
    begin().catch((error: unknown) => !isStopped && onFail(error));
    return () => {
      isStopped = true;
      opening.close();
    };
  }, [url, isMade, isPart, onFail]);
  if (wish && !document) return <PasswordForm key={String(wish.isWrong)} wish={wish} />;
  if (!document || !size) return <Skeleton className="m-auto aspect-[3/4] h-4/5 max-w-full" />;
  return <PdfPages {...props} document={document} size={size} />;
}
