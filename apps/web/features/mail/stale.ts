import type { QueryClient } from "@tanstack/react-query";
import { savedSearchesKey, savedCountKey } from "./saved-searches/api.ts";
import { tagsKey } from "./tags/api.ts";
import type { Changes } from "./types.ts";

export const pinnedKey = ["pinned"] as const;

const restMs = 1500;
const waiting = new WeakMap<QueryClient, ReturnType<typeof setTimeout>>();

/** Has what changes do not patch asked for again: lists of which too much changed, tags and saved searches at once, their counts when some changes have come together. */
export function refreshStale(queryClient: QueryClient, { stale, conversationIds }: Changes): void {
  const keys = { tags: tagsKey, "saved-searches": savedSearchesKey, lists: ["list"] } as const;
  for (const what of stale) void queryClient.invalidateQueries({ queryKey: keys[what] });
  if (stale.includes("lists")) void queryClient.invalidateQueries({ queryKey: ["conversation"] });
  if (conversationIds.length > 0) void queryClient.invalidateQueries({ queryKey: pinnedKey });
  if (conversationIds.length === 0 || waiting.has(queryClient)) return;
  const ask = () => {
    waiting.delete(queryClient);
    for (const queryKey of [tagsKey, savedCountKey]) void queryClient.invalidateQueries({ queryKey });
  };
  waiting.set(queryClient, setTimeout(ask, restMs));
}
