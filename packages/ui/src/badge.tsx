import { clsx } from "clsx";

export type Tone = "neutral" | "accent" | "success" | "warning" | "danger" | "info";

const dots: Record<Tone, string> = {
  neutral: "bg-faint",
  accent: "bg-accent",
  success: "bg-success",
  warning: "bg-warning",
  danger: "bg-danger",
  info: "bg-info",
};

/** A state in words, with a dot that helps the eye; colour never says it alone. */
export function Badge({ text, tone = "neutral" }: { text: string; tone?: Tone }) {
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      <span aria-hidden="true" className={clsx("size-2 rounded-full", dots[tone])} />
      {text}
    </span>
  );
}

/** How many wait, as a small count. */
export function Count({ value, className }: { value: string; className?: string }) {
  return (
    <span
      className={clsx(
        "inline-grid h-[18px] min-w-[18px] place-items-center rounded-full bg-accent px-1 text-12 leading-none font-semibold text-on-accent tabular-nums",
        className,
      )}
    >
      {value}
    </span>
  );
}
