import { clsx } from "clsx";
import { Check } from "lucide-react";
import { type ReactNode, useId } from "react";

export interface ChoiceCardsProps<V extends string> {
  label: string;
  value: V;
  options: readonly { value: V; label: string; picture: ReactNode }[];
  onChange: (value: V) => void;
}

/** One of a few looks, chosen by what it looks like. */
export function ChoiceCards<V extends string>({ label, value, options, onChange }: ChoiceCardsProps<V>) {
  const name = useId();
  return (
    <fieldset className="mb-8">
      <legend className="mb-2 text-14 font-semibold">{label}</legend>
      <div className="grid grid-cols-3 gap-3 max-md:grid-cols-2">
        {options.map((option) => (
          <label
            key={option.value}
            className={clsx(
              "relative cursor-pointer overflow-hidden rounded-2 border bg-surface transition-colors hover:border-strong has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-focus",
              option.value === value && "border-accent hover:border-accent",
            )}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              className="sr-only"
            />
            <span aria-hidden="true" className="block border-b">
              {option.picture}
            </span>
            <span className="flex h-10 items-center justify-between px-3 text-13 font-medium max-md:h-11">
              {option.label}
              {option.value === value ? <Check size={16} className="text-accent" aria-hidden="true" /> : null}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
