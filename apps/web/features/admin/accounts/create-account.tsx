import { Button, Drawer, Field, Input, Select, showToast } from "@carbyne/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useTranslations } from "next-intl";
import { useId, useMemo } from "react";
import { Controller, useForm } from "react-hook-form";
import { z } from "zod";
import { refusalOf, useWords } from "../../../client/words.ts";
import { useMe } from "../../session/me.ts";
import { useAdminVerbs, useDomains } from "../api.ts";
import { generatePassword } from "../generate-password.ts";
import { PasswordMaker, shortestPassword } from "../password-maker.tsx";
import { roles } from "../types.ts";

const Form = z.object({
  name: z.string().trim().min(1).max(200),
  local: z
    .string()
    .trim()
    .regex(/^[^\s@<>()[\]",;:\\]{1,64}$/),
  domain: z.string().min(1),
  role: z.enum(roles),
  password: z.string().min(shortestPassword).max(1000),
});

export interface CreateAccountProps {
  onClose: () => void;
  onOpen: (id: string) => void;
}

/** A new account: who it is for, its address and a first password. */
export function CreateAccount({ onClose, onOpen }: CreateAccountProps) {
  const t = useTranslations("admin.accounts");
  const tAdmin = useTranslations("admin");
  const words = useWords();
  const form = useId();
  const { account } = useMe();
  const domains = useDomains();
  const { createAccount } = useAdminVerbs();
  const open = domains.data?.filter((domain) => domain.state !== "closed").map((domain) => domain.name) ?? [];
  const own = account.address.slice(account.address.lastIndexOf("@") + 1);
  const defaultValues = useMemo(
    () => ({ name: "", local: "", domain: own, role: "user" as const, password: generatePassword() }),
    [own],
  );
  const { register, control, handleSubmit, formState, setError } = useForm<z.infer<typeof Form>>({
    resolver: zodResolver(Form),
    defaultValues,
  });
  const { errors } = formState;
  const submit = handleSubmit(({ local, domain, ...rest }) =>
    createAccount.mutate(
      { ...rest, address: `${local}@${domain}` },
      {
        onSuccess: ({ id }) => {
          showToast({
            text: t("created", { name: rest.name }),
            action: { label: t("open"), run: () => onOpen(id) },
          });
          onClose();
        },
        onError: (error) => {
          const { text, hint } = words(error);
          const reason = refusalOf(error)?.reason ?? "";
          if (reason.startsWith("address-")) setError("local", { message: text });
          else setError("root", { message: `${text} ${hint}` });
        },
      },
    ),
  );
  const grantable = account.role === "admin" ? roles : roles.filter((role) => role !== "admin");

  return (
    <Drawer
      isOpen
      onClose={onClose}
      title={t("createTitle")}
      closeLabel={tAdmin("close")}
      footer={
        <div className="flex gap-2">
          <Button type="submit" form={form} look="primary" isBusy={createAccount.isPending}>
            {t("create")}
          </Button>
          <Button onClick={onClose}>{tAdmin("cancel")}</Button>
        </div>
      }
    >
      <form id={form} noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4 p-4">
        {errors.root?.message ? (
          <p role="alert" className="rounded-1 border border-danger px-3 py-2 text-13 text-danger">
            {errors.root.message}
          </p>
        ) : null}
        <Field label={t("field.name")} error={errors.name && t("nameMissing")}>
          {({ id, describedBy, isInvalid }) => (
            <Input
              id={id}
              autoFocus
              autoComplete="off"
              aria-describedby={describedBy}
              aria-invalid={isInvalid}
              {...register("name")}
            />
          )}
        </Field>
        <Field
          label={t("field.address")}
          error={errors.local && (errors.local.type === undefined ? errors.local.message : t("addressWrong"))}
        >
          {({ id, describedBy, isInvalid }) => (
            <div className="flex items-center gap-1.5">
              <Input
                id={id}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                aria-describedby={describedBy}
                aria-invalid={isInvalid}
                className="min-w-0 flex-1"
                {...register("local")}
              />
              <span aria-hidden="true" className="text-muted">
                @
              </span>
              <Controller
                control={control}
                name="domain"
                render={({ field }) => (
                  <Select
                    label={t("field.domain")}
                    value={field.value}
                    options={[...new Set([own, ...open])].map((value) => ({ value, label: value }))}
                    onChange={field.onChange}
                    className="max-w-52 min-w-0"
                  />
                )}
              />
            </div>
          )}
        </Field>
        <Field label={t("field.role")} hint={t("roleHint")}>
          {({ id, describedBy }) => (
            <Controller
              control={control}
              name="role"
              render={({ field }) => (
                <Select
                  id={id}
                  describedBy={describedBy}
                  value={field.value}
                  options={grantable.map((role) => ({ value: role, label: tAdmin(`role.${role}`) }))}
                  onChange={field.onChange}
                />
              )}
            />
          )}
        </Field>
        <Controller
          control={control}
          name="password"
          render={({ field }) => (
            <PasswordMaker
              value={field.value}
              onChange={field.onChange}
              error={errors.password && tAdmin("password.short", { min: shortestPassword })}
            />
          )}
        />
      </form>
    </Drawer>
  );
}
