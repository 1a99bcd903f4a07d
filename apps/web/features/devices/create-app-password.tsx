import { Button, Checkbox, Dialog, Field, Input, Select } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { useMe } from "../session/me.ts";
import { CopyButton } from "../admin/copy-button.tsx";
import { type NewAppPassword, useAppPasswordVerbs } from "./api.ts";

type Scope = NewAppPassword["scopes"][number];

const scopes: readonly Scope[] = ["imap", "smtp", "pop3", "webdav"];
const dayMs = 86_400_000;
const ends = ["never", "7", "30", "90", "365"] as const;
type End = (typeof ends)[number];

/** Makes an app password, and then shows it once. */
export function CreateAppPassword({ onClose }: { onClose: () => void }) {
  const [made, setMade] = useState<{ name: string; secret: string } | null>(null);
  return made ? (
    <MadeAppPassword {...made} onClose={onClose} />
  ) : (
    <AppPasswordForm onClose={onClose} onMade={setMade} />
  );
}

interface FormProps {
  onClose: () => void;
  onMade: (made: { name: string; secret: string }) => void;
}

function AppPasswordForm({ onClose, onMade }: FormProps) {
  const t = useTranslations("devices.create");
  const tAll = useTranslations("devices");
  const form = useId();
  const { create } = useAppPasswordVerbs();
  const [name, setName] = useState("");
  const [uses, setUses] = useState<readonly Scope[]>(["imap", "smtp"]);
  const [end, setEnd] = useState<End>("never");
  const [wrong, setWrong] = useState<"name" | "uses" | null>(null);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === "") return setWrong("name");
    if (uses.length === 0) return setWrong("uses");
    const expiresAt = end === "never" ? null : new Date(Date.now() + Number(end) * dayMs).toISOString();
    const input = { name: name.trim(), scopes: [...uses], expiresAt };
    create.mutate(input, { onSuccess: ({ secret }) => onMade({ name: input.name, secret }) });
    return undefined;
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("title")}
      description={t("hint")}
      closeLabel={tAll("close")}
      actions={
        <>
          <Button onClick={onClose}>{tAll("cancel")}</Button>
          <Button look="primary" type="submit" form={form} isBusy={create.isPending}>
            {t("submit")}
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t("name")} hint={t("nameHint")} error={wrong === "name" ? t("nameMissing") : undefined}>
          {({ id, describedBy, isInvalid }) => (
            <Input
              id={id}
              value={name}
              maxLength={100}
              placeholder={t("namePlaceholder")}
              aria-describedby={describedBy}
              aria-invalid={isInvalid}
              onChange={(event) => {
                setName(event.target.value);
                setWrong(null);
              }}
            />
          )}
        </Field>
        <UsesField
          uses={uses}
          error={wrong === "uses" ? t("usesMissing") : undefined}
          onChange={(next) => {
            setUses(next);
            setWrong(null);
          }}
        />
        <Field label={t("end")}>
          {({ id }) => (
            <Select
              id={id}
              value={end}
              options={ends.map((value) => ({ value, label: endLabel(value, t) }))}
              onChange={setEnd}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}

function endLabel(end: End, t: ReturnType<typeof useTranslations<"devices.create">>): string {
  if (end === "never") return t("endNever");
  return end === "365" ? t("endYear") : t("endDays", { days: Number(end) });
}

interface UsesProps {
  uses: readonly Scope[];
  error: string | undefined;
  onChange: (uses: readonly Scope[]) => void;
}

function UsesField({ uses, error, onChange }: UsesProps) {
  const t = useTranslations("devices.create");
  const id = useId();
  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-1 text-13 font-medium">{t("uses")}</legend>
      {scopes.map((scope) => (
        <div key={scope} className="flex min-h-8 items-center gap-2 max-md:min-h-11">
          <Checkbox
            id={`${id}-${scope}`}
            checked={uses.includes(scope)}
            onChange={(isOn) => onChange(scopes.filter((one) => (one === scope ? isOn : uses.includes(one))))}
          />
          <label htmlFor={`${id}-${scope}`} className="flex-1 text-14">
            {t(scope)}
          </label>
        </div>
      ))}
      {error ? (
        <p id={`${id}-error`} role="alert" className="text-13 text-danger">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}

function MadeAppPassword({ name, secret, onClose }: { name: string; secret: string; onClose: () => void }) {
  const t = useTranslations("devices.made");
  const tAll = useTranslations("devices");
  const { account } = useMe();
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("title", { name })}
      description={t("hint")}
      closeLabel={tAll("close")}
      actions={
        <Button look="primary" onClick={onClose}>
          {tAll("done")}
        </Button>
      }
    >
      <dl className="flex flex-col gap-3">
        <CopyLine label={t("address")} text={account.address} copyLabel={t("copyAddress")} />
        <CopyLine label={t("secret")} text={secret} copyLabel={t("copySecret")} hint={t("breaks")} />
      </dl>
    </Dialog>
  );
}

interface CopyLineProps {
  label: string;
  text: string;
  copyLabel: string;
  hint?: string;
}

/** A value to be entered elsewhere, and a button that copies it. */
export function CopyLine({ label, text, copyLabel, hint }: CopyLineProps) {
  return (
    <div>
      <dt className="text-13 font-medium">{label}</dt>
      <dd className="mt-1">
        <span className="flex items-center gap-2 rounded-1 border bg-sunken py-1 ps-3 pe-1">
          <code dir="ltr" className="min-w-0 flex-1 text-start font-mono text-14 break-all select-all">
            {text}
          </code>
          <CopyButton text={text} label={copyLabel} />
        </span>
        {hint ? <span className="mt-1 block text-12 text-faint">{hint}</span> : null}
      </dd>
    </div>
  );
}
