import { timingSafeEqual } from "node:crypto";
import { Refusal } from "@carbyne/kernel";
import type { Grant } from "./backend.ts";
import type { House } from "./house.ts";
import { limits } from "./limits.ts";
import type { Reply, RequestData } from "./messages.ts";
import { createPeer, type Line, type Peer, tellPeer } from "./peer.ts";
import type { Room } from "./room.ts";

export type Joined = { readonly room: Room; readonly peer: Peer; readonly reply: Reply<"join"> };

/**
 * Lets somebody in by their grant. They are written down as present before anybody is told; all that was looked at before that is looked at again after
 * it, for in the meantime they may have come in from elsewhere, or the meeting may have ended.
 */
export async function join(
  house: House,
  at: { readonly meetingId: string; readonly line: Line; isGone(): boolean },
  data: RequestData<"join">,
): Promise<Joined> {
  refuseMoving(house);
  const grant = await house.options.backend.readGrant(data.grant);
  if (grant.meetingId !== at.meetingId) throw new Refusal("unauthenticated", "media-grant-other");
  house.useGrant(grant.id);
  const room = house.open(at.meetingId);
  room.arriving++;
  try {
    const peer = await enter(house, room, { grant, data, at });
    return { room, peer, reply: reply(house, room, peer) };
  } finally {
    room.arriving--;
  }
}

async function enter(
  house: House,
  room: Room,
  { grant, data, at }: { grant: Grant; data: RequestData<"join">; at: Parameters<typeof join>[1] },
): Promise<Peer> {
  refuseFull(room);
  const place = await room.routing.choose();
  const known = findReturning(room, grant, data.resume);
  const peer = known ?? createPeer(grant, { place, handAt: readHand(data.handAt) });
  await house.options.backend.joined({ meetingId: room.id, personId: grant.personId, peerId: peer.id });
  try {
    refuseMoving(house);
    if (at.isGone() || room.isOver() || place.router.closed) throw new Refusal("busy", "media-moved");
    if (!room.mayEnter(grant.personId)) throw new Refusal("forbidden", "media-removed");
    if (!(known && room.peers.has(known.id))) refuseFull(room);
  } catch (error) {
    await takeBackJoined(house, room, grant);
    throw error;
  }
  for (const other of room.peers.values())
    if (other !== peer && isSameDevice(other, grant)) room.remove(other, "moved-device");
  if (known && room.peers.has(known.id)) comeBack(room, known, { grant, place, line: at.line });
  else {
    peer.place = place;
    room.add(peer, at.line);
  }
  return peer;
}

/** They were written down as present and are not. */
async function takeBackJoined(house: House, room: Room, { personId }: Grant): Promise<void> {
  if ([...room.peers.values()].some((other) => other.personId === personId)) return;
  await house.options.backend.left({ meetingId: room.id, personId });
}

function comeBack(room: Room, peer: Peer, { grant, place, line }: { grant: Grant; place: Peer["place"]; line: Line }) {
  room.takeBack(peer, line);
  peer.may = grant.may;
  if (peer.place !== place) {
    peer.place.worker.peers--;
    place.worker.peers++;
    peer.place = place;
  }
  if (peer.name === grant.name && peer.isModerator === grant.isModerator) return;
  peer.name = grant.name;
  peer.isModerator = grant.isModerator;
  room.tellAll("peerChanged", { peerId: peer.id, name: peer.name, isModerator: peer.isModerator }, peer);
}

/** The peer whose secret is known, of the same person; anybody else's secret is worth nothing. */
function findReturning(room: Room, grant: Grant, secret: string | undefined): Peer | undefined {
  if (secret === undefined) return undefined;
  const given = Buffer.from(secret);
  return [...room.peers.values()].find((peer) => {
    const own = Buffer.from(peer.secret);
    return peer.personId === grant.personId && own.length === given.length && timingSafeEqual(own, given);
  });
}

const isSameDevice = (peer: Peer, { personId, deviceId }: Grant) =>
  peer.personId === personId && peer.deviceId === deviceId;

/** A hand that was up before this server knew of it; nobody comes to the front by a moment that is yet to come. */
function readHand(handAt: string | null | undefined): Date | null {
  if (!handAt) return null;
  return new Date(Math.min(Date.parse(handAt), Date.now()));
}

function refuseMoving(house: House): void {
  if (house.isDraining) throw new Refusal("busy", "media-moved");
}

function refuseFull(room: Room): void {
  if (room.peers.size >= limits.peersInMeeting)
    throw new Refusal("too-many", "media-full", { most: limits.peersInMeeting });
}

function reply(house: House, room: Room, peer: Peer): Reply<"join"> {
  return {
    peerId: peer.id,
    secret: peer.secret,
    rtpCapabilities: peer.place.router.rtpCapabilities,
    iceServers: house.options.iceServers(peer.personId).map(({ urls, ...rest }) => ({ urls: [...urls], ...rest })),
    peers: [...room.peers.values()].map(tellPeer),
    speakerId: room.streams.speakerId(),
    recordingSince: room.recordingSince?.toISOString() ?? null,
    spotlight: room.spotlight,
  };
}
