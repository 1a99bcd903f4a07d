import type { MenuEntry } from "@carbyne/ui";
import {
  CircleDot,
  CircleStop,
  Eye,
  EyeOff,
  Fullscreen,
  Gauge,
  LayoutGrid,
  LogOut,
  MessageSquare,
  MicOff,
  NotebookPen,
  ScreenShare,
  Settings2,
  Split,
  UserPlus,
  Users,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { useIsNarrow } from "../../../client/media.ts";
import { type MeetingAbout, type MeetingState, meetServer, recordingServer } from "../api.ts";
import type { Asked } from "../call/call-view.tsx";
import type { CallActs } from "../call/use-call-acts.ts";
import { savings, type ViewChoices } from "../call/view-choices.ts";
import type { Call } from "../connection/call.ts";
import { meOf } from "../connection/state.ts";
import { useCall } from "../connection/use-call.ts";
import type { OwnMedia } from "../media/own-media.ts";
import type { PanelTab } from "../panel/side-panel.tsx";
import { layouts } from "../stage/layout.ts";

export interface MoreEntriesOptions {
  call: Call;
  media: OwnMedia;
  acts: CallActs;
  about: MeetingAbout;
  state: MeetingState | null;
  view: ViewChoices;
  isGuest: boolean;
  onPanel: (tab: PanelTab) => void;
  onAsk: (asked: Asked) => void;
}

/** What one does now and then. On a phone also what has no place in the bar there. */
export function useMoreEntries(options: MoreEntriesOptions): readonly MenuEntry[] {
  const { call, acts, about, state, view, isGuest, onPanel, onAsk } = options;
  const t = useTranslations("meet.more");
  const tBar = useTranslations("meet.bar");
  const tHead = useTranslations("meet.head");
  const isNarrow = useIsNarrow();
  const isModerator = useCall(call, (one) => meOf(one)?.isModerator === true);
  const { roomId } = about;
  const isRecorded = state !== null && state.recording !== null;
  const narrow: readonly MenuEntry[] = isNarrow
    ? [
        { label: tBar("share"), icon: <ScreenShare aria-hidden="true" />, onSelect: acts.toggleShare },
        { label: tBar("people"), icon: <Users aria-hidden="true" />, onSelect: () => onPanel("people") },
        "separator",
      ]
    : [];
  const looks: readonly MenuEntry[] = [
    {
      label: tHead("layout"),
      icon: <LayoutGrid aria-hidden="true" />,
      entries: (["auto", ...layouts] as const).map((layout) => ({
        label: tHead(`layouts.${layout}`),
        isChecked: layout === view.layout,
        onSelect: () => view.setLayout(layout),
      })),
    },
    {
      label: t("saving"),
      icon: <Gauge aria-hidden="true" />,
      entries: savings.map((saving) => ({
        label: t(`savings.${saving}`),
        isChecked: saving === view.saving,
        onSelect: () => view.setSaving(saving),
      })),
    },
    {
      label: t(view.hidesSelf ? "showSelf" : "hideSelf"),
      icon: view.hidesSelf ? <Eye aria-hidden="true" /> : <EyeOff aria-hidden="true" />,
      onSelect: () => view.setHidesSelf(!view.hidesSelf),
    },
    {
      label: t("full"),
      icon: <Fullscreen aria-hidden="true" />,
      onSelect: () => {
        if (document.fullscreenElement) void document.exitFullscreen();
        else void document.documentElement.requestFullscreen().catch(() => undefined);
      },
    },
  ];
  const members: readonly MenuEntry[] = isGuest
    ? []
    : [
        "separator",
        { label: t("invite"), icon: <UserPlus aria-hidden="true" />, onSelect: () => onAsk("invite") },
        { label: t("notes"), icon: <NotebookPen aria-hidden="true" />, onSelect: () => onPanel("notes") },
        {
          label: t("chat"),
          icon: <MessageSquare aria-hidden="true" />,
          onSelect: () => window.open(`/chat/${roomId}`, "_blank", "noopener"),
        },
      ];
  const moderators: readonly MenuEntry[] = isModerator
    ? [
        "separator",
        {
          label: t(isRecorded ? "stopRecording" : "record"),
          icon: isRecorded ? <CircleStop aria-hidden="true" /> : <CircleDot aria-hidden="true" />,
          onSelect: () =>
            acts.attempt(() =>
              isRecorded ? recordingServer.stop.mutate({ roomId }) : recordingServer.start.mutate({ roomId }),
            ),
        },
        { label: t("parts"), icon: <Split aria-hidden="true" />, onSelect: () => onAsk("parts") },
        {
          label: t("muteAll"),
          icon: <MicOff aria-hidden="true" />,
          onSelect: () => acts.attempt(() => call.moderate("mute", null)),
        },
        { label: t("room"), icon: <Settings2 aria-hidden="true" />, onSelect: () => onAsk("room") },
        {
          label: t("end"),
          icon: <LogOut aria-hidden="true" />,
          isDanger: true,
          onSelect: () => acts.attempt(() => meetServer.end.mutate({ roomId })),
        },
      ]
    : [];
  return [...narrow, ...looks, ...members, ...moderators];
}
