import { useMe } from "../../session/me.ts";
import { useSettings } from "../../settings/api.ts";
import type { RoomLine } from "../api.ts";
import { Bots } from "./bots.tsx";
import { Incoming } from "./incoming.tsx";
import { Outgoing } from "./outgoing.tsx";

/** Whether programs may be given a part in a room by who looks at it: its moderators, where that is allowed; administrators at any time. */
export function useMayIntegrate({ room, role }: RoomLine): boolean {
  const isAdmin = useMe().account.role !== "user";
  const { mayMakeBots } = useSettings().settings;
  return (mayMakeBots || isAdmin) && role !== "member" && room.kind !== "direct" && !room.isArchived;
}

/** The programs that have a part in a room: what says something, what is told, and what does both. Those who keep order have the first, owners all. */
export function IntegrationsTab({ line }: { line: RoomLine }) {
  const roomId = line.room.id;
  return (
    <div className="flex flex-col gap-5 p-3">
      <Incoming roomId={roomId} />
      {line.role === "owner" ? (
        <>
          <Outgoing roomId={roomId} />
          <Bots roomId={roomId} />
        </>
      ) : null}
    </div>
  );
}
