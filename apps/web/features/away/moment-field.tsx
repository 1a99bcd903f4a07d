import { Select } from "@carbyne/ui";
import { ClockField, DayField } from "../../client/day-field.tsx";
import { SettingRow } from "../settings/setting-row.tsx";

export interface MomentFieldProps {
  label: string;
  hint?: string;
  /** What it means that no time is given. */
  openLabel: string;
  timeLabel: string;
  value: string | null;
  /** The time that is offered first. */
  suggested: string;
  isDisabled: boolean;
  onChange: (value: string | null) => void;
}

/** The beginning or the end of a period: left open, or a day with a time. */
export function MomentField(props: MomentFieldProps) {
  const { label, value, onChange } = props;
  return (
    <SettingRow label={label} {...(props.hint ? { hint: props.hint } : {})}>
      {({ labelledBy }) => (
        <div className="flex items-center gap-2 max-md:flex-wrap">
          <Select
            label={label}
            value={value === null ? "open" : "time"}
            disabled={props.isDisabled}
            options={[
              { value: "open", label: props.openLabel },
              { value: "time", label: props.timeLabel },
            ]}
            onChange={(choice) => onChange(choice === "open" ? null : props.suggested)}
            className="min-w-40"
          />
          {value === null ? null : (
            <>
              <DayField
                aria-labelledby={labelledBy}
                value={value.slice(0, 10)}
                disabled={props.isDisabled}
                onChange={(day) => day !== "" && onChange(`${day}T${value.slice(11)}`)}
                className="w-40!"
              />
              <ClockField
                aria-labelledby={labelledBy}
                value={value.slice(11, 16)}
                disabled={props.isDisabled}
                onChange={(clock) => clock !== "" && onChange(`${value.slice(0, 10)}T${clock}`)}
                className="w-28!"
              />
            </>
          )}
        </div>
      )}
    </SettingRow>
  );
}
