import type { MenuEntry } from "@carbyne/ui";
import type { Peer } from "@carbyne/sfu/messages";
import {
  Fullscreen,
  Hand,
  MicOff,
  PictureInPicture2,
  Pin,
  PinOff,
  ScreenShareOff,
  Shield,
  Star,
  StarOff,
  UserX,
  VideoOff,
  Volume2,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { meetServer } from "../api.ts";
import type { Call } from "../connection/call.ts";
import { isHeard, meOf, producerOf } from "../connection/state.ts";
import { useCall } from "../connection/use-call.ts";
import type { CallActs } from "../call/use-call-acts.ts";
import { type Item, keyOf } from "../stage/items.ts";

export interface PeerEntriesOptions {
  call: Call;
  acts: CallActs;
  roomId: string;
  pinned: ReadonlySet<string>;
  onPin: (key: string) => void;
  /** Shows a tile in a window of its own, or as large as the screen. */
  onBesides: ((key: string) => void) | null;
  onFull: (key: string) => void;
}

/** What can be done with somebody's tile or line, the same in both. */
export function usePeerEntries(options: PeerEntriesOptions): (item: Item) => readonly MenuEntry[] {
  const { call, acts, roomId, pinned, onPin, onBesides, onFull } = options;
  const t = useTranslations("meet.person");
  const isModerator = useCall(call, (state) => meOf(state)?.isModerator === true);
  const meId = useCall(call, (state) => state.meId);
  const lit = useCall(call, (state) => state.spotlight);
  return useCallback(
    ({ peer, source }) => {
      const key = keyOf(peer.id, source);
      const isPinned = pinned.has(key);
      return [
        {
          label: t(isPinned ? "unpin" : "pin"),
          icon: isPinned ? <PinOff aria-hidden="true" /> : <Pin aria-hidden="true" />,
          onSelect: () => onPin(key),
        },
        ...(isModerator ? [lighting(peer.id, source)] : []),
        { label: t("full"), icon: <Fullscreen aria-hidden="true" />, onSelect: () => onFull(key) },
        ...(onBesides
          ? [
              {
                label: t("besides"),
                icon: <PictureInPicture2 aria-hidden="true" />,
                onSelect: () => onBesides(key),
              },
            ]
          : []),
        ...(isModerator && peer.id !== meId ? moderating(peer) : []),
      ];
    },
    [t, pinned, lit, onPin, onFull, onBesides, isModerator, meId, call, acts, roomId],
  );

  function lighting(peerId: string, source: Item["source"]): MenuEntry {
    const isLit = lit?.peerId === peerId && lit.source === source;
    return {
      label: t(isLit ? "noSpotlight" : "spotlight"),
      icon: isLit ? <StarOff aria-hidden="true" /> : <Star aria-hidden="true" />,
      onSelect: () => acts.attempt(() => call.spotlight(isLit ? null : { peerId, source })),
    };
  }
  function moderating(peer: Peer): readonly MenuEntry[] {
    const order = (act: Parameters<Call["moderate"]>[0]) => () => acts.attempt(() => call.moderate(act, peer.id));
    const camera = producerOf(peer, "camera");
    return [
      "separator",
      isHeard(peer)
        ? { label: t("mute"), icon: <MicOff aria-hidden="true" />, onSelect: order("mute") }
        : { label: t("askUnmute"), icon: <Volume2 aria-hidden="true" />, onSelect: order("askUnmute") },
      ...(camera && !camera.isPaused
        ? [{ label: t("stopCamera"), icon: <VideoOff aria-hidden="true" />, onSelect: order("stopCamera") }]
        : []),
      ...(producerOf(peer, "screen")
        ? [{ label: t("stopScreen"), icon: <ScreenShareOff aria-hidden="true" />, onSelect: order("stopScreen") }]
        : []),
      ...(peer.handAt === null
        ? []
        : [{ label: t("lowerHand"), icon: <Hand aria-hidden="true" />, onSelect: order("lowerHand") }]),
      {
        label: t(peer.isModerator ? "noModerator" : "moderator"),
        icon: <Shield aria-hidden="true" />,
        onSelect: () =>
          acts.attempt(() =>
            meetServer.setModerator.mutate({ roomId, personId: peer.personId, isModerator: !peer.isModerator }),
          ),
      },
      {
        label: t("remove"),
        icon: <UserX aria-hidden="true" />,
        isDanger: true,
        onSelect: () => acts.attempt(() => meetServer.remove.mutate({ roomId, personId: peer.personId })),
      },
    ];
  }
}
