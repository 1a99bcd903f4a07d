import { hideToast, showToast } from "@carbyne/ui";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { useWords } from "../../../client/words.ts";
import { conversationServer, draftServer } from "../api.ts";
import { useWhen } from "../times/use-when.ts";
import type { Conversation, DraftContent } from "../types.ts";
import { toInput } from "./content.ts";
import { openComposer } from "./composer-store.ts";

export interface SendInput {
  draftId: string | undefined;
  version: string | undefined;
  content: DraftContent;
  /** The message whose conversation leaves the list with it. */
  archived: string | undefined;
  followUpAt: Date | undefined;
  /** When it shall leave; now when missing. */
  sendAt: Date | undefined;
}

const shortestUndoMs = 1_000;

/** Sends, and offers to take the message back for as long as the server holds it. */
export function useSend(): (input: SendInput) => Promise<void> {
  const t = useTranslations("composer.sent");
  const tLater = useTranslations("sendLater");
  const when = useWhen();
  const words = useWords();
  const queryClient = useQueryClient();
  return useCallback(
    async ({ draftId, version, content, archived, followUpAt, sendAt }) => {
      const { sendId, undoUntil, scheduled } = await draftServer.send({
        ...(draftId ? { draftId } : {}),
        ...(version ? { version } : {}),
        content: toInput(content),
        ...(followUpAt ? { followUpAt: followUpAt.toISOString() } : {}),
        ...(sendAt ? { sendAt: sendAt.toISOString() } : {}),
      });
      if (archived !== undefined) void archiveConversation(queryClient, archived);
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
        text: scheduled ? tLater("scheduled", { time: when.at(scheduled.sendAt) }) : t("done"),
        action: { label: t("undo"), run: () => void undo() },
        ...(scheduled ? {} : { durationMs: leftMs }),
      });
    },
    [t, tLater, when, words, queryClient],
  );
}

/** The conversation of a message that was answered is known: it was read. Whoever fails to archive it still sees it in the list. */
async function archiveConversation(queryClient: QueryClient, messageId: string): Promise<void> {
  const known = queryClient.getQueriesData<Conversation>({ queryKey: ["conversation"] });
  const found = known.find(([, conversation]) => conversation?.messages.some((message) => message.id === messageId));
  const id = found?.[1]?.id;
  if (id !== undefined) await conversationServer.act({ ids: [id], act: "archive" }).catch(() => undefined);
}
