import { Pill } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useState } from "react";

export interface ValuesFieldProps {
  label: string;
  values: readonly string[];
  isInvalid: boolean;
  onChange: (values: readonly string[]) => void;
}

/** Texts of which one is enough: Enter begins the next, Backspace takes the last one back. */
export function ValuesField({ label, values, isInvalid, onChange }: ValuesFieldProps) {
  const t = useTranslations("filters");
  const [text, setText] = useState("");
  const take = () => {
    if (text.trim() === "") return;
    if (!values.includes(text.trim())) onChange([...values, text.trim()]);
    setText("");
  };
  return (
    <div
      className={`flex min-h-9 min-w-0 flex-1 flex-wrap items-center gap-1 rounded-1 border bg-surface px-1.5 py-1 focus-within:border-accent max-md:min-h-11 max-md:basis-full ${isInvalid ? "border-danger" : "border-strong"}`}
    >
      {values.map((value) => (
        <Pill
          key={value}
          text={value}
          lead={<span className="ps-1.5" />}
          removeLabel={t("removeValue", { value })}
          onRemove={() => onChange(values.filter((other) => other !== value))}
        />
      ))}
      <input
        value={text}
        aria-label={label}
        aria-invalid={isInvalid}
        placeholder={values.length === 0 ? t("valuePlaceholder") : t("orPlaceholder")}
        maxLength={1000}
        onChange={(event) => setText(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === "Enter" && text.trim() !== "") {
            event.preventDefault();
            take();
          } else if (event.key === "Backspace" && text === "" && values.length > 0) {
            setText(values.at(-1) ?? "");
            onChange(values.slice(0, -1));
          }
        }}
        className="h-6 min-w-20 flex-1 bg-transparent px-1 text-14 outline-none placeholder:text-faint max-md:text-16"
      />
    </div>
  );
}
