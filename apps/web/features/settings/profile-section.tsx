import { Avatar, Button, Field, Input, Select } from "@carbyne/ui";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useMemo, useState } from "react";
import { locales } from "../../client/locale.ts";
import { useMe } from "../session/me.ts";
import { useSettings } from "./api.ts";
import { SettingGroup, SettingRow } from "./setting-row.tsx";

const longestName = 200;

/** Who the person is to others, and where and in which words they read. */
export function ProfileSection() {
  const t = useTranslations("settings.profile");
  const tFrame = useTranslations("frame");
  const { account } = useMe();
  const { settings, set } = useSettings();
  const locale = useLocale();
  const zones = useMemo(() => [...new Set([settings.zone, ...Intl.supportedValuesOf("timeZone")])], [settings.zone]);

  return (
    <>
      <div className="mb-6 flex items-center gap-3">
        <Avatar name={settings.name} address={account.address} size={40} />
        <div className="min-w-0">
          <p className="truncate text-16 font-semibold">{settings.name}</p>
          <p className="truncate text-13 text-muted">{account.address}</p>
        </div>
      </div>
      <NameForm key={settings.name} name={settings.name} onSave={(name) => set("account.name", name)} />
      <SettingGroup title={t("region")}>
        <SettingRow label={tFrame("language")} hint={t("languageHint")}>
          {() => (
            <Select
              label={tFrame("language")}
              value={locale}
              options={locales.map((value) => ({ value, label: tFrame(`locale.${value}`) }))}
              onChange={(value) => set("ui.locale", value)}
              className="min-w-56"
            />
          )}
        </SettingRow>
        <SettingRow label={t("zone")} hint={t("zoneHint")}>
          {() => (
            <Select
              label={t("zone")}
              value={settings.zone}
              options={zones.map((value) => ({ value, label: value.replaceAll("_", " ") }))}
              onChange={(value) => set("account.zone", value)}
              className="min-w-56"
            />
          )}
        </SettingRow>
      </SettingGroup>
    </>
  );
}

function NameForm({ name, onSave }: { name: string; onSave: (name: string) => void }) {
  const t = useTranslations("settings.profile");
  const [text, setText] = useState(name);
  const [error, setError] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "") setError(t("nameMissing"));
    else onSave(text.trim());
  };
  return (
    <form onSubmit={submit} className="mb-8 max-w-[440px]">
      <Field label={t("name")} hint={t("nameHint")} error={error}>
        {({ id, describedBy, isInvalid }) => (
          <div className="flex gap-2">
            <Input
              id={id}
              value={text}
              maxLength={longestName}
              autoComplete="name"
              aria-describedby={describedBy}
              aria-invalid={isInvalid}
              onChange={(event) => {
                setText(event.target.value);
                setError(undefined);
              }}
            />
            <Button type="submit" className="h-9! max-md:h-11!" disabled={text.trim() === name}>
              {t("save")}
            </Button>
          </div>
        )}
      </Field>
    </form>
  );
}
