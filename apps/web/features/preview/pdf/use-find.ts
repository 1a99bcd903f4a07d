import type { PDFDocumentProxy } from "pdfjs-dist";
import { useEffect, useRef, useState } from "react";
import { useDebounced } from "../../../client/debounced.ts";
import { folded, mostOnPage, placesOf, textOfPage } from "./page-text.ts";

export interface Find {
  words: string;
  /** Pages of what is found, one entry for each place. */
  found: readonly number[];
  isDone: boolean;
  /** The place that is shown; -1 before any is. */
  at: number;
  ask: (words: string) => void;
  go: (by: 1 | -1) => void;
}

const restMs = 200;
const mostFound = 5000;

/** Looks for words in a document, page after page; what is found shows as it is found. */
export function useFind(document: PDFDocumentProxy): Find {
  const [asked, ask] = useState("");
  const words = useDebounced(folded(asked.trim()), restMs);
  const texts = useRef(new Map<number, string>());
  const [state, setState] = useState({ words: "", found: [] as readonly number[], isDone: true, at: -1 });
  useEffect(() => {
    let isStopped = false;
    const look = async () => {
      let found: number[] = [];
      for (let number = 1; number <= document.numPages && found.length < mostFound && words !== ""; number++) {
        const text = texts.current.get(number) ?? (await textOfPage(await document.getPage(number)));
        if (isStopped) return;
        texts.current.set(number, text);
        const places = placesOf(text, words, mostOnPage);
        if (places.length === 0) continue;
        found = [...found, ...places.map(() => number)];
        const now = found;
        setState((before) => ({ words, found: now, isDone: false, at: before.words === words ? before.at : 0 }));
      }
      setState((before) => ({
        words,
        found,
        isDone: true,
        at: found.length === 0 ? -1 : before.words === words ? Math.max(0, before.at) : 0,
      }));
    };
    // A page that cannot be read has no words.
    look().catch(() => undefined);
    return () => {
      isStopped = true;
    };
  }, [document, words]);
  const go = (by: 1 | -1) =>
    setState((before) => {
      const { length } = before.found;
      return length === 0 ? before : { ...before, at: (before.at + by + length) % length };
    });
  return { ...state, ask, go };
}
