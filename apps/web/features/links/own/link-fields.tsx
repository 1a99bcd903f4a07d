import { Checkbox, Field, Input, Select, Textarea } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { DayField } from "../../../client/day-field.tsx";
import { dayOf } from "../../sharing/terms.ts";
import type { OwnLink } from "./api.ts";
import type { faultOf, LinkDraft } from "./draft.ts";

interface LinkFieldsProps {
  draft: LinkDraft;
  fault: ReturnType<typeof faultOf>;
  isFolder: boolean;
  /** The link that is changed: what it is for stays, but for whether it may be downloaded. */
  before: OwnLink | null;
  onChange: (draft: LinkDraft) => void;
}

/** What visitors may do, what they are asked first, and until when. */
export function LinkFields({ draft, fault, isFolder, before, onChange }: LinkFieldsProps) {
  const t = useTranslations("links");
  const codeId = useId();
  const set = (part: Partial<LinkDraft>) => onChange({ ...draft, ...part });
  const kinds: LinkDraft["kind"][] =
    before?.kind === "upload" || before?.kind === "collaborate"
      ? [before.kind]
      : before
        ? ["download", "view"]
        : ["download", "view", ...(isFolder ? (["upload"] as const) : []), "collaborate"];
  return (
    <div className="flex flex-col gap-4">
      <Field label={t("kind")} hint={t(`kindHint.${draft.kind}`)}>
        {({ id, describedBy }) => (
          <Select
            id={id}
            describedBy={describedBy}
            value={draft.kind}
            options={kinds.map((value) => ({ value, label: t(`kindName.${value}`) }))}
            onChange={(kind) => set({ kind })}
            className="w-full"
          />
        )}
      </Field>
      {draft.kind === "collaborate" ? (
        <Field label={t("role")}>
          {({ id }) => (
            <Select
              id={id}
              value={draft.role}
              options={(["read", "write"] as const).map((value) => ({ value, label: t(`roleName.${value}`) }))}
              onChange={(role) => set({ role })}
              className="w-full"
            />
          )}
        </Field>
      ) : null}
      <div className="flex flex-col gap-2">
        <label htmlFor={codeId} className="flex items-center gap-2.5 text-14 max-md:min-h-11">
          <Checkbox id={codeId} checked={draft.hasCode} onChange={(hasCode) => set({ hasCode })} />
          {t("withCode")}
        </label>
        {draft.hasCode ? (
          <Field
            label={t("code")}
            hint={before?.hasCode ? t("codeKept") : t("codeHint")}
            error={fault === "code" ? t("codeFault") : undefined}
          >
            {({ id, describedBy, isInvalid }) => (
              <Input
                id={id}
                value={draft.code}
                maxLength={200}
                autoComplete="off"
                spellCheck={false}
                aria-describedby={describedBy}
                aria-invalid={isInvalid}
                onChange={(event) => set({ code: event.currentTarget.value })}
              />
            )}
          </Field>
        ) : null}
      </div>
      <Field label={t("lastDay")} hint={draft.lastDay === "" ? t("noEnd") : undefined}>
        {({ id, describedBy }) => (
          <DayField
            id={id}
            min={dayOf(new Date())}
            value={draft.lastDay}
            aria-describedby={describedBy}
            onChange={(lastDay) => set({ lastDay })}
          />
        )}
      </Field>
      {draft.kind === "download" ? (
        <NumberField
          label={t("downloadLimit")}
          hint={t("downloadLimitHint")}
          error={fault === "downloadLimit" ? t("numberFault") : undefined}
          value={draft.downloadLimit}
          onChange={(downloadLimit) => set({ downloadLimit })}
        />
      ) : null}
      {draft.kind === "upload" ? (
        <NumberField
          label={t("uploadLimit")}
          hint={t("uploadLimitHint")}
          error={fault === "uploadLimit" ? t("numberFault") : undefined}
          value={draft.uploadLimit}
          onChange={(uploadLimit) => set({ uploadLimit })}
        />
      ) : null}
      <Field label={t("description")} hint={t("descriptionHint")}>
        {({ id, describedBy }) => (
          <Textarea
            id={id}
            value={draft.description}
            maxLength={1000}
            rows={2}
            aria-describedby={describedBy}
            onChange={(event) => set({ description: event.target.value })}
            className="min-h-16!"
          />
        )}
      </Field>
    </div>
  );
}

interface NumberFieldProps {
  label: string;
  hint: string;
  error: string | undefined;
  value: string;
  onChange: (value: string) => void;
}

function NumberField({ label, hint, error, value, onChange }: NumberFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {({ id, describedBy, isInvalid }) => (
        <Input
          id={id}
          inputMode="numeric"
          value={value}
          aria-describedby={describedBy}
          aria-invalid={isInvalid}
          onChange={(event) => onChange(event.currentTarget.value.trim())}
        />
      )}
    </Field>
  );
}
