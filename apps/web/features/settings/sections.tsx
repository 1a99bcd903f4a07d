import {
  ArrowLeftRight,
  Bell,
  BookOpen,
  FileText,
  Funnel,
  Globe,
  Keyboard,
  KeyRound,
  Mail,
  MonitorSmartphone,
  Plane,
  Rows3,
  ShieldBan,
  Signature,
  Smartphone,
  SunMoon,
  Tags,
  UserRound,
  Users,
} from "lucide-react";
import type { ReactNode } from "react";
import { AwaySection } from "../away/away-section.tsx";
import { DevicesSection } from "../devices/devices-section.tsx";
import { ProgramsSection } from "../devices/programs-section.tsx";
import { FiltersSection } from "../filters/filters-section.tsx";
import { SendersSection } from "../filters/senders-section.tsx";
import { IdentitiesSection } from "../identities/identities-section.tsx";
import { TemplatesSection } from "../identities/templates-section.tsx";
import { KeysSection } from "../keys/keys-section.tsx";
import { TagsSettings } from "../mail/tags/tags-settings.tsx";
import { NotificationsSection } from "../notifications/notifications-section.tsx";
import { SharingSection } from "../sharing/sharing-section.tsx";
import { TransferSection } from "../transfer/transfer-section.tsx";
import { AppearanceSection } from "./appearance-section.tsx";
import { LanguageSection } from "./language-section.tsx";
import { ListSection } from "./list-section.tsx";
import { MailSection } from "./mail-section.tsx";
import { ProfileSection } from "./profile-section.tsx";
import { ReadingSection } from "./reading-section.tsx";
import { SecuritySection } from "./security-section.tsx";
import type { SettingsSection } from "./settings-place.ts";

export interface Section {
  icon: ReactNode;
  content: () => ReactNode;
}

/**
 * What each section is. A new one has its id in `settings-place.ts`, its name and its sentence in the catalogue
 * (`settings.section`, `settings.about`), and its single settings in `settings-index.ts`, so that they are found.
 */
export const sections: Record<SettingsSection, Section> = {
  profile: { icon: <UserRound aria-hidden="true" />, content: ProfileSection },
  appearance: { icon: <SunMoon aria-hidden="true" />, content: AppearanceSection },
  keys: { icon: <Keyboard aria-hidden="true" />, content: KeysSection },
  language: { icon: <Globe aria-hidden="true" />, content: LanguageSection },
  notifications: { icon: <Bell aria-hidden="true" />, content: NotificationsSection },
  list: { icon: <Rows3 aria-hidden="true" />, content: ListSection },
  reading: { icon: <BookOpen aria-hidden="true" />, content: ReadingSection },
  mail: { icon: <Mail aria-hidden="true" />, content: MailSection },
  identities: { icon: <Signature aria-hidden="true" />, content: IdentitiesSection },
  templates: { icon: <FileText aria-hidden="true" />, content: TemplatesSection },
  tags: { icon: <Tags aria-hidden="true" />, content: TagsSettings },
  filters: { icon: <Funnel aria-hidden="true" />, content: FiltersSection },
  "out-of-office": { icon: <Plane aria-hidden="true" />, content: AwaySection },
  senders: { icon: <ShieldBan aria-hidden="true" />, content: SendersSection },
  security: { icon: <KeyRound aria-hidden="true" />, content: SecuritySection },
  devices: { icon: <MonitorSmartphone aria-hidden="true" />, content: DevicesSection },
  programs: { icon: <Smartphone aria-hidden="true" />, content: ProgramsSection },
  sharing: { icon: <Users aria-hidden="true" />, content: SharingSection },
  transfer: { icon: <ArrowLeftRight aria-hidden="true" />, content: TransferSection },
};
