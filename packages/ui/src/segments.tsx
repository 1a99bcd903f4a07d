import { clsx } from "clsx";
import type { ReactNode } from "react";
import { Tooltip } from "./tooltip.tsx";

export interface Segment<V extends string> {
  value: V;
  label: string;
  icon?: ReactNode;
  /** Something in it is new. */
  isNew?: boolean;
}

export interface SegmentsProps<V extends string> {
  segments: readonly Segment<V>[];
  value: V | null;
  onChange: (value: V) => void;
  label: string;
  /** Icons alone, with their words in a tooltip. */
  areIcons?: boolean;
}

/** A choice among a few that lie side by side. */
export function Segments<V extends string>({ segments, value, onChange, label, areIcons = false }: SegmentsProps<V>) {
  return (
    <div role="group" aria-label={label} className="flex shrink-0 gap-0.5 rounded-2 border bg-surface p-0.5">
      {segments.map((segment) => {
        const isChosen = segment.value === value;
        const button = (
          <button
            key={segment.value}
            type="button"
            aria-pressed={isChosen}
            aria-label={areIcons ? segment.label : undefined}
            onClick={() => onChange(segment.value)}
            className={clsx(
              "flex h-7 min-w-8 items-center justify-center gap-1.5 rounded-1 px-2 text-13 font-medium whitespace-nowrap transition-colors max-md:h-10 max-md:min-w-11 [&_svg]:size-4",
              isChosen ? "bg-accent-soft text-accent-ink" : "text-muted hover:bg-hover hover:text-text",
            )}
          >
            {segment.icon}
            {areIcons ? null : segment.label}
            {segment.isNew === true ? <span aria-hidden="true" className="size-1.5 rounded-full bg-accent" /> : null}
          </button>
        );
        return areIcons ? (
          <Tooltip key={segment.value} text={segment.label}>
            {button}
          </Tooltip>
        ) : (
          button
        );
      })}
    </div>
  );
}
