"use client";

import dynamic from "next/dynamic";
import { homeHref } from "./place.ts";

// What meets is heavy, and knows microphones that a server does not have.
const MeetRoom = dynamic(() => import("./room/meet-room.tsx").then((module) => module.MeetRoom), {
  ssr: false,
  loading: () => <main aria-busy="true" className="h-dvh bg-sunken" />,
});

/** The meeting of a room, for somebody with an account. */
export function MeetScreen({ roomId }: { roomId: string }) {
  // The page of a meeting has a policy of its own, and so have all others: each is loaded whole.
  return <MeetRoom roomId={roomId} onLeave={() => window.location.assign(homeHref)} />;
}
