import type { RecordedEvent } from "../dump/events.ts";
import type { Chapter, Speaking } from "./types.ts";

/** Chapters that begin nearer to each other are one. */
const leastApart = 20;
/** Somebody else speaks after so long without a chapter, for so long. */
const longWithout = 180;
const longEnough = 10;
/** Who comes within the first seconds was there. */
const settling = 30;
const most = 200;

/** Where something new begins: somebody shares a screen, joins, or speaks after long. There is one at the start always. */
export function chaptersOf(
  events: readonly RecordedEvent[],
  speakers: readonly Speaking[],
  durationMs: number,
): Chapter[] {
  const names = new Map<string, string>();
  const found: Chapter[] = [];
  for (const event of events) {
    const at = Math.round(event.atMs) / 1000;
    if (event.what === "joined") {
      if (at > settling) found.push({ at, what: "joins", name: event.name });
      names.set(event.peerId, event.name);
    }
    if (event.what === "producer" && event.source === "screen")
      found.push({ at, what: "shares", name: names.get(event.peerId) ?? "" });
  }
  const chapters: Chapter[] = [{ at: 0, what: "start", name: "" }];
  const spoken = speakers
    .filter(({ from, to }) => to - from >= longEnough)
    .map(({ from, name }): Chapter => ({ at: from, what: "speaks", name }));
  const rank = { start: 0, shares: 1, joins: 2, speaks: 3 };
  for (const chapter of [...found, ...spoken].sort((a, b) => a.at - b.at || rank[a.what] - rank[b.what])) {
    const since = chapter.at - (chapters.at(-1)?.at ?? 0);
    const isDue =
      chapter.what === "speaks" ? since >= longWithout : chapter.what === "shares" ? since > 1 : since >= leastApart;
    if (isDue && chapter.at < durationMs / 1000 - 1 && chapters.length < most) chapters.push(chapter);
  }
  return chapters;
}
