import { Checkbox, Field, Input } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { type OutgoingHook, type OutgoingTerms, useIntegrationVerbs } from "./api.ts";
import { eventNames, hookEvents } from "./events.ts";
import { FormDialog } from "./form-dialog.tsx";
import { NameField } from "./name-field.tsx";

export interface OutgoingDialogProps {
  roomId: string;
  /** The one that is changed; null makes another. */
  hook: OutgoingHook | null;
  onClose: () => void;
  /** Takes the secret that deliveries of a new one are signed with. */
  onMade: (secret: string) => void;
}

const firstTerms: OutgoingTerms = { name: "", url: "", events: ["message.posted"], trigger: "", withBots: false };

function termsOf({ name, url, events, trigger, withBots }: OutgoingHook): OutgoingTerms {
  return { name, url, events: [...events], trigger, withBots };
}

/** Makes a webhook that is told what happens in a room, or gives one other terms. */
export function OutgoingDialog({ roomId, hook, onClose, onMade }: OutgoingDialogProps) {
  const t = useTranslations("chat.integrations.outgoing");
  const { createOutgoing, changeOutgoing } = useIntegrationVerbs();
  const [terms, setTerms] = useState(() => (hook ? termsOf(hook) : firstTerms));
  const botsId = useId();
  const set = (part: Partial<OutgoingTerms>) => setTerms((before) => ({ ...before, ...part }));
  const submit = () => {
    if (hook) return changeOutgoing.mutate({ id: hook.id, ...terms }, { onSuccess: onClose });
    createOutgoing.mutate(
      { roomId, ...terms },
      {
        onSuccess: ({ secret }) => {
          onClose();
          onMade(secret);
        },
      },
    );
  };
  return (
    <FormDialog
      title={t(hook ? "changeTitle" : "new")}
      hint={t("hint")}
      submitLabel={t(hook ? "save" : "make")}
      isBusy={createOutgoing.isPending || changeOutgoing.isPending}
      error={createOutgoing.error ?? changeOutgoing.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <NameField value={terms.name} onChange={(name) => set({ name })} />
      <Field label={t("url")} hint={t("urlHint")}>
        {({ id, describedBy }) => (
          <Input
            id={id}
            type="url"
            dir="ltr"
            autoComplete="off"
            value={terms.url}
            placeholder="https://"
            aria-describedby={describedBy}
            onChange={(event) => set({ url: event.currentTarget.value })}
          />
        )}
      </Field>
      <EventsField chosen={terms.events} onChange={(events) => set({ events })} />
      <Field label={t("trigger")} hint={t("triggerHint")}>
        {({ id, describedBy }) => (
          <Input
            id={id}
            dir="auto"
            autoComplete="off"
            value={terms.trigger}
            aria-describedby={describedBy}
            onChange={(event) => set({ trigger: event.currentTarget.value })}
          />
        )}
      </Field>
      <label htmlFor={botsId} className="flex items-center gap-2.5 text-14 max-md:min-h-11">
        <Checkbox id={botsId} checked={terms.withBots} onChange={(withBots) => set({ withBots })} />
        {t("withBots")}
      </label>
    </FormDialog>
  );
}

interface EventsFieldProps {
  chosen: OutgoingTerms["events"];
  onChange: (events: OutgoingTerms["events"]) => void;
}

function EventsField({ chosen, onChange }: EventsFieldProps) {
  const t = useTranslations("chat.integrations.outgoing");
  const id = useId();
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="pb-1.5 text-13 font-medium">{t("events")}</legend>
      {eventNames.map((event) => (
        <label key={event} htmlFor={`${id}-${event}`} className="flex items-center gap-2.5 text-14 max-md:min-h-11">
          <Checkbox
            id={`${id}-${event}`}
            checked={chosen.includes(event)}
            onChange={(isOn) => onChange(eventNames.filter((one) => (one === event ? isOn : chosen.includes(one))))}
          />
          {t(`event.${hookEvents[event]}`)}
        </label>
      ))}
    </fieldset>
  );
}
