import type { Peer } from "@carbyne/sfu/messages";
import { expect, test } from "vitest";
import { type CallState, beginning, handsOf, isHeard, joined, withTold } from "./state.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 0, 5, 10, minute)).toISOString();

function peer(id: string, minute: number, more: Partial<Peer> = {}): Peer {
  return {
    id,
    personId: `p-${id}`,
    kind: "account",
    name: id,
    isModerator: false,
    joinedAt: at(minute),
    handAt: null,
    quality: 0,
    producers: [],
    ...more,
  };
}

const live: CallState = joined(beginning, "m", {
  peerId: "ann",
  secret: "s",
  rtpCapabilities: {},
  iceServers: [],
  peers: [peer("ben", 2), peer("ann", 1)],
  speakerId: "ben",
  recordingSince: null,
  spotlight: null,
});

const names = ({ peers }: CallState) => peers.map(({ name }) => name);

test("who is there stands in the order in which they came, and who comes back stands once", () => {
  expect(names(live)).toEqual(["ann", "ben"]);
  const back = withTold(withTold(live, { name: "peerJoined", data: peer("cem", 3) }), {
    name: "peerJoined",
    data: peer("cem", 3, { quality: 2 }),
  });
  expect(names(back)).toEqual(["ann", "ben", "cem"]);
});

test("who left is heard no more, and neither speaks nor streams", () => {
  const gone = withTold(live, { name: "peerLeft", data: { peerId: "ben" } });
  expect([names(gone), gone.speakerId]).toEqual([["ann"], null]);
});

test("a microphone that is added, muted and taken away", () => {
  const added = withTold(live, {
    name: "producerAdded",
    data: { peerId: "ben", producer: { id: "1", source: "mic", isPaused: false } },
  });
  const heard = (state: CallState) => state.peers.map(isHeard);
  expect(heard(added)).toEqual([false, true]);
  const muted = withTold(added, {
    name: "producerChanged",
    data: { peerId: "ben", producerId: "1", isPaused: true },
  });
  expect(heard(muted)).toEqual([false, false]);
  expect(
    withTold(muted, { name: "producerClosed", data: { peerId: "ben", producerId: "1" } }).peers[1]?.producers,
  ).toEqual([]);
});

test("hands are called in the order in which they went up", () => {
  const up = (state: CallState, peerId: string, minute: number) =>
    withTold(state, { name: "peerChanged", data: { peerId, handAt: at(minute) } });
  const both = up(up(live, "ann", 9), "ben", 5);
  expect(handsOf(both.peers).map(({ name }) => name)).toEqual(["ben", "ann"]);
  const one = withTold(both, { name: "peerChanged", data: { peerId: "ben", handAt: null } });
  expect(handsOf(one.peers).map(({ name }) => name)).toEqual(["ann"]);
});

test("what is told of a person changes nothing else of them", () => {
  const changed = withTold(live, { name: "peerChanged", data: { peerId: "ben", name: "Benjamin" } });
  expect(changed.peers[1]).toEqual({ ...peer("ben", 2), name: "Benjamin" });
});

test("a meeting that is over says why", () => {
  const over = withTold(live, { name: "ended", data: { reason: "removed" } });
  expect([over.status, over.ended]).toEqual(["ended", "removed"]);
});
