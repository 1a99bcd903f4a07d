import { useQuery } from "@tanstack/react-query";
import { type RoomLine, roomsQuery } from "../chat/api.ts";
import { useMailboxes } from "../mail/api.ts";
import type { ModuleId } from "./modules.tsx";

/** How many unread things wait in a module. */
export function useUnread(module: ModuleId): number {
  const { data: mailboxes } = useMailboxes();
  const { data: rooms } = useQuery(roomsQuery);
  if (module === "chat")
    return rooms?.filter((line) => !isQuiet(line)).reduce((all, line) => all + line.unread, 0) ?? 0;
  if (module !== "mail") return 0;
  return mailboxes?.find((mailbox) => mailbox.isOwn && mailbox.role === "inbox")?.unseen ?? 0;
}

/** In how many rooms something is unread that is told. */
export function useUnreadRooms(): number {
  const { data: rooms } = useQuery(roomsQuery);
  return rooms?.filter((line) => !isQuiet(line) && line.unread > 0).length ?? 0;
}

/** Whether a room is muted: what is unread in it is not told. */
function isQuiet({ seat }: RoomLine): boolean {
  return seat.notify === "nothing" || (seat.mutedUntil !== null && Date.parse(seat.mutedUntil) > Date.now());
}
