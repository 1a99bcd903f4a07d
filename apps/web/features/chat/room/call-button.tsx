import { Button, IconButton } from "@carbyne/ui";
import { Video } from "lucide-react";
import { useTranslations } from "next-intl";
import { callHref, meetHref } from "../../meet/place.ts";
import type { RoomInfo } from "../api.ts";

/** Calls the people of a room, or joins them where they meet already. A meeting has a page of its own beside this one. */
export function CallButton({ room }: { room: RoomInfo }) {
  const t = useTranslations("chat.room");
  const open = (href: string) => window.open(href, "_blank");
  const { meeting } = room;
  if (meeting === null)
    return (
      <IconButton
        label={t("call")}
        onClick={() => open(room.kind === "channel" ? meetHref(room.id) : callHref(room.id))}
      >
        <Video aria-hidden="true" />
      </IconButton>
    );
  return (
    <Button
      look="primary"
      title={meeting.people.map(({ name }) => name).join(", ")}
      onClick={() => open(meetHref(room.id))}
    >
      <Video aria-hidden="true" />
      <span className="max-md:sr-only">{t("joinCall")}</span>
      <span aria-label={t("inCall", { count: meeting.people.length })} className="tabular-nums">
        {meeting.people.length}
      </span>
    </Button>
  );
}
