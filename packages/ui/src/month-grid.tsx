import { clsx } from "clsx";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { IconButton } from "./icon-button.tsx";
import { type Day, dateOf, dayOf, isoOf, moveDay } from "./typed-moments.ts";

export interface MonthGridProps {
  /** The chosen day, `2026-01-31`, or "". */
  value: string;
  today: string;
  /** Days before it cannot be chosen. */
  min?: string | undefined;
  locale: string;
  /** From Monday, 1, to Sunday, 7. */
  firstDay: number;
  label: string;
  previousLabel: string;
  nextLabel: string;
  onChoose: (iso: string) => void;
}

const weeks = [0, 1, 2, 3, 4, 5];
const weekdays = [0, 1, 2, 3, 4, 5, 6];
/** A Monday. */
const monday = Date.UTC(2026, 0, 5);
const dayMs = 86_400_000;

const moves: Readonly<Record<string, { days?: number; months?: number }>> = {
  ArrowUp: { days: -7 },
  ArrowDown: { days: 7 },
  PageUp: { months: -1 },
  PageDown: { months: 1 },
};

/** How far before the first of a month its first row begins. */
function leadOf({ year, month }: Day, firstDay: number): number {
  const weekday = dateOf({ year, month, day: 1 }).getUTCDay() || 7;
  return (weekday - firstDay + 7) % 7;
}

/** A month to choose a day from, by pointer or keys; the keys are those of the ARIA practices for a grid of days. */
export function MonthGrid(props: MonthGridProps) {
  const { value, today, min, locale, firstDay, onChoose } = props;
  const start = dayOf(value) ?? dayOf(today) ?? { year: 2026, month: 1, day: 1 };
  const [cursor, setCursor] = useState<Day>(start);
  const grid = useRef<HTMLTableElement>(null);
  const hasMoved = useRef(false);
  useEffect(() => {
    if (!hasMoved.current) return;
    hasMoved.current = false;
    grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }, [cursor]);

  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
  const [short, long, full, number] = [
    format({ weekday: "narrow" }),
    format({ weekday: "long" }),
    format({ dateStyle: "full" }),
    new Intl.NumberFormat(locale),
  ];
  const weekdayAt = (at: number) => new Date(monday + ((firstDay - 1 + at) % 7) * dayMs);
  const lead = leadOf(cursor, firstDay);
  const dayAt = (place: number) => moveDay({ ...cursor, day: 1 }, { days: place - lead });

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const isBackward = getComputedStyle(event.currentTarget).direction === "rtl";
    const sideways = { ArrowLeft: isBackward ? 1 : -1, ArrowRight: isBackward ? -1 : 1 }[event.key];
    const column = leadOf(cursor, firstDay) + cursor.day - 1;
    const move =
      moves[event.key] ??
      (sideways !== undefined
        ? { days: sideways }
        : event.key === "Home"
          ? { days: -(column % 7) }
          : event.key === "End"
            ? { days: 6 - (column % 7) }
            : null);
    if (!move) return;
    event.preventDefault();
    hasMoved.current = true;
    setCursor(moveDay(cursor, event.shiftKey && move.months ? { months: move.months * 12 } : move));
  };

  return (
    <div className="p-2">
      <div className="flex items-center justify-between pb-1">
        <IconButton label={props.previousLabel} onClick={() => setCursor(moveDay(cursor, { months: -1 }))}>
          <ChevronLeft aria-hidden="true" />
        </IconButton>
        <span aria-live="polite" className="text-13 font-semibold">
          {format({ month: "long", year: "numeric" }).format(dateOf(cursor))}
        </span>
        <IconButton label={props.nextLabel} onClick={() => setCursor(moveDay(cursor, { months: 1 }))}>
          <ChevronRight aria-hidden="true" />
        </IconButton>
      </div>
      <table ref={grid} role="grid" aria-label={props.label} onKeyDown={onKeyDown} className="border-collapse">
        <thead>
          <tr>
            {weekdays.map((at) => (
              <th
                key={at}
                scope="col"
                abbr={long.format(weekdayAt(at))}
                className="size-8 text-12 font-medium text-faint"
              >
                {short.format(weekdayAt(at))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week}>
              {weekdays.map((at) => {
                const day = dayAt(week * 7 + at);
                const iso = isoOf(day);
                const isCursor = iso === isoOf(cursor);
                return (
                  <td key={at} aria-selected={iso === value} className="p-0">
                    <button
                      type="button"
                      tabIndex={isCursor ? 0 : -1}
                      data-first={isCursor || undefined}
                      disabled={min !== undefined && iso < min}
                      aria-current={iso === today ? "date" : undefined}
                      aria-label={full.format(dateOf(day))}
                      onClick={() => onChoose(iso)}
                      className={clsx(
                        "size-8 rounded-1 text-13 tabular-nums max-md:size-11 transition-colors disabled:opacity-40",
                        iso === value
                          ? "bg-accent font-semibold text-on-accent"
                          : iso === today
                            ? "font-semibold text-accent-ink hover:bg-hover"
                            : day.month === cursor.month
                              ? "hover:bg-hover"
                              : "text-faint hover:bg-hover",
                      )}
                    >
                      {number.format(day.day)}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
