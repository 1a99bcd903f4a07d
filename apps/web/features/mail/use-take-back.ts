import { showToast } from "@carbyne/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { useWords } from "../../client/words.ts";
import { conversationServer } from "./api.ts";
import { syncOf } from "./sync.ts";

/** Says that something was done, with the way back when the server gave one. */
export function useTakeBack(): (text: string, undo: string | null) => void {
  const t = useTranslations("mail");
  const words = useWords();
  const queryClient = useQueryClient();
  return useCallback(
    (text, undo) => {
      const run = () =>
        void syncOf(queryClient)
          .duringAct(() => conversationServer.undo({ undo: undo ?? "" }))
          .catch((error: unknown) => {
            const failed = words(error);
            showToast({ text: `${failed.text} ${failed.hint}` });
          });
      showToast({ text, ...(undo === null ? {} : { action: { label: t("undo"), isLasting: true, run } }) });
    },
    [t, words, queryClient],
  );
}
