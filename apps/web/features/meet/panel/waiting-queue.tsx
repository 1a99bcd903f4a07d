import { Avatar, Button, IconButton } from "@carbyne/ui";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { CallActs } from "../call/use-call-acts.ts";
import { type MeetingState, meetServer } from "../api.ts";
import { useNow } from "../call/use-now.ts";

export interface WaitingQueueProps {
  roomId: string;
  queue: MeetingState["queue"];
  acts: CallActs;
}

/** Who waits to be let in, the longest first. */
export function WaitingQueue({ roomId, queue, acts }: WaitingQueueProps) {
  const t = useTranslations("meet.waiting");
  const now = useNow(30_000);
  if (queue.length === 0) return null;
  const admit = (personIds: string[] | null) => acts.attempt(() => meetServer.admit.mutate({ roomId, personIds }));
  const turnAway = (personIds: string[] | null) =>
    acts.attempt(() => meetServer.turnAway.mutate({ roomId, personIds }));
  return (
    <section aria-label={t("title")} className="mx-3 mb-2 shrink-0 rounded-2 bg-raised px-3 py-2">
      <div className="flex min-h-8 items-center gap-2">
        <h2 className="text-13 font-semibold">{t("title")}</h2>
        <span className="text-12 text-faint tabular-nums">{queue.length}</span>
        <span className="flex-1" />
        {queue.length > 1 ? (
          <Button look="quiet" onClick={() => turnAway(null)}>
            {t("turnAwayAll")}
          </Button>
        ) : null}
        <Button look="primary" onClick={() => admit(null)}>
          {t("admitAll")}
        </Button>
      </div>
      <ul className="max-h-60 overflow-auto">
        {queue.map(({ id, name, kind, askedAt }) => {
          const minutes = Math.max(Math.floor((now - Date.parse(askedAt)) / 60_000), 0);
          return (
            <li key={id} className="flex h-12 items-center gap-2.5">
              <Avatar name={name} address={id} size={32} />
              <span className="min-w-0 flex-1">
                <span dir="auto" className="block truncate text-14 font-medium">
                  {name}
                </span>
                <span className="block truncate text-12 text-muted">
                  {kind === "guest" ? `${t("guest")} · ` : ""}
                  {t("since", { minutes })}
                </span>
              </span>
              <Button onClick={() => admit([id])} aria-label={t("admitOne", { name })}>
                {t("admit")}
              </Button>
              <IconButton label={t("turnAway", { name })} onClick={() => turnAway([id])}>
                <X aria-hidden="true" />
              </IconButton>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
