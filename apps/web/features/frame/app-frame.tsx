"use client";

import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import { type Command, useCommands } from "../../client/commands.ts";
import { useIsMedium } from "../../client/media.ts";
import { useStored } from "../../client/stored.ts";
import { AwayBanner } from "../away/away-banner.tsx";
import { BottomBar } from "./bottom-bar.tsx";
import type { ModuleId } from "./modules.tsx";
import { Rail } from "./rail.tsx";
import { TopBar } from "./top-bar.tsx";

export interface AppFrameProps {
  module: ModuleId;
  sidebarLabel: string;
  /** Drawn with names, or with icons only. */
  sidebar: (isFolded: boolean) => ReactNode;
  search: ReactNode;
  newAction?: ReactNode;
  /** On a narrow screen a detail has its own bar and takes the place of the top bar. */
  isDetail?: boolean;
  children: ReactNode;
}

/** Rail, sidebar, top bar and content: the same around every module. */
export function AppFrame(props: AppFrameProps) {
  const t = useTranslations("frame");
  const isMedium = useIsMedium();
  const [stored, store] = useStored("sidebar.folded");
  const isFolded = stored === null ? isMedium : stored === "yes";
  const commands = useMemo(
    (): Command[] => [
      {
        id: "frame.sidebar",
        label: isFolded ? t("unfoldSidebar") : t("foldSidebar"),
        section: t("sections.go"),
        action: "frame.sidebar",
        run: () => store(isFolded ? "no" : "yes"),
      },
    ],
    [isFolded, store, t],
  );
  useCommands(commands);

  return (
    <div className="flex h-dvh overflow-hidden">
      <Rail current={props.module} />
      <div className="flex min-w-0 flex-1 flex-col">
        <div className={clsx(props.isDetail && "max-md:hidden")}>
          <TopBar
            search={props.search}
            newAction={props.newAction}
            isSidebarFolded={isFolded}
            onToggleSidebar={() => store(isFolded ? "no" : "yes")}
          />
          {props.module === "mail" ? <AwayBanner /> : null}
        </div>
        <div className="flex min-h-0 flex-1">
          <nav
            aria-label={props.sidebarLabel}
            className={clsx(
              "shrink-0 overflow-x-hidden overflow-y-auto border-e py-3 text-13 max-md:hidden",
              isFolded ? "w-[52px] px-1.5" : "w-[232px] px-2",
            )}
          >
            {props.sidebar(isFolded)}
          </nav>
          <main className="flex min-w-0 flex-1">{props.children}</main>
        </div>
        <BottomBar current={props.module} />
      </div>
    </div>
  );
}
