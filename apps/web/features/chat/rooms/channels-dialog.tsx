import { RoomPicture } from "../room/room-picture.tsx";
import { Button, Dialog, Input, showToast } from "@carbyne/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDebounced } from "../../../client/debounced.ts";
import { useWords } from "../../../client/words.ts";
import { channelsQuery, chatServer } from "../api.ts";

/** The public channels of the domain, to come into. */
export function ChannelsDialog({ onClose, onOpen }: { onClose: () => void; onOpen: (id: string) => void }) {
  const t = useTranslations("chat.channels");
  const words = useWords();
  const [text, setText] = useState("");
  const { data } = useQuery(channelsQuery(useDebounced(text, 150)));
  const join = (id: string) =>
    void chatServer.join(id).then(
      () => onOpen(id),
      (error: unknown) => showToast({ text: words(error).text }),
    );
  return (
    <Dialog isOpen onClose={onClose} title={t("title")} closeLabel={t("cancel")}>
      <Input
        dir="auto"
        value={text}
        autoFocus
        autoComplete="off"
        aria-label={t("find")}
        placeholder={t("find")}
        onChange={(event) => setText(event.target.value)}
      />
      <ul className="mt-3 flex max-h-80 flex-col overflow-auto" aria-label={t("title")}>
        {data?.map((channel) => (
          <li key={channel.id} className="flex items-center gap-3 border-b py-2 last:border-b-0">
            {channel.picture ? <RoomPicture id={channel.id} picture={channel.picture} size={32} /> : null}
            <div className="min-w-0 flex-1">
              <p dir="auto" className="truncate text-13 font-medium">
                {channel.name}
              </p>
              <p dir="auto" className="truncate text-12 text-muted">
                {channel.topic === "" ? t("people", { count: channel.members }) : channel.topic}
              </p>
            </div>
            {channel.isMember ? (
              <Button onClick={() => onOpen(channel.id)}>{t("open")}</Button>
            ) : (
              <Button
                look="primary"
                onClick={() => join(channel.id)}
                aria-label={t("joinNamed", { name: channel.name })}
              >
                {t("join")}
              </Button>
            )}
          </li>
        ))}
        {data?.length === 0 ? <li className="py-6 text-center text-13 text-muted">{t("none")}</li> : null}
      </ul>
    </Dialog>
  );
}
