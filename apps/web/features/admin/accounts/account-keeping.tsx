import { ErrorState, Skeleton } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { useWords } from "../../../client/words.ts";
import { useKeeping, useKeepingVerbs } from "../keeping-api.ts";
import { RetentionSelect } from "../retention-select.tsx";
import type { AccountRow } from "../types.ts";
import { AccountHold } from "./account-hold.tsx";

/** What is kept of what an account deletes: all of it while it is held, and else for the days of retention. */
export function AccountKeeping({ account }: { account: AccountRow }) {
  const t = useTranslations("admin.keeping");
  const tAdmin = useTranslations("admin");
  const words = useWords();
  const id = useId();
  const { setRetention } = useKeepingVerbs();
  const { data, error, refetch } = useKeeping(account.id);
  if (error && !data)
    return <ErrorState {...words(error)} retryLabel={tAdmin("retry")} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="m-4 h-24" />;
  const { hold, days } = data;
  const hint = hold ? t("heldFirst") : days === 0 ? t("goesAtOnce") : t("goesAfter", { count: days });
  return (
    <div className="flex flex-col gap-6 p-4">
      <AccountHold account={account} hold={hold} />
      <div className="flex flex-col gap-1.5">
        <label htmlFor={id} className="text-13 font-medium">
          {t("retention")}
        </label>
        <RetentionSelect
          id={id}
          describedBy={`${id}-hint`}
          days={setRetention.isPending ? setRetention.variables.days : data.ownDays}
          onChange={(days) => setRetention.mutate({ kind: "account", id: account.id, days })}
        />
        <p id={`${id}-hint`} className="text-12 text-faint">
          {hint}
        </p>
      </div>
    </div>
  );
}
