import { showToast } from "@carbyne/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useWords } from "../../../client/words.ts";
import { useWhen } from "../../mail/times/use-when.ts";
import { chatServer, type Scheduled, scheduledKey } from "../api.ts";

export interface ScheduledVerbs {
  sendNow: (one: Scheduled) => void;
  reschedule: (one: Scheduled, at: Date) => void;
  /** Throws what it was refused with. */
  rewrite: (one: Scheduled, text: string) => Promise<void>;
  /** Can be taken back as long as its time is still to come. */
  cancel: (one: Scheduled) => void;
}

/** What can be done with a message that waits for its time. Each tells how it went. */
export function useScheduledVerbs(): ScheduledVerbs {
  const t = useTranslations("chat.scheduled");
  const tLater = useTranslations("sendLater");
  const words = useWords();
  const when = useWhen();
  const queryClient = useQueryClient();
  return useMemo((): ScheduledVerbs => {
    const ask = () => queryClient.invalidateQueries({ queryKey: scheduledKey });
    const run = (act: Promise<unknown>, done: () => unknown) =>
      void act.then(done, (error: unknown) => showToast({ text: words(error).text })).finally(() => void ask());
    const again = ({ roomId, text, replyToId, threadId, isAlsoInRoom, attachments, sendAt }: Scheduled) =>
      chatServer.schedule({
        roomId,
        text,
        sendAt,
        ...(replyToId === null ? {} : { replyToId }),
        ...(threadId === null ? {} : { threadId, isAlsoInRoom }),
        ...(attachments.length === 0
          ? {}
          : {
              attachments: attachments.map(({ id, width, height }) => ({
                id,
                ...(width && height ? { width, height } : {}),
              })),
            }),
      });
    return {
      sendNow: (one) => run(chatServer.sendScheduledNow(one.id), () => showToast({ text: tLater("sentNow") })),
      reschedule: ({ id }, at) =>
        run(chatServer.changeScheduled({ id, sendAt: at.toISOString() }), () =>
          showToast({ text: t("scheduled", { time: when.at(at) }) }),
        ),
      async rewrite({ id }, text) {
        await chatServer.changeScheduled({ id, text });
        showToast({ text: t("rewritten") });
        await ask();
      },
      cancel: (one) =>
        run(chatServer.cancelScheduled(one.id), () =>
          showToast({
            text: t("cancelled"),
            ...(one.refusedAt === null
              ? { action: { label: t("undo"), run: () => run(again(one), () => undefined) } }
              : {}),
          }),
        ),
    };
  }, [t, tLater, words, when, queryClient]);
}
