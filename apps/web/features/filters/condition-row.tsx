import { IconButton, Input, Select } from "@carbyne/ui";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { DayField } from "../../client/day-field.tsx";
import { comparedBy, comparisonsOf, conditionOn, fields, isWhole } from "./conditions.ts";
import { comparisonKey } from "./rule-words.ts";
import type { Condition } from "./types.ts";
import { ValuesField } from "./values-field.tsx";

export interface ConditionRowProps {
  condition: Condition;
  /** What is missing is marked once somebody wanted to save. */
  isChecked: boolean;
  onChange: (condition: Condition) => void;
  onRemove: () => void;
}

const megabyte = 1_000_000;

/** One condition: of what, how, and with which values. */
export function ConditionRow({ condition, isChecked, onChange, onRemove }: ConditionRowProps) {
  const t = useTranslations("filters");
  const { field } = condition;
  return (
    <div className="flex items-start gap-2 max-md:flex-wrap max-md:border-b max-md:pb-3">
      <Select
        label={t("fieldLabel")}
        value={field}
        options={fields.map((value) => ({ value, label: t(`field.${value}`) }))}
        onChange={(next) => onChange(conditionOn(next, condition))}
        className="w-36 shrink-0 max-md:min-w-0 max-md:flex-1"
      />
      {field === "header" ? (
        <Input
          value={condition.header}
          aria-label={t("headerName")}
          aria-invalid={isChecked && condition.header === ""}
          placeholder={t("headerPlaceholder")}
          maxLength={100}
          spellCheck={false}
          onChange={(event) => onChange({ ...condition, header: event.target.value })}
          className="w-32! shrink-0 max-md:order-last max-md:w-full!"
        />
      ) : null}
      <Select
        label={t("comparisonLabel")}
        value={comparisonKey(condition)}
        options={comparisonsOf(field).map((value) => ({ value, label: t(`comparison.${value}`) }))}
        onChange={(key) => onChange(comparedBy(condition, key))}
        className="w-44 shrink-0 max-md:min-w-0 max-md:flex-1"
      />
      <div className="flex min-w-0 flex-1 max-md:empty:hidden max-md:order-last max-md:basis-full">
        <Operand condition={condition} isChecked={isChecked} onChange={onChange} />
      </div>
      <IconButton label={t("removeCondition")} onClick={onRemove} className="mt-0.5">
        <X aria-hidden="true" />
      </IconButton>
    </div>
  );
}

function Operand({ condition, isChecked, onChange }: Omit<ConditionRowProps, "onRemove">) {
  const t = useTranslations("filters");
  if (condition.field === "attachment") return null;
  if (condition.field === "size")
    return (
      <label className="flex flex-1 items-center gap-2 text-13 text-muted">
        <Input
          type="number"
          min={0}
          max={4000}
          step="any"
          aria-label={t("megabytes")}
          value={condition.bytes / megabyte}
          onChange={(event) =>
            onChange({ ...condition, bytes: Math.round(Math.min(4000, Number(event.target.value)) * megabyte) })
          }
          className="w-24!"
        />
        {t("megabytes")}
      </label>
    );
  if (condition.field === "date")
    return (
      <DayField
        aria-label={t("day")}
        value={condition.day}
        onChange={(day) => day !== "" && onChange({ ...condition, day })}
        className="w-44! flex-1"
      />
    );
  if (condition.comparison === "exists") return null;
  return (
    <ValuesField
      label={t("values")}
      values={condition.values}
      isInvalid={isChecked && !isWhole({ ...condition, header: condition.header || "x" })}
      onChange={(values) => onChange({ ...condition, values: [...values] })}
    />
  );
}
