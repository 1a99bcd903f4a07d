import { Switch } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useSettings } from "../settings/api.ts";
import { SettingGroup, SettingRow } from "../settings/setting-row.tsx";
import { ActivityList } from "./activity-list.tsx";
import { AppPasswordList } from "./app-password-list.tsx";
import { BrowserList } from "./browser-list.tsx";

/** Who has access: browsers, programs with their app passwords, and what happened lately. */
export function DevicesSection() {
  const t = useTranslations("devices.tell");
  const { settings, set } = useSettings();
  return (
    <>
      <BrowserList />
      <AppPasswordList />
      <SettingGroup title={t("title")}>
        <SettingRow label={t("label")} hint={t("hint")}>
          {({ labelledBy, describedBy }) => (
            <Switch
              checked={settings.tellNewDevice}
              labelledBy={labelledBy}
              describedBy={describedBy}
              onChange={(isOn) => set("signIn.tellNewDevice", isOn)}
            />
          )}
        </SettingRow>
      </SettingGroup>
      <ActivityList />
    </>
  );
}
