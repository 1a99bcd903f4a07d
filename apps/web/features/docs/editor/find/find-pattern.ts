import { type BlockText, type FindOptions, type Found, mostFound, patternOf } from "./search.ts";

const mostMs = 1000;
const mostSigns = 4_000_000;

/** What runs beside the page. It is given as text so that it is a whole program by itself, with nothing of the page in it. */
const program = `onmessage = ({ data: { texts, source, flags, most } }) => {
  const pattern = new RegExp(source, flags);
  const found = [];
  for (const { start, text } of texts)
    for (const match of text.matchAll(pattern)) {
      if (match[0] === "") continue;
      const from = start + match.index;
      found.push({ from, to: from + match[0].length, groups: Array.from(match, (group) => group ?? "") });
      if (found.length >= most) return postMessage(found);
    }
  postMessage(found);
};`;

/** Looks for a pattern, whose writer may have made it so that it never ends: then it is given up; null for that. */
export function findPattern(
  texts: readonly BlockText[],
  options: FindOptions,
  signal: AbortSignal,
): Promise<Found[] | null> {
  const pattern = patternOf(options);
  if (!pattern || texts.reduce((sum, { text }) => sum + text.length, 0) > mostSigns) return Promise.resolve(null);
  return new Promise((resolve) => {
    const address = URL.createObjectURL(new Blob([program], { type: "text/javascript" }));
    const worker = new Worker(address);
    const end = (found: Found[] | null) => {
      window.clearTimeout(timer);
      worker.terminate();
      URL.revokeObjectURL(address);
      resolve(found);
    };
    const timer = window.setTimeout(() => end(null), mostMs);
    signal.addEventListener("abort", () => end(null));
    worker.addEventListener("message", ({ data }: MessageEvent<Found[]>) => end(data));
    worker.addEventListener("error", () => end(null));
    worker.postMessage({ texts, source: pattern.source, flags: pattern.flags, most: mostFound });
  });
}
