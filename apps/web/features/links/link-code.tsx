import { Button, Field, Input } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWords } from "../../client/words.ts";
import { useCode } from "./api.ts";
import { LinkFrame } from "./link-screen.tsx";

/** Asks for the code that a link has. */
export function LinkCode({ token }: { token: string }) {
  const t = useTranslations("links.page");
  const words = useWords();
  const say = useCode(token);
  const [code, setCode] = useState("");
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setIsBusy] = useState(false);
  const submit = async () => {
    if (code === "" || isBusy) return;
    setIsBusy(true);
    setError(null);
    try {
      await say(code);
    } catch (refused) {
      setError(refused);
    }
    setIsBusy(false);
  };
  return (
    <LinkFrame>
      <form
        // Whatever happens, a code never stands in an address.
        method="post"
        noValidate
        className="m-auto flex w-full max-w-[360px] flex-col gap-4 rounded-3 border bg-surface p-6"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <h1 className="text-20 font-semibold">{t("codeTitle")}</h1>
        <Field label={t("code")} hint={t("codeHint")} error={error === null ? undefined : words(error).text}>
          {({ id, describedBy, isInvalid }) => (
            <Input
              id={id}
              type="password"
              autoComplete="off"
              autoFocus
              value={code}
              aria-describedby={describedBy}
              aria-invalid={isInvalid}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
          )}
        </Field>
        <Button type="submit" look="primary" size="large" isBusy={isBusy}>
          {t("codeSubmit")}
        </Button>
      </form>
    </LinkFrame>
  );
}
