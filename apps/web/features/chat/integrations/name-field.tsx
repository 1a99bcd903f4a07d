import { Field, Input } from "@carbyne/ui";
import { useTranslations } from "next-intl";

/** As long as the server takes. */
const mostLetters = 64;

/** What a program is called in the room. */
export function NameField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useTranslations("chat.integrations");
  return (
    <Field label={t("name")} hint={t("nameHint")}>
      {({ id, describedBy }) => (
        <Input
          id={id}
          dir="auto"
          value={value}
          maxLength={mostLetters}
          autoComplete="off"
          aria-describedby={describedBy}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
