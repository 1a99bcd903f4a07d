import { hideToast, showToast } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { useWords } from "../../../client/words.ts";
import { draftServer } from "../api.ts";
import type { DraftContent } from "../types.ts";
import { toInput } from "./content.ts";
import { openComposer } from "./composer-store.ts";

export interface SendInput {
  draftId: string | undefined;
  content: DraftContent;
}

const shortestUndoMs = 1_000;

/** Sends, and offers to take the message back for as long as the server holds it. */
export function useSend(): (input: SendInput) => Promise<void> {
  const t = useTranslations("composer.sent");
  const words = useWords();
  return useCallback(
    async ({ draftId, content }) => {
      const { sendId, undoUntil } = await draftServer.send({
        ...(draftId ? { draftId } : {}),
        content: toInput(content),
      });
      const leftMs = Date.parse(undoUntil) - Date.now();
      if (leftMs < shortestUndoMs) {
        showToast({ text: t("done") });
        return;
      }
      const undo = async () => {
        hideToast(toast);
        try {
          const returned = await draftServer.undoSend({ sendId });
          openComposer({ kind: "returned", draftId: returned.draftId, content });
        } catch (error) {
          const { text, hint } = words(error);
          showToast({ text: `${text} ${hint}` });
        }
      };
      const toast: number = showToast({
        text: t("done"),
        action: { label: t("undo"), run: () => void undo() },
        durationMs: leftMs,
      });
    },
    [t, words],
  );
}
