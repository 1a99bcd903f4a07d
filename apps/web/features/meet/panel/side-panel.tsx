import { IconButton, Segments } from "@carbyne/ui";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

export const panelTabs = ["people", "chat", "notes"] as const;
export type PanelTab = (typeof panelTabs)[number];

export interface SidePanelProps {
  tab: PanelTab;
  tabs: readonly PanelTab[];
  onTab: (tab: PanelTab) => void;
  onClose: () => void;
  isChatNew: boolean;
  children: ReactNode;
}

/** People, chat or notes beside the stage; over it where the screen is narrow. */
export function SidePanel({ tab, tabs, onTab, onClose, isChatNew, children }: SidePanelProps) {
  const t = useTranslations("meet.panel");
  return (
    <aside
      aria-label={t(tab)}
      className="flex min-h-0 w-[min(340px,100%)] shrink-0 flex-col overflow-hidden rounded-3 border bg-surface max-md:fixed max-md:inset-0 max-md:z-20 max-md:w-full max-md:rounded-[0px] max-md:border-0"
    >
      <header className="flex items-center justify-between gap-2 py-2.5 ps-3 pe-2">
        <Segments
          label={t("label")}
          value={tab}
          onChange={onTab}
          segments={tabs.map((one) => ({ value: one, label: t(one), isNew: one === "chat" && isChatNew }))}
        />
        <IconButton label={t("close")} onClick={onClose}>
          <X aria-hidden="true" />
        </IconButton>
      </header>
      {children}
    </aside>
  );
}
