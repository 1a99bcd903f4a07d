import { useQueryClient } from "@tanstack/react-query";
import { showToast } from "@carbyne/ui";
import { useCallback } from "react";
import { useWords } from "../../../client/words.ts";
import { conversationOptions } from "../api.ts";
import { compose } from "../compose.ts";
import type { ReplyMode } from "../types.ts";

/** Begins an answer to the newest message of a conversation that was sent, wherever it is shown. */
export function useReply(): (conversationId: string, mode: ReplyMode) => Promise<void> {
  const queryClient = useQueryClient();
  const words = useWords();
  return useCallback(
    async (conversationId, mode) => {
      try {
        const { messages } = await queryClient.fetchQuery(conversationOptions(conversationId));
        const message = messages.findLast((candidate) => !candidate.isDraft);
        if (message) compose({ kind: mode, messageId: message.id });
      } catch (error) {
        const { text, hint } = words(error);
        showToast({ text: `${text} ${hint}` });
      }
    },
    [queryClient, words],
  );
}
