import { Field, IconButton, Input } from "@carbyne/ui";
import { RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { CopyButton } from "./copy-button.tsx";
import { generatePassword } from "./generate-password.ts";

/** As long as the server wants it to be; that has the last word. */
export const shortestPassword = 10;

export interface PasswordMakerProps {
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
}

/** A password for somebody else: made here or typed, and to be read as long as it is shown. */
export function PasswordMaker({ value, onChange, error }: PasswordMakerProps) {
  const t = useTranslations("admin.password");
  return (
    <Field label={t("label")} hint={t("hint", { min: shortestPassword })} error={error}>
      {({ id, describedBy, isInvalid }) => (
        <div className="flex items-center gap-1">
          <Input
            id={id}
            value={value}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            aria-describedby={describedBy}
            aria-invalid={isInvalid}
            onChange={(event) => onChange(event.target.value)}
            className="font-mono text-13!"
          />
          <IconButton label={t("make")} side="top" size="small" onClick={() => onChange(generatePassword())}>
            <RefreshCw aria-hidden="true" />
          </IconButton>
          <CopyButton text={value} label={t("copy")} />
        </div>
      )}
    </Field>
  );
}
