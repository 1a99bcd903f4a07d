import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { Tooltip } from "./tooltip.tsx";

export interface RoundButtonProps extends ComponentProps<"button"> {
  /** Its name, for the tooltip and for screen readers. */
  label: string;
  /** A word below it; none where there is no room. */
  caption?: string;
  keys?: string | undefined;
  isOn?: boolean;
  /** `off` says that something is not as it could be, `end` ends something. */
  look?: "plain" | "off" | "end";
  /** How many wait behind it. */
  count?: number;
  children: ReactNode;
}

const looks = {
  plain: "bg-raised text-text hover:bg-hover",
  off: "bg-danger text-on-accent",
  end: "bg-danger text-on-accent",
} as const;

/** A verb of what goes on right now, large enough for a thumb: an icon in a circle, and its word below. */
export function RoundButton({
  label,
  caption,
  keys,
  isOn,
  look = "plain",
  count = 0,
  className,
  children,
  ...rest
}: RoundButtonProps) {
  // Who speaks to their machine says the word that is seen: it must be in the name. WCAG 2.5.3.
  const wordsOf = (text: string) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  const said = new Set(wordsOf(label));
  const isNamed = caption === undefined || wordsOf(caption).every((word) => said.has(word));
  return (
    <Tooltip text={label} keys={keys} side="top">
      <button
        type="button"
        aria-label={isNamed ? label : `${caption}: ${label}`}
        aria-pressed={isOn}
        className={clsx(
          "group/round relative flex flex-col items-center gap-1 rounded-2 text-12 text-muted select-none disabled:opacity-50",
          className,
        )}
        {...rest}
      >
        <span
          className={clsx(
            "relative grid h-11 place-items-center rounded-full transition-colors [&_svg]:size-5",
            look === "end" ? "w-14" : "w-11",
            isOn === true ? "bg-accent-soft text-accent-ink" : looks[look],
          )}
        >
          {children}
          {count > 0 ? (
            <span
              aria-hidden="true"
              className="absolute -top-1 -end-1.5 min-w-[18px] rounded-full bg-accent px-1 text-center text-12 leading-[18px] font-semibold text-on-accent ring-2 ring-sunken"
            >
              {count > 99 ? "99+" : count}
            </span>
          ) : null}
        </span>
        {caption ? <span aria-hidden="true">{caption}</span> : null}
      </button>
    </Tooltip>
  );
}
