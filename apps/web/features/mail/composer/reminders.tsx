import { Button } from "@carbyne/ui";
import { Paperclip, PenLine } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";

/** What may have been forgotten. */
export type Reminder = "attachment" | "subject";

export interface RemindersProps {
  reminders: readonly Reminder[];
  onAttach: () => void;
  onSubject: () => void;
  onSend: () => void;
  onClose: () => void;
}

/** Asks over the send button, once, whether something was forgotten. The same key, or Enter, sends all the same. */
export function Reminders({ reminders, onAttach, onSubject, onSend, onClose }: RemindersProps) {
  const t = useTranslations("writing.reminder");
  const send = useRef<HTMLButtonElement>(null);
  const isShown = reminders.length > 0;
  useEffect(() => {
    if (isShown) send.current?.focus();
  }, [isShown]);
  if (!isShown) return null;
  return (
    <div
      role="alert"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
      className="mx-4 mb-2 flex shrink-0 flex-wrap items-center gap-2 rounded-2 border border-warning bg-surface px-3 py-2 text-13"
    >
      <span className="min-w-40 flex-1">{reminders.map((reminder) => t(reminder)).join(" ")}</span>
      <span className="flex flex-wrap gap-2">
        {reminders.includes("attachment") ? (
          <Button onClick={onAttach}>
            <Paperclip aria-hidden="true" />
            {t("attach")}
          </Button>
        ) : null}
        {reminders.includes("subject") ? (
          <Button onClick={onSubject}>
            <PenLine aria-hidden="true" />
            {t("write")}
          </Button>
        ) : null}
        <Button ref={send} look="ink" onClick={onSend}>
          {t("send")}
        </Button>
      </span>
    </div>
  );
}
