import { CalendarClock } from "lucide-react";
import { useTranslations } from "next-intl";
import { useWhen } from "../times/use-when.ts";

/** In a row of a list: when the message that waits leaves. */
export function ScheduledMark({ sendAt }: { sendAt: string }) {
  const t = useTranslations("sendLater");
  const when = useWhen();
  return (
    <span className="flex shrink-0 items-center gap-1 text-12 font-medium text-accent-ink tabular-nums">
      <CalendarClock size={14} aria-hidden="true" />
      {t("sends", { time: when.at(sendAt) })}
    </span>
  );
}
