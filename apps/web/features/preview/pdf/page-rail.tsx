import type { PDFDocumentProxy } from "pdfjs-dist";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";

export interface PageRailProps {
  document: PDFDocumentProxy;
  size: { width: number; height: number };
  current: number;
  onGo: (page: number) => void;
}

const widthPx = 120;

/** All pages, small, at the side. */
export function PageRail({ document, size, current, onGo }: PageRailProps) {
  const t = useTranslations("preview");
  const rail = useRef<HTMLElement>(null);
  useEffect(() => {
    rail.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: "nearest" });
  }, [current]);
  return (
    <nav
      ref={rail}
      aria-label={t("pages")}
      className="flex w-44 shrink-0 flex-col gap-3 overflow-y-auto border-e bg-surface px-4 py-4 max-md:absolute max-md:inset-y-0 max-md:start-0 max-md:z-10 max-md:shadow-floating"
    >
      {Array.from({ length: document.numPages }, (_, at) => (
        <SmallPage
          key={at}
          document={document}
          number={at + 1}
          height={Math.round((size.height / size.width) * widthPx)}
          isCurrent={current === at + 1}
          label={t("page", { page: at + 1 })}
          onGo={onGo}
        />
      ))}
    </nav>
  );
}

interface SmallPageProps {
  document: PDFDocumentProxy;
  number: number;
  height: number;
  isCurrent: boolean;
  label: string;
  onGo: (page: number) => void;
}

function SmallPage({ document, number, height, isCurrent, label, onGo }: SmallPageProps) {
  const box = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    let isStopped = false;
    const draw = async () => {
      const page = await document.getPage(number);
      const natural = page.getViewport({ scale: 1 });
      const viewport = page.getViewport({ scale: (widthPx * 1.5) / natural.width });
      const canvas = element.ownerDocument.createElement("canvas");
      [canvas.width, canvas.height] = [Math.floor(viewport.width), Math.floor(viewport.height)];
      canvas.className = "size-full object-contain";
      canvas.setAttribute("aria-hidden", "true");
      await page.render({ canvas, viewport }).promise;
      if (!isStopped) element.querySelector("[data-drawn]")?.replaceChildren(canvas);
    };
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return;
        observer.disconnect();
        // A page that cannot be drawn stays white.
        draw().catch(() => undefined);
      },
      { rootMargin: "400px 0px" },
    );
    observer.observe(element);
    return () => {
      isStopped = true;
      observer.disconnect();
    };
  }, [document, number]);
  return (
    <button
      ref={box}
      type="button"
      aria-label={label}
      aria-current={isCurrent ? "page" : undefined}
      onClick={() => onGo(number)}
      className="group/page shrink-0 text-12 text-muted"
    >
      <span
        data-drawn=""
        className="mx-auto block overflow-hidden rounded-1 border-2 group-hover/page:border-strong group-aria-[current=page]/page:border-accent"
        style={{ width: widthPx, height, background: "white" }}
      />
      <span className="mt-1 block group-aria-[current=page]/page:font-semibold group-aria-[current=page]/page:text-text">
        {number}
      </span>
    </button>
  );
}
