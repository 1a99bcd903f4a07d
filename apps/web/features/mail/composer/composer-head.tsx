import { useTranslations } from "next-intl";
import { type ReactNode, type Ref, type RefObject, useEffect, useImperativeHandle, useRef, useState } from "react";
import type { DraftContent, Person } from "../types.ts";
import { withPeople } from "./parse-addresses.ts";
import { RecipientHints } from "./recipients/recipient-hints.tsx";
import { RecipientsField } from "./recipients-field.tsx";

type HeadFields = Pick<DraftContent, "to" | "cc" | "bcc" | "subject">;

export interface HeadErrors {
  to?: string;
}

export interface ComposerHeadHandle {
  /** Shows a field for more people, and goes into it. */
  reveal: (kind: "cc" | "bcc") => void;
}

export interface ComposerHeadProps {
  ref?: Ref<ComposerHeadHandle>;
  fields: HeadFields;
  /** Those that the person may send as, the usual one first. */
  addresses: readonly string[];
  errors: HeadErrors;
  /** As whom it is written. */
  from: ReactNode;
  onChange: (part: Partial<HeadFields>) => void;
  isFocused: boolean;
  subject: RefObject<HTMLInputElement | null>;
  onSubjectDone: () => void;
}

const kinds = ["to", "cc", "bcc"] as const;
type Kind = (typeof kinds)[number];

/** From whom, to whom and about what. */
export function ComposerHead(props: ComposerHeadProps) {
  const { fields, addresses, errors, onChange, isFocused, onSubjectDone } = props;
  const t = useTranslations("composer");
  const [revealed, setRevealed] = useState<readonly Kind[]>(() => kinds.filter((kind) => fields[kind].length > 0));
  const to = useRef<HTMLInputElement>(null);
  const cc = useRef<HTMLInputElement>(null);
  const bcc = useRef<HTMLInputElement>(null);
  const inputs: Record<Kind, RefObject<HTMLInputElement | null>> = { to, cc, bcc };
  const isShown = (kind: Kind) => kind === "to" || fields[kind].length > 0 || revealed.includes(kind);

  useEffect(() => {
    if (isFocused) to.current?.focus();
  }, [isFocused]);
  useEffect(() => {
    if (errors.to) to.current?.focus();
  }, [errors]);

  const reveal = (kind: Kind) => {
    setRevealed((now) => [...now, kind]);
    requestAnimationFrame(() => inputs[kind].current?.focus());
  };
  useImperativeHandle(props.ref, () => ({ reveal }));
  const move = (kind: Kind, people: readonly Person[]) => {
    setRevealed((now) => [...now, kind]);
    onChange({ [kind]: withPeople(fields[kind], people) });
  };

  return (
    <div className="shrink-0 border-t max-md:border-t-0">
      {props.from}
      {kinds.filter(isShown).map((kind) => (
        <RecipientsField
          key={kind}
          label={t(kind)}
          people={fields[kind]}
          onChange={(people) => onChange({ [kind]: people })}
          input={inputs[kind]}
          error={kind === "to" ? errors.to : undefined}
          moves={kinds
            .filter((other) => other !== kind)
            .map((other) => ({ label: t(other), onMove: (people) => move(other, people) }))}
          end={
            kind === "to" ? (
              <span className="flex shrink-0 gap-1 text-13 text-muted">
                {(["cc", "bcc"] as const)
                  .filter((other) => !isShown(other))
                  .map((other) => (
                    <button key={other} type="button" onClick={() => reveal(other)} className={reveals}>
                      {t(other)}
                    </button>
                  ))}
              </span>
            ) : null
          }
        />
      ))}
      <RecipientHints
        to={fields.to}
        cc={fields.cc}
        bcc={fields.bcc}
        own={addresses}
        onHide={() => onChange({ to: [], cc: [], bcc: withPeople(fields.bcc, [...fields.to, ...fields.cc]) })}
      />
      <input
        ref={props.subject}
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
