import { Button } from "@carbyne/ui";
import { Hourglass } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { MeetingAbout } from "../api.ts";
import type { OwnMedia } from "../media/own-media.ts";
import { LobbyFrame } from "./lobby-frame.tsx";
import { Mirror } from "./mirror.tsx";

export interface WaitingProps {
  about: MeetingAbout;
  media: OwnMedia;
  onStop: () => void;
}

/** Until a moderator lets one in. */
export function Waiting({ about, media, onStop }: WaitingProps) {
  const t = useTranslations("meet.lobby");
  const acts = useMemo(
    () => ({
      toggleMic: () => void media.setMic(!media.get().mic.isOn),
      toggleCamera: () => void media.setCamera(!media.get().camera.isOn),
    }),
    [media],
  );
  return (
    <LobbyFrame onLeave={null}>
      <div className="m-auto flex max-w-160 flex-col gap-6">
        <Mirror media={media} me={about.me} acts={acts} />
        <div role="status" className="flex flex-col items-center gap-2 text-center">
          <Hourglass aria-hidden="true" className="size-8 text-faint" strokeWidth={1.25} />
          <h1 dir="auto" className="text-20 font-semibold">
            {about.name}
          </h1>
          <p className="text-14 text-muted">{t("waiting")}</p>
        </div>
        <Button className="self-center" onClick={onStop}>
          {t("stopWaiting")}
        </Button>
      </div>
    </LobbyFrame>
  );
}
