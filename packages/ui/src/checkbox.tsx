import { clsx } from "clsx";
import { Check, Minus } from "lucide-react";
import { Checkbox as Radix } from "radix-ui";

export interface CheckboxProps {
  checked: boolean | "mixed";
  onChange: (checked: boolean) => void;
  /** Its name when no visible label points at it. */
  label?: string;
  id?: string;
  className?: string;
  disabled?: boolean;
  /** -1 where the keyboard reaches it by other keys, as in a long list. */
  tabIndex?: number;
}

/** On, off or (for a group) mixed. */
export function Checkbox({ checked, onChange, label, id, className, disabled = false, tabIndex }: CheckboxProps) {
  return (
    <Radix.Root
      id={id}
      aria-label={label}
      disabled={disabled}
      tabIndex={tabIndex}
      checked={checked === "mixed" ? "indeterminate" : checked}
      onCheckedChange={(next) => onChange(next === true)}
      className={clsx(
        "grid size-4 shrink-0 place-items-center rounded-[4px] border border-faint bg-surface text-on-accent transition-colors focus-visible:outline-offset-2 data-[state=checked]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:border-accent data-[state=indeterminate]:bg-accent",
        className,
      )}
    >
      <Radix.Indicator>
        {checked === "mixed" ? <Minus size={12} strokeWidth={3} /> : <Check size={12} strokeWidth={3} />}
      </Radix.Indicator>
    </Radix.Root>
  );
}
