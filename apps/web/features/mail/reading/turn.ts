/** What a finger that was moved over an open conversation means. */
export type Turn = "back" | "next" | "previous";

const leastPx = 70;
const longestMs = 700;
/** So near to the edge it begins where a page is pulled away. */
const edgePx = 36;

export interface Stroke {
  /** From where a line of text starts, in px. */
  startPx: number;
  /** Toward where a line of text ends. */
  forwardPx: number;
  downPx: number;
  ms: number;
}

/** Quick and aside: from the edge back to the list, else to the conversation before or the next one. */
export function turnOf({ startPx, forwardPx, downPx, ms }: Stroke): Turn | null {
  if (ms > longestMs || Math.abs(forwardPx) < leastPx || Math.abs(forwardPx) < Math.abs(downPx) * 2) return null;
  if (forwardPx < 0) return "next";
  return startPx <= edgePx ? "back" : "previous";
}
