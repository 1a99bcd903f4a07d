import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { Tooltip, type TooltipProps } from "./tooltip.tsx";

export interface IconButtonProps extends ComponentProps<"button"> {
  /** Its name, for the tooltip and for screen readers. */
  label: string;
  keys?: string | undefined;
  side?: TooltipProps["side"];
  isOn?: boolean;
  size?: "small" | "normal";
  children: ReactNode;
}

/** A verb that is only an icon; it always has a name and, where there is one, shows its key. */
export function IconButton({
  label,
  keys,
  side = "bottom",
  isOn,
  size = "normal",
  className,
  children,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip text={label} keys={keys} side={side}>
      <button
        type="button"
        aria-label={label}
        aria-pressed={isOn}
        className={clsx(
          "grid shrink-0 place-items-center rounded-1 text-muted transition-colors hover:bg-hover hover:text-text disabled:opacity-50 data-[state=open]:bg-hover",
          size === "small"
            ? "size-[30px] [&_svg]:size-4"
            : "size-8 max-md:size-11 [&_svg]:size-[18px] max-md:[&_svg]:size-5",
          isOn === true && "bg-accent-soft text-accent-ink",
          className,
        )}
        {...rest}
      >
        {children}
      </button>
    </Tooltip>
  );
}
