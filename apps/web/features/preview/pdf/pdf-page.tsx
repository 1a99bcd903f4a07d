import { type PDFDocumentProxy, type PDFPageProxy, TextLayer } from "pdfjs-dist";
import { useEffect, useRef, useState } from "react";
import { markFound, markHere } from "./highlights.ts";
import { PageLinks } from "./page-links.tsx";
import { rangesIn } from "./page-text.ts";

export interface PdfPageProps {
  document: PDFDocumentProxy;
  number: number;
  /** Its size at 72 to the inch, as it stands. */
  size: { width: number; height: number };
  /** Pixels of the screen for one seventy-second of an inch. */
  scale: number;
  turn: number;
  label: string;
  words: string;
  /** Which of the places that are found on it is shown; -1 for none. */
  here: number;
  onGo: (page: number) => void;
}

/** A canvas has no more, whatever the zoom. */
const mostPixels = 16_000_000;

/** A page, drawn when it comes near to what is seen: a picture, its text over it to be chosen, and its links. */
export function PdfPage({ document, number, size, scale, turn, label, words, here, onGo }: PdfPageProps) {
  const box = useRef<HTMLDivElement>(null);
  const [page, setPage] = useState<PDFPageProxy | null>(null);
  const [isNear, setIsNear] = useState(false);
  const [drawn, setDrawn] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const observer = new IntersectionObserver(([entry]) => setIsNear(entry?.isIntersecting === true), {
      rootMargin: "800px 0px",
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (isNear && !page) void document.getPage(number).then(setPage, () => undefined);
  }, [isNear, page, document, number]);

  useEffect(() => {
    const element = box.current;
    if (!isNear || !page || !element) return undefined;
    const viewport = page.getViewport({ scale, rotation: (page.rotate + turn) % 360 });
    const ratio = Math.min(window.devicePixelRatio || 1, Math.sqrt(mostPixels / (viewport.width * viewport.height)));
    const canvas = element.ownerDocument.createElement("canvas");
    canvas.width = Math.floor(viewport.width * ratio);
    canvas.height = Math.floor(viewport.height * ratio);
    canvas.className = "absolute inset-0 size-full";
    canvas.setAttribute("aria-hidden", "true");
    const task = page.render({ canvas, viewport, transform: [ratio, 0, 0, ratio, 0, 0] });
    const layer = element.ownerDocument.createElement("div");
    layer.className = "pdf-text";
    layer.style.setProperty("--total-scale-factor", String(scale));
    const text = new TextLayer({ textContentSource: page.streamTextContent(), container: layer, viewport });
    let isStopped = false;
    const [holder] = element.querySelectorAll("[data-drawn]");
    void Promise.all([task.promise, text.render()]).then(
      () => {
        if (isStopped || !holder) return;
        // What was drawn before stays until there is something finer.
        holder.replaceChildren(canvas, layer);
        setDrawn((before) => before + 1);
      },
      // Stopped, or a page that cannot be drawn: it stays white.
      () => undefined,
    );
    return () => {
      isStopped = true;
      task.cancel();
      text.cancel();
    };
  }, [isNear, page, scale, turn]);

  useEffect(() => {
    const layer = box.current?.querySelector<HTMLElement>(".pdf-text");
    if (!layer || words === "") return undefined;
    const ranges = rangesIn(layer, words);
    markFound(layer, ranges);
    const shown = ranges[here];
    if (shown) {
      markHere(shown);
      shown.startContainer.parentElement?.scrollIntoView({ block: "center", inline: "nearest" });
    }
    return () => {
      markFound(layer, []);
      if (shown) markHere(undefined);
    };
  }, [drawn, words, here]);

  const isTurned = turn % 180 !== 0;
  return (
    <div
      ref={box}
      role="group"
      aria-label={label}
      data-page={number}
      className="relative mx-auto shrink-0 bg-toast shadow-floating"
      style={{
        width: Math.round((isTurned ? size.height : size.width) * scale),
        height: Math.round((isTurned ? size.width : size.height) * scale),
        // Paper is white, whatever the screen is.
        background: "white",
      }}
    >
      <div data-drawn="" className="absolute inset-0 overflow-clip" />
      {page && isNear ? <PageLinks document={document} page={page} scale={scale} turn={turn} onGo={onGo} /> : null}
    </div>
  );
}
