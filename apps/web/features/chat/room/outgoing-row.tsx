import { Avatar, Button } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useWords } from "../../../client/words.ts";
import { giveUp, type Outgoing, retry } from "../live/outbox.ts";
import { MessageText, type NameOf } from "../markdown/message-text.tsx";

export interface OutgoingRowProps {
  outgoing: Outgoing;
  isMore: boolean;
  me: string;
  myName: string;
  named: NameOf;
}

/** What one said and that is not acknowledged: fainter, or with what went wrong. */
export function OutgoingRow({ outgoing, isMore, me, myName, named }: OutgoingRowProps) {
  const t = useTranslations("chat.message");
  const words = useWords();
  const isFailed = outgoing.state === "failed";
  return (
    <div className="grid grid-cols-[32px_minmax(0,1fr)] gap-x-3 px-5 pt-2 pb-0.5 max-md:px-4">
      {isMore ? <span /> : <Avatar name={myName} address={me} className="mt-0.5" />}
      <div className="min-w-0">
        {isMore ? null : (
          <div className="flex items-baseline gap-2 leading-5">
            <strong className="truncate font-semibold">{myName}</strong>
            <span className="text-12 text-muted">{outgoing.state === "waiting" ? t("waiting") : null}</span>
          </div>
        )}
        <div className={outgoing.state === "waiting" ? "opacity-70" : undefined}>
          {outgoing.attachments.map((one) => (
            <p key={one.id} dir="auto" className="truncate text-13 text-muted">
              {one.name}
            </p>
          ))}
          <MessageText text={outgoing.text} nameOf={named} />
        </div>
        {isFailed ? (
          <p role="alert" className="mt-1 flex flex-wrap items-center gap-2 text-13 text-danger">
            {t("notSent", { why: words(outgoing.error).text })}
            <Button onClick={() => retry(outgoing.key)}>{t("retry")}</Button>
            <Button look="quiet" onClick={() => giveUp(outgoing.key)}>
              {t("giveUp")}
            </Button>
          </p>
        ) : null}
      </div>
    </div>
  );
}
