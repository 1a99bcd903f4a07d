import { Avatar, Button, Field, Input } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useUnsaved } from "../../client/leaving.ts";
import { useMe } from "../session/me.ts";
import { useSettings } from "./api.ts";

const longestName = 200;

/** Who the person is to others. */
export function ProfileSection() {
  const { account } = useMe();
  const { settings, set } = useSettings();

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
    </>
  );
}

function NameForm({ name, onSave }: { name: string; onSave: (name: string) => void }) {
  const t = useTranslations("settings.profile");
  const [text, setText] = useState(name);
  const [error, setError] = useState<string>();
  useUnsaved(text.trim() !== name);
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
