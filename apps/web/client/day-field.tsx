import { DateInput, Input, TimeInput } from "@carbyne/ui";
import { useLocale, useTranslations } from "next-intl";
import { type ComponentProps, use } from "react";
import { dateFormat } from "./date-format.ts";
import { useMedia } from "./media.ts";
import { firstDay, RegionContext, useDateLocale } from "./region.ts";
import { useZone } from "./zone.ts";

type Shared = Pick<
  ComponentProps<"input">,
  "id" | "required" | "disabled" | "className" | "aria-label" | "aria-labelledby" | "aria-describedby" | "aria-invalid"
>;

export interface DayFieldProps extends Shared {
  /** `2026-01-31`, or "". */
  value: string;
  min?: string | undefined;
  onChange: (iso: string) => void;
}

/** Fingers have the device's own wheels and months, which follow the device. */
const touch = "(pointer: coarse)";

/** A day, typed or chosen from a month that begins its weeks as the person wants. */
export function DayField({ value, min, onChange, ...rest }: DayFieldProps) {
  const t = useTranslations("dates");
  const locale = useLocale();
  const dateLocale = useDateLocale();
  const region = use(RegionContext);
  const today = dateFormat("en-CA", { timeZone: useZone(), dateStyle: "short" }).format(new Date());
  if (useMedia(touch))
    return (
      <Input type="date" {...rest} value={value} min={min} onChange={(event) => onChange(event.currentTarget.value)} />
    );
  return (
    <DateInput
      {...rest}
      value={value}
      min={min}
      today={today}
      locale={dateLocale}
      firstDay={firstDay(locale, region)}
      openLabel={t("choose")}
      previousLabel={t("previousMonth")}
      nextLabel={t("nextMonth")}
      onChange={onChange}
    />
  );
}

export interface ClockFieldProps extends Shared {
  /** `14:30`, or "". */
  value: string;
  onChange: (clock: string) => void;
}

/** A time of day, with the hours that the person wants. */
export function ClockField({ value, onChange, ...rest }: ClockFieldProps) {
  const dateLocale = useDateLocale();
  if (useMedia(touch))
    return (
      <Input
        type="time"
        {...rest}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value.slice(0, 5))}
      />
    );
  return <TimeInput {...rest} value={value} locale={dateLocale} onChange={onChange} />;
}
