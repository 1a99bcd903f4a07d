import { Hash, Lock, Megaphone, Users } from "lucide-react";
import type { RoomLine } from "../api.ts";
import { RoomPicture } from "./room-picture.tsx";
import { ThereAvatar } from "../presence/there-avatar.tsx";

export interface RoomIconProps {
  line: Pick<RoomLine, "room" | "other">;
  size?: 20 | 24 | 32 | 40;
}

/** What kind of room it is, at a look; of a one-to-one, who it is with. */
export function RoomIcon({ line: { room, other }, size = 20 }: RoomIconProps) {
  if (room.kind === "direct" && other) return <ThereAvatar name={other.name} personId={other.id} size={size} />;
  if (room.picture) return <RoomPicture id={room.id} picture={room.picture} size={size} />;
  if (room.kind === "group") return <Users aria-hidden="true" />;
  if (room.isAnnouncement) return <Megaphone aria-hidden="true" />;
  return room.isPublic ? <Hash aria-hidden="true" /> : <Lock aria-hidden="true" />;
}
