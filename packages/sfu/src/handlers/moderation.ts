import { Refusal } from "@carbyne/kernel";
import type { moderations, Source } from "../messages.ts";
import type { Peer } from "../peer.ts";
import type { Room } from "../room.ts";
import type { Handlers } from "./handler.ts";
import { setHand } from "./people.ts";

type Act = (typeof moderations)[number];

/** What a moderator does to somebody. Says whether there was anything to do. */
const acts: Record<Act, (room: Room, peer: Peer) => boolean | Promise<boolean>> = {
  mute: (room, peer) => pauseAll(room, peer, "mic"),
  stopCamera: (room, peer) => pauseAll(room, peer, "camera"),
  askUnmute: () => true,
  stopScreen(room, peer) {
    const screens = [...peer.sent.values()].filter(({ source }) => source === "screen" || source === "screenAudio");
    for (const sent of screens) room.streams.closeOne(peer, sent);
    return screens.length > 0;
  },
  lowerHand(room, peer) {
    const wasUp = peer.handAt !== null;
    setHand(room, peer, false);
    return wasUp;
  },
};

export const moderation: Pick<Handlers, "moderate" | "spotlight"> = {
  async moderate({ room, peer }, { act, peerId }) {
    if (!peer.isModerator) throw new Refusal("forbidden", "media-moderators-only");
    for (const other of chosen(room, peer, peerId))
      if (await acts[act](room, other)) other.line?.tell("moderated", { act, by: peer.name });
    return {};
  },

  spotlight({ room, peer }, { spotlight }) {
    if (!peer.isModerator) throw new Refusal("forbidden", "media-moderators-only");
    if (spotlight !== null && !room.peers.has(spotlight.peerId)) throw new Refusal("not-found", "media-person-unknown");
    room.spotlight = spotlight;
    room.tellAll("spotlight", { spotlight });
    return {};
  },
};

function chosen(room: Room, by: Peer, peerId: string | null): Peer[] {
  if (peerId === null) return [...room.peers.values()].filter((peer) => peer !== by);
  const peer = room.peers.get(peerId);
  if (!peer) throw new Refusal("not-found", "media-person-unknown");
  return [peer];
}

async function pauseAll(room: Room, peer: Peer, source: Source): Promise<boolean> {
  const flowing = [...peer.sent.values()].filter((sent) => sent.source === source && !sent.producer.paused);
  await Promise.all(flowing.map((sent) => room.streams.setPaused(peer, sent, true)));
  return flowing.length > 0;
}
