import { Button, Input, Switch } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import type { Rule } from "./api.ts";
import { type Amount, readAmount, writeAmount } from "./rules.ts";

interface RowProps {
  rule: Rule;
  /** What is said here can be taken back. */
  isOwn: boolean;
  /** Null goes back to what is inherited. */
  onSet: (value: boolean | number | null) => void;
}

/** As the catalogue names a rule; those of meetings stand beside those of the chat. */
const name = (key: string) =>
  key.replace(/^chat\./, "").replace(/^meetings\.(.)/, (_, first: string) => `meetings${first.toUpperCase()}`) as Name;
type NameOf<Key> = Key extends `chat.${infer Rest}`
  ? Rest
  : Key extends `meetings.${infer Rest}`
    ? `meetings${Capitalize<Rest>}`
    : never;
type Name = NameOf<Rule["key"]>;

/** A rule with what it means, who says so, and the way back. */
function Row({ rule, isOwn, onSet, controlId, children }: RowProps & { controlId: string; children: ReactNode }) {
  const t = useTranslations("adminChat");
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5 px-3 py-2.5 text-13">
      <div className="min-w-0 flex-1 basis-60">
        <label htmlFor={controlId} className="font-medium">
          {t(`rule.${name(rule.key)}.label`)}
        </label>
        <p id={`${controlId}-hint`} className="text-muted">
          {t(`rule.${name(rule.key)}.hint`)}
        </p>
      </div>
      {isOwn ? (
        <Button
          look="quiet"
          aria-label={t("resetOf", { rule: t(`rule.${name(rule.key)}.label`) })}
          onClick={() => onSet(null)}
        >
          {t("reset")}
        </Button>
      ) : null}
      {children}
    </div>
  );
}

/** One that is on or off. */
export function SwitchRow(props: RowProps) {
  const id = useId();
  return (
    <Row {...props} controlId={id}>
      <Switch id={id} describedBy={`${id}-hint`} checked={props.rule.value === true} onChange={props.onSet} />
    </Row>
  );
}

/** One that is a number; it holds once the field is left or Enter is pressed. */
export function AmountRow({ amount, ...props }: RowProps & { amount: Amount }) {
  const t = useTranslations("adminChat");
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = writeAmount(Number(props.rule.value), amount);
  const isWrong = typed !== null && readAmount(typed, amount) === null;
  const keep = () => {
    const value = typed === null ? null : readAmount(typed, amount);
    // What is wrong stays to be seen and mended.
    if (value === null) return;
    setTyped(null);
    if (typed !== shown) props.onSet(value);
  };
  return (
    <Row {...props} controlId={id}>
      <span className="flex items-center gap-2">
        <Input
          inputMode="numeric"
          className="w-28 text-end tabular-nums"
          id={id}
          aria-describedby={isWrong ? `${id}-wrong` : `${id}-hint`}
          aria-invalid={isWrong}
          value={typed ?? shown}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={keep}
          onKeyDown={(event) => {
            if (event.key === "Enter") keep();
            if (event.key === "Escape") setTyped(null);
          }}
        />
        <span className="w-16 text-muted">{t(`unit.${amount.unit}`)}</span>
      </span>
      {isWrong ? (
        <p id={`${id}-wrong`} role="alert" className="basis-full text-end text-danger">
          {t("between", { min: amount.min, max: amount.max })}
        </p>
      ) : null}
    </Row>
  );
}
