import { clsx } from "clsx";
import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { type CSSProperties, useId } from "react";

const tints = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;

/** One of the twelve colours. */
export function TintChoice({ value, onChange }: { value: number | null; onChange: (tint: number) => void }) {
  const t = useTranslations("tags");
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-1.5 text-13 font-medium">{t("colour")}</legend>
      <div className="grid grid-cols-12 justify-items-center gap-1.5 max-md:grid-cols-6">
        {tints.map((tint) => (
          <label
            key={tint}
            style={{ "--h": `var(--p${tint})` } as CSSProperties}
            className={clsx(
              "tint grid size-7 cursor-pointer place-items-center rounded-full has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus max-md:size-11",
              tint === value && "outline-2 outline-current",
            )}
          >
            <input
              type="radio"
              name={name}
              checked={tint === value}
              onChange={() => onChange(tint)}
              aria-label={t("tint", { number: tint })}
              className="sr-only"
            />
            {tint === value ? <Check size={16} aria-hidden="true" /> : null}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
