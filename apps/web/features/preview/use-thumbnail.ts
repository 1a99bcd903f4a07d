import { type RefObject, useEffect, useState } from "react";
import { createTurns } from "./turns.ts";

/** A preview that is not made after so many questions is given up until the file is shown again. */
const mostAsked = 30;
const again = { leastMs: 700, mostMs: 4000 };

/** A browser asks a server six things at a time, and some of them must be left for what is pressed. */
const turns = createTurns(3);

interface Asked {
  url: string | null;
  instead: string | null;
  /** How far out of view it is asked for. */
  marginPx: number;
  /** How long it must have been in view: of what only flies past nothing is asked. */
  restMs: number;
}

/**
 * The address of a small picture at `url`, once it is made; asked for only when `box` comes into view. Null while there is none. `instead` is what a
 * browser can show when the server makes none.
 */
export function useThumbnail(
  { url, instead, marginPx, restMs }: Asked,
  box: RefObject<HTMLElement | null>,
): string | null {
  const [shown, setShown] = useState<{ readonly of: string; readonly src: string | null } | null>(null);
  useEffect(() => {
    const element = box.current;
    if (url === null || !element) return undefined;
    const stopping = new AbortController();
    let made: string | undefined;
    let resting: ReturnType<typeof setTimeout> | undefined;
    const ask = () => {
      seen.disconnect();
      void fetchPicture(url, stopping.signal).then((picture) => {
        if (stopping.signal.aborted) return;
        made = picture ? URL.createObjectURL(picture) : undefined;
        setShown({ of: url, src: made ?? instead });
      });
    };
    const seen = new IntersectionObserver(
      (entries) => {
        clearTimeout(resting);
        if (entries.at(-1)?.isIntersecting) resting = setTimeout(ask, restMs);
      },
      { rootMargin: `${marginPx}px` },
    );
    seen.observe(element);
    return () => {
      seen.disconnect();
      clearTimeout(resting);
      stopping.abort();
      if (made !== undefined) URL.revokeObjectURL(made);
    };
  }, [url, instead, marginPx, restMs, box]);
  return shown !== null && shown.of === url ? shown.src : null;
}

/** Null when there is no picture of it, or the server cannot be reached: the tile shows its kind then. */
async function fetchPicture(url: string, signal: AbortSignal): Promise<Blob | null> {
  try {
    for (let asked = 0; asked < mostAsked && !signal.aborted; asked++) {
      const answer = await turns(() => fetch(url, { signal }), signal);
      if (answer.status === 200) return await answer.blob();
      if (answer.status !== 202) return null;
      await pause(Math.min(again.mostMs, again.leastMs * (asked + 1)));
    }
  } catch {
    // The network is away, or nobody looks any more.
  }
  return null;
}

const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));
