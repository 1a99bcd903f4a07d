import { chatTellings } from "@carbyne/schemas/telling";
import { Select, Switch } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useSettings } from "../settings/api.ts";
import { toldMail } from "../settings/read-choices.ts";
import { SettingGroup, SettingRow } from "../settings/setting-row.tsx";
import { usePush } from "./api.ts";
import { OtherBrowsers } from "./other-browsers.tsx";
import { QuietHours } from "./quiet-hours.tsx";
import { SeenByOthers } from "./seen-by-others.tsx";
import { ThisBrowser } from "./this-browser.tsx";

/** What a browser tells while no page is looked at, and when not. */
export function NotificationsSection() {
  const t = useTranslations("notifications");
  const { settings, set } = useSettings();
  const { data } = usePush();
  return (
    <>
      <ThisBrowser view={data} />
      <SettingGroup title={t("what")}>
        <SettingRow label={t("mail")} hint={t("mailHint")}>
          {() => (
            <Select
              label={t("mail")}
              value={settings.toldMail}
              options={toldMail.map((value) => ({ value, label: t(`told.${value}`) }))}
              onChange={(value) => set("notify.mail", value)}
              className="min-w-52"
            />
          )}
        </SettingRow>
        <SettingRow label={t("chat")} hint={t("chatHint")}>
          {() => (
            <Select
              label={t("chat")}
              value={settings.toldChat}
              options={chatTellings.map((value) => ({ value, label: t(`chatTold.${value}`) }))}
              onChange={(value) => set("notify.chat", value)}
              className="min-w-52"
            />
          )}
        </SettingRow>
        <SettingRow label={t("preview")} hint={t("previewHint")}>
          {({ labelledBy, describedBy }) => (
            <Switch
              checked={settings.hasPreview}
              labelledBy={labelledBy}
              describedBy={describedBy}
              onChange={(isOn) => set("notify.preview", isOn)}
            />
          )}
        </SettingRow>
        <SettingRow label={t("sound")} hint={t("soundHint")}>
          {({ labelledBy, describedBy }) => (
            <Switch
              checked={settings.hasSound}
              labelledBy={labelledBy}
              describedBy={describedBy}
              onChange={(isOn) => set("notify.sound", isOn)}
            />
          )}
        </SettingRow>
      </SettingGroup>
      <QuietHours />
      <SeenByOthers />
      <OtherBrowsers view={data} />
    </>
  );
}
