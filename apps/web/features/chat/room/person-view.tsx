import { Avatar, ErrorState, IconButton, showToast } from "@carbyne/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ChevronLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { replaceWith } from "../../../client/place.ts";
import { useWords } from "../../../client/words.ts";
import { chatServer, peopleQuery, type RoomLine, roomsKey, roomsQuery } from "../api.ts";
import { Composer, type ComposerHandle } from "../composer/composer.tsx";
import { sendSoon } from "../live/outbox.ts";
import { roomHref } from "../place.ts";

const nobody = () => null;
const alone = { people: () => [] };

/** A one-to-one that is not there yet: it is made with its first message. One that is there is opened. */
export function PersonView({ id, onBack }: { id: string; onBack: () => void }) {
  const t = useTranslations("chat.room");
  const tWrite = useTranslations("chat.write");
  const words = useWords();
  const queryClient = useQueryClient();
  const rooms = useQuery(roomsQuery);
  const people = useQuery(peopleQuery(""));
  const [text, setText] = useState("");
  const composer = useRef<ComposerHandle>(null);
  const known = rooms.data?.find((line) => line.room.kind === "direct" && line.other?.id === id);
  const person = people.data?.people.find((one) => one.id === id);
  const name = person?.name ?? "";
  useEffect(() => {
    if (known) replaceWith(roomHref(known.room.id));
  }, [known]);
  useEffect(() => composer.current?.focus(), [rooms.data]);
  if (rooms.isError && !rooms.data)
    return <ErrorState {...words(rooms.error)} retryLabel={t("retry")} onRetry={() => void rooms.refetch()} />;
  if (!rooms.data || known) return null;
  const send = async (said: string) => {
    setText("");
    try {
      const room = await chatServer.openDirect(id);
      const fresh = await chatServer.lines([room.id]);
      queryClient.setQueryData<RoomLine[]>(roomsKey, (all) => [
        ...(all ?? []).filter((line) => line.room.id !== room.id),
        ...fresh,
      ]);
      sendSoon({ roomId: room.id, threadId: null, replyToId: null, isAlsoInRoom: false, text: said, attachments: [] });
      replaceWith(roomHref(room.id));
    } catch (error) {
      setText(said);
      showToast({ text: words(error).text });
    }
  };
  return (
    <section className="flex min-w-0 flex-1 flex-col bg-surface pb-3" aria-label={name}>
      <header className="flex h-14 shrink-0 items-center gap-1 border-b ps-5 max-md:ps-1">
        <IconButton label={t("back")} onClick={onBack} className="md:hidden">
          <ChevronLeft aria-hidden="true" className="rtl:rotate-180" />
        </IconButton>
        <h1 dir="auto" className="truncate text-16 font-semibold">
          {name}
        </h1>
      </header>
      <div className="flex flex-1 flex-col justify-end gap-2 px-5 py-4">
        <Avatar name={name} address={id} size={40} />
        <p dir="auto" className="text-16 font-semibold">
          {name}
        </p>
        <p className="max-w-[560px] text-13 text-muted">{t("beginning.direct", { name })}</p>
      </div>
      <Composer
        ref={composer}
        label={tWrite("to", { name })}
        value={text}
        onChange={setText}
        onSend={(said) => void send(said)}
        nameOf={nobody}
        sources={alone}
      />
    </section>
  );
}
