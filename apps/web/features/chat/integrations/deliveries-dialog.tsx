import { Badge, Button, Dialog, ErrorState, Skeleton, showToast } from "@carbyne/ui";
import { useQuery } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDates } from "../../../client/dates.ts";
import { useWords } from "../../../client/words.ts";
import { deliveriesQuery, type Delivery, type OutgoingHook, useIntegrationVerbs } from "./api.ts";
import { eventKey } from "./events.ts";

/** What a webhook was told of lately, and what came of it; and a way to see whether anything arrives. */
export function DeliveriesDialog({ hook, onClose }: { hook: OutgoingHook; onClose: () => void }) {
  const t = useTranslations("chat.integrations.outgoing");
  const tDialogs = useTranslations("chat.dialogs");
  const words = useWords();
  const { data, error, refetch } = useQuery(deliveriesQuery(hook.id));
  const { tryOutgoing } = useIntegrationVerbs();
  const send = () =>
    tryOutgoing.mutate(hook.id, { onError: (refused) => void showToast({ text: words(refused).text }) });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("deliveriesTitle", { name: hook.name })}
      description={t("deliveriesHint")}
      closeLabel={tDialogs("close")}
      actions={
        <>
          <Button onClick={onClose}>{tDialogs("close")}</Button>
          <Button isBusy={tryOutgoing.isPending} disabled={hook.disabledAt !== null} onClick={send}>
            <Send aria-hidden="true" />
            {t("try")}
          </Button>
        </>
      }
    >
      {error && !data ? (
        <ErrorState {...words(error)} retryLabel={t("retry")} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Skeleton className="h-24 animate-late" />
      ) : data.length === 0 ? (
        <p className="text-13 text-muted">{t("noDeliveries")}</p>
      ) : (
        <ol aria-label={t("deliveries")} className="flex flex-col gap-2.5 text-13">
          {data.map((delivery) => (
            <DeliveryLine key={delivery.id} delivery={delivery} />
          ))}
        </ol>
      )}
    </Dialog>
  );
}

function DeliveryLine({ delivery }: { delivery: Delivery }) {
  const t = useTranslations("chat.integrations.outgoing");
  const dates = useDates();
  const { event, attempts, createdAt, deliveredAt, nextAt } = delivery;
  const why = useWhy(delivery);
  return (
    <li>
      <p className="flex items-baseline justify-between gap-3">
        <span>{t(`event.${eventKey(event)}`)}</span>
        <Badge
          text={t(`state.${deliveredAt !== null ? "arrived" : nextAt !== null ? "waiting" : "failed"}`)}
          tone={deliveredAt !== null ? "success" : nextAt !== null ? "warning" : "danger"}
        />
      </p>
      <p className="text-12 text-muted">
        <time dateTime={createdAt} title={dates.full(createdAt)}>
          {dates.brief(createdAt)}
        </time>
        {[
          why,
          attempts > 1 ? t("attempts", { count: attempts }) : "",
          nextAt === null || attempts === 0 ? "" : t("next", { time: dates.time(nextAt) }),
        ]
          .filter(Boolean)
          .map((one) => ` · ${one}`)}
      </p>
    </li>
  );
}

const told = ["too-slow", "too-large", "name-unknown", "name-refused", "address-refused", "switched-off"] as const;

/** What the last attempt was answered with, or why it was not. */
function useWhy({ code, error }: Delivery): string {
  const t = useTranslations("chat.integrations.outgoing");
  if (code !== null) return t("answered", { code: String(code) });
  if (error === null) return "";
  return t(`why.${told.find((one) => one === error) ?? "unreachable"}`);
}
