import { Field, Input, ProgressBar, Select } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useDates } from "../../../client/dates.ts";
import { useSizes } from "../../../client/sizes.ts";
import { useMe } from "../../session/me.ts";
import { StateBadge } from "../state-badge.tsx";
import { type Account, roles } from "../types.ts";
import { type AccountEdit, dailyLimit, quotaBytes } from "./account-edit.ts";

export interface AccountFieldsProps {
  account: Account;
  edit: AccountEdit;
  onChange: (part: Partial<AccountEdit>) => void;
}

/** Who it is, what they may do and how much they may keep. */
export function AccountFields({ account, edit, onChange }: AccountFieldsProps) {
  const t = useTranslations("admin.accounts");
  const tAdmin = useTranslations("admin");
  const dates = useDates();
  const sizes = useSizes();
  const me = useMe().account;
  const grantable = roles.filter((role) => role !== "admin" || me.role === "admin" || account.role === "admin");
  const facts = [
    { label: t("column.state"), value: <StateBadge state={account.state} /> },
    {
      label: t("column.seen"),
      value: account.lastSeenAt === null ? t("never") : dates.full(account.lastSeenAt),
    },
    { label: t("made"), value: dates.full(account.createdAt) },
  ];
  return (
    <div className="flex flex-col gap-4 p-4">
      <Field label={t("field.name")} error={edit.name.trim() === "" ? t("nameMissing") : undefined}>
        {({ id, describedBy, isInvalid }) => (
          <Input
            id={id}
            value={edit.name}
            maxLength={200}
            autoComplete="off"
            aria-describedby={describedBy}
            aria-invalid={isInvalid}
            onChange={(event) => onChange({ name: event.target.value })}
          />
        )}
      </Field>
      <Field label={t("field.role")} hint={account.id === me.id ? t("ownRoleHint") : t("roleHint")}>
        {({ id, describedBy }) => (
          <Select
            id={id}
            describedBy={describedBy}
            value={edit.role}
            disabled={account.id === me.id}
            options={grantable.map((role) => ({ value: role, label: tAdmin(`role.${role}`) }))}
            onChange={(role) => onChange({ role })}
          />
        )}
      </Field>
      <Field
        label={t("field.quota")}
        hint={t("quotaHint", { used: sizes(account.usedBytes) })}
        error={quotaBytes(edit.quota) === undefined ? t("quotaWrong") : undefined}
      >
        {({ id, describedBy, isInvalid }) => (
          <div>
            <div className="flex items-center gap-2">
              <Input
                id={id}
                value={edit.quota}
                inputMode="decimal"
                autoComplete="off"
                placeholder={t("noLimit")}
                aria-describedby={describedBy}
                aria-invalid={isInvalid}
                onChange={(event) => onChange({ quota: event.target.value })}
              />
              <span className="text-14 text-muted">{t("gigabytes")}</span>
            </div>
            {account.quotaBytes === null ? null : (
              <ProgressBar
                value={account.usedBytes / account.quotaBytes}
                label={t("column.storage")}
                className="mt-2"
                tone={account.usedBytes >= account.quotaBytes ? "danger" : "accent"}
              />
            )}
          </div>
        )}
      </Field>
      <div className="grid grid-cols-2 gap-3">
        {(["messages", "recipients"] as const).map((kind) => (
          <Field
            key={kind}
            label={t(`field.${kind}`)}
            hint={t("limitHint")}
            error={dailyLimit(edit[kind]) === undefined ? t("limitWrong") : undefined}
          >
            {({ id, describedBy, isInvalid }) => (
              <Input
                id={id}
                value={edit[kind]}
                inputMode="numeric"
                autoComplete="off"
                placeholder={t("inherited")}
                aria-describedby={describedBy}
                aria-invalid={isInvalid}
                onChange={(event) => onChange({ [kind]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      <dl className="divide-y rounded-2 border bg-surface text-13">
        {facts.map(({ label, value }) => (
          <div key={label} className="flex justify-between gap-4 px-3 py-2">
            <dt className="text-muted">{label}</dt>
            <dd className="text-end">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
