import { clsx } from "clsx";
import { Progress as Radix } from "radix-ui";

export interface ProgressBarProps {
  /** 0 to 1; null while it is not known. */
  value: number | null;
  label: string;
  tone?: "accent" | "warning" | "danger";
  className?: string;
}

const tones = { accent: "bg-accent", warning: "bg-warning", danger: "bg-danger" } as const;

/** How far something is. */
export function ProgressBar({ value, label, tone = "accent", className }: ProgressBarProps) {
  const percent = value === null ? null : Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <Radix.Root
      value={percent}
      aria-label={label}
      className={clsx("h-1 w-full overflow-hidden rounded-full bg-border", className)}
    >
      <Radix.Indicator
        className={clsx("h-full rounded-full transition-[width]", tones[tone], percent === null && "animate-late")}
        style={{ width: `${percent ?? 100}%` }}
      />
    </Radix.Root>
  );
}
