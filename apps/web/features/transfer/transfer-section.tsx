import { ErrorState, Skeleton } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useWords } from "../../client/words.ts";
import { useTransfers } from "./api.ts";
import { DropZone } from "./drop-zone.tsx";
import { ExportForm } from "./export-form.tsx";
import { TransferRow } from "./transfer-row.tsx";

/** Bringing mail in, taking it along, and what is under way. */
export function TransferSection() {
  const t = useTranslations("transfer");
  return (
    <>
      <section className="mb-8">
        <h2 className="mb-2 text-14 font-semibold">{t("import.title")}</h2>
        <DropZone />
      </section>
      <Transfers />
      <section className="mb-8">
        <h2 className="mb-2 text-14 font-semibold">{t("export.title")}</h2>
        <ExportForm />
      </section>
    </>
  );
}

function Transfers() {
  const t = useTranslations("transfer");
  const words = useWords();
  const { data, error, isError, refetch } = useTransfers();
  if (isError) return <ErrorState {...words(error)} retryLabel={t("retry")} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton className="h-24" />;
  if (data.length === 0) return null;
  return (
    <section className="mb-8">
      <h2 id="transfers" className="mb-2 text-14 font-semibold">
        {t("list")}
      </h2>
      <ul aria-labelledby="transfers" className="flex flex-col gap-3">
        {data.map((transfer) => (
          <li key={transfer.id} className="rounded-2 border bg-surface px-4 py-3">
            <TransferRow transfer={transfer} />
          </li>
        ))}
      </ul>
    </section>
  );
}
