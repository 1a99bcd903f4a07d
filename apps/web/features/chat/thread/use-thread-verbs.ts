import { showToast } from "@carbyne/ui";
import { type InfiniteData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useWords } from "../../../client/words.ts";
import { chatServer, type ThreadLine, threadsKey, threadsQuery } from "../api.ts";

/** The server reads on to what is the last in the room. */
const all = 2_147_483_647;
/** One after the other: two that were asked for at once could come to the server in either order, and the last word would be the first one. */
let turn: Promise<unknown> = Promise.resolve();

export interface ThreadVerbs {
  /** Follows no longer, which can be taken back. */
  unfollow: (threadId: string) => void;
  follow: (threadId: string) => void;
  markRead: (threads: readonly ThreadLine[]) => void;
}

type Pages = InfiniteData<{ threads: ThreadLine[]; hasMore: boolean }>;

/** What can be done with threads that one follows, shown at once. */
export function useThreadVerbs(): ThreadVerbs {
  const t = useTranslations("chat.threads");
  const words = useWords();
  const queryClient = useQueryClient();
  return useMemo((): ThreadVerbs => {
    const ask = () => void queryClient.invalidateQueries({ queryKey: threadsKey });
    const run = (act: () => Promise<unknown>, done?: () => void) => {
      turn = turn
        .then(act)
        .then(done, (error: unknown) => void showToast({ text: words(error).text }))
        .finally(ask);
    };
    const change = (how: (threads: ThreadLine[]) => ThreadLine[]) =>
      queryClient.setQueryData<Pages>(threadsKey, (now) =>
        now ? { ...now, pages: now.pages.map((page) => ({ ...page, threads: how(page.threads) })) } : now,
      );
    const follow = (threadId: string) => run(() => chatServer.followThread(threadId, true));
    return {
      follow,
      unfollow(threadId) {
        change((threads) => threads.filter((one) => one.message.id !== threadId));
        const undo = { label: t("undo"), run: () => follow(threadId) };
        run(
          () => chatServer.followThread(threadId, false),
          () => showToast({ text: t("unfollowed"), action: undo }),
        );
      },
      markRead(threads) {
        const ids = new Set(threads.map((one) => one.message.id));
        change((shown) => shown.map((one) => (ids.has(one.message.id) ? { ...one, unread: 0 } : one)));
        run(() => Promise.all([...ids].map((id) => chatServer.markThreadRead(id, all))));
      },
    };
  }, [t, words, queryClient]);
}

/** Whether one follows a thread, as far as it is known, and the way to change it. */
export function useFollowed(threadId: string): { isFollowed: boolean; toggle: () => void } {
  const verbs = useThreadVerbs();
  const { data } = useInfiniteQuery(threadsQuery);
  // One that nobody answered yet stands in no list: what was said here counts until the panel is closed.
  const [said, setSaid] = useState<boolean | null>(null);
  const isListed = data?.pages.some((page) => page.threads.some((one) => one.message.id === threadId)) ?? false;
  const isFollowed = said ?? isListed;
  return {
    isFollowed,
    toggle() {
      setSaid(!isFollowed);
      if (isFollowed) verbs.unfollow(threadId);
      else verbs.follow(threadId);
    },
  };
}
