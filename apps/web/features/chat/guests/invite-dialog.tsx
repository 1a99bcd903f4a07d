import { Button, Dialog, Field, Input, Select, showToast, Switch } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { DayField } from "../../../client/day-field.tsx";
import { useWords } from "../../../client/words.ts";
import { dayOf } from "../../sharing/terms.ts";
import { useInviteVerbs } from "./api.ts";
import { faultOf, firstDraft, type InviteDraft, termsOf } from "./invite-draft.ts";

export interface InviteDialogProps {
  roomId: string;
  onClose: () => void;
  /** Takes the token of an invitation for whoever has its address. */
  onMade: (token: string) => void;
}

/** Invites people without an account into a room: whoever has a link, or one person by a mail. */
export function InviteDialog({ roomId, onClose, onMade }: InviteDialogProps) {
  const t = useTranslations("chat.guests");
  const words = useWords();
  const { create } = useInviteVerbs();
  const [draft, setDraft] = useState(() => firstDraft(new Date()));
  const [isTried, setIsTried] = useState(false);
  const fault = isTried ? faultOf(draft) : null;
  const set = (part: Partial<InviteDraft>) => setDraft((before) => ({ ...before, ...part }));
  const submit = () => {
    setIsTried(true);
    if (faultOf(draft) !== null || create.isPending) return;
    const terms = termsOf(draft);
    create.mutate(
      { roomId, ...terms },
      {
        onSuccess: ({ token }) => {
          onClose();
          if (terms.address === null) onMade(token);
          else showToast({ text: t("mailed", { address: terms.address }) });
        },
      },
    );
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("title")}
      description={t("hint")}
      closeLabel={t("cancel")}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button look="primary" isBusy={create.isPending} onClick={submit}>
            {t(draft.kind === "mail" ? "send" : "make")}
          </Button>
        </>
      }
    >
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field label={t("kind")} hint={t(`kindHint.${draft.kind}`)}>
          {({ id, describedBy }) => (
            <Select
              id={id}
              describedBy={describedBy}
              value={draft.kind}
              options={(["link", "mail"] as const).map((value) => ({ value, label: t(`kinds.${value}`) }))}
              onChange={(kind) => set({ kind })}
              className="w-full"
            />
          )}
        </Field>
        {draft.kind === "mail" ? (
          <Field label={t("address")} error={fault === "address" ? t("addressFault") : undefined}>
            {({ id, describedBy, isInvalid }) => (
              <Input
                id={id}
                type="email"
                dir="ltr"
                autoComplete="off"
                value={draft.address}
                aria-describedby={describedBy}
                aria-invalid={isInvalid}
                onChange={(event) => set({ address: event.currentTarget.value })}
              />
            )}
          </Field>
        ) : null}
        <Choice label={t("withHistory")} isOn={draft.withHistory} onChange={(withHistory) => set({ withHistory })} />
        <Choice label={t("mayUpload")} isOn={draft.mayUpload} onChange={(mayUpload) => set({ mayUpload })} />
        <Field label={t("lastDay")} hint={draft.lastDay === "" ? t("noEnd") : t("lastDayHint")}>
          {({ id, describedBy }) => (
            <DayField
              id={id}
              min={dayOf(new Date())}
              value={draft.lastDay}
              aria-describedby={describedBy}
              onChange={(lastDay) => set({ lastDay })}
            />
          )}
        </Field>
        {draft.kind === "link" ? (
          <Field
            label={t("mostUses")}
            hint={t("mostUsesHint")}
            error={fault === "mostUses" ? t("mostUsesFault") : undefined}
          >
            {({ id, describedBy, isInvalid }) => (
              <Input
                id={id}
                inputMode="numeric"
                autoComplete="off"
                value={draft.mostUses}
                aria-describedby={describedBy}
                aria-invalid={isInvalid}
                onChange={(event) => set({ mostUses: event.currentTarget.value.trim() })}
              />
            )}
          </Field>
        ) : null}
        {create.error ? (
          <p role="alert" className="text-13 text-danger">
            {words(create.error).text}
          </p>
        ) : null}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}

interface ChoiceProps {
  label: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

function Choice({ label, isOn, onChange }: ChoiceProps) {
  return (
    <label className="flex items-center justify-between gap-3 text-13 max-md:min-h-11">
      {label}
      <Switch label={label} checked={isOn} onChange={onChange} />
    </label>
  );
}
