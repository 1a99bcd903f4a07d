import { useSyncExternalStore } from "react";

/** Who writes holds for so long after it was said, unless it is said again. */
const holdsMs = 5_000;

type Typist = { readonly personId: string; readonly timer: number };

const listeners = new Set<() => void>();
/** By room and thread, in the order in which they began. */
const places = new Map<string, readonly Typist[]>();
const shown = new Map<string, readonly string[]>();
const nobody: readonly string[] = [];

const placeOf = (roomId: string, threadId: string | null) => `${roomId} ${threadId ?? ""}`;

function set(place: string, typists: readonly Typist[]): void {
  if (typists.length === 0) {
    places.delete(place);
    shown.delete(place);
  } else {
    places.set(place, typists);
    shown.set(
      place,
      typists.map((one) => one.personId),
    );
  }
  for (const listener of listeners) listener();
}

function end(place: string, personId: string): void {
  const before = places.get(place);
  const typist = before?.find((one) => one.personId === personId);
  if (!before || !typist) return;
  window.clearTimeout(typist.timer);
  set(
    place,
    before.filter((one) => one !== typist),
  );
}

/** Somebody writes. */
export function heardTyping({
  roomId,
  threadId,
  personId,
}: {
  roomId: string;
  threadId: string | null;
  personId: string;
}): void {
  const place = placeOf(roomId, threadId);
  const before = places.get(place) ?? [];
  const at = before.findIndex((one) => one.personId === personId);
  window.clearTimeout(before[at]?.timer);
  const next = { personId, timer: window.setTimeout(() => end(place, personId), holdsMs) };
  set(place, at === -1 ? [...before, next] : before.with(at, next));
}

/** What somebody was writing is there. */
export function endTyping(roomId: string, threadId: string | null, personId: string | null): void {
  if (personId !== null) end(placeOf(roomId, threadId), personId);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Ids of those who write in a room, or in a thread. */
export function useTypists(roomId: string, threadId: string | null): readonly string[] {
  const place = placeOf(roomId, threadId);
  return useSyncExternalStore(
    subscribe,
    () => shown.get(place) ?? nobody,
    () => nobody,
  );
}
