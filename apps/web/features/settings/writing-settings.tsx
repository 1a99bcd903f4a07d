import { Button, Select, showToast, Switch } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useSettings } from "./api.ts";
import { SettingGroup, SettingRow } from "./setting-row.tsx";

/** In which form one writes, and where one answers. */
export function WritingSettings() {
  const t = useTranslations("writing.settings");
  const { settings, set } = useSettings();
  return (
    <SettingGroup title={t("title")}>
      <SettingRow label={t("format")} hint={t("formatHint")}>
        {() => (
          <Select
            label={t("format")}
            value={settings.writeFormat}
            options={(["html", "plain"] as const).map((value) => ({ value, label: t(value) }))}
            onChange={(value) => set("mail.writeFormat", value)}
            className="min-w-40"
          />
        )}
      </SettingRow>
      {settings.writeFormat === "html" ? (
        <SettingRow label={t("sameFormat")} hint={t("sameFormatHint")}>
          {() => (
            <Switch
              label={t("sameFormat")}
              checked={settings.answerInSameFormat}
              onChange={(checked) => set("mail.answerInSameFormat", checked)}
            />
          )}
        </SettingRow>
      ) : null}
      <SettingRow label={t("position")}>
        {() => (
          <Select
            label={t("position")}
            value={settings.answerPosition}
            options={(["above", "below"] as const).map((value) => ({ value, label: t(value) }))}
            onChange={(value) => set("mail.answerPosition", value)}
            className="min-w-40"
          />
        )}
      </SettingRow>
      <SettingRow label={t("links")} hint={t("linksHint")}>
        {() => <Button onClick={() => askForMailLinks(t("linksRefused"))}>{t("linksAsk")}</Button>}
      </SettingRow>
    </SettingGroup>
  );
}

/** The browser asks the person itself, and says no where a page has no HTTPS. */
function askForMailLinks(refused: string): void {
  try {
    navigator.registerProtocolHandler("mailto", `${window.location.origin}/mail/compose/new?mailto=%s`);
  } catch {
    showToast({ text: refused });
  }
}
