import { IconButton } from "@carbyne/ui";
import { PanelLeft, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import type { PDFDocumentProxy } from "pdfjs-dist";
import { useCallback, useEffect, useRef, useState } from "react";
import { useIsNarrow } from "../../../client/media.ts";
import { useStored } from "../../../client/stored.ts";
import { useSize } from "../use-size.ts";
import { useViewKeys, type ViewProps } from "../view-props.ts";
import { ViewTools } from "../view-tools.tsx";
import { useZoom, ZoomTools } from "../zoom.tsx";
import { FindBar } from "./find-bar.tsx";
import { PageRail } from "./page-rail.tsx";
import { PdfPage } from "./pdf-page.tsx";
import { printPdf } from "./print-pdf.ts";
import { useFind } from "./use-find.ts";
import { usePageSizes } from "./use-page-sizes.ts";

const roomPx = 48;
/** A sheet is as wide as its place, and on large screens no wider than one reads. */
const widest = 1.3;
/** A screen has 96 pixels to the inch of a document's 72 points (CSS Values 4 §6.2). */
const natural = 96 / 72;

interface PdfPagesProps extends ViewProps {
  document: PDFDocumentProxy;
  size: { width: number; height: number };
}

/** The pages of a document one below the other, with all of them small at the side and a search. */
export function PdfPages({ document, size, onPrintable }: PdfPagesProps) {
  const t = useTranslations("preview");
  const isNarrow = useIsNarrow();
  const box = useRef<HTMLDivElement>(null);
  const room = useSize(box);
  const zoom = useZoom();
  const find = useFind(document);
  const sizes = usePageSizes(document, size);
  const [isFinding, setIsFinding] = useState(false);
  const [stored, store] = useStored("preview.pages");
  const [isNarrowRail, setIsNarrowRail] = useState(false);
  const [current, setCurrent] = useState(1);
  const isRail = document.numPages > 1 && (isNarrow ? isNarrowRail : stored !== "no");
  const isTurned = zoom.turn % 180 !== 0;
  const pageWidth = isTurned ? size.height : size.width;
  const fit = Math.min(widest * natural, Math.max(0.1, (room.width - (isNarrow ? 16 : roomPx)) / pageWidth));
  const scale = zoom.wanted === null ? fit : zoom.wanted * natural;

  useEffect(() => {
    onPrintable(() => void printPdf(document));
    return () => onPrintable(null);
  }, [document, onPrintable]);
  useEffect(() => box.current?.focus({ preventScroll: true }), []);

  const go = useCallback((page: number) => {
    box.current?.querySelector(`[data-page="${page}"]`)?.scrollIntoView({ block: "start" });
  }, []);
  const foundAt = find.found[find.at];
  const lastFound = useRef(-1);
  useEffect(() => {
    // A page that is far away is drawn first; it then brings the place itself into sight.
    if (foundAt !== undefined && lastFound.current !== foundAt) go(foundAt);
    lastFound.current = foundAt ?? -1;
  }, [foundAt, go]);
  const firstOf = (page: number) => find.found.indexOf(page);
  useViewKeys({ "/": () => setIsFinding(true) });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key !== "f") return;
      event.preventDefault();
      setIsFinding(true);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
  const onScroll = () => {
    const element = box.current;
    if (!element) return;
    const middle = element.getBoundingClientRect().top + element.clientHeight / 2;
    const shown = [...element.querySelectorAll<HTMLElement>("[data-page]")].find(
      (one) => one.getBoundingClientRect().bottom >= middle,
    );
    setCurrent(Number(shown?.dataset["page"] ?? document.numPages));
  };

  return (
    <div className="flex min-h-0 flex-1">
      {isRail ? <PageRail document={document} size={size} current={current} onGo={go} /> : null}
      <div className="relative flex min-w-0 flex-1 flex-col">
        {isFinding ? (
          <FindBar
            find={find}
            onClose={() => {
              find.ask("");
              setIsFinding(false);
              box.current?.focus({ preventScroll: true });
            }}
          />
        ) : null}
        <div
          ref={box}
          data-scrolls=""
          tabIndex={0}
          role="group"
          aria-label={t("document")}
          onScroll={onScroll}
          className="flex min-h-0 flex-1 flex-col gap-4 overflow-auto p-4 pb-20 outline-none max-md:px-2"
        >
          {sizes.map((one, at) => (
            <PdfPage
              key={at}
              document={document}
              number={at + 1}
              size={one}
              scale={scale}
              turn={zoom.turn}
              label={t("page", { page: at + 1 })}
              words={find.words}
              here={foundAt === at + 1 ? find.at - firstOf(at + 1) : -1}
              onGo={go}
            />
          ))}
        </div>
        <ViewTools label={t("tools")}>
          {document.numPages > 1 ? (
            <IconButton
              label={t("pages")}
              side="top"
              isOn={isRail}
              onClick={() => (isNarrow ? setIsNarrowRail(!isNarrowRail) : store(stored === "no" ? null : "no"))}
            >
              <PanelLeft aria-hidden="true" className="rtl:-scale-x-100" />
            </IconButton>
          ) : null}
          <span aria-live="polite" className="px-2 whitespace-nowrap text-muted tabular-nums">
            {t("position", { at: current, count: document.numPages })}
          </span>
          <ZoomTools zoom={zoom} scale={scale / natural} />
          <IconButton label={t("find")} keys="/" side="top" isOn={isFinding} onClick={() => setIsFinding(!isFinding)}>
            <Search aria-hidden="true" />
          </IconButton>
        </ViewTools>
      </div>
    </div>
  );
}
