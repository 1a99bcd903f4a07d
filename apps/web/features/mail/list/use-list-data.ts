import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { useLatest } from "../../../client/latest.ts";
import { type ListKey, listQueryKey } from "../list-key.ts";
import type { ListData } from "../segments.ts";
import { syncOf } from "../sync.ts";
import { loadFirst, loadMore, loadTotal, type Sight, wantedFor } from "./load-list.ts";

/** A place that is only passed on the way to another is not read. */
const settleMs = 60;
/** Counting waits until changes come to rest. */
const countMs = 400;

export interface ListState {
  data: ListData | undefined;
  isPending: boolean;
  isError: boolean;
  error: Error | null;
  refetch: () => void;
  /** Told which lines are in sight; what is missing of them is read. */
  show: (first: number, last: number) => void;
  isLoadingMore: boolean;
  hasFailedMore: boolean;
  retryMore: () => void;
}

/** What is known of a list, and the reading of what comes into sight; null while it is not known which. Kept true by live changes, so never stale by age. */
export function useListData(key: ListKey | null): ListState {
  const queryClient = useQueryClient();
  const query = useQuery({
    queryKey: key === null ? ["list", null] : listQueryKey(key),
    enabled: key !== null && !(key.source.kind === "search" && key.source.text.trim() === ""),
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      if (key === null) throw new Error("no list chosen");
      const data = await loadFirst(key);
      // After the cache has it.
      setTimeout(() => void syncOf(queryClient).cameIn(data.modseqs));
      return data;
    },
  });
  const { data } = query;
  const sight = useRef<Sight>({ first: 0, last: 0 });
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const isBusy = useRef(false);
  const [more, setMore] = useState<"idle" | "loading" | "failed">("idle");

  const load = useLatest(async (): Promise<void> => {
    const now = key && queryClient.getQueryData<ListData>(listQueryKey(key));
    const wanted = now ? wantedFor(now, sight.current) : null;
    if (!key || !wanted || isBusy.current) return;
    isBusy.current = true;
    setMore("loading");
    try {
      await loadMore(queryClient, key, wanted, sight.current);
      setMore("idle");
    } catch {
      // The foot of the list says it and offers to try again.
      setMore("failed");
      return;
    } finally {
      isBusy.current = false;
    }
    await load();
  });
  const show = useCallback(
    (first: number, last: number) => {
      sight.current = { first, last };
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = setTimeout(() => void load(), settleMs);
    },
    [load],
  );
  useEffect(() => () => void (timer.current !== null && clearTimeout(timer.current)), []);

  const isTotalStale = data?.isTotalStale === true && key !== null && key.source.kind !== "search";
  const count = useLatest(() => {
    if (key) void loadTotal(queryClient, key).catch(() => undefined);
  });
  useEffect(() => {
    if (!isTotalStale) return;
    const wait = setTimeout(count, countMs);
    return () => clearTimeout(wait);
  }, [isTotalStale, data, count]);
  // Rows that left make room for others.
  useEffect(() => void (data && load()), [data, load]);

  return {
    data,
    isPending: query.isPending,
    isError: query.isError,
    error: query.error,
    refetch: () => void query.refetch(),
    show,
    isLoadingMore: more === "loading",
    hasFailedMore: more === "failed",
    retryMore: () => void load(),
  };
}
