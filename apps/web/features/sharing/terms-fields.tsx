import { Checkbox, Field, Select, Textarea } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { DayField } from "../../client/day-field.tsx";
import type { ShareObject } from "./api.ts";
import { dayOf, type TermsDraft } from "./terms.ts";

const roles = {
  mailbox: ["read", "write", "manage"],
  account: ["read", "write", "manage"],
  node: ["read", "comment", "write", "manage"],
} as const;
const sends = ["no", "as", "on-behalf"] as const;
const copies = ["both", "owner", "own"] as const;

interface TermsFieldsProps {
  kind: ShareObject["kind"];
  draft: TermsDraft;
  /** Everybody of a domain writes in nobody's name. */
  isForEverybody?: boolean;
  hasNote?: boolean;
  onChange: (draft: TermsDraft) => void;
}

/** How something is shared: as what, with which folders, in whose name, until when, and with which words. */
export function TermsFields({ kind, draft, isForEverybody = false, hasNote = true, onChange }: TermsFieldsProps) {
  const t = useTranslations("sharing");
  const id = useId();
  const set = (part: Partial<TermsDraft>) => onChange({ ...draft, ...part });
  const canSend = kind === "account" && !isForEverybody;
  const wordsOf = (of: "Name" | "Hint", role: TermsDraft["role"]) =>
    (kind === "node" && role !== "none") || role === "comment" ? t(`nodeRole${of}.${role}`) : t(`role${of}.${role}`);
  const roleOptions = [...roles[kind], ...(canSend ? (["none"] as const) : [])];
  return (
    <div className="flex flex-col gap-4">
      <Field label={t("role")} hint={wordsOf("Hint", draft.role)}>
        {({ id: control, describedBy }) => (
          <Select
            id={control}
            describedBy={describedBy}
            value={draft.role}
            options={roleOptions.map((value) => ({ value, label: wordsOf("Name", value) }))}
            onChange={(role) => set(role === "none" && draft.sends === "no" ? { role, sends: "on-behalf" } : { role })}
            className="w-full"
          />
        )}
      </Field>
      {kind === "mailbox" ? (
        <label htmlFor={id} className="flex items-center gap-2.5 text-14 max-md:min-h-11">
          <Checkbox
            id={id}
            checked={draft.includesSubfolders}
            onChange={(includesSubfolders) => set({ includesSubfolders })}
          />
          {t("subfolders")}
        </label>
      ) : null}
      {canSend ? (
        <Field label={t("sends")} hint={t(`sendsHint.${draft.sends}`)}>
          {({ id: control, describedBy }) => (
            <Select
              id={control}
              describedBy={describedBy}
              value={draft.sends}
              options={sends
                .filter((value) => value !== "no" || draft.role !== "none")
                .map((value) => ({ value, label: t(`sendsName.${value}`) }))}
              onChange={(value) => set({ sends: value })}
              className="w-full"
            />
          )}
        </Field>
      ) : null}
      {canSend && draft.sends !== "no" ? (
        <Field label={t("sentCopy")}>
          {({ id: control }) => (
            <Select
              id={control}
              value={draft.sentCopy}
              options={copies.map((value) => ({ value, label: t(`sentCopyName.${value}`) }))}
              onChange={(sentCopy) => set({ sentCopy })}
              className="w-full"
            />
          )}
        </Field>
      ) : null}
      <Field label={t("lastDay")} hint={draft.lastDay === "" ? t("noEnd") : undefined}>
        {({ id: control, describedBy }) => (
          <DayField
            id={control}
            min={dayOf(new Date())}
            value={draft.lastDay}
            aria-describedby={describedBy}
            onChange={(lastDay) => set({ lastDay })}
          />
        )}
      </Field>
      {hasNote ? (
        <Field label={t("note")} hint={t("noteHint")}>
          {({ id: control, describedBy }) => (
            <Textarea
              id={control}
              value={draft.note}
              maxLength={1000}
              rows={2}
              aria-describedby={describedBy}
              onChange={(event) => set({ note: event.target.value })}
              className="min-h-16!"
            />
          )}
        </Field>
      ) : null}
    </div>
  );
}
