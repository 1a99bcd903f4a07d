import type { types } from "mediasoup-client";
import type { Transports } from "./transports.ts";

/** What goes over the wire now, as the browser counts it. WebRTC-stats §8. */
export type CallStats = {
  /** Pictures decoded of each stream so far, and how large they are, by producer. */
  readonly pictures: Readonly<Record<string, { readonly frames: number; readonly width: number }>>;
  /** Seconds that a packet takes there and back; null while that is not known. */
  readonly roundTripSeconds: number | null;
  readonly bytesSent: number;
  readonly bytesReceived: number;
  /** How it goes there: "udp", "tcp", or "relay" for a server between. */
  readonly way: string | null;
};

const none: CallStats = { pictures: {}, roundTripSeconds: null, bytesSent: 0, bytesReceived: 0, way: null };

type Entry = Readonly<Record<string, unknown>>;
const numberOf = (value: unknown) => (typeof value === "number" ? value : 0);

export async function statsOf(
  transports: Transports | null,
  consumers: ReadonlyMap<string, types.Consumer>,
): Promise<CallStats> {
  if (!transports) return none;
  const { sent, received } = await transports.stats();
  const incoming = [...received.values()] as Entry[];
  const outgoing = [...sent.values()] as Entry[];
  const byTrack = new Map([...consumers].map(([producerId, { track }]) => [track.id, producerId]));
  const pictures: Record<string, { frames: number; width: number }> = {};
  for (const one of incoming) {
    const producerId = byTrack.get(String(one["trackIdentifier"]));
    if (one["type"] !== "inbound-rtp" || one["kind"] !== "video" || producerId === undefined) continue;
    pictures[producerId] = { frames: numberOf(one["framesDecoded"]), width: numberOf(one["frameWidth"]) };
  }
  const pairOf = (all: readonly Entry[]) =>
    all.find((one) => one["type"] === "candidate-pair" && one["nominated"] === true && one["state"] === "succeeded");
  const pair = pairOf(incoming) ?? pairOf(outgoing);
  const local = [...incoming, ...outgoing].find((one) => one["id"] === pair?.["localCandidateId"]);
  const trip = pair?.["currentRoundTripTime"];
  return {
    pictures,
    roundTripSeconds: typeof trip === "number" ? trip : null,
    bytesSent: numberOf(pairOf(outgoing)?.["bytesSent"]),
    bytesReceived: numberOf(pairOf(incoming)?.["bytesReceived"]),
    way: local ? (local["candidateType"] === "relay" ? "relay" : String(local["protocol"])) : null,
  };
}
