import { useQueryClient } from "@tanstack/react-query";
import { showToast } from "@carbyne/ui";
import { useCallback } from "react";
import { holdKeys } from "../../../client/held-keys.ts";
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
      let isLeft = false;
      const release = holdKeys(() => {
        isLeft = true;
      });
      try {
        const { messages } = await queryClient.fetchQuery(conversationOptions(conversationId));
        const message = messages.findLast((candidate) => !candidate.isDraft);
        if (message && !isLeft) compose({ kind: mode, messageId: message.id });
      } catch (error) {
        const { text, hint } = words(error);
        showToast({ text: `${text} ${hint}` });
      } finally {
        release();
      }
    },
    [queryClient, words],
  );
}

/** Begins a message with the newest one of each conversation as a file. */
export function useForwardAttached(): (conversationIds: readonly string[]) => Promise<void> {
  const queryClient = useQueryClient();
  const words = useWords();
  return useCallback(
    async (conversationIds) => {
      try {
        const found = await Promise.all(conversationIds.map((id) => queryClient.fetchQuery(conversationOptions(id))));
        const newest = found.flatMap(({ messages }) => messages.findLast((candidate) => !candidate.isDraft) ?? []);
        if (newest.length > 0) compose({ kind: "attached", messageIds: newest.map((message) => message.id) });
      } catch (error) {
        const { text, hint } = words(error);
        showToast({ text: `${text} ${hint}` });
      }
    },
    [queryClient, words],
  );
}
