import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { type Entry, findSettings } from "./find-settings.ts";
import { findables } from "./settings-index.ts";
import { settingsGroups, settingsHref, type SettingsSection } from "./settings-place.ts";

export interface FoundSetting {
  section: SettingsSection;
  label: string;
  /** The section that it lies in; for a section its group. */
  where: string;
  href: string;
}

const mostShown = 12;

/** The settings and sections that a text means. */
export function useFoundSettings(text: string): readonly FoundSetting[] {
  const t = useTranslations();
  const entries = useMemo((): Entry<FoundSetting>[] => {
    const whole = settingsGroups.flatMap(({ id, sections }) =>
      sections.map((section): Entry<FoundSetting> => {
        const label = t(`settings.section.${section}`);
        const where = t(`settings.group.${id}`);
        return {
          value: { section, label, where, href: settingsHref(section) },
          label,
          rest: `${where} ${t(`settings.about.${section}`)}`,
        };
      }),
    );
    const single = findables.map(({ section, label: key, hint, also }): Entry<FoundSetting> => {
      const label = t(key);
      const where = t(`settings.section.${section}`);
      return {
        value: { section, label, where, href: settingsHref(section, key) },
        label,
        rest: [where, hint && t(hint), also && t(also)].filter(Boolean).join(" "),
      };
    });
    return [...single, ...whole];
  }, [t]);
  return useMemo(() => findSettings(entries, text).slice(0, mostShown), [entries, text]);
}
