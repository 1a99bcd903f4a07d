import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { fetchListPage } from "../api.ts";
import { type ListKey, listQueryKey } from "../list-key.ts";
import { syncOf } from "../sync.ts";
import type { ConversationPage } from "../types.ts";

/** A list of conversations, page by page; null while it is not known which. Kept true by live changes, so never stale by age. */
export function useConversationList(key: ListKey | null) {
  const queryClient = useQueryClient();
  return useInfiniteQuery({
    queryKey: key === null ? ["list", null] : listQueryKey(key),
    enabled: key !== null && !(key.source.kind === "search" && key.source.text.trim() === ""),
    staleTime: Number.POSITIVE_INFINITY,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: ConversationPage) => page.nextCursor ?? undefined,
    queryFn: async ({ pageParam }) => {
      if (key === null) throw new Error("no list chosen");
      const page = await fetchListPage(key, pageParam);
      // After the cache has it.
      setTimeout(() => void syncOf(queryClient).cameIn(page.modseq));
      return page;
    },
  });
}
