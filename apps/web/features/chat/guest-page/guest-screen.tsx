"use client";

import { Skeleton } from "@carbyne/ui";
import { useState } from "react";
import { refusalOf } from "../../../client/words.ts";
import { useInvite } from "./api.ts";
import { EnterForm } from "./enter-form.tsx";
import { GuestContext } from "./guest.ts";
import { GuestFrame } from "./guest-frame.tsx";
import { GuestMeeting } from "./guest-meeting.tsx";
import { GuestRoom } from "./guest-room.tsx";
import { Closed, Outside } from "./outside.tsx";

/** What an invitation leads to: who has its address gives a name, and then is in that one room, until they leave or are taken out. */
export function GuestScreen({ token }: { token: string }) {
  const { data, error, refetch } = useInvite(token);
  const [wasIn, setWasIn] = useState(false);
  const [hasLeft, setHasLeft] = useState(false);
  const refused = refusalOf(error);
  const me = refused ? null : (data?.me ?? null);
  if (me && !wasIn) setWasIn(true);
  const again = () => {
    setWasIn(false);
    setHasLeft(false);
    void refetch();
  };

  if (me)
    return (
      <GuestContext value={me}>
        {data?.isForMeeting ? (
          <GuestMeeting roomId={me.roomId} />
        ) : (
          <GuestRoom token={token} roomId={me.roomId} onLeft={() => setHasLeft(true)} onOut={() => void refetch()} />
        )}
      </GuestContext>
    );
  if (wasIn && hasLeft) return <Outside why="left" onAgain={refused ? null : again} />;
  if (wasIn && refused) return <Outside why={refused.reason === "invite-over" ? "over" : "out"} onAgain={null} />;
  if (wasIn) return <Outside why="elsewhere" onAgain={again} />;
  if (error && (refused || !data)) return <Closed error={error} onRetry={() => void refetch()} />;
  if (!data)
    return (
      <GuestFrame>
        <Skeleton className="m-auto h-64 w-full max-w-90 animate-late" />
      </GuestFrame>
    );
  return <EnterForm token={token} invite={data} onEntered={async () => void (await refetch())} />;
}
