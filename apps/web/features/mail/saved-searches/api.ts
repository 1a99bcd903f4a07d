import { showToast } from "@carbyne/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { type Outputs, server } from "../../../client/server.ts";
import { useWords } from "../../../client/words.ts";
import { conversationServer } from "../api.ts";

export type SavedSearch = Outputs["savedSearches"]["list"][number];

export const savedSearchesKey = ["saved-searches"] as const;
export const savedCountKey = ["saved-search-count"] as const;

/** The person's saved searches in their order; kept true by live changes. */
export function useSavedSearches(): readonly SavedSearch[] {
  const { data } = useQuery({
    queryKey: savedSearchesKey,
    queryFn: (): Promise<SavedSearch[]> => server.savedSearches.list.query(),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data ?? none;
}

const none: readonly SavedSearch[] = [];

/** How much of what a search finds is unread. */
export function useFoundCount(text: string): { unread: number; isMore: boolean } {
  const { data } = useQuery({
    queryKey: [...savedCountKey, text],
    queryFn: () => server.savedSearches.count.query({ text }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data ?? { unread: 0, isMore: false };
}

/** The verbs on saved searches. */
export function useSavedSearchVerbs() {
  const queryClient = useQueryClient();
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: savedSearchesKey });
  return {
    create: useMutation({
      mutationFn: (input: { name: string; query: string; tint?: number }) => server.savedSearches.create.mutate(input),
      onSuccess,
    }),
    update: useMutation({
      mutationFn: (input: { id: string; name?: string; query?: string; tint?: number }) =>
        server.savedSearches.update.mutate(input),
      onSuccess,
    }),
    order: useMutation({
      mutationFn: (ids: string[]) => server.savedSearches.order.mutate({ ids }),
      onMutate: (ids) =>
        queryClient.setQueryData<SavedSearch[]>(savedSearchesKey, (now) =>
          now?.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id)),
        ),
      onSettled: onSuccess,
    }),
  };
}

/** Removes a saved search, and offers to bring it back. */
export function useRemoveSavedSearch(): (search: SavedSearch) => Promise<void> {
  const t = useTranslations("saved");
  const words = useWords();
  const queryClient = useQueryClient();
  return useCallback(
    async (search) => {
      const during = async (work: () => Promise<unknown>) => {
        try {
          await work();
        } catch (error) {
          const { text, hint } = words(error);
          showToast({ text: `${text} ${hint}` });
        }
        await queryClient.invalidateQueries({ queryKey: savedSearchesKey });
      };
      await during(async () => {
        const { undo } = await server.savedSearches.remove.mutate({ id: search.id });
        const bringBack = () => during(() => conversationServer.undo({ undo: undo ?? "" }));
        showToast({
          text: t("removed", { name: search.name }),
          ...(undo ? { action: { label: t("undo"), isLasting: true, run: () => void bringBack() } } : {}),
        });
      });
    },
    [t, words, queryClient],
  );
}
