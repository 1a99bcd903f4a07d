import { Button, Dialog, Switch } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWords } from "../../../client/words.ts";
import { chatServer, type Member, type Person } from "../api.ts";
import { PeopleField } from "./people-field.tsx";

export interface AddPeopleDialogProps {
  roomId: string;
  members: readonly Member[];
  onClose: () => void;
}

/** Adds people to a room, with what was said before or from now on. */
export function AddPeopleDialog({ roomId, members, onClose }: AddPeopleDialogProps) {
  const t = useTranslations("chat.addPeople");
  const words = useWords();
  const [people, setPeople] = useState<Person[]>([]);
  const [withHistory, setWithHistory] = useState(true);
  const [fault, setFault] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const present = new Set(members.filter((member) => member.leftAt === null).map((member) => member.id));
  const submit = async () => {
    setIsBusy(true);
    try {
      await chatServer.addPeople({ id: roomId, people: people.map((person) => person.id), withHistory });
      onClose();
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
      closeLabel={t("cancel")}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button look="primary" isBusy={isBusy} disabled={people.length === 0} onClick={() => void submit()}>
            {t("add")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <PeopleField chosen={people} onChange={setPeople} except={present} />
        <label className="flex items-center justify-between gap-3 text-13">
          {t("withHistory")}
          <Switch label={t("withHistory")} checked={withHistory} onChange={setWithHistory} />
        </label>
        {fault ? (
          <p role="alert" className="text-13 text-danger">
            {fault}
          </p>
        ) : null}
      </div>
    </Dialog>
  );
}
