import type { MenuEntry } from "@carbyne/ui";
import { CalendarClock, PenLine, Send, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useCallback, useState } from "react";
import type { ConversationRow } from "../types.ts";
import { useScheduledVerbs } from "./api.ts";
import { AskSendTime } from "./ask-send-time.tsx";

type Waiting = NonNullable<ConversationRow["scheduled"]>;

/** The verbs on a row whose message waits for its time, and the dialog that one of them opens. */
export function useScheduledEntries(): {
  entriesFor: (rows: readonly ConversationRow[]) => MenuEntry[];
  dialog: ReactNode;
} {
  const t = useTranslations("sendLater");
  const verbs = useScheduledVerbs();
  const [asked, setAsked] = useState<Waiting | null>(null);
  const entriesFor = useCallback(
    (rows: readonly ConversationRow[]): MenuEntry[] => {
      const [row] = rows;
      const waiting = rows.length === 1 ? row?.scheduled : null;
      if (!waiting) return [];
      const { messageId } = waiting;
      return [
        { label: t("sendNow"), icon: <Send aria-hidden="true" />, onSelect: () => void verbs.sendNow(messageId) },
        { label: t("change"), icon: <CalendarClock aria-hidden="true" />, onSelect: () => setAsked(waiting) },
        { label: t("edit"), icon: <PenLine aria-hidden="true" />, onSelect: () => void verbs.edit(messageId) },
        { label: t("cancel"), icon: <Undo2 aria-hidden="true" />, onSelect: () => void verbs.cancel(messageId) },
        "separator",
      ];
    },
    [t, verbs],
  );
  const dialog =
    asked === null ? null : (
      <AskSendTime
        isChange
        onClose={() => setAsked(null)}
        onChoose={(at) => void verbs.reschedule(asked.messageId, at)}
      />
    );
  return { entriesFor, dialog };
}
