import { hideToast, showToast } from "@carbyne/ui";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { Inputs } from "../../../client/server.ts";
import { isUnreachable, useWords } from "../../../client/words.ts";
import { newKey, putOff, takeOut } from "../../offline/outbox.ts";
import { useMe } from "../../session/me.ts";
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

/** A sending as the server is asked for it. */
export type SendMessage = Inputs["outbox"]["send"];

const shortestUndoMs = 1_000;

/** Sends, and offers to take the message back for as long as the server holds it. */
export function useSend(): (input: SendInput) => Promise<void> {
  const t = useTranslations("composer.sent");
  const tLater = useTranslations("sendLater");
  const tOffline = useTranslations("offline");
  const accountId = useMe().account.id;
  const when = useWhen();
  const words = useWords();
  const queryClient = useQueryClient();
  return useCallback(
    async ({ draftId, version, content, archived, followUpAt, sendAt }) => {
      const input: SendMessage = {
        // Asked for again after a lost answer, it is done once.
        key: newKey(),
        ...(draftId ? { draftId } : {}),
        ...(version ? { version } : {}),
        content: toInput(content),
        ...(followUpAt ? { followUpAt: followUpAt.toISOString() } : {}),
        ...(sendAt ? { sendAt: sendAt.toISOString() } : {}),
      };
      const answer = await draftServer.send(input).catch(async (error: unknown) => {
        if (!isUnreachable(error)) throw error;
        const waiting = { kind: "send" as const, id: input.key ?? newKey(), accountId, at: Date.now(), input };
        // A browser that keeps nothing leaves the message where it is written.
        await putOff(waiting).catch(() => Promise.reject(error as Error));
        const run = async () => {
          if (await takeOut(waiting.id)) openComposer({ kind: "returned", content });
          else showToast({ text: t("done") });
        };
        showToast({ text: tOffline("later"), action: { label: t("undo"), run: () => void run() } });
        return null;
      });
      if (answer === null) return;
      const { sendId, undoUntil, scheduled } = answer;
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
    [t, tLater, tOffline, accountId, when, words, queryClient],
  );
}

/** The conversation of a message that was answered is known: it was read. Whoever fails to archive it still sees it in the list. */
async function archiveConversation(queryClient: QueryClient, messageId: string): Promise<void> {
  const known = queryClient.getQueriesData<Conversation>({ queryKey: ["conversation"] });
  const found = known.find(([, conversation]) => conversation?.messages.some((message) => message.id === messageId));
  const id = found?.[1]?.id;
  if (id !== undefined) await conversationServer.act({ ids: [id], act: "archive" }).catch(() => undefined);
}
