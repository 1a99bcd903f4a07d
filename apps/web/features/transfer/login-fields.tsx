import { Field, Input, Select } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { Login } from "./api.ts";
import { guessServer, wantsAppPassword } from "./guess-server.ts";

export interface LoginFieldsProps {
  login: Login;
  /** It was tried with these: what is missing is said. */
  isTried: boolean;
  onChange: (login: Login) => void;
  onSubmit: () => void;
}

const usualPorts = { tls: 993, starttls: 143 } as const;

/** Who one is on another server, and where that is; the server is guessed from the address until it is changed. */
export function LoginFields({ login, isTried, onChange, onSubmit }: LoginFieldsProps) {
  const t = useTranslations("transfer.server");
  const [isGuessed, setIsGuessed] = useState(true);
  const set = (part: Partial<Login>) => onChange({ ...login, ...part });
  const missing = (value: string) => (isTried && value.trim() === "" ? t("missing") : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form className="flex flex-col gap-4" onSubmit={submit}>
      <Field label={t("user")} error={missing(login.user)}>
        {({ id, describedBy, isInvalid }) => (
          <Input
            id={id}
            value={login.user}
            autoFocus
            autoComplete="off"
            inputMode="email"
            aria-describedby={describedBy}
            aria-invalid={isInvalid}
            onChange={({ target: { value } }) =>
              set({ user: value, ...(isGuessed ? { host: guessServer(value) } : {}) })
            }
          />
        )}
      </Field>
      <Field
        label={t("password")}
        hint={wantsAppPassword(login.host) ? t("appPassword") : t("passwordHint")}
        error={missing(login.password)}
      >
        {({ id, describedBy, isInvalid }) => (
          <Input
            id={id}
            type="password"
            value={login.password}
            autoComplete="off"
            aria-describedby={describedBy}
            aria-invalid={isInvalid}
            onChange={({ target: { value } }) => set({ password: value })}
          />
        )}
      </Field>
      <Field label={t("host")} error={missing(login.host)}>
        {({ id, describedBy, isInvalid }) => (
          <Input
            id={id}
            value={login.host}
            autoComplete="off"
            aria-describedby={describedBy}
            aria-invalid={isInvalid}
            onChange={({ target: { value } }) => {
              setIsGuessed(false);
              set({ host: value });
            }}
          />
        )}
      </Field>
      <div className="grid grid-cols-2 gap-4">
        <Field label={t("security")}>
          {({ id }) => (
            <Select
              id={id}
              value={login.security}
              onChange={(security) => set({ security, port: usualPorts[security] })}
              options={(["tls", "starttls"] as const).map((value) => ({ value, label: t(`securities.${value}`) }))}
            />
          )}
        </Field>
        <Field label={t("port")}>
          {({ id }) => (
            <Input
              id={id}
              inputMode="numeric"
              value={login.port === 0 ? "" : String(login.port)}
              onChange={({ target: { value } }) => set({ port: Number(value.replaceAll(/\D/g, "").slice(0, 5)) })}
            />
          )}
        </Field>
      </div>
      <button type="submit" hidden />
    </form>
  );
}
