import { Checkbox, Field, Input, Select, Textarea } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { DayField } from "../../../client/day-field.tsx";
import { useDates } from "../../../client/dates.ts";
import { dayOf } from "../../sharing/terms.ts";
import type { LinkRules, OwnLink } from "./api.ts";
import { keepRules, latestDay, type LinkDraft, type LinkFault } from "./draft.ts";

interface LinkFieldsProps {
  draft: LinkDraft;
  fault: LinkFault | null;
  isFolder: boolean;
  /** The link that is changed: what it is for stays, but for whether it may be downloaded. */
  before: OwnLink | null;
  rules: LinkRules;
  onChange: (draft: LinkDraft) => void;
}

/** What visitors may do, what they are asked first, and until when. */
export function LinkFields({ draft, fault, isFolder, before, rules, onChange }: LinkFieldsProps) {
  const t = useTranslations("links");
  const dates = useDates();
  const codeId = useId();
  const visitorsId = useId();
  const set = (part: Partial<LinkDraft>) => onChange({ ...draft, ...part });
  // What is for people here is not asked about.
  const isRuled = draft.kind !== "collaborate";
  const latest = isRuled ? latestDay(rules) : "";
  const everybody: LinkDraft["kind"][] = rules.isAllowed
    ? ["download", "view", ...(isFolder ? (["upload"] as const) : [])]
    : [];
  const kinds: LinkDraft["kind"][] =
    before?.kind === "upload" || before?.kind === "collaborate"
      ? [before.kind]
      : before
        ? ["download", "view"]
        : [...everybody, "collaborate"];
  return (
    <div className="flex flex-col gap-4">
      <Field label={t("kind")} hint={`${t(`kindHint.${draft.kind}`)} ${rules.isAllowed ? "" : t("ruleNone")}`}>
        {({ id, describedBy }) => (
          <Select
            id={id}
            describedBy={describedBy}
            value={draft.kind}
            options={kinds.map((value) => ({ value, label: t(`kindName.${value}`) }))}
            onChange={(kind) => onChange(keepRules({ ...draft, kind }, rules))}
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
              options={(["read", "comment", "write"] as const).map((value) => ({
                value,
                label: t(`roleName.${value}`),
              }))}
              onChange={(role) => set({ role })}
              className="w-full"
            />
          )}
        </Field>
      ) : null}
      {draft.kind === "collaborate" && rules.isAllowed ? (
        <label htmlFor={visitorsId} className="flex items-center gap-2.5 text-14 max-md:min-h-11">
          <Checkbox
            id={visitorsId}
            checked={draft.isForVisitors}
            onChange={(isForVisitors) => set({ isForVisitors })}
          />
          {t("forVisitors")}
        </label>
      ) : null}
      <div className="flex flex-col gap-2">
        <label htmlFor={codeId} className="flex items-center gap-2.5 text-14 max-md:min-h-11">
          <Checkbox
            id={codeId}
            checked={draft.hasCode}
            disabled={isRuled && rules.needsCode}
            onChange={(hasCode) => set({ hasCode })}
          />
          {t("withCode")}
        </label>
        {draft.hasCode ? (
          <Field
            label={t("code")}
            hint={`${before?.hasCode ? t("codeKept") : t("codeHint")} ${isRuled && rules.needsCode ? t("ruleCode") : ""}`}
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
      <Field
        label={t("lastDay")}
        hint={latest !== "" ? t("ruleDays", { count: rules.mostDays }) : draft.lastDay === "" ? t("noEnd") : undefined}
        error={fault === "lastDay" ? t("lateFault", { date: dates.brief(`${latest}T12:00:00`) }) : undefined}
      >
        {({ id, describedBy, isInvalid }) => (
          <DayField
            id={id}
            min={dayOf(new Date())}
            value={draft.lastDay}
            aria-describedby={describedBy}
            aria-invalid={isInvalid}
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
