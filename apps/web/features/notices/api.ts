import { showToast } from "@carbyne/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useFresh } from "../../client/hints.ts";
import { server } from "../../client/server.ts";
import { useWords } from "../../client/words.ts";

export type Notice = Awaited<ReturnType<typeof server.notices.list.query>>[number];

const noticesKey = ["notices"] as const;

/** What the person was told and has not put away. */
export function useNotices() {
  useFresh(noticesKey);
  return useQuery({ queryKey: noticesKey, queryFn: () => server.notices.list.query(), staleTime: 60_000 });
}

type Change = (now: readonly Notice[]) => readonly Notice[];

/** Reading notices, putting them away and bringing them back; each shows at once and is taken back when it is refused. */
export function useNoticeVerbs() {
  const queryClient = useQueryClient();
  const words = useWords();
  const { mutateAsync } = useMutation({
    mutationFn: ({ ask }: { ask: () => Promise<unknown>; change: Change }) => ask(),
    onMutate: ({ change }) =>
      queryClient.setQueryData(noticesKey, (now: readonly Notice[] | undefined) => now && change(now)),
    onError: (error) => {
      const { text, hint } = words(error);
      showToast({ text: `${text} ${hint}` });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: noticesKey }),
  });
  const isIn = (ids: readonly string[] | null, { id }: Notice) => ids === null || ids.includes(id);
  return {
    markRead: (ids: string[] | null) =>
      mutateAsync({
        ask: () => server.notices.markRead.mutate({ ids }),
        change: (now) => now.map((one) => (isIn(ids, one) ? { ...one, isRead: true } : one)),
      }),
    clear: (ids: string[] | null) =>
      mutateAsync({
        ask: () => server.notices.clear.mutate({ ids }),
        change: (now) => now.filter((one) => !isIn(ids, one)),
      }),
    restore: (ids: string[]) =>
      mutateAsync({ ask: () => server.notices.restore.mutate({ ids }), change: (now) => now }),
  };
}
