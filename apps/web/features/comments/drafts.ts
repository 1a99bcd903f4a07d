import { useState } from "react";
import { type Draft, emptyDraft } from "./mention-text.ts";

/** What was begun and not sent, by what it is about: it is there again when one comes back to the file. */
const kept = new Map<string, Draft>();

/** A comment that is being written. */
export function useDraft(name: string, first: Draft = emptyDraft): [Draft, (draft: Draft) => void] {
  const [draft, setDraft] = useState(() => kept.get(name) ?? first);
  return [
    draft,
    (next) => {
      if (next.text === first.text) kept.delete(name);
      else kept.set(name, next);
      setDraft(next);
    },
  ];
}
