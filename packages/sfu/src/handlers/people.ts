import { Refusal } from "@carbyne/kernel";
import type { Peer } from "../peer.ts";
import type { Room } from "../room.ts";
import type { Handlers } from "./handler.ts";

/** One picture, and nothing that could be read. */
const emoji = /^\p{RGI_Emoji}$/v;

export const people: Pick<Handlers, "raiseHand" | "react" | "leave"> = {
  raiseHand({ room, peer }, { isRaised }) {
    setHand(room, peer, isRaised);
    return {};
  },

  react({ room, peer }, { emoji: given }) {
    if (!emoji.test(given)) throw new Refusal("invalid", "reaction-no-emoji");
    room.tellAll("reaction", { peerId: peer.id, emoji: given });
    room.tapping.tell({ what: "reaction", peerId: peer.id, emoji: given });
    return {};
  },

  leave({ room, peer }) {
    room.remove(peer);
    return {};
  },
};

/** A hand that is up keeps its moment, and so its place among the others. */
export function setHand(room: Room, peer: Peer, isRaised: boolean): void {
  if (isRaised === (peer.handAt !== null)) return;
  peer.handAt = isRaised ? new Date() : null;
  room.tellAll("peerChanged", { peerId: peer.id, handAt: peer.handAt?.toISOString() ?? null });
  room.tapping.tell({ what: "hand", peerId: peer.id, isRaised });
}
