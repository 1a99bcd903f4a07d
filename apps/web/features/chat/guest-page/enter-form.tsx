import { Button, Field, Input } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWords } from "../../../client/words.ts";
import { enter, type InviteAbout } from "./api.ts";
import { GuestFrame } from "./guest-frame.tsx";

/** As long as the server takes. */
const mostLetters = 64;

export interface EnterFormProps {
  token: string;
  invite: InviteAbout;
  onEntered: () => Promise<void>;
}

/** Says which room it is and who invites, and asks for the name that one goes by there. */
export function EnterForm({ token, invite, onEntered }: EnterFormProps) {
  const t = useTranslations("chat.guestPage");
  const words = useWords();
  const [name, setName] = useState("");
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setIsBusy] = useState(false);
  const submit = async () => {
    if (isBusy) return;
    setIsBusy(true);
    setError(null);
    try {
      await enter(token, name);
      await onEntered();
    } catch (refused) {
      setError(refused);
    }
    setIsBusy(false);
  };
  return (
    <GuestFrame>
      <form
        noValidate
        className="m-auto flex w-full max-w-100 flex-col gap-4 rounded-3 border bg-surface p-6"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div className="flex flex-col gap-1">
          <h1 className="text-20 font-semibold wrap-anywhere">
            {t("invites", { name: invite.by, room: invite.roomName })}
          </h1>
          <p className="text-14 text-muted">{t("hint")}</p>
        </div>
        <Field label={t("name")} hint={t("nameHint")} error={error === null ? undefined : words(error).text}>
          {({ id, describedBy, isInvalid }) => (
            <Input
              id={id}
              dir="auto"
              autoFocus
              autoComplete="name"
              maxLength={mostLetters}
              value={name}
              aria-describedby={describedBy}
              aria-invalid={isInvalid}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          )}
        </Field>
        <Button type="submit" look="primary" size="large" isBusy={isBusy}>
          {t("enter")}
        </Button>
      </form>
    </GuestFrame>
  );
}
