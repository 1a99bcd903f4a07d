import { Switch } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useSettings } from "../settings/api.ts";
import { SettingGroup, SettingRow } from "../settings/setting-row.tsx";

/** What others in the chat see of one, and one of them. */
export function SeenByOthers() {
  const t = useTranslations("notifications.seen");
  const { settings, set } = useSettings();
  const row = (
    name: "presence" | "typing" | "reading",
    key: "chat.presence" | "chat.typing" | "chat.readReceipts",
    isOn: boolean,
  ) => (
    <SettingRow label={t(name)} hint={t(`${name}Hint`)}>
      {({ labelledBy, describedBy }) => (
        <Switch checked={isOn} labelledBy={labelledBy} describedBy={describedBy} onChange={(next) => set(key, next)} />
      )}
    </SettingRow>
  );
  return (
    <SettingGroup title={t("title")}>
      {row("presence", "chat.presence", settings.showsPresence)}
      {row("typing", "chat.typing", settings.showsTyping)}
      {row("reading", "chat.readReceipts", settings.showsReading)}
    </SettingGroup>
  );
}
