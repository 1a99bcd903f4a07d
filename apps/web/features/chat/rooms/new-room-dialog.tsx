import { Button, Dialog, Field, Input, Select, Switch } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWords } from "../../../client/words.ts";
import { useMe } from "../../session/me.ts";
import { chatServer, type Person } from "../api.ts";
import { PeopleField } from "./people-field.tsx";

export interface NewRoomDialogProps {
  onClose: () => void;
  onMade: (id: string) => void;
}

type Kind = "group" | "public" | "private";

/** Makes a group or a channel, with people in it from the start. */
export function NewRoomDialog({ onClose, onMade }: NewRoomDialogProps) {
  const t = useTranslations("chat.newRoom");
  const words = useWords();
  const me = useMe().account.id;
  const [kind, setKind] = useState<Kind>("group");
  const [name, setName] = useState("");
  const [topic, setTopic] = useState("");
  const [isAnnouncement, setIsAnnouncement] = useState(false);
  const [people, setPeople] = useState<Person[]>([]);
  const [fault, setFault] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const submit = async () => {
    if (name.trim() === "") return setFault(t("nameMissing"));
    setIsBusy(true);
    try {
      const isChannel = kind !== "group";
      const { id } = await chatServer.create({
        kind: isChannel ? "channel" : "group",
        name,
        topic,
        people: people.map((person) => person.id),
        ...(isChannel ? { isPublic: kind === "public", isAnnouncement } : {}),
      });
      onMade(id);
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
          <Button look="primary" isBusy={isBusy} onClick={() => void submit()}>
            {t("create")}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Field label={t("kind")} hint={t(`kindHint.${kind}`)}>
          {({ id, describedBy }) => (
            <Select
              id={id}
              describedBy={describedBy}
              value={kind}
              onChange={(next) => setKind(next as Kind)}
              options={(["group", "private", "public"] as const).map((value) => ({
                value,
                label: t(`kinds.${value}`),
              }))}
            />
          )}
        </Field>
        <Field label={t("name")} error={fault}>
          {({ id, describedBy, isInvalid }) => (
            <Input
              id={id}
              dir="auto"
              value={name}
              autoFocus
              autoComplete="off"
              maxLength={128}
              aria-describedby={describedBy}
              aria-invalid={isInvalid}
              onChange={(event) => {
                setName(event.target.value);
                setFault(undefined);
              }}
            />
          )}
        </Field>
        <Field label={t("topic")}>
          {({ id }) => (
            <Input
              id={id}
              dir="auto"
              value={topic}
              autoComplete="off"
              maxLength={512}
              onChange={(event) => setTopic(event.target.value)}
            />
          )}
        </Field>
        {kind === "group" ? null : (
          <label className="flex items-center justify-between gap-3 text-13">
            {t("announcement")}
            <Switch label={t("announcement")} checked={isAnnouncement} onChange={setIsAnnouncement} />
          </label>
        )}
        <div className="flex flex-col gap-1.5">
          <p className="text-13 font-medium">{t("people")}</p>
          <PeopleField chosen={people} onChange={setPeople} except={new Set([me])} />
        </div>
      </form>
    </Dialog>
  );
}
