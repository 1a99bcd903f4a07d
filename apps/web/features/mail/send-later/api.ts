import { showToast } from "@carbyne/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { server } from "../../../client/server.ts";
import { useWords } from "../../../client/words.ts";
import { compose } from "../compose.ts";
import { syncOf } from "../sync.ts";
import { useWhen } from "../times/use-when.ts";

export interface ScheduledVerbs {
  sendNow: (messageId: string) => Promise<void>;
  reschedule: (messageId: string, at: Date) => Promise<void>;
  /** Back to the drafts. */
  cancel: (messageId: string) => Promise<void>;
  /** Back to the drafts and into the composer. */
  edit: (messageId: string) => Promise<void>;
}

/** What can be done with a message that waits for its time. Each tells how it went. */
export function useScheduledVerbs(): ScheduledVerbs {
  const t = useTranslations("sendLater");
  const words = useWords();
  const queryClient = useQueryClient();
  const when = useWhen();
  return useMemo(() => {
    const run = async (work: () => Promise<void>) => {
      try {
        await syncOf(queryClient).duringAct(work);
      } catch (error) {
        const { text, hint } = words(error);
        showToast({ text: `${text} ${hint}` });
      }
    };
    const back = async (messageId: string) => (await server.outbox.cancel.mutate({ messageId })).draftId;
    return {
      sendNow: (messageId) =>
        run(async () => {
          await server.outbox.sendNow.mutate({ messageId });
          showToast({ text: t("sentNow") });
        }),
      reschedule: (messageId, at) =>
        run(async () => {
          const { sendAt } = await server.outbox.reschedule.mutate({ messageId, sendAt: at.toISOString() });
          showToast({ text: t("scheduled", { time: when.at(sendAt) }) });
        }),
      cancel: (messageId) =>
        run(async () => {
          const draftId = await back(messageId);
          showToast({
            text: t("cancelled"),
            action: { label: t("open"), run: () => compose({ kind: "draft", draftId }) },
          });
        }),
      edit: (messageId) =>
        run(async () => {
          compose({ kind: "draft", draftId: await back(messageId) });
        }),
    };
  }, [t, words, queryClient, when]);
}
