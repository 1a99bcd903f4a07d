import { Button, Field, Input } from "@carbyne/ui";
import { LockKeyhole } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { PasswordWish } from "./reader.ts";

/** Asks for the password of a document; it does not leave this browser. */
export function PasswordForm({ wish }: { wish: PasswordWish }) {
  const t = useTranslations("preview");
  const [password, setPassword] = useState("");
  return (
    <form
      className="m-auto flex w-80 max-w-full flex-col gap-3 p-4"
      onSubmit={(event) => {
        event.preventDefault();
        wish.answer(password);
      }}
    >
      <span className="text-faint [&_svg]:size-8">
        <LockKeyhole aria-hidden="true" />
      </span>
      <Field
        label={t("password.label")}
        {...(wish.isWrong ? { error: t("password.wrong") } : { hint: t("password.hint") })}
      >
        {({ id, describedBy, isInvalid }) => (
          <Input
            id={id}
            aria-describedby={describedBy}
            aria-invalid={isInvalid}
            type="password"
            autoFocus
            autoComplete="off"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" look="primary">
        {t("password.open")}
      </Button>
    </form>
  );
}
