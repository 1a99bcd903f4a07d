import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { type Command, useCommands } from "../../../client/commands.ts";
import type { MeetingAbout, MeetingState } from "../api.ts";
import type { OwnMedia } from "../media/own-media.ts";
import { DeviceRows } from "./device-rows.tsx";
import { JoinCard } from "./join-card.tsx";
import { LobbyFrame } from "./lobby-frame.tsx";
import { Mirror } from "./mirror.tsx";
import { PermissionHelp } from "./permission-help.tsx";
import { useFirstMedia } from "./use-first-media.ts";

export interface LobbyProps {
  about: MeetingAbout;
  media: OwnMedia;
  state: MeetingState | null;
  error: unknown;
  isRefused: boolean;
  isJoining: boolean;
  onJoin: (how: { password?: string; moves?: boolean }) => Promise<void>;
  onLeave: (() => void) | null;
}

/** Before one comes in: how one is seen and heard, and what one comes into. */
export function Lobby(props: LobbyProps) {
  const { about, media } = props;
  const t = useTranslations("meet");
  const tKeys = useTranslations("keys.action");
  useFirstMedia(media);
  const acts = useMemo(
    () => ({
      toggleMic: () => void media.setMic(!media.get().mic.isOn),
      toggleCamera: () => void media.setCamera(!media.get().camera.isOn),
    }),
    [media],
  );
  const commands = useMemo(
    (): Command[] => [
      {
        id: "meet.mic",
        action: "meet.mic",
        label: tKeys("meet.mic"),
        section: t("title"),
        run: acts.toggleMic,
      },
      {
        id: "meet.camera",
        action: "meet.camera",
        label: tKeys("meet.camera"),
        section: t("title"),
        run: acts.toggleCamera,
      },
    ],
    [acts, t, tKeys],
  );
  useCommands(commands);
  return (
    <LobbyFrame onLeave={props.onLeave}>
      <div className="grid grid-cols-[minmax(0,744px)_360px] items-start gap-8 max-lg:flex max-lg:flex-col max-lg:items-stretch max-md:gap-4">
        <section aria-label={t("lobby.own")} className="flex min-w-0 flex-col gap-3 max-lg:contents">
          <Mirror media={media} me={about.me} acts={acts} />
          <PermissionHelp media={media} />
          <DeviceRows media={media} />
        </section>
        <JoinCard {...props} />
      </div>
    </LobbyFrame>
  );
}
