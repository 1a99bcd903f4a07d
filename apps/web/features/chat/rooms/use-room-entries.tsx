import { type MenuEntry, showToast } from "@carbyne/ui";
import {
  Archive,
  ArchiveRestore,
  Bell,
  BellOff,
  Download,
  Eraser,
  EyeOff,
  LogOut,
  Mail,
  Pencil,
  Search,
  Star,
  StarOff,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { useQueryClient } from "@tanstack/react-query";
import { goTo } from "../../../client/place.ts";
import { useWords } from "../../../client/words.ts";
import { chatServer, type RoomLine, roomsKey, type SeatChange } from "../api.ts";
import { useMailStart } from "../mail/use-mail-start.ts";
import { chatSearchHref } from "../place.ts";

export interface RoomAsks {
  change: () => void;
  leave: () => void;
  clear: () => void;
}

const hour = 3_600_000;
/** Until somebody takes it back. */
const forever = "9999-01-01T00:00:00.000Z";

/** What can be done with a room as a whole. */
export function useRoomEntries(line: RoomLine | undefined, asks: RoomAsks): MenuEntry[] {
  const t = useTranslations("chat.room");
  const words = useWords();
  const tMail = useTranslations("chat.mail");
  const mail = useMailStart();
  const queryClient = useQueryClient();
  if (!line) return [];
  const { room, role, seat } = line;
  const run = (act: Promise<unknown>) => void act.catch((error: unknown) => showToast({ text: words(error).text }));
  const setSeat = (change: Omit<SeatChange, "roomId">) => {
    const put = (next: Partial<RoomLine["seat"]>) =>
      queryClient.setQueryData<RoomLine[]>(roomsKey, (all) =>
        all?.map((one) => (one.room.id === room.id ? { ...one, seat: { ...one.seat, ...next } } : one)),
      );
    void chatServer.changeSeat({ roomId: room.id, ...change }).then(
      (next) => put(next),
      (error: unknown) => {
        put(seat);
        showToast({ text: words(error).text });
      },
    );
  };
  const isMuted = seat.mutedUntil !== null && Date.parse(seat.mutedUntil) > Date.now();
  const until = (ms: number) => new Date(Date.now() + ms).toISOString();
  const rule = (notify: RoomLine["seat"]["notify"]) => ({
    label: t(`notify.${notify ?? "usual"}`),
    isChecked: seat.notify === notify,
    onSelect: () => setSeat({ notify }),
  });
  const mayChange = room.kind !== "direct" && role !== "member" && !room.isArchived;
  return [
    {
      label: t(seat.isFavourite ? "unfavourite" : "favourite"),
      icon: seat.isFavourite ? <StarOff aria-hidden="true" /> : <Star aria-hidden="true" />,
      onSelect: () => setSeat({ isFavourite: !seat.isFavourite }),
    },
    isMuted
      ? { label: t("unmute"), icon: <Bell aria-hidden="true" />, onSelect: () => setSeat({ mutedUntil: null }) }
      : {
          label: t("mute"),
          icon: <BellOff aria-hidden="true" />,
          entries: [
            { label: t("muteFor.hour"), onSelect: () => setSeat({ mutedUntil: until(hour) }) },
            { label: t("muteFor.day"), onSelect: () => setSeat({ mutedUntil: until(24 * hour) }) },
            { label: t("muteFor.week"), onSelect: () => setSeat({ mutedUntil: until(168 * hour) }) },
            { label: t("muteFor.ever"), onSelect: () => setSeat({ mutedUntil: forever }) },
          ],
        },
    {
      label: t("notifications"),
      icon: <Bell aria-hidden="true" />,
      entries: [rule(null), rule("all"), rule("mentions"), rule("nothing")],
    },
    "separator",
    {
      label: t("search"),
      icon: <Search aria-hidden="true" />,
      onSelect: () => goTo(chatSearchHref("", room.id)),
    },
    ...(room.kind === "direct" || room.isArchived || (room.isAnnouncement && role === "member")
      ? []
      : [{ label: tMail("toRoom"), icon: <Mail aria-hidden="true" />, onSelect: () => mail.toRoom(room.id) }]),
    {
      label: t("export"),
      icon: <Download aria-hidden="true" />,
      entries: (["txt", "json"] as const).map((format) => ({
        label: t(`exportAs.${format}`),
        onSelect: () => window.location.assign(`/chat/${room.id}/export.${format}`),
      })),
    },
    ...(mayChange ? [{ label: t("change"), icon: <Pencil aria-hidden="true" />, onSelect: asks.change }] : []),
    ...(room.kind === "direct"
      ? [{ label: t("hide"), icon: <EyeOff aria-hidden="true" />, onSelect: () => setSeat({ isHidden: true }) }]
      : []),
    { label: t("clear"), icon: <Eraser aria-hidden="true" />, onSelect: asks.clear },
    ...(role === "owner" && room.kind !== "direct"
      ? [
          {
            label: t(room.isArchived ? "reopen" : "archive"),
            icon: room.isArchived ? <ArchiveRestore aria-hidden="true" /> : <Archive aria-hidden="true" />,
            onSelect: () => {
              const isArchived = !room.isArchived;
              run(
                chatServer.archive(room.id, isArchived).then(() =>
                  showToast({
                    text: t(isArchived ? "archived" : "reopened"),
                    action: { label: t("undo"), run: () => run(chatServer.archive(room.id, !isArchived)) },
                  }),
                ),
              );
            },
          },
        ]
      : []),
    ...(room.kind === "direct"
      ? []
      : [{ label: t("leave"), icon: <LogOut aria-hidden="true" />, isDanger: true, onSelect: asks.leave }]),
  ];
}
