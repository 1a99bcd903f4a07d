import type { types } from "mediasoup";
import type { Peer } from "./peer.ts";

/** How often it is looked at; what is said to everybody should not flicker. */
export const qualityEveryMs = 4_000;

/**
 * 1 is bad, 3 is good, 0 unknown: the worse one of both directions.
 * @param scores of mediasoup, from 0 to 10, of the streams that flow
 * @param lost what part of all packets did not arrive, from 0 to 1
 */
export function gradeQuality({ sent, received, lost }: { sent: number[]; received: number[]; lost: number[] }): number {
  const grades = [
    ...sent.map(gradeScore),
    ...(received.length > 0 ? [gradeScore(received.reduce((sum, score) => sum + score, 0) / received.length)] : []),
    ...lost.map((part) => (part > 0.1 ? 1 : part > 0.03 ? 2 : 3)),
  ];
  return grades.length > 0 ? Math.min(...grades) : 0;
}

const gradeScore = (score: number) => (score >= 8 ? 3 : score >= 5 ? 2 : 1);

/** How well a peer is connected, by what the worker says of its streams now. */
export async function measureQuality(peer: Peer): Promise<number> {
  const { send, receive } = peer.transports;
  const [up, down] = await Promise.all([statsOf(send), statsOf(receive)]);
  return gradeQuality({
    // Of several sizes the best counts: the browser leaves out the large ones by itself.
    sent: [...peer.sent.values()].flatMap(({ producer }) =>
      producer.paused || producer.score.length === 0 ? [] : [Math.max(...producer.score.map(({ score }) => score))],
    ),
    received: [...peer.received.values()].flatMap(({ consumer }) =>
      consumer.paused || consumer.producerPaused ? [] : [consumer.score.score],
    ),
    lost: [up?.rtpPacketLossReceived, down?.rtpPacketLossSent].filter((part) => part !== undefined),
  });
}

/** Null without a transport, and of one that was closed in the meantime. */
async function statsOf(transport: types.WebRtcTransport | null): Promise<types.WebRtcTransportStat | null> {
  if (!transport || transport.closed || transport.dtlsState !== "connected") return null;
  const [stats = null] = await transport.getStats().catch(() => []);
  return stats;
}
