import { clsx } from "clsx";
import { CalendarDays } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { IconButton } from "./icon-button.tsx";
import { Input } from "./input.tsx";
import { MonthGrid, type MonthGridProps } from "./month-grid.tsx";
import { Popover } from "./popover.tsx";
import { readDay, writeDay } from "./typed-moments.ts";

type Own = Pick<MonthGridProps, "value" | "today" | "min" | "locale" | "firstDay" | "previousLabel" | "nextLabel">;

export interface DateInputProps extends Own, Omit<ComponentProps<"input">, keyof Own | "onChange" | "type"> {
  openLabel: string;
  /** Told the day, `2026-01-31`, or "" while what is typed is none. */
  onChange: (iso: string) => void;
}

/** A day: typed in the order of the language or as `2026-01-31`, or chosen from a month. */
export function DateInput(props: DateInputProps) {
  const { value, today, min, locale, firstDay, openLabel, previousLabel, nextLabel, onChange, className, ...rest } =
    props;
  const [isOpen, setIsOpen] = useState(false);
  const [typed, setTyped] = useState<string | null>(null);
  const isWrong = typed !== null && typed.trim() !== "" && readDay(typed, locale, Number(today.slice(0, 4))) === null;
  return (
    <span className={clsx("relative flex", className)}>
      <Input
        {...rest}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        value={typed ?? writeDay(value, locale)}
        placeholder={writeDay(today, locale)}
        aria-invalid={isWrong || rest["aria-invalid"]}
        className="pe-10! tabular-nums"
        onChange={(event) => {
          const text = event.target.value;
          setTyped(text);
          onChange(readDay(text, locale, Number(today.slice(0, 4))) ?? "");
        }}
        onBlur={(event) => {
          // What is wrong stays to be seen and mended; a day takes its usual form.
          if (!isWrong) setTyped(null);
          rest.onBlur?.(event);
        }}
      />
      {/* Enter presses what is in here, and does not send the form around it. */}
      <span className="absolute inset-y-0 end-0.5 flex items-center" onKeyDown={(event) => event.stopPropagation()}>
        <Popover
          label={openLabel}
          align="end"
          isOpen={isOpen}
          onOpenChange={setIsOpen}
          trigger={
            <IconButton label={openLabel} size="small" disabled={rest.disabled}>
              <CalendarDays aria-hidden="true" />
            </IconButton>
          }
        >
          <MonthGrid
            {...{ value, today, min, locale, firstDay, previousLabel, nextLabel }}
            label={openLabel}
            onChoose={(iso) => {
              setTyped(null);
              onChange(iso);
              setIsOpen(false);
            }}
          />
        </Popover>
      </span>
    </span>
  );
}
