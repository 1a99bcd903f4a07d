"use client";

import { clsx } from "clsx";
import {
  ArrowLeftRight,
  BookOpen,
  FileText,
  Funnel,
  KeyRound,
  Mail,
  MonitorSmartphone,
  Plane,
  Rows3,
  ShieldBan,
  Signature,
  SunMoon,
  Tags,
  UserRound,
  Users,
} from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect } from "react";
import { AwaySection } from "../away/away-section.tsx";
import { DevicesSection } from "../devices/devices-section.tsx";
import { FiltersSection } from "../filters/filters-section.tsx";
import { SendersSection } from "../filters/senders-section.tsx";
import { SharingSection } from "../sharing/sharing-section.tsx";
import { AppFrame } from "../frame/app-frame.tsx";
import { SidebarRow } from "../frame/sidebar-row.tsx";
import { goTo, isPlainClick } from "../../client/place.ts";
import { IdentitiesSection } from "../identities/identities-section.tsx";
import { TemplatesSection } from "../identities/templates-section.tsx";
import { TagsSettings } from "../mail/tags/tags-settings.tsx";
import { TransferSection } from "../transfer/transfer-section.tsx";
import { AppearanceSection } from "./appearance-section.tsx";
import { ListSection } from "./list-section.tsx";
import { MailSection } from "./mail-section.tsx";
import { ReadingSection } from "./reading-section.tsx";
import { ProfileSection } from "./profile-section.tsx";
import { SecuritySection } from "./security-section.tsx";
import { sectionOf, type SettingsSection, settingsSections } from "./settings-place.ts";

const icons: Record<SettingsSection, ReactNode> = {
  profile: <UserRound aria-hidden="true" />,
  appearance: <SunMoon aria-hidden="true" />,
  list: <Rows3 aria-hidden="true" />,
  reading: <BookOpen aria-hidden="true" />,
  mail: <Mail aria-hidden="true" />,
  filters: <Funnel aria-hidden="true" />,
  "out-of-office": <Plane aria-hidden="true" />,
  senders: <ShieldBan aria-hidden="true" />,
  identities: <Signature aria-hidden="true" />,
  templates: <FileText aria-hidden="true" />,
  tags: <Tags aria-hidden="true" />,
  sharing: <Users aria-hidden="true" />,
  transfer: <ArrowLeftRight aria-hidden="true" />,
  security: <KeyRound aria-hidden="true" />,
  devices: <MonitorSmartphone aria-hidden="true" />,
};

const contents: Record<SettingsSection, () => ReactNode> = {
  profile: ProfileSection,
  appearance: AppearanceSection,
  list: ListSection,
  reading: ReadingSection,
  mail: MailSection,
  filters: FiltersSection,
  "out-of-office": AwaySection,
  senders: SendersSection,
  identities: IdentitiesSection,
  templates: TemplatesSection,
  tags: TagsSettings,
  sharing: SharingSection,
  transfer: TransferSection,
  security: SecuritySection,
  devices: DevicesSection,
};

/** What a person chooses about themselves, how things look, and how mail behaves. */
export function SettingsScreen() {
  const t = useTranslations("settings");
  const section = sectionOf(usePathname());
  const Content = contents[section];
  const title = t(`section.${section}`);
  useEffect(() => {
    document.title = `${title} · Carbyne`;
  }, [title]);

  return (
    <AppFrame
      module="settings"
      sidebarLabel={t("title")}
      sidebar={(isFolded) =>
        settingsSections.map((id) => (
          <SidebarRow
            key={id}
            href={`/settings/${id}`}
            icon={icons[id]}
            label={t(`section.${id}`)}
            isCurrent={id === section}
            isFolded={isFolded}
            onClick={(event) => {
              if (!isPlainClick(event)) return;
              event.preventDefault();
              goTo(`/settings/${id}`);
            }}
          />
        ))
      }
      search={<span className="min-w-0 flex-1 truncate px-2 text-14 font-semibold max-md:text-20">{t("title")}</span>}
    >
      <div className="min-w-0 flex-1 overflow-y-auto">
        <nav aria-label={t("title")} className="flex gap-1 overflow-x-auto border-b px-2 md:hidden">
          {settingsSections.map((id) => (
            <Link
              key={id}
              href={`/settings/${id}`}
              aria-current={id === section ? "page" : undefined}
              className={clsx(
                "grid h-11 place-items-center px-3 text-14 font-medium whitespace-nowrap",
                id === section ? "border-b-2 border-accent text-accent-ink" : "text-muted",
              )}
            >
              {t(`section.${id}`)}
            </Link>
          ))}
        </nav>
        <div className="mx-auto max-w-[720px] px-6 py-8 max-md:px-4 max-md:py-4">
          <h1 className="mb-6 text-24 font-semibold max-md:sr-only">{title}</h1>
          <Content />
        </div>
      </div>
    </AppFrame>
  );
}
