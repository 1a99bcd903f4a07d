import type { MenuEntry } from "@carbyne/ui";
import { CheckCheck, FolderOutput, FolderPlus, Funnel, PenLine, Trash2, UserPlus } from "lucide-react";
import type { useTranslations } from "next-intl";
import type { Mailbox } from "../types.ts";
import type { FolderAsks } from "./folder-asks.ts";

/** The verbs on a folder, the same in its menu, on a right-click and in the list's own menu. */
export function folderEntries(
  mailbox: Mailbox,
  asks: FolderAsks,
  t: ReturnType<typeof useTranslations<"mail">>,
): MenuEntry[] {
  const canEmpty = mailbox.role === "trash" || mailbox.role === "junk";
  const may = (right: Mailbox["rights"][number]) => mailbox.rights.includes(right);
  return [
    {
      label: t("folder.markRead"),
      icon: <CheckCheck aria-hidden="true" />,
      isDisabled: mailbox.unseen === 0 || !may("write"),
      onSelect: () => asks.markRead(mailbox),
    },
    ...(mailbox.isOwn && mailbox.role !== "scheduled" && mailbox.role !== "drafts"
      ? [
          {
            label: t("folder.applyFilters"),
            icon: <Funnel aria-hidden="true" />,
            isDisabled: mailbox.total === 0,
            onSelect: () => asks.ask({ kind: "filter", mailbox }),
          },
        ]
      : []),
    ...(may("manage")
      ? [
          {
            label: t("folder.createInside"),
            icon: <FolderPlus aria-hidden="true" />,
            onSelect: () => asks.ask({ kind: "create", parent: mailbox }),
          },
          {
            label: t("folder.share"),
            icon: <UserPlus aria-hidden="true" />,
            onSelect: () => asks.ask({ kind: "share", mailbox }),
          },
        ]
      : []),
    {
      label: t("folder.export"),
      icon: <FolderOutput aria-hidden="true" />,
      onSelect: () => asks.ask({ kind: "export", mailbox }),
    },
    ...(mailbox.role === null && may("manage")
      ? [
          {
            label: t("folder.rename"),
            icon: <PenLine aria-hidden="true" />,
            onSelect: () => asks.ask({ kind: "rename", mailbox }),
          },
          "separator" as const,
          {
            label: t("folder.remove"),
            icon: <Trash2 aria-hidden="true" />,
            isDanger: true,
            onSelect: () => asks.ask({ kind: "remove", mailbox }),
          },
        ]
      : []),
    ...(canEmpty && may("delete")
      ? [
          "separator" as const,
          {
            label: t("folder.empty"),
            icon: <Trash2 aria-hidden="true" />,
            isDanger: true,
            isDisabled: mailbox.total === 0,
            onSelect: () => asks.ask({ kind: "empty", mailbox }),
          },
        ]
      : []),
  ];
}
