import { Button } from "@carbyne/ui";
import { CalendarClock } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWhen } from "../times/use-when.ts";
import { useScheduledVerbs } from "./api.ts";
import { AskSendTime } from "./ask-send-time.tsx";

/** Above a message that waits for its time: until when, and what can be done meanwhile. */
export function ScheduledNotice({ messageId, sendAt }: { messageId: string; sendAt: string }) {
  const t = useTranslations("sendLater");
  const when = useWhen();
  const verbs = useScheduledVerbs();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <div className="mt-3 flex flex-wrap items-center gap-x-2 gap-y-1 rounded-1 bg-accent-soft px-3 py-2 text-13">
      <CalendarClock size={16} className="text-accent-ink" aria-hidden="true" />
      <p className="min-w-0 flex-1 basis-40 font-medium">{t("sends", { time: when.at(sendAt) })}</p>
      <span className="flex flex-wrap gap-1">
        <Button look="ink" onClick={() => void verbs.edit(messageId)}>
          {t("edit")}
        </Button>
        <Button look="ink" onClick={() => setIsAsking(true)}>
          {t("change")}
        </Button>
        <Button look="ink" onClick={() => void verbs.cancel(messageId)}>
          {t("cancel")}
        </Button>
        <Button onClick={() => void verbs.sendNow(messageId)}>{t("sendNow")}</Button>
      </span>
      {isAsking ? (
        <AskSendTime
          isChange
          onClose={() => setIsAsking(false)}
          onChoose={(at) => void verbs.reschedule(messageId, at)}
        />
      ) : null}
    </div>
  );
}
