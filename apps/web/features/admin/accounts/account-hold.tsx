import { Button, Field, Input, showToast } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useDates } from "../../../client/dates.ts";
import { useWords } from "../../../client/words.ts";
import { useMe } from "../../session/me.ts";
import { type Keeping, useKeepingVerbs } from "../keeping-api.ts";
import type { AccountRow } from "../types.ts";
import { useTell } from "../use-tell.ts";

/** That an account is held and why, or the way to hold it. */
export function AccountHold({ account, hold }: { account: AccountRow; hold: Keeping["hold"] }) {
  const t = useTranslations("admin.keeping");
  const tAdmin = useTranslations("admin.accounts");
  const tReasons = useTranslations("errors.reasons");
  const dates = useDates();
  const tell = useTell();
  const me = useMe().account;
  const { placeHold, releaseHold } = useKeepingVerbs();
  const { id, name } = account;
  if (!hold) return <PlaceHold account={account} />;
  const release = () =>
    releaseHold.mutate(
      { id },
      {
        onError: tell,
        onSuccess: () =>
          showToast({
            text: t("released", { name }),
            action: {
              label: tAdmin("undo"),
              run: () => placeHold.mutate({ id, reason: hold.reason }, { onError: tell }),
            },
          }),
      },
    );
  return (
    <section aria-label={t("hold")} className="rounded-2 border bg-surface p-3 text-13">
      <h3 className="text-14 font-semibold">{t("held", { when: dates.full(hold.placedAt) })}</h3>
      <p className="mt-1 break-words">{hold.reason}</p>
      <p className="mt-1 text-muted">{t("heldHint")}</p>
      {/* Who is held does not let themselves go. */}
      {id === me.id ? (
        <p className="mt-1 text-muted">{tReasons("hold-own")}</p>
      ) : (
        <Button className="mt-3" onClick={release} isBusy={releaseHold.isPending}>
          {t("release")}
        </Button>
      )}
    </section>
  );
}

function PlaceHold({ account: { id, name } }: { account: AccountRow }) {
  const t = useTranslations("admin.keeping");
  const words = useWords();
  const { placeHold } = useKeepingVerbs();
  const [reason, setReason] = useState("");
  const [isAsked, setIsAsked] = useState(false);
  const isMissing = reason.trim() === "";
  const failure = placeHold.error ? words(placeHold.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsAsked(true);
    if (!isMissing) placeHold.mutate({ id, reason }, { onSuccess: () => showToast({ text: t("placed", { name }) }) });
  };
  const error = isAsked && isMissing ? t("reasonMissing") : failure ? `${failure.text} ${failure.hint}` : undefined;
  return (
    <form aria-label={t("hold")} onSubmit={submit} noValidate className="flex flex-col gap-3">
      <div>
        <h3 className="text-14 font-semibold">{t("hold")}</h3>
        <p className="text-13 text-muted">{t("holdHint")}</p>
      </div>
      <Field label={t("reason")} hint={t("reasonHint")} error={error}>
        {({ id: inputId, describedBy, isInvalid }) => (
          <Input
            id={inputId}
            value={reason}
            maxLength={1000}
            autoComplete="off"
            aria-describedby={describedBy}
            aria-invalid={isInvalid}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" className="self-start" isBusy={placeHold.isPending}>
        {t("place")}
      </Button>
    </form>
  );
}
