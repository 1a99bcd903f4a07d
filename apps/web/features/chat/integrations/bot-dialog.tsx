import { Field } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { DayField } from "../../../client/day-field.tsx";
import { dayOf } from "../../sharing/terms.ts";
import { useIntegrationVerbs } from "./api.ts";
import { FormDialog } from "./form-dialog.tsx";
import { NameField } from "./name-field.tsx";

export interface BotDialogProps {
  roomId: string;
  onClose: () => void;
  onMade: (token: string) => void;
}

/** Makes a bot that is in one room from the start. */
export function BotDialog({ roomId, onClose, onMade }: BotDialogProps) {
  const t = useTranslations("chat.integrations.bots");
  const { createBot } = useIntegrationVerbs();
  const [name, setName] = useState("");
  const [lastDay, setLastDay] = useState("");
  const submit = () => {
    const end = lastDay === "" ? null : new Date(`${lastDay}T23:59:59`);
    const expiresAt = end && !Number.isNaN(end.getTime()) ? end.toISOString() : null;
    createBot.mutate(
      { name, rooms: [roomId], expiresAt },
      {
        onSuccess: ({ token }) => {
          onClose();
          onMade(token);
        },
      },
    );
  };
  return (
    <FormDialog
      title={t("new")}
      hint={t("hint")}
      submitLabel={t("make")}
      isBusy={createBot.isPending}
      error={createBot.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <NameField value={name} onChange={setName} />
      <Field label={t("lastDay")} hint={t("lastDayHint")}>
        {({ id, describedBy }) => (
          <DayField
            id={id}
            min={dayOf(new Date())}
            value={lastDay}
            aria-describedby={describedBy}
            onChange={setLastDay}
          />
        )}
      </Field>
    </FormDialog>
  );
}
