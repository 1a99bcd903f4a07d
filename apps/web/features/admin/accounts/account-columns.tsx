import { Avatar, type Column, ProgressBar } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useDates } from "../../../client/dates.ts";
import { useSizes } from "../../../client/sizes.ts";
import { StateBadge } from "../state-badge.tsx";
import type { AccountRow } from "../types.ts";

const nearlyFull = 0.9;

/** What the list of accounts shows of each. */
export function useAccountColumns(): Column<AccountRow>[] {
  const t = useTranslations("admin.accounts");
  const tRole = useTranslations("admin.role");
  const tSharing = useTranslations("sharing");
  const dates = useDates();
  return [
    {
      id: "name",
      header: t("column.name"),
      cell: (row) => (
        <span className="flex min-w-0 items-center gap-3 py-1">
          <Avatar name={row.name} address={row.address} size={24} />
          <span className="min-w-0">
            <span className="block truncate font-medium">{row.name}</span>
            <span className="block truncate text-12 text-muted">{row.address}</span>
          </span>
        </span>
      ),
      className: "max-w-0 w-[40%] max-md:w-full",
    },
    {
      id: "role",
      header: t("column.role"),
      cell: (row) => (row.isShared ? tSharing("isShared") : tRole(row.role)),
      isMinor: true,
      className: "whitespace-nowrap",
    },
    { id: "storage", header: t("column.storage"), cell: (row) => <Storage row={row} />, isMinor: true },
    {
      id: "seen",
      header: t("column.seen"),
      cell: (row) =>
        row.lastSeenAt === null ? (
          <span className="text-muted">{t("never")}</span>
        ) : (
          <span title={dates.full(row.lastSeenAt)}>{dates.brief(row.lastSeenAt)}</span>
        ),
      isMinor: true,
      className: "whitespace-nowrap",
    },
    { id: "state", header: t("column.state"), cell: (row) => <StateBadge state={row.state} /> },
  ];
}

function Storage({ row }: { row: AccountRow }) {
  const t = useTranslations("admin.accounts");
  const sizes = useSizes();
  if (row.quotaBytes === null) return <span>{sizes(row.usedBytes)}</span>;
  const share = row.usedBytes / row.quotaBytes;
  return (
    <span className="block w-32">
      <span className="block text-12">{t("usedOf", { used: sizes(row.usedBytes), quota: sizes(row.quotaBytes) })}</span>
      <ProgressBar
        value={share}
        label={t("column.storage")}
        tone={share >= 1 ? "danger" : share > nearlyFull ? "warning" : "accent"}
      />
    </span>
  );
}
