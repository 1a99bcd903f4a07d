import { Select } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useSettings } from "./api.ts";
import { SettingGroup, SettingRow } from "./setting-row.tsx";
import { WritingSettings } from "./writing-settings.tsx";

const undoChoices = [0, 5, 8, 10, 20, 30, 60];

/** How mail is written and sent. */
export function MailSection() {
  const t = useTranslations("settings.mail");
  const { settings, set } = useSettings();
  const choices = [...new Set([...undoChoices, settings.undoSeconds])].toSorted((one, other) => one - other);
  return (
    <>
      <SettingGroup title={t("sending")}>
        <SettingRow label={t("undo")} hint={t("undoHint")}>
          {() => (
            <Select
              label={t("undo")}
              value={String(settings.undoSeconds)}
              options={choices.map((seconds) => ({
                value: String(seconds),
                label: seconds === 0 ? t("never") : t("seconds", { count: seconds }),
              }))}
              onChange={(value) => set("mail.undoSeconds", Number(value))}
              className="min-w-40"
            />
          )}
        </SettingRow>
      </SettingGroup>
      <SettingGroup title={t("archiving")}>
        <SettingRow label={t("archiveBy")} hint={t("archiveByHint")}>
          {() => (
            <Select
              label={t("archiveBy")}
              value={settings.archiveBy}
              options={[
                { value: "folder", label: t("archiveByFolder") },
                { value: "year", label: t("archiveByYear") },
              ]}
              onChange={(value) => set("mail.archiveBy", value)}
              className="min-w-40"
            />
          )}
        </SettingRow>
      </SettingGroup>
      <WritingSettings />
    </>
  );
}
