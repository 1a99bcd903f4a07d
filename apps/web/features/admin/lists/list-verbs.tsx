import type { MenuEntry } from "@carbyne/ui";
import { SquarePen, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { MailList } from "../types.ts";

export interface ListAsks {
  open: (list: MailList) => void;
  remove: (list: MailList) => void;
}

/** The verbs on a list, the same in its drawer and on a right-click. */
export function useListEntries(asks: ListAsks): (list: MailList) => MenuEntry[] {
  const t = useTranslations("adminLists");
  return (list) => [
    { label: t("open"), icon: <SquarePen aria-hidden="true" />, onSelect: () => asks.open(list) },
    {
      label: t("delete"),
      icon: <Trash2 aria-hidden="true" />,
      isDanger: true,
      onSelect: () => asks.remove(list),
    },
  ];
}
