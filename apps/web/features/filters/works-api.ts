import { showToast } from "@carbyne/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useFresh } from "../../client/hints.ts";
import { server } from "../../client/server.ts";
import { useWords } from "../../client/words.ts";

const worksKey = ["works"] as const;

/** Work of the account that takes longer; each step of it is followed. */
export function useWorks() {
  useFresh(worksKey);
  return useQuery({ queryKey: worksKey, queryFn: () => server.works.list.query(), staleTime: 60_000 });
}

/** Stopping work, taking it back, and not being shown it any more. */
export function useWorkVerbs() {
  const queryClient = useQueryClient();
  const words = useWords();
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: worksKey });
  const onError = (error: unknown) => {
    const { text, hint } = words(error);
    showToast({ text: `${text} ${hint}` });
  };
  return {
    cancel: useMutation({ mutationFn: (id: string) => server.works.cancel.mutate({ id }), onSuccess, onError }),
    undo: useMutation({ mutationFn: (id: string) => server.works.undo.mutate({ id }), onSuccess, onError }),
  };
}
