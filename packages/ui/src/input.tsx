import { clsx } from "clsx";
import type { ComponentProps } from "react";

const box =
  "w-full rounded-1 border border-strong bg-surface px-2.5 text-14 text-text placeholder:text-faint transition-colors hover:border-faint focus:border-accent focus:outline-2 focus:outline-offset-0 focus:outline-accent-soft disabled:bg-sunken disabled:text-muted aria-invalid:border-danger max-md:text-16";

/** One line of text. */
export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input className={clsx(box, "h-9 max-md:h-11", className)} {...rest} />;
}

/** Several lines of text. */
export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea className={clsx(box, "min-h-24 py-2 leading-reading", className)} {...rest} />;
}
