import { Button, Checkbox, Field, Input, showToast } from "@carbyne/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { useUnsaved } from "../../client/leaving.ts";
import { refusalOf, useWords } from "../../client/words.ts";
import { useChangePassword } from "../session/api.ts";
import { useMe } from "../session/me.ts";

const shortest = 10;
const Form = z
  .object({ current: z.string().min(1), next: z.string().min(shortest).max(1000), again: z.string() })
  .refine(({ next, again }) => next === again, { path: ["again"] });

const fields = [
  { name: "current", autoComplete: "current-password" },
  { name: "next", autoComplete: "new-password" },
  { name: "again", autoComplete: "new-password" },
] as const;

/** The person's own password. */
export function SecuritySection() {
  const t = useTranslations("settings.security");
  const words = useWords();
  const { account } = useMe();
  const change = useChangePassword();
  const form = useForm({ resolver: zodResolver(Form), defaultValues: { current: "", next: "", again: "" } });
  const { errors, isDirty } = form.formState;
  useUnsaved(isDirty);
  const [ends, setEnds] = useState({ endOthers: true, endPrograms: false });

  const submit = form.handleSubmit(({ current, next }) =>
    change.mutate(
      { current, next, keepsSessions: !ends.endOthers, endsPrograms: ends.endPrograms },
      {
        onSuccess: () => {
          form.reset();
          showToast({ text: t("done") });
        },
        onError: (error) => {
          const { text } = words(error);
          if (refusalOf(error)?.reason === "password-wrong") form.setError("current", { message: text });
          else form.setError("root", { message: text });
        },
      },
    ),
  );
  const errorOf = (name: (typeof fields)[number]["name"]) =>
    errors[name] && (errors[name].type === undefined ? errors[name].message : t(`${name}Wrong`, { min: shortest }));

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex max-w-[440px] flex-col gap-4">
      <div>
        <h2 className="text-14 font-semibold">{t("title")}</h2>
        <p className="text-13 text-muted">{t("hint")}</p>
      </div>
      {errors.root?.message ? (
        <p role="alert" className="rounded-1 border border-danger px-3 py-2 text-13 text-danger">
          {errors.root.message}
        </p>
      ) : null}
      {/* A password manager keeps the new password for this account. */}
      <input type="text" autoComplete="username" value={account.address} readOnly hidden />
      {fields.map(({ name, autoComplete }) => (
        <Field
          key={name}
          label={t(name)}
          hint={name === "next" ? t("nextHint", { min: shortest }) : undefined}
          error={errorOf(name)}
        >
          {({ id, describedBy, isInvalid }) => (
            <Input
              id={id}
              type="password"
              autoComplete={autoComplete}
              aria-describedby={describedBy}
              aria-invalid={isInvalid}
              {...form.register(name)}
            />
          )}
        </Field>
      ))}
      <div>
        {(["endOthers", "endPrograms"] as const).map((name) => (
          <div key={name} className="flex min-h-8 items-center gap-2 max-md:min-h-11">
            <Checkbox
              id={`security-${name}`}
              checked={ends[name]}
              onChange={(isOn) => setEnds((now) => ({ ...now, [name]: isOn }))}
            />
            <label htmlFor={`security-${name}`} className="flex-1 text-14">
              {t(name)}
            </label>
          </div>
        ))}
      </div>
      <div>
        <Button type="submit" look="primary" isBusy={change.isPending} className="h-9! max-md:h-11!">
          {t("submit")}
        </Button>
      </div>
    </form>
  );
}
