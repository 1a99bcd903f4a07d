import { clsx } from "clsx";
import { Check, ChevronDown } from "lucide-react";
import { Select as Radix } from "radix-ui";
import type { ReactNode } from "react";

export interface SelectOption<V extends string> {
  value: V;
  label: string;
}

export interface SelectProps<V extends string> {
  value: V;
  options: readonly SelectOption<V>[];
  onChange: (value: V) => void;
  label?: string;
  id?: string;
  describedBy?: string | undefined;
  className?: string;
  disabled?: boolean;
  /** Shown while the value is none of the options, such as "". */
  placeholder?: string;
  isInvalid?: boolean;
  icon?: ReactNode;
}

/** One of a few known values. */
export function Select<V extends string>(props: SelectProps<V>) {
  return (
    <Radix.Root
      value={props.value}
      onValueChange={(value) => props.onChange(value as V)}
      {...(props.disabled === undefined ? {} : { disabled: props.disabled })}
    >
      <Radix.Trigger
        id={props.id}
        aria-label={props.label}
        aria-describedby={props.describedBy}
        aria-invalid={props.isInvalid === true || undefined}
        className={clsx(
          "inline-flex h-9 items-center gap-2 rounded-1 border border-strong bg-surface px-2.5 text-14 transition-colors hover:border-faint disabled:bg-sunken disabled:text-muted aria-invalid:border-danger max-md:h-11 data-placeholder:text-faint",
          props.className,
        )}
      >
        {props.icon}
        <span className="min-w-0 flex-1 truncate text-start">
          <Radix.Value placeholder={props.placeholder} />
        </span>
        <ChevronDown size={16} className="text-faint" aria-hidden="true" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="z-30 max-h-[min(420px,var(--radix-select-content-available-height))] min-w-[var(--radix-select-trigger-width)] overflow-auto rounded-2 border bg-raised p-1 shadow-floating animate-appear"
        >
          <Radix.Viewport>
            {props.options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                className="flex h-8 items-center gap-2 rounded-1 ps-2 pe-3 text-13 outline-none select-none data-highlighted:bg-hover max-md:h-11"
              >
                <span className="grid w-4 place-items-center">
                  <Radix.ItemIndicator>
                    <Check size={16} />
                  </Radix.ItemIndicator>
                </span>
                <Radix.ItemText>{option.label}</Radix.ItemText>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
