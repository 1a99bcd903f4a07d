import { clsx } from "clsx";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";

export type ButtonLook = "primary" | "line" | "quiet" | "danger" | "ink";

const looks: Record<ButtonLook, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-hover",
  line: "border bg-surface text-text hover:bg-hover",
  quiet: "text-muted hover:bg-hover hover:text-text",
  danger: "border border-danger bg-surface text-danger hover:bg-hover",
  ink: "text-accent-ink hover:bg-accent-soft",
};

export interface ButtonProps extends ComponentProps<"button"> {
  look?: ButtonLook;
  /** Larger target, for forms that stand alone and for touch. */
  size?: "normal" | "large";
  /** Work is under way: the button keeps its width and cannot be pressed again. */
  isBusy?: boolean;
  /** Gives the look to the one child, such as a link. */
  asChild?: boolean;
}

/** A verb. One primary per view. */
export function Button({
  look = "line",
  size = "normal",
  isBusy = false,
  asChild = false,
  className,
  disabled,
  ...rest
}: ButtonProps) {
  const Tag = asChild ? Slot.Root : "button";
  return (
    <Tag
      {...(asChild ? {} : { type: rest.type ?? "button" })}
      aria-busy={isBusy || undefined}
      disabled={disabled === true || isBusy}
      className={clsx(
        "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-1 font-medium whitespace-nowrap transition-colors select-none disabled:opacity-60 [&_svg]:size-4",
        size === "large" ? "h-10 px-4 text-14" : "h-8 px-3 text-13 max-md:h-11 max-md:px-4",
        looks[look],
        look === "primary" && "focus-visible:outline-offset-2",
        className,
      )}
      {...rest}
    />
  );
}
