import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Transfer } from "./api.ts";

/** What could not be read, and why. */
export function Faults({ result }: { result: Transfer["result"] }) {
  const t = useTranslations("transfer");
  const { faults = [], faultCount = 0 } = result;
  if (faultCount === 0) return null;
  return (
    <details className="text-13">
      <summary className="w-fit cursor-pointer rounded-1 py-1 max-md:py-3">
        <TriangleAlert size={16} className="me-1.5 inline align-text-bottom text-warning" aria-hidden="true" />
        {t("faults.title", { count: faultCount })}
      </summary>
      <ul className="mt-1 max-h-60 overflow-y-auto rounded-1 border bg-bg" tabIndex={0} aria-label={t("faults.list")}>
        {faults.map(({ path, reason }, at) => (
          <li key={`${at} ${path}`} className="border-b px-3 py-1.5 last:border-b-0">
            <p className="truncate font-medium" title={path}>
              {path}
            </p>
            <p className="text-muted">{t(`faults.${reason}`)}</p>
          </li>
        ))}
        {faultCount > faults.length ? (
          <li className="px-3 py-1.5 text-muted">{t("faults.more", { count: faultCount - faults.length })}</li>
        ) : null}
      </ul>
    </details>
  );
}
