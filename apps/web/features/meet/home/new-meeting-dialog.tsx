import { Button, Dialog, Field, Input } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWords } from "../../../client/words.ts";
import type { Person } from "../../chat/api.ts";
import { PeopleField } from "../../chat/rooms/people-field.tsx";
import { meetServer } from "../api.ts";
import { callHref, meetHref } from "../place.ts";

const nobody: ReadonlySet<string> = new Set();

/** A room to meet in, at once or whenever one likes. */
export function NewMeetingDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("meet.new");
  const words = useWords();
  const [name, setName] = useState("");
  const [people, setPeople] = useState<readonly Person[]>([]);
  const [fault, setFault] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const create = async () => {
    setIsBusy(true);
    setFault(undefined);
    try {
      const { roomId } = await meetServer.create.mutate({
        name: name.trim() === "" ? t("unnamed") : name.trim(),
        people: people.map(({ id }) => id),
      });
      window.location.assign(people.length > 0 ? callHref(roomId) : meetHref(roomId));
    } catch (error) {
      setFault(words(error).text);
      setIsBusy(false);
    }
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
          <Button look="primary" isBusy={isBusy} onClick={() => void create()}>
            {t("create")}
          </Button>
        </>
      }
    >
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <Field label={t("name")} error={fault}>
          {({ id, describedBy, isInvalid }) => (
            <Input
              id={id}
              dir="auto"
              autoFocus
              maxLength={200}
              placeholder={t("unnamed")}
              value={name}
              aria-describedby={describedBy}
              aria-invalid={isInvalid}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          )}
        </Field>
        <div className="flex flex-col gap-1.5">
          <h3 className="text-13 font-medium">{t("people")}</h3>
          <PeopleField chosen={people} onChange={setPeople} except={nobody} />
        </div>
      </form>
    </Dialog>
  );
}
