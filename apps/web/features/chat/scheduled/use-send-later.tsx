import { type MenuEntry, showToast } from "@carbyne/ui";
import { useQueryClient } from "@tanstack/react-query";
import { CalendarClock } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { goTo } from "../../../client/place.ts";
import { useWords } from "../../../client/words.ts";
import { AskSendTime } from "../../mail/send-later/ask-send-time.tsx";
import { useWhen } from "../../mail/times/use-when.ts";
import { chatServer, scheduledKey } from "../api.ts";
import { ownHref } from "../place.ts";

type Said = Omit<Parameters<typeof chatServer.schedule>[0], "sendAt">;

/** The way to send later what is being written; `onKept` once the server has it. */
export function useSendLater(read: () => Said, onKept: () => void): { entries: MenuEntry[]; dialog: ReactNode } {
  const t = useTranslations("chat.scheduled");
  const tLater = useTranslations("sendLater");
  const words = useWords();
  const when = useWhen();
  const queryClient = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const keep = async (at: Date) => {
    try {
      await chatServer.schedule({ ...read(), sendAt: at.toISOString() });
      onKept();
      const show = { label: t("show"), run: () => goTo(ownHref("scheduled")) };
      showToast({ text: t("scheduled", { time: when.at(at) }), action: show });
      await queryClient.invalidateQueries({ queryKey: scheduledKey });
    } catch (error) {
      // What was written stays where it is.
      showToast({ text: words(error).text });
    }
  };
  return {
    entries: [
      { label: tLater("later"), icon: <CalendarClock aria-hidden="true" />, onSelect: () => setIsAsking(true) },
    ],
    dialog: isAsking ? <AskSendTime onChoose={(at) => void keep(at)} onClose={() => setIsAsking(false)} /> : null,
  };
}
