import { IconButton } from "@carbyne/ui";
import { CircleHelp, PanelLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { NoticeBell } from "../notices/notice-bell.tsx";
import { useKey } from "../../client/keys/keymap-store.ts";
import { openShortcuts } from "./overlays.ts";
import { PersonMenu } from "./person-menu.tsx";

export interface TopBarProps {
  search: ReactNode;
  /** `+ New` of the module. */
  newAction?: ReactNode;
  onToggleSidebar: () => void;
  isSidebarFolded: boolean;
}

/** One bar over every module: search, new, help, person. */
export function TopBar({ search, newAction, onToggleSidebar, isSidebarFolded }: TopBarProps) {
  const t = useTranslations("frame");
  const sidebarKey = useKey("frame.sidebar");
  const helpKey = useKey("frame.shortcuts");
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-b bg-bg pe-4 ps-2 max-md:h-14 max-md:px-3">
      <IconButton
        label={isSidebarFolded ? t("unfoldSidebar") : t("foldSidebar")}
        keys={sidebarKey}
        onClick={onToggleSidebar}
        className="max-md:hidden"
      >
        <PanelLeft aria-hidden="true" />
      </IconButton>
      {search}
      <span className="flex-1 max-md:hidden" />
      <span className="max-md:hidden">{newAction}</span>
      <IconButton label={t("shortcuts.title")} keys={helpKey} onClick={openShortcuts} className="max-md:hidden">
        <CircleHelp aria-hidden="true" />
      </IconButton>
      <NoticeBell />
      <PersonMenu />
    </header>
  );
}
