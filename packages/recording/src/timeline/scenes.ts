import type { RecordedEvent } from "../dump/events.ts";
import { heldSpeakers } from "./speakers.ts";
import { mostInGrid, type Seen, type Track } from "./types.ts";

export type Scene = {
  readonly people: readonly Seen[];
  readonly screens: readonly Seen[];
  readonly speakerId: string | null;
};

type Stream = { readonly peerId: string; readonly source: string; isOn: boolean };

/** What is seen from each moment on at which that changes. Somebody who is in it twice is seen once. */
export function scenesOf(
  events: readonly RecordedEvent[],
  tracks: ReadonlyMap<string, Track>,
): { readonly atMs: number; readonly scene: Scene }[] {
  const peers = new Map<string, { personId: string; name: string }>();
  const streams = new Map<string, Stream>();
  let speaker: string | null = null;

  const sizeAt = (streamId: string, atMs: number) => {
    const sizes = tracks.get(streamId)?.sizes ?? [];
    return (sizes.findLast((one) => one.atMs <= atMs) ?? sizes[0])?.size ?? null;
  };
  const sceneAt = (atMs: number): Scene => {
    const people = new Map<string, Seen>();
    const screens: Seen[] = [];
    for (const { personId, name } of peers.values())
      people.set(personId, { personId, name, kind: "person", streamId: null, size: null });
    for (const [streamId, { peerId, source, isOn }] of streams) {
      const peer = peers.get(peerId);
      if (!peer || !isOn || !tracks.has(streamId)) continue;
      const seen = { ...peer, streamId, size: sizeAt(streamId, atMs) };
      if (source === "camera") people.set(peer.personId, { ...seen, kind: "person" });
      if (source === "screen") screens.push({ ...seen, kind: "screen" });
    }
    const all = [...people.values()];
    // Of more than there is room for, those are seen who show themselves; otherwise everybody keeps their place.
    if (all.length > mostInGrid) all.sort((a, b) => Number(a.streamId === null) - Number(b.streamId === null));
    return { people: all, screens, speakerId: speaker === null ? null : (peers.get(speaker)?.personId ?? null) };
  };

  const changes = [
    ...events.map((event) => ({ atMs: event.atMs, apply: () => follow(event) })),
    ...heldSpeakers(events).map(({ atMs, peerId }) => ({
      atMs,
      apply: () => {
        speaker = peerId;
      },
    })),
    // The shape of a picture changes when a telephone is turned.
    ...[...tracks.values()].flatMap(({ sizes }) => sizes.map(({ atMs }) => ({ atMs, apply: () => {} }))),
  ].sort((a, b) => a.atMs - b.atMs);

  function follow(event: RecordedEvent): void {
    if (event.what === "joined") peers.set(event.peerId, { personId: event.personId, name: event.name });
    else if (event.what === "left") peers.delete(event.peerId);
    else if (event.what === "producer")
      streams.set(event.streamId, { peerId: event.peerId, source: event.source, isOn: !event.isPaused });
    else if (event.what === "producerClosed") streams.delete(event.streamId);
    else if (event.what === "paused" || event.what === "resumed") {
      const stream = streams.get(event.streamId);
      if (stream) stream.isOn = event.what === "resumed";
    }
  }
  return changes.map(({ atMs, apply }) => {
    apply();
    return { atMs, scene: sceneAt(atMs) };
  });
}
