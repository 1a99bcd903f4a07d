import { clsx } from "clsx";
import type { ComponentProps } from "react";

export interface RangeProps extends Omit<ComponentProps<"input">, "type" | "onChange"> {
  label: string;
  value: number;
  onChange: (value: number) => void;
}

/** A value between two ends, such as how loud something is. */
export function Range({ label, value, onChange, className, ...rest }: RangeProps) {
  return (
    <input
      type="range"
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
      className={clsx("h-5 w-full cursor-pointer accent-accent max-md:h-11", className)}
      {...rest}
    />
  );
}
