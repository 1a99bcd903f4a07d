import { Select } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { DraftContent } from "../types.ts";
import { RecipientsField } from "./recipients-field.tsx";

type HeadFields = Pick<DraftContent, "to" | "cc" | "bcc" | "subject" | "fromAddress">;

export interface HeadErrors {
  to?: string;
}

export interface ComposerHeadProps {
  fields: HeadFields;
  /** Those that the person may send as, the usual one first. */
  addresses: readonly string[];
  errors: HeadErrors;
  onChange: (part: Partial<HeadFields>) => void;
  isFocused: boolean;
  onSubjectDone: () => void;
}

/** From whom, to whom and about what. */
export function ComposerHead({ fields, addresses, errors, onChange, isFocused, onSubjectDone }: ComposerHeadProps) {
  const t = useTranslations("composer");
  const [isCcShown, setIsCcShown] = useState(fields.cc.length > 0);
  const [isBccShown, setIsBccShown] = useState(fields.bcc.length > 0);
  const to = useRef<HTMLInputElement>(null);
  const cc = useRef<HTMLInputElement>(null);
  const bcc = useRef<HTMLInputElement>(null);
  const usual = addresses[0] ?? "";
  const { fromAddress = usual } = fields;
  // One with a plus part is none of the list and is kept.
  const choices = addresses.includes(fromAddress) ? addresses : [fromAddress, ...addresses];

  useEffect(() => {
    if (isFocused) to.current?.focus();
  }, [isFocused]);
  useEffect(() => {
    if (errors.to) to.current?.focus();
  }, [errors]);

  const reveal = (show: (isShown: true) => void, field: typeof cc) => {
    show(true);
    requestAnimationFrame(() => field.current?.focus());
  };

  return (
    <div className="shrink-0 border-t max-md:border-t-0">
      {choices.length > 1 ? (
        <div className="flex items-center gap-2 border-b px-4 py-1.5">
          <span className="text-14 text-muted">{t("from")}</span>
          <Select
            label={t("from")}
            value={fromAddress}
            options={choices.map((value) => ({ value, label: value }))}
            onChange={(value) => onChange({ fromAddress: value })}
            className="h-[26px]! border-transparent! bg-transparent! px-1.5! text-14 hover:bg-hover! max-md:h-11!"
          />
        </div>
      ) : null}
      <RecipientsField
        label={t("to")}
        people={fields.to}
        onChange={(people) => onChange({ to: people })}
        input={to}
        error={errors.to}
        end={
          <span className="flex shrink-0 gap-1 text-13 text-muted">
            {isCcShown ? null : (
              <button type="button" onClick={() => reveal(setIsCcShown, cc)} className={reveals}>
                {t("cc")}
              </button>
            )}
            {isBccShown ? null : (
              <button type="button" onClick={() => reveal(setIsBccShown, bcc)} className={reveals}>
                {t("bcc")}
              </button>
            )}
          </span>
        }
      />
      {isCcShown ? (
        <RecipientsField
          label={t("cc")}
          people={fields.cc}
          onChange={(people) => onChange({ cc: people })}
          input={cc}
        />
      ) : null}
      {isBccShown ? (
        <RecipientsField
          label={t("bcc")}
          people={fields.bcc}
          onChange={(people) => onChange({ bcc: people })}
          input={bcc}
        />
      ) : null}
      <input
        aria-label={t("subject")}
        placeholder={t("subject")}
        value={fields.subject}
        maxLength={5000}
        onChange={(event) => onChange({ subject: event.target.value })}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
          event.preventDefault();
          onSubjectDone();
        }}
        className="h-[38px] w-full border-b bg-transparent px-4 text-14 font-medium outline-none placeholder:font-normal placeholder:text-faint max-md:h-12 max-md:text-16"
      />
    </div>
  );
}

const reveals = "h-[26px] rounded-1 px-1.5 hover:bg-hover hover:text-text max-md:h-11 max-md:px-3";
