import { useEffect } from "react";
import { drawnAs } from "./drawn-as.ts";
import type { Viewed } from "./viewed.ts";
import { wayFor } from "./way-of.ts";

/** After so long the file at hand has what it needs. */
const restMs = 600;
const mostBytes = 15_000_000;

/** Has the neighbour made or loaded ahead, so that it is there when one goes on. */
export function useWarmed(file: Viewed | undefined): void {
  const url = file && file.sizeBytes <= mostBytes ? warmUrl(file) : null;
  useEffect(() => {
    if (url === null) return undefined;
    const stopping = new AbortController();
    const timer = setTimeout(() => {
      // What fails here fails again, with words, when it is looked at.
      fetch(url, { signal: stopping.signal, priority: "low" }).catch(() => undefined);
    }, restMs);
    return () => {
      clearTimeout(timer);
      stopping.abort();
    };
  }, [url]);
}

function warmUrl(file: Viewed): string | null {
  const way = wayFor(file);
  if (way === "picture") return file.contentHref;
  if (way === "drawn") return file.previewHref("picture", drawnAs);
  if (way === "pages") return file.previewHref("pages");
  return way === "archive" ? file.previewHref("list") : null;
}
