import { Button } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useWords } from "../../../client/words.ts";
import { chatServer, type RoomLine } from "../api.ts";
import { RoomIcon } from "../room/room-icon.tsx";

/** The picture of a room: chosen, changed and taken away at once. */
export function PictureField({ line }: { line: RoomLine }) {
  const t = useTranslations("chat.changeRoom");
  const words = useWords();
  const chooser = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const { room } = line;
  const run = async (act: Promise<unknown>) => {
    setFault(undefined);
    setIsBusy(true);
    try {
      await act;
    } catch (error) {
      setFault(words(error).text);
    }
    setIsBusy(false);
  };
  return (
    <div
      role="group"
      aria-label={t("picture")}
      className="flex flex-wrap items-center gap-3 [&>svg]:size-6 [&>svg]:text-muted"
    >
      <RoomIcon line={line} size={40} />
      <Button isBusy={isBusy} onClick={() => chooser.current?.click()}>
        {t(room.picture ? "changePicture" : "choosePicture")}
      </Button>
      {room.picture ? (
        <Button onClick={() => void run(chatServer.removePicture(room.id))}>{t("removePicture")}</Button>
      ) : null}
      <input
        ref={chooser}
        type="file"
        accept="image/jpeg,image/png,image/webp,image/gif,image/heic,image/bmp,image/tiff"
        hidden
        aria-label={t("picture")}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          currentTarget.value = "";
          if (file) void run(chatServer.setPicture(room.id, file));
        }}
      />
      {fault ? (
        <p role="alert" className="w-full text-13 text-danger">
          {fault}
        </p>
      ) : null}
    </div>
  );
}
