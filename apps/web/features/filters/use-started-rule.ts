import { showToast } from "@carbyne/ui";
import { useRouter, useSearchParams } from "next/navigation";
import { useEffect } from "react";
import { useLatest } from "../../client/latest.ts";
import { server } from "../../client/server.ts";
import { useWords } from "../../client/words.ts";
import { emptyRule } from "./conditions.ts";
import type { Direction, Rule } from "./types.ts";

/** Where a filter is begun from a message. */
export function filterFromMessageHref(messageId: string): string {
  return `/settings/filters?message=${encodeURIComponent(messageId)}`;
}

/** Where a filter is begun from what was searched for. */
export function filterFromSearchHref(text: string): string {
  return `/settings/filters?search=${encodeURIComponent(text)}`;
}

/** Begins a rule when the address says from what: with the conditions that fit the message or the search. */
export function useStartedRule(direction: Direction, onStart: (rule: Rule) => void): void {
  const params = useSearchParams();
  const router = useRouter();
  const words = useWords();
  const [messageId, search] = [params.get("message"), params.get("search")];
  const start = useLatest((rule: Rule) => onStart(rule));
  const fail = useLatest((error: unknown) => showToast({ text: words(error).text }));
  useEffect(() => {
    const from = messageId !== null ? { messageId } : search !== null ? { search } : null;
    if (direction !== "incoming" || from === null) return;
    // Taken out of the address: a reload is not another filter.
    router.replace("/settings/filters");
    server.filters.suggest.query(from).then((conditions) => start({ ...emptyRule(), conditions }), fail);
  }, [direction, messageId, search, router, start, fail]);
}
