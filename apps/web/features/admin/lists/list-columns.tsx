import type { Column } from "@carbyne/ui";
import { useLocale, useTranslations } from "next-intl";
import { useDates } from "../../../client/dates.ts";
import { ListMark } from "../../mail/composer/recipients/list-mark.tsx";
import type { MailList } from "../types.ts";

/** What the list of lists shows of each. */
export function useListColumns(): Column<MailList>[] {
  const t = useTranslations("adminLists");
  const locale = useLocale();
  const dates = useDates();
  return [
    {
      id: "name",
      header: t("column.name"),
      cell: (row) => (
        <span className="flex min-w-0 items-center gap-3 py-1">
          <ListMark size={24} />
          <span className="min-w-0">
            <span className="block truncate font-medium">{row.name}</span>
            <span className="block truncate text-12 text-muted">{row.address}</span>
          </span>
        </span>
      ),
      className: "max-w-0 w-[44%] max-md:w-full",
    },
    {
      id: "members",
      header: t("column.members"),
      cell: (row) => row.memberCount.toLocaleString(locale),
      align: "end",
      className: "whitespace-nowrap",
    },
    {
      id: "senders",
      header: t("column.senders"),
      cell: (row) => t(`senders.${row.whoMaySend}`),
      isMinor: true,
      className: "whitespace-nowrap",
    },
    { id: "made", header: t("column.made"), cell: (row) => dates.brief(row.createdAt), isMinor: true },
  ];
}
