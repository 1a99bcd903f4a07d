import { useRef } from "react";
import type { Place } from "./use-place.ts";

interface NearOptions {
  place: Place;
  hasBefore: boolean;
  hasAfter: boolean;
  onNearStart: (() => void) | undefined;
  onNearEnd: (() => void) | undefined;
}

/** So many windows before an end more is asked for; after leaving it by as many again it is asked for anew. */
const [nearWindows, awayWindows] = [1.5, 2.5];

/** Asks for more rows before what is loaded comes to an end. */
export function useNear({ place, hasBefore, hasAfter, onNearStart, onNearEnd }: NearOptions): () => void {
  const asked = useRef({ start: "", end: "" });
  return () => {
    const { keys, height } = place.sequence;
    const { top, windowHeight } = place.view();
    const below = height - top - windowHeight;
    const [first = "", last = ""] = [keys[0], keys.at(-1)];
    if (top > windowHeight * awayWindows) asked.current.start = "";
    if (below > windowHeight * awayWindows) asked.current.end = "";
    if (hasBefore && top < windowHeight * nearWindows && asked.current.start !== `${first} ${keys.length}`) {
      asked.current.start = `${first} ${keys.length}`;
      onNearStart?.();
    }
    if (hasAfter && below < windowHeight * nearWindows && asked.current.end !== `${last} ${keys.length}`) {
      asked.current.end = `${last} ${keys.length}`;
      onNearEnd?.();
    }
  };
}
