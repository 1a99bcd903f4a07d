import { ErrorState, Skeleton } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useDates } from "../../../client/dates.ts";
import { useWords } from "../../../client/words.ts";
import { useOverview } from "../api.ts";
import { CountTiles } from "./count-tiles.tsx";
import { HealthCard } from "./health-card.tsx";

/** How the server is, in words first. */
export function OverviewPage() {
  const t = useTranslations("admin.overview");
  const tAdmin = useTranslations("admin");
  const words = useWords();
  const dates = useDates();
  const overview = useOverview();

  if (overview.isError && !overview.data)
    return (
      <div className="flex-1">
        <ErrorState {...words(overview.error)} retryLabel={tAdmin("retry")} onRetry={() => void overview.refetch()} />
      </div>
    );
  if (!overview.data)
    return (
      <div aria-busy="true" className="flex flex-1 flex-col gap-4 p-6">
        <Skeleton className="h-8 max-w-96" />
        <Skeleton className="h-28" />
        <Skeleton className="h-24" />
      </div>
    );
  const { roles, counts, version } = overview.data;
  const ill = roles.filter((role) => !role.ok).length;
  return (
    <div className="min-w-0 flex-1 overflow-y-auto p-6 max-md:p-4">
      <div className="max-w-[1080px]">
        <h1 className="text-20 font-semibold">
          {roles.length === 0 ? t("unknown") : ill === 0 ? t("well") : t("ill", { count: ill })}
        </h1>
        <p className="mb-4 text-13 text-muted">
          {t("checked", {
            host: window.location.host,
            version,
            time: dates.time(new Date(overview.dataUpdatedAt)),
          })}
        </p>
        <HealthCard roles={roles} />
        <CountTiles counts={counts} />
      </div>
    </div>
  );
}
