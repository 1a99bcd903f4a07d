import { Avatar, Button, IconButton, Popover, VisuallyHidden } from "@carbyne/ui";
import { useQuery } from "@tanstack/react-query";
import { LogOut, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Mark } from "../../frame/mark.tsx";
import { type RoomLine, roomQuery } from "../api.ts";
import { ConfirmDialog } from "../dialogs/confirm-dialog.tsx";
import { AuthorBadge } from "../room/author-badge.tsx";
import { leave } from "./api.ts";
import { useOneself } from "./guest.ts";

export interface GuestHeaderProps {
  token: string;
  line: RoomLine;
  onLeft: () => void;
}

/** Which room it is, as whom one is in it, who else is, and the way out. */
export function GuestHeader({ token, line, onLeft }: GuestHeaderProps) {
  const t = useTranslations("chat.guestPage");
  const me = useOneself();
  const [isLeaving, setIsLeaving] = useState(false);
  const { room } = line;
  return (
    <header className="flex h-14 shrink-0 items-center gap-3 border-b ps-5 pe-3 max-md:gap-2 max-md:ps-3 max-md:pe-1">
      <Mark size={28} />
      <div className="min-w-0 flex-1">
        <h1 dir="auto" className="truncate text-16 font-semibold">
          {room.name}
        </h1>
        <p className="truncate text-12 text-muted">{t("as", { name: me.name })}</p>
      </div>
      <WhoIsHere line={line} />
      <Button className="max-md:hidden" onClick={() => setIsLeaving(true)}>
        <LogOut aria-hidden="true" className="rtl:-scale-x-100" />
        {t("leave")}
      </Button>
      <IconButton label={t("leave")} className="md:hidden" onClick={() => setIsLeaving(true)}>
        <LogOut aria-hidden="true" className="rtl:-scale-x-100" />
      </IconButton>
      {isLeaving ? (
        <ConfirmDialog
          title={t("leaveTitle")}
          hint={t("leaveHint")}
          verb={t("leave")}
          run={async () => {
            await leave(token);
            onLeft();
          }}
          onClose={() => setIsLeaving(false)}
        />
      ) : null}
    </header>
  );
}

function WhoIsHere({ line }: { line: RoomLine }) {
  const t = useTranslations("chat.guestPage");
  const tRoom = useTranslations("chat.room");
  const tDetails = useTranslations("chat.details");
  const me = useOneself().id;
  const { data } = useQuery(roomQuery(line.room.id));
  const present = data?.members.filter((member) => member.leftAt === null) ?? [];
  return (
    <Popover
      align="end"
      label={t("here")}
      trigger={
        <Button look="quiet">
          <Users aria-hidden="true" />
          <span aria-hidden="true" className="tabular-nums">
            {line.members}
          </span>
          <VisuallyHidden>{tRoom("showPeople", { count: line.members })}</VisuallyHidden>
        </Button>
      }
    >
      <ul aria-label={t("here")} className="flex w-70 max-w-full flex-col gap-1 p-2">
        {present.map((member) => (
          <li key={member.id} className="flex items-center gap-3 px-2 py-1 text-13">
            <Avatar name={member.name} address={member.id} size={24} />
            <span dir="auto" className="min-w-0 flex-1 truncate">
              {member.id === me ? tDetails("you", { name: member.name }) : member.name}
            </span>
            <AuthorBadge kind={member.kind} />
          </li>
        ))}
      </ul>
    </Popover>
  );
}
