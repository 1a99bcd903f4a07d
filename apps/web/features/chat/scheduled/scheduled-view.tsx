import { Button, Dialog } from "@carbyne/ui";
import { useQuery } from "@tanstack/react-query";
import { CalendarClock } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { AskSendTime } from "../../mail/send-later/ask-send-time.tsx";
import { type Scheduled, scheduledQuery } from "../api.ts";
import { PlacePage } from "../places/place-page.tsx";
import { RewriteDialog } from "./rewrite-dialog.tsx";
import { ScheduledRow } from "./scheduled-row.tsx";
import { useScheduledVerbs } from "./use-scheduled-verbs.ts";

type Asked = { what: "text" | "time" | "end"; of: Scheduled };

/** What is to be said later in all rooms, the next first, and what could not be said. */
export function ScheduledView() {
  const t = useTranslations("chat.scheduled");
  const verbs = useScheduledVerbs();
  const list = useQuery({ ...scheduledQuery, refetchOnMount: "always" });
  const [asked, setAsked] = useState<Asked | null>(null);
  const all = list.data ?? [];
  const close = () => setAsked(null);
  return (
    <PlacePage
      title={t("title")}
      // All of it comes at once.
      list={{ ...list, hasNextPage: false, isFetchingNextPage: false, fetchNextPage: () => undefined }}
      count={all.length}
      empty={{ icon: <CalendarClock />, text: t("none") }}
    >
      {all.map((one) => (
        <ScheduledRow
          key={one.id}
          scheduled={one}
          onSendNow={() => verbs.sendNow(one)}
          onRewrite={() => setAsked({ what: "text", of: one })}
          onReschedule={() => setAsked({ what: "time", of: one })}
          // What is still to come can be taken back; what was refused would be gone.
          onCancel={() => (one.refusedAt === null ? verbs.cancel(one) : setAsked({ what: "end", of: one }))}
        />
      ))}
      {asked?.what === "text" ? (
        <RewriteDialog scheduled={asked.of} onSave={(text) => verbs.rewrite(asked.of, text)} onClose={close} />
      ) : null}
      {asked?.what === "time" ? (
        <AskSendTime isChange onChoose={(at) => verbs.reschedule(asked.of, at)} onClose={close} />
      ) : null}
      {asked?.what === "end" ? (
        <Dialog
          isOpen
          onClose={close}
          title={t("endTitle")}
          description={t("endHint")}
          closeLabel={t("close")}
          actions={
            <>
              <Button onClick={close}>{t("close")}</Button>
              <Button
                look="danger"
                onClick={() => {
                  close();
                  verbs.cancel(asked.of);
                }}
              >
                {t("end")}
              </Button>
            </>
          }
        />
      ) : null}
    </PlacePage>
  );
}
