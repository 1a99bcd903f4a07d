import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist";
import { useEffect, useState } from "react";

interface Link {
  id: string;
  rect: readonly number[];
  url: string | null;
  dest: unknown;
}

interface Annotation {
  id?: unknown;
  subtype?: unknown;
  rect?: unknown;
  url?: unknown;
  dest?: unknown;
}

const mostLinks = 500;

/** Links to the web and to other pages; whatever else a document would do when it is pressed is left out. */
function linkOf(one: Annotation): Link[] {
  if (one.subtype !== "Link" || !Array.isArray(one.rect) || one.rect.length !== 4) return [];
  const url = typeof one.url === "string" && /^(?:https?|mailto):/i.test(one.url) ? one.url : null;
  if (url === null && (one.dest === null || one.dest === undefined)) return [];
  return [{ id: String(one.id), rect: one.rect.map(Number), url, dest: one.dest }];
}

export interface PageLinksProps {
  document: PDFDocumentProxy;
  page: PDFPageProxy;
  scale: number;
  turn: number;
  onGo: (page: number) => void;
}

/** What can be followed on a page, over its picture. */
export function PageLinks({ document, page, scale, turn, onGo }: PageLinksProps) {
  const [links, setLinks] = useState<readonly Link[]>([]);
  useEffect(() => {
    let isStopped = false;
    page.getAnnotations().then(
      (all) => !isStopped && setLinks((all as Annotation[]).flatMap(linkOf).slice(0, mostLinks)),
      () => undefined,
    );
    return () => {
      isStopped = true;
    };
  }, [page]);
  const follow = async (dest: unknown) => {
    const known = typeof dest === "string" ? await document.getDestination(dest) : dest;
    const to: unknown = Array.isArray(known) ? known[0] : null;
    const isReference = typeof to === "object" && to !== null && "num" in to && "gen" in to;
    if (isReference) onGo(1 + (await document.getPageIndex({ num: Number(to.num), gen: Number(to.gen) })));
    else if (typeof to === "number") onGo(to + 1);
  };
  const viewport = page.getViewport({ scale, rotation: (page.rotate + turn) % 360 });
  return links.map(({ id, rect, url, dest }) => {
    const [x1 = 0, y1 = 0] = viewport.convertToViewportPoint(rect[0] ?? 0, rect[1] ?? 0) as number[];
    const [x2 = 0, y2 = 0] = viewport.convertToViewportPoint(rect[2] ?? 0, rect[3] ?? 0) as number[];
    // The page stands as it is, also where one reads from right to left.
    const style = {
      left: Math.min(x1, x2),
      top: Math.min(y1, y2),
      width: Math.abs(x2 - x1),
      height: Math.abs(y2 - y1),
    };
    const className = "absolute rounded-1 hover:bg-accent/10 focus-visible:outline-2 focus-visible:outline-focus";
    return url !== null ? (
      <a
        key={id}
        href={url}
        title={url}
        aria-label={url}
        target="_blank"
        rel="noopener noreferrer"
        className={className}
        style={style}
      />
    ) : (
      <button
        key={id}
        type="button"
        tabIndex={-1}
        aria-hidden="true"
        onClick={() => void follow(dest).catch(() => undefined)}
        className={className}
        style={style}
      />
    );
  });
}
