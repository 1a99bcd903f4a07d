import { Switch as Radix } from "radix-ui";

export interface SwitchProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  id?: string;
  label?: string;
  /** The id of its visible name. */
  labelledBy?: string;
  describedBy?: string | undefined;
  disabled?: boolean;
}

/** A setting that takes effect at once. */
export function Switch({ checked, onChange, id, label, labelledBy, describedBy, disabled = false }: SwitchProps) {
  return (
    <Radix.Root
      id={id}
      aria-label={label}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      checked={checked}
      disabled={disabled}
      onCheckedChange={onChange}
      className="relative h-[18px] w-[31px] shrink-0 rounded-full bg-faint transition-colors focus-visible:outline-offset-2 data-[state=checked]:bg-accent disabled:opacity-60"
    >
      <Radix.Thumb className="block size-3.5 translate-x-[calc(2px*var(--forth))] rounded-full bg-surface transition-transform data-[state=checked]:translate-x-[calc(15px*var(--forth))]" />
    </Radix.Root>
  );
}
