import dynamic from "next/dynamic";
import { useCommandKeys } from "../../../client/commands.ts";
import { useOneself } from "./guest.ts";
import { useGuestLive } from "./use-guest-live.ts";

const MeetRoom = dynamic(() => import("../../meet/room/meet-room.tsx").then((module) => module.MeetRoom), {
  ssr: false,
  loading: () => <main aria-busy="true" className="h-dvh bg-sunken" />,
});

const ignore = () => undefined;

/** The meeting that an invitation leads to. Who came by it is in the room, and in its chat, only while they are let in. */
export function GuestMeeting({ roomId }: { roomId: string }) {
  useCommandKeys();
  useGuestLive(useOneself().id, ignore);
  return <MeetRoom roomId={roomId} onLeave={null} />;
}
