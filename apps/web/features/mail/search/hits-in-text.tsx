import { parseQuery, wordsOf } from "@carbyne/query";
import { createContext, type ReactNode, use, useMemo } from "react";
import type { MailPlace } from "../place.ts";
import { splitHits } from "./hits.ts";

/** A search as it is typed, and the words that it wants to see. */
type Searched = { readonly text: string; readonly words: readonly string[] };

const nothing: Searched = { text: "", words: [] };
const SearchedContext = createContext<Searched>(nothing);

/** Lets everything inside show what the search at this place looks for. */
export function HitsOf({ place, children }: { place: MailPlace; children: ReactNode }) {
  const text = place.kind === "search" ? place.text : "";
  const searched = useMemo(() => (text === "" ? nothing : { text, words: wordsOf(parseQuery(text)) }), [text]);
  return <SearchedContext value={searched}>{children}</SearchedContext>;
}

/** The words that are searched for now. */
export function useHitWords(): readonly string[] {
  return useSearched().words;
}

/** What is searched for now; without a search its text is "". */
export function useSearched(): Searched {
  return use(SearchedContext);
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
