import { type ComponentProps, useState } from "react";
import { Input } from "./input.tsx";
import { readClock, writeClock } from "./typed-moments.ts";

export interface TimeInputProps extends Omit<ComponentProps<"input">, "value" | "onChange" | "type"> {
  /** `14:30`, or "". */
  value: string;
  locale: string;
  /** Told the time, or "" while what is typed is none. */
  onChange: (clock: string) => void;
}

/** A time of day: typed in any usual way, `1430`, `2.30 pm`, and written as the person has it. */
export function TimeInput({ value, locale, onChange, className, ...rest }: TimeInputProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const isWrong = typed !== null && typed.trim() !== "" && readClock(typed) === null;
  return (
    <Input
      {...rest}
      type="text"
      autoComplete="off"
      value={typed ?? writeClock(value, locale)}
      aria-invalid={isWrong || rest["aria-invalid"]}
      className={className ? `${className} tabular-nums` : "tabular-nums"}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(readClock(event.target.value) ?? "");
      }}
      onBlur={(event) => {
        if (!isWrong) setTyped(null);
        rest.onBlur?.(event);
      }}
    />
  );
}
