import { Button, Checkbox, Dialog, Input, showToast } from "@carbyne/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useWords } from "../../../client/words.ts";
import { chatServer, type Message, roomsQuery } from "../api.ts";
import { roomName } from "../names.ts";
import { RoomIcon } from "./room-icon.tsx";

export interface ForwardDialogProps {
  messages: readonly Message[];
  onClose: () => void;
  onDone?: () => void;
}

/** Passes messages on to rooms that one is in, several at once. */
export function ForwardDialog({ messages, onClose, onDone }: ForwardDialogProps) {
  const t = useTranslations("chat.forward");
  const words = useWords();
  const { data } = useQuery(roomsQuery);
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isBusy, setIsBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  // The same name for each try: what was done is not done twice.
  const [key] = useState(() => crypto.randomUUID());
  const rooms = useMemo(() => {
    const wanted = text.trim().toLocaleLowerCase();
    return (data ?? []).filter(
      (line) =>
        !line.room.isArchived &&
        (!line.room.isAnnouncement || line.role !== "member") &&
        roomName(line).toLocaleLowerCase().includes(wanted),
    );
  }, [data, text]);
  const toggle = (id: string) =>
    setChosen((before) =>
      before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id]),
    );
  const submit = async () => {
    setIsBusy(true);
    try {
      await chatServer.forward({ ids: messages.map((message) => message.id), roomIds: [...chosen], key });
      showToast({ text: t("done", { count: chosen.size }) });
      onClose();
      onDone?.();
    } catch (error) {
      setFault(words(error).text);
      setIsBusy(false);
    }
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={messages.length === 1 ? t("title") : t("titleMany", { count: messages.length })}
      closeLabel={t("cancel")}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button look="primary" isBusy={isBusy} disabled={chosen.size === 0} onClick={() => void submit()}>
            {t("submit")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-2">
        <Input
          dir="auto"
          value={text}
          autoFocus
          autoComplete="off"
          aria-label={t("find")}
          placeholder={t("find")}
          onChange={(event) => setText(event.target.value)}
        />
        <ul className="max-h-72 min-h-24 overflow-auto rounded-1 border" aria-label={t("rooms")}>
          {rooms.map((line) => (
            <li
              key={line.room.id}
              className="flex items-center gap-3 px-3 py-1.5 hover:bg-hover max-md:min-h-11 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-muted"
            >
              <Checkbox
                label={roomName(line)}
                checked={chosen.has(line.room.id)}
                onChange={() => toggle(line.room.id)}
              />
              <RoomIcon line={line} />
              <button
                type="button"
                tabIndex={-1}
                aria-hidden="true"
                dir="auto"
                className="min-w-0 flex-1 truncate text-start"
                onClick={() => toggle(line.room.id)}
              >
                {roomName(line)}
              </button>
            </li>
          ))}
        </ul>
        {rooms.length === 0 ? <p className="text-13 text-muted">{t("none")}</p> : null}
        {fault ? (
          <p role="alert" className="text-13 text-danger">
            {fault}
          </p>
        ) : null}
      </div>
    </Dialog>
  );
}
