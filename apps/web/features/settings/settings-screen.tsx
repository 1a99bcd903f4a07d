"use client";

import { IconButton } from "@carbyne/ui";
import { clsx } from "clsx";
import { ArrowLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { goTo, useAddress } from "../../client/place.ts";
import { AppFrame } from "../frame/app-frame.tsx";
import { sections } from "./sections.tsx";
import { SettingsList, SettingsSidebar } from "./settings-nav.tsx";
import { sectionOf } from "./settings-place.ts";
import { SettingsSearch } from "./settings-search.tsx";
import { useMarkedSetting } from "./use-marked-setting.ts";

/** What a person chooses about themselves, how things look, and how mail behaves. */
export function SettingsScreen() {
  const t = useTranslations("settings");
  const named = sectionOf(useAddress());
  const section = named ?? "profile";
  const Content = sections[section].content;
  const title = t(`section.${section}`);
  const page = useRef<HTMLDivElement>(null);
  useEffect(() => {
    document.title = `${title} · Carbyne`;
  }, [title]);
  // A section begins at its top; the one before may have been scrolled.
  useEffect(() => {
    if (page.current) page.current.scrollTop = 0;
  }, [section]);
  useMarkedSetting(page);

  return (
    <AppFrame
      module="settings"
      sidebarLabel={t("title")}
      sidebar={(isFolded) => <SettingsSidebar current={section} isFolded={isFolded} />}
      search={<SettingsSearch />}
      isDetail={named !== null}
    >
      {named === null ? <SettingsList /> : null}
      <div className={clsx("flex min-w-0 flex-1 flex-col", named === null && "max-md:hidden")}>
        <header className="flex h-14 shrink-0 items-center gap-1 border-b px-1 md:hidden">
          <IconButton label={t("back")} onClick={() => goTo("/settings")}>
            <ArrowLeft aria-hidden="true" />
          </IconButton>
          <span aria-hidden="true" className="truncate text-16 font-semibold">
            {title}
          </span>
        </header>
        <div ref={page} className="min-h-0 flex-1 overflow-y-auto">
          <div className="mx-auto max-w-[720px] px-6 py-8 max-md:px-4 max-md:py-4">
            <h1 className="text-24 font-semibold max-md:sr-only">{title}</h1>
            <p className="mt-1 mb-6 text-14 text-muted max-md:mt-0">{t(`about.${section}`)}</p>
            <Content />
          </div>
        </div>
      </div>
    </AppFrame>
  );
}
