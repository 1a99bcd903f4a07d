import { showToast } from "@carbyne/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { useWords } from "../../client/words.ts";
import { conversationServer } from "./api.ts";
import type { ActInput } from "./optimism.ts";
import { showAct } from "./show-act.ts";
import { syncOf } from "./sync.ts";
import type { Mailbox } from "./types.ts";

export interface ActOptions {
  /** No sentence when it works: for what a person did not ask for in words, such as reading. */
  isQuiet?: boolean;
  onUndone?: () => void;
}

/** Does a verb on conversations: shown at once, confirmed with Undo or rolled back with a sentence. */
export function useAct(): (input: ActInput, options?: ActOptions) => Promise<void> {
  const queryClient = useQueryClient();
  const t = useTranslations("mail");
  const words = useWords();
  return useCallback(
    async (input, options = {}) => {
      if (input.rows.length === 0) return;
      const takeBack = showAct(queryClient, input);
      const sync = syncOf(queryClient);
      const fail = (error: unknown) => {
        const { text, hint } = words(error);
        showToast({ text: `${text} ${hint}` });
      };
      const undo = async (token: string) => {
        takeBack();
        options.onUndone?.();
        await sync.duringAct(() => conversationServer.undo({ undo: token })).catch(fail);
      };
      try {
        const { undo: token, count } = await sync.duringAct(() =>
          conversationServer.act({
            ids: input.rows.map((row) => row.id),
            act: input.act,
            ...(input.fromMailboxId ? { fromMailboxId: input.fromMailboxId } : {}),
            ...(input.toMailboxId ? { toMailboxId: input.toMailboxId } : {}),
          }),
        );
        if (options.isQuiet) return;
        const folder = queryClient
          .getQueryData<Mailbox[]>(["mailboxes"])
          ?.find((mailbox) => mailbox.id === input.toMailboxId)?.name;
        showToast({
          text: t(`done.${input.act}`, { count: input.rows.length || count, folder: folder ?? "" }),
          ...(token === null ? {} : { action: { label: t("undo"), run: () => void undo(token) } }),
        });
      } catch (error) {
        takeBack();
        fail(error);
      }
    },
    [queryClient, t, words],
  );
}
