import type { RecordedEvent } from "../dump/events.ts";
import type { Speaking } from "./types.ts";

const holdMs = 2500;
/** Shorter than that is a cough. */
const leastMs = 500;
/** The same person goes on after a breath. */
const breathMs = 2000;

/** From when on who is shown as the one who speaks: nobody for less than 2.5 seconds, and whoever spoke last through a silence. */
export function heldSpeakers(events: readonly RecordedEvent[]): { readonly atMs: number; readonly peerId: string }[] {
  const held: { atMs: number; peerId: string }[] = [];
  for (const event of events) {
    if (event.what !== "speaker" || event.peerId === null) continue;
    const last = held.at(-1);
    if (!last) held.push({ atMs: event.atMs, peerId: event.peerId });
    // It waits for its turn; who is heard by then instead takes its place.
    else if (last.atMs > event.atMs) last.peerId = event.peerId;
    else if (last.peerId !== event.peerId)
      held.push({ atMs: Math.max(event.atMs, last.atMs + holdMs), peerId: event.peerId });
  }
  return held.filter(({ peerId }, index) => peerId !== held[index - 1]?.peerId);
}

/** Who spoke when, for the line below the film. */
export function speakingOf(events: readonly RecordedEvent[], durationMs: number): Speaking[] {
  const people = new Map<string, { personId: string; name: string }>();
  const stretches: { peerId: string; fromMs: number; toMs: number }[] = [];
  let open: { peerId: string; fromMs: number } | undefined;
  const end = (atMs: number) => {
    if (open) stretches.push({ ...open, toMs: Math.min(atMs, durationMs) });
    open = undefined;
  };
  for (const event of events) {
    if (event.what === "joined") people.set(event.peerId, { personId: event.personId, name: event.name });
    if (event.what === "left" && open?.peerId === event.peerId) end(event.atMs);
    if (event.what !== "speaker") continue;
    end(event.atMs);
    if (event.peerId !== null) open = { peerId: event.peerId, fromMs: event.atMs };
  }
  end(durationMs);

  const speaking: { personId: string; name: string; fromMs: number; toMs: number }[] = [];
  for (const { peerId, fromMs, toMs } of stretches) {
    const person = people.get(peerId);
    if (!person) continue;
    const last = speaking.at(-1);
    if (last?.personId === person.personId && fromMs - last.toMs < breathMs) last.toMs = toMs;
    else if (toMs - fromMs >= leastMs) speaking.push({ ...person, fromMs, toMs });
  }
  return speaking.map(({ personId, name, fromMs, toMs }) => ({
    personId,
    name,
    from: Math.round(fromMs) / 1000,
    to: Math.round(toMs) / 1000,
  }));
}
