import type { MenuEntry } from "@carbyne/ui";
import { CornerUpRight, PenLine, Paperclip } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { openComposer } from "./composer-store.ts";
import { askRedirect } from "./redirect-store.ts";

/** What can be written from a message beside an answer, for a menu. */
export function useWriteEntries(): (messageId: string) => MenuEntry[] {
  const t = useTranslations("writing.verbs");
  return useCallback(
    (messageId) => [
      {
        label: t("forwardAttached"),
        icon: <Paperclip aria-hidden="true" />,
        onSelect: () => openComposer({ kind: "attached", messageIds: [messageId] }),
      },
      {
        label: t("redirect"),
        icon: <CornerUpRight aria-hidden="true" className="rtl:-scale-x-100" />,
        onSelect: () => askRedirect(messageId),
      },
      {
        label: t("again"),
        icon: <PenLine aria-hidden="true" />,
        onSelect: () => openComposer({ kind: "again", messageId }),
      },
    ],
    [t],
  );
}
