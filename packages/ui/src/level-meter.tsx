import { clsx } from "clsx";
import { useEffect, useRef } from "react";

export interface LevelMeterProps {
  label: string;
  /** Tells how loud it is, from 0 to 1, as often as it changes; answers what ends that. */
  watch: (onLevel: (level: number) => void) => () => void;
  /** How many steps it has. */
  steps?: number;
  className?: string;
}

/** How loud something is now, in steps that light up. Drawn past React: it changes a dozen times a second. */
export function LevelMeter({ label, watch, steps = 24, className }: LevelMeterProps) {
  const bar = useRef<HTMLDivElement>(null);
  useEffect(
    () =>
      watch((level) => {
        const lit = Math.round(level * steps);
        bar.current?.setAttribute("aria-valuenow", String(Math.round(level * 100)));
        [...(bar.current?.children ?? [])].forEach((step, at) => step.classList.toggle("bg-success", at < lit));
      }),
    [watch, steps],
  );
  return (
    <div
      ref={bar}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={0}
      className={clsx("flex gap-0.5", className)}
    >
      {Array.from({ length: steps }, (_, at) => (
        <span key={at} className="h-2 w-1 rounded-full bg-strong" />
      ))}
    </div>
  );
}
