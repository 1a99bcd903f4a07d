import { useFormatter, useTranslations } from "next-intl";
import type { Transfer } from "./api.ts";

/** The folders that were found, each with how many messages it has. */
export function FolderCounts({ result }: { result: Transfer["result"] }) {
  const t = useTranslations("transfer");
  const format = useFormatter();
  const { folders = [], folderCount = 0 } = result;
  if (folderCount < 2) return null;
  return (
    <details className="text-13">
      <summary className="w-fit cursor-pointer rounded-1 py-1 text-accent-ink max-md:py-3">{t("foldersFound")}</summary>
      <ul className="mt-1 max-h-60 overflow-y-auto rounded-1 border bg-bg" tabIndex={0} aria-label={t("foldersFound")}>
        {folders.map(({ folder, count }) => (
          <li key={folder.join("/")} className="flex justify-between gap-4 border-b px-3 py-1.5 last:border-b-0">
            <span className="min-w-0 truncate">{folder.length === 0 ? t("loose") : folder.join(" / ")}</span>
            <span className="text-muted tabular-nums">{format.number(count)}</span>
          </li>
        ))}
        {folderCount > folders.length ? (
          <li className="px-3 py-1.5 text-muted">{t("moreFolders", { count: folderCount - folders.length })}</li>
        ) : null}
      </ul>
    </details>
  );
}
