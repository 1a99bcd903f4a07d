import { Button, Dialog, Field, Input, Switch } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWords } from "../../../client/words.ts";
import { chatServer, type RoomLine } from "../api.ts";
import { PictureField } from "./picture-field.tsx";

/** Changes what a room is called and about; of channels, their owners also who finds them and who begins things in them. */
export function ChangeRoomDialog({ line, onClose }: { line: RoomLine; onClose: () => void }) {
  const { room, role } = line;
  const t = useTranslations("chat.newRoom");
  const tChange = useTranslations("chat.changeRoom");
  const words = useWords();
  const [name, setName] = useState(room.name);
  const [topic, setTopic] = useState(room.topic);
  const [isPublic, setIsPublic] = useState(room.isPublic);
  const [isAnnouncement, setIsAnnouncement] = useState(room.isAnnouncement);
  const [fault, setFault] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const decides = room.kind === "channel" && role === "owner";
  const submit = async () => {
    if (name.trim() === "") return setFault(t("nameMissing"));
    setIsBusy(true);
    try {
      await chatServer.change({ id: room.id, name, topic, ...(decides ? { isPublic, isAnnouncement } : {}) });
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
      title={tChange("title")}
      closeLabel={t("cancel")}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button look="primary" isBusy={isBusy} onClick={() => void submit()}>
            {tChange("save")}
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
        <PictureField line={line} />
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
              onChange={(event) => setName(event.target.value)}
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
        {decides ? (
          <>
            <label className="flex items-center justify-between gap-3 text-13">
              {tChange("isPublic")}
              <Switch label={tChange("isPublic")} checked={isPublic} onChange={setIsPublic} />
            </label>
            <label className="flex items-center justify-between gap-3 text-13">
              {t("announcement")}
              <Switch label={t("announcement")} checked={isAnnouncement} onChange={setIsAnnouncement} />
            </label>
          </>
        ) : null}
      </form>
    </Dialog>
  );
}
