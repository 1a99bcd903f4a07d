import { Badge, type Column } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useDates } from "../../../client/dates.ts";
import { StateBadge } from "../state-badge.tsx";
import type { Domain } from "../types.ts";

/** What the list of domains shows of each. */
export function useDomainColumns(): Column<Domain>[] {
  const t = useTranslations("admin.domains");
  const dates = useDates();
  return [
    { id: "name", header: t("column.name"), cell: (row) => <span className="font-medium">{row.name}</span> },
    {
      id: "accounts",
      header: t("column.accounts"),
      cell: (row) => row.accountCount.toLocaleString(),
      align: "end",
    },
    {
      id: "signing",
      header: t("column.signing"),
      cell: (row) => <Badge text={row.dkim ? t("signs") : t("signsNot")} tone={row.dkim ? "success" : "warning"} />,
      isMinor: true,
    },
    { id: "made", header: t("column.made"), cell: (row) => dates.brief(row.createdAt), isMinor: true },
    { id: "state", header: t("column.state"), cell: (row) => <StateBadge state={row.state} /> },
  ];
}
