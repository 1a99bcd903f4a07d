import { useTranslations } from "next-intl";
import { useId } from "react";
import { useKeepingVerbs } from "../keeping-api.ts";
import { RetentionSelect } from "../retention-select.tsx";
import type { Domain } from "../types.ts";

/** For how long what the people of a domain delete for good is kept. */
export function DomainRetention({ domain: { id, retentionDays } }: { domain: Domain }) {
  const t = useTranslations("admin.keeping");
  const selectId = useId();
  const { setRetention } = useKeepingVerbs();
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-2 border bg-surface px-3 py-2.5 text-13">
      <div className="min-w-0 flex-1 basis-50">
        <label htmlFor={selectId} className="font-medium">
          {t("retention")}
        </label>
        <p id={`${selectId}-hint`} className="text-muted">
          {t("domainHint")}
        </p>
      </div>
      <RetentionSelect
        id={selectId}
        describedBy={`${selectId}-hint`}
        days={setRetention.isPending ? setRetention.variables.days : retentionDays}
        onChange={(days) => setRetention.mutate({ kind: "domain", id, days })}
      />
    </div>
  );
}
