import { IconButton, Menu, type MenuEntry } from "@carbyne/ui";
import { EllipsisVertical, Languages, Type } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { spellLanguages } from "./spell-language.ts";

export interface MoreMenuProps {
  isPlain: boolean;
  onTogglePlain: () => void;
  lang: string | undefined;
  onLang: (lang: string | undefined) => void;
  /** What else can be done with the message, above these. */
  entries?: readonly MenuEntry[];
}

/** What is wanted seldom: the form of the text and the language of its spelling. */
export function MoreMenu({ isPlain, onTogglePlain, lang, onLang, entries = [] }: MoreMenuProps) {
  const t = useTranslations("writing.more");
  const locale = useLocale();
  const names = new Intl.DisplayNames([locale], { type: "language" });
  const languages = spellLanguages
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .toSorted((one, other) => one.name.localeCompare(other.name, locale));
  return (
    <Menu
      side="top"
      align="end"
      trigger={
        <IconButton label={t("title")} side="top">
          <EllipsisVertical aria-hidden="true" />
        </IconButton>
      }
      entries={[
        ...entries,
        ...(entries.length > 0 ? (["separator"] as const) : []),
        { label: t("plain"), icon: <Type aria-hidden="true" />, isChecked: isPlain, onSelect: onTogglePlain },
        {
          label: t("spelling"),
          icon: <Languages aria-hidden="true" />,
          entries: [
            { label: t("browser"), isChecked: lang === undefined, onSelect: () => onLang(undefined) },
            "separator",
            ...languages.map(({ code, name }) => ({
              label: name,
              isChecked: lang === code,
              onSelect: () => onLang(code),
            })),
          ],
        },
      ]}
    />
  );
}
