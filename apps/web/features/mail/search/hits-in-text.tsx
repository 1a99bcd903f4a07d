import { parseQuery, wordsOf } from "@carbyne/query";
import { createContext, type ReactNode, use, useMemo } from "react";
import type { MailPlace } from "../place.ts";
import { splitHits } from "./hits.ts";

const none: readonly string[] = [];
const HitWords = createContext<readonly string[]>(none);

/** Lets everything inside show what the search at this place looks for. */
export function HitsOf({ place, children }: { place: MailPlace; children: ReactNode }) {
  const text = place.kind === "search" ? place.text : "";
  const words = useMemo(() => (text === "" ? none : wordsOf(parseQuery(text))), [text]);
  return <HitWords value={words}>{children}</HitWords>;
}

/** The words that are searched for now. */
export function useHitWords(): readonly string[] {
  return use(HitWords);
}

/** A text in which what was searched for is marked. */
export function HitsInText({ text }: { text: string }) {
  const words = useHitWords();
  if (words.length === 0) return text;
  return splitHits(text, words).map((one, at) =>
    one.isHit ? (
      // The stretches of one text have no other name than where they are.
      // oxlint-disable-next-line react/no-array-index-key
      <mark key={at} className="bg-accent-soft text-text">
        {one.text}
      </mark>
    ) : (
      one.text
    ),
  );
}
