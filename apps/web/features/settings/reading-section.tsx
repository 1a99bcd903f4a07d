import { IconButton, Select, Skeleton } from "@carbyne/ui";
import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTrust, useTrustedSenders } from "../mail/reading/api.ts";
import { type Choice, useSettings } from "./api.ts";
import { SettingGroup, SettingRow } from "./setting-row.tsx";

/** What happens by itself while mail is read. */
export function ReadingSection() {
  const t = useTranslations("message.settings");
  const { settings, set } = useSettings();
  return (
    <>
      <SettingGroup title={t("pictures")}>
        <SettingRow label={t("remote")} hint={t("remoteHint")}>
          {() => (
            <Select
              label={t("remote")}
              value={settings.remoteImages}
              options={[
                { value: "ask" as Choice, label: t("ask") },
                { value: "always" as Choice, label: t("always") },
                { value: "never" as Choice, label: t("never") },
              ]}
              onChange={(value) => set("mail.remoteImages", value)}
              className="min-w-52"
            />
          )}
        </SettingRow>
        <TrustedSenders />
      </SettingGroup>
      <SettingGroup title={t("receipts")}>
        <SettingRow label={t("receipt")} hint={t("receiptHint")}>
          {() => (
            <Select
              label={t("receipt")}
              value={settings.receiptAnswer}
              options={[
                { value: "ask" as Choice, label: t("receiptAsk") },
                { value: "always" as Choice, label: t("receiptAlways") },
                { value: "never" as Choice, label: t("receiptNever") },
              ]}
              onChange={(value) => set("mail.receiptAnswer", value)}
              className="min-w-52"
            />
          )}
        </SettingRow>
      </SettingGroup>
    </>
  );
}

function TrustedSenders() {
  const t = useTranslations("message.settings");
  const { data } = useTrustedSenders();
  const { distrust } = useTrust();
  return (
    <div className="px-4 py-3.5">
      <p className="text-14 font-medium">{t("trusted")}</p>
      <p className="mt-0.5 text-13 text-muted">{data?.length === 0 ? t("trustedNone") : t("trustedHint")}</p>
      {data ? (
        <ul aria-label={t("trusted")}>
          {data.map(({ sender }) => (
            <li key={sender} className="mt-2 flex h-9 items-center gap-3 rounded-1 border bg-bg ps-3 pe-1 max-md:h-11">
              <span dir="ltr" className="min-w-0 flex-1 truncate text-start text-14">
                {sender.includes("@") ? sender : t("everybodyAt", { domain: sender })}
              </span>
              <IconButton label={t("remove", { sender })} size="small" onClick={() => distrust(sender)}>
                <Trash2 aria-hidden="true" />
              </IconButton>
            </li>
          ))}
        </ul>
      ) : (
        <Skeleton className="mt-2 h-9" />
      )}
    </div>
  );
}
