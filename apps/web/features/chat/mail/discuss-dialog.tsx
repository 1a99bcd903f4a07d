import { Button, Dialog, Input, Textarea } from "@carbyne/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Users } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo, useState } from "react";
import { useWords } from "../../../client/words.ts";
import { mailPeopleQuery, mailTalksQuery, roomsQuery } from "../api.ts";
import { roomName } from "../names.ts";
import { roomHref } from "../place.ts";
import { RoomIcon } from "../room/room-icon.tsx";
import { useDiscuss } from "./use-discuss.ts";

export interface DiscussDialogProps {
  conversationId: string;
  subject: string;
  /** The message that is brought in. */
  mailId: string;
  onClose: () => void;
}

/** The choice that stands for those who wrote or got the mail. */
const people = "people";

/** Brings a mail into a room, or to the people of its conversation, with a note; then one is there. */
export function DiscussDialog({ conversationId, subject, mailId, onClose }: DiscussDialogProps) {
  const t = useTranslations("chat.mail");
  const words = useWords();
  const router = useRouter();
  const queryClient = useQueryClient();
  const { data: lines, isPending } = useQuery(roomsQuery);
  const { data: those = [] } = useQuery(mailPeopleQuery(conversationId));
  const [text, setText] = useState("");
  const [note, setNote] = useState("");
  const [chosen, setChosen] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const discuss = useDiscuss({ mailId, subject });
  const wanted = text.trim().toLocaleLowerCase();
  const rooms = useMemo(
    () =>
      (lines ?? []).filter(
        (line) =>
          !line.room.isArchived &&
          (!line.room.isAnnouncement || line.role !== "member") &&
          roomName(line).toLocaleLowerCase().includes(wanted),
      ),
    [lines, wanted],
  );
  const names = those.map((one) => one.name).join(", ");
  const arePeopleShown = those.length > 0 && `${t("people")} ${names}`.toLocaleLowerCase().includes(wanted);
  const submit = async () => {
    if (chosen === null) return;
    setIsBusy(true);
    try {
      const { roomId, number } = await discuss(chosen === people ? { people: those } : { roomId: chosen }, note);
      await queryClient.invalidateQueries({ queryKey: mailTalksQuery(conversationId).queryKey });
      onClose();
      router.push(roomHref(roomId, { number }));
    } catch (error) {
      setFault(words(error).text);
      setIsBusy(false);
    }
  };
  const choice = (id: string, icon: ReactNode, name: string, hint?: string) => (
    <label
      key={id}
      className="flex min-h-9 cursor-pointer items-center gap-3 px-3 py-1.5 hover:bg-hover has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-focus max-md:min-h-11 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-muted"
    >
      <input
        type="radio"
        name="room"
        value={id}
        checked={chosen === id}
        onChange={() => setChosen(id)}
        className="accent-accent"
      />
      {icon}
      <span className="min-w-0 flex-1">
        <span dir="auto" className="block truncate">
          {name}
        </span>
        {hint === undefined ? null : (
          <span dir="auto" className="block truncate text-12 text-muted">
            {hint}
          </span>
        )}
      </span>
    </label>
  );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("discussTitle")}
      description={t("discussHint")}
      closeLabel={t("cancel")}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button look="primary" isBusy={isBusy} disabled={chosen === null} onClick={() => void submit()}>
            {t("discussSubmit")}
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
        <div role="radiogroup" aria-label={t("where")} className="max-h-56 min-h-24 overflow-auto rounded-1 border">
          {arePeopleShown ? choice(people, <Users aria-hidden="true" />, t("people"), names) : null}
          {rooms.map((line) => choice(line.room.id, <RoomIcon line={line} />, roomName(line)))}
        </div>
        {rooms.length === 0 && !arePeopleShown && !isPending ? (
          <p className="text-13 text-muted">{t("nowhere")}</p>
        ) : null}
        <Textarea
          dir="auto"
          rows={3}
          value={note}
          maxLength={16_000}
          aria-label={t("note")}
          placeholder={t("note")}
          onChange={(event) => setNote(event.target.value)}
        />
        {fault ? (
          <p role="alert" className="text-13 text-danger">
            {fault}
          </p>
        ) : null}
      </div>
    </Dialog>
  );
}
