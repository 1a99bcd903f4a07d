import { Select } from "@carbyne/ui";
import { useTranslations } from "next-intl";

const offered = [0, 30, 90, 365, 730, 1825, 3650];
/** Stands for what is inherited. */
const inherit = "inherit";

interface RetentionSelectProps {
  id: string;
  describedBy: string;
  /** Null for what is inherited. */
  days: number | null;
  onChange: (days: number | null) => void;
}

/** For how long what is deleted for good is kept. */
export function RetentionSelect({ id, describedBy, days, onChange }: RetentionSelectProps) {
  const t = useTranslations("admin.keeping");
  const known = days === null || offered.includes(days) ? offered : [...offered, days].sort((a, b) => a - b);
  const options = known.map((count) => ({
    value: String(count),
    label: count === 0 ? t("notKept") : t("days", { count }),
  }));
  return (
    <Select
      id={id}
      describedBy={describedBy}
      value={days === null ? inherit : String(days)}
      options={[{ value: inherit, label: t("inherit") }, ...options]}
      onChange={(value) => onChange(value === inherit ? null : Number(value))}
    />
  );
}
