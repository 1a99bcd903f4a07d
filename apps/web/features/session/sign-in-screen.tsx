"use client";

import { Button, Field, Input } from "@carbyne/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useTranslations } from "next-intl";
import { useEffect, useSyncExternalStore } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { useWords } from "../../client/words.ts";
import { Mark } from "../frame/mark.tsx";
import { useSignIn } from "./api.ts";
import { returnPath } from "./return-path.ts";

const Form = z.object({ address: z.string().trim().min(1), password: z.string().min(1) });

/** Address and password, and back to where one came from. */
export function SignInScreen({ to }: { to: string | undefined }) {
  const t = useTranslations("session.signIn");
  const words = useWords();
  const signIn = useSignIn();
  const isReady = useIsReady();
  const form = useForm({ resolver: zodResolver(Form), defaultValues: { address: "", password: "" } });
  const { errors } = form.formState;

  const { setFocus } = form;
  useEffect(() => {
    if (isReady) setFocus("address");
  }, [isReady, setFocus]);

  const submit = form.handleSubmit((input) =>
    signIn.mutate(input, {
      // A whole load: the language and the theme of the account come with the page.
      onSuccess: () => window.location.assign(returnPath(to)),
      onError: () => form.setFocus("password", { shouldSelect: true }),
    }),
  );
  const failure = signIn.error ? words(signIn.error) : null;

  return (
    <main className="grid min-h-dvh place-items-center p-4">
      <div className="w-full max-w-[360px]">
        <div className="mb-6 flex flex-col items-center gap-4 text-center">
          <Mark size={48} />
          <h1 className="text-24 font-semibold">{t("title")}</h1>
        </div>
        <form
          noValidate
          // Whatever happens, a password never stands in an address.
          method="post"
          onSubmit={(event) => void submit(event)}
          className="rounded-3 border bg-surface p-6"
        >
          <fieldset disabled={!isReady} className="flex flex-col gap-4">
            {failure ? (
              <div role="alert" className="rounded-1 border border-danger px-3 py-2 text-13">
                <p className="font-medium text-danger">{failure.text}</p>
                <p className="text-muted">{failure.hint}</p>
              </div>
            ) : null}
            <Field label={t("address")} error={errors.address && t("addressMissing")}>
              {({ id, describedBy, isInvalid }) => (
                <Input
                  id={id}
                  type="email"
                  autoComplete="username"
                  autoCapitalize="none"
                  spellCheck={false}
                  aria-describedby={describedBy}
                  aria-invalid={isInvalid}
                  {...form.register("address")}
                />
              )}
            </Field>
            <Field label={t("password")} error={errors.password && t("passwordMissing")}>
              {({ id, describedBy, isInvalid }) => (
                <Input
                  id={id}
                  type="password"
                  autoComplete="current-password"
                  aria-describedby={describedBy}
                  aria-invalid={isInvalid}
                  {...form.register("password")}
                />
              )}
            </Field>
            <Button type="submit" look="primary" size="large" isBusy={signIn.isPending || signIn.isSuccess}>
              {signIn.isPending || signIn.isSuccess ? t("busy") : t("submit")}
            </Button>
          </fieldset>
        </form>
        <p className="mt-4 text-center text-12 text-faint">{t("help")}</p>
      </div>
    </main>
  );
}

const never = () => () => {};

/** Whether the page listens already: before that a form would be sent by the browser itself. */
function useIsReady(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
