import { showToast } from "@carbyne/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useWords } from "../../client/words.ts";
import { refreshFiles } from "../files/api.ts";
import { commentsServer, patchThreads, type Thread } from "./api.ts";

/** What can be done with comments: shown at once, taken back with a sentence when it is refused, and by Undo where it can be. */
export function useCommentVerbs() {
  const t = useTranslations("comments");
  const words = useWords();
  const queryClient = useQueryClient();
  const act = async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (error) {
      const { text, hint } = words(error);
      showToast({ text: `${text} ${hint}` });
      return false;
    } finally {
      await refreshFiles(queryClient);
    }
  };
  const tell = (text: string, undo: () => Promise<unknown>) =>
    showToast({ text, action: { label: t("undo"), isLasting: true, run: () => void act(undo) } });
  return {
    add: (nodeId: string, text: string) => act(() => commentsServer.add({ id: nodeId, text })),
    /** Says something in a way of its own, such as about a place in a text. */
    say: act,
    reply: (threadId: string, text: string) => act(() => commentsServer.reply({ threadId, text })),
    edit: (id: string, text: string) => act(() => commentsServer.edit({ id, text })),
    remove: (id: string) =>
      act(async () => {
        patchThreads(queryClient, (threads) => without(threads, id));
        await commentsServer.remove(id);
        tell(t("deleted"), () => commentsServer.restore(id));
      }),
    resolve: ({ id }: Thread) =>
      act(async () => {
        patchThreads(queryClient, (threads) => threads.filter((one) => one.id !== id));
        await commentsServer.resolve(id);
        tell(t("isResolved"), () => commentsServer.reopen(id));
      }),
    reopen: ({ id }: Thread) =>
      act(async () => {
        patchThreads(queryClient, (threads) => threads.filter((one) => one.id !== id));
        await commentsServer.reopen(id);
        tell(t("isReopened"), () => commentsServer.resolve(id));
      }),
  };
}

function without(threads: readonly Thread[], id: string): readonly Thread[] {
  return threads
    .map((thread) => ({ ...thread, comments: thread.comments.filter((one) => one.id !== id) }))
    .filter((thread) => thread.comments.length > 0);
}
