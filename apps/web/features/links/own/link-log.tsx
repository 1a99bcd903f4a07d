import { Dialog, ErrorState, Skeleton } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useDates } from "../../../client/dates.ts";
import { useWords } from "../../../client/words.ts";
import { type OwnLink, useLinkEvents } from "./api.ts";

/** What was done through a link, the last first. */
export function LinkLog({ link, onClose }: { link: OwnLink; onClose: () => void }) {
  const t = useTranslations("links");
  const words = useWords();
  const dates = useDates();
  const { data, error, isError, refetch } = useLinkEvents(link.id);
  return (
    <Dialog isOpen onClose={onClose} title={t("logTitle")} description={t("logHint")} closeLabel={t("close")}>
      {isError && !data ? (
        <ErrorState {...words(error)} retryLabel={t("page.retry")} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Skeleton className="h-24" />
      ) : data.length === 0 ? (
        <p className="text-13 text-muted">{t("logNone")}</p>
      ) : (
        <ol className="flex flex-col gap-2.5 text-13">
          {data.map((event) => (
            <li key={event.id}>
              <p className="wrap-anywhere">
                {t(`done.${event.verb}`, { name: event.name, person: event.person ?? "" })}
              </p>
              <p className="text-12 text-muted">
                <time dateTime={event.at} title={dates.full(event.at)}>
                  {dates.brief(event.at)}
                </time>
                {[event.verb === "joined" ? "" : (event.person ?? ""), event.address]
                  .filter(Boolean)
                  .map((one) => ` · ${one}`)}
              </p>
            </li>
          ))}
        </ol>
      )}
    </Dialog>
  );
}
