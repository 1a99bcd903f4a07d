import { stretchesIn, type Stretch } from "./changes.ts";
import type { Count } from "./plan.ts";

type Author = { readonly editor: number; readonly at: number[] };

/** Frames of one document that are known: all its editors are sent the same. */
const mostKnown = 64;

/** Keeps when which editor wrote what, and what of it came to whom. Editors of document n are those from n times `each` on. */
export function createTally(each: number) {
  const authors = new Map<number, Author>();
  /** By editor: the clocks that came from each author. */
  const seen = new Map<number, Map<number, Set<number>>>();
  const known = new Map<number, Map<string, Stretch[]>>();
  const waits: number[] = [];
  let [counted, doubled, messages] = [new Map<number, number>(), 0, 0];

  function read(editor: number, update: Uint8Array): Stretch[] {
    const document = Math.floor(editor / each);
    const frames = known.get(document) ?? new Map<string, Stretch[]>();
    known.set(document, frames);
    const key = Buffer.from(update.buffer, update.byteOffset, update.length).toString("latin1");
    const stretches = frames.get(key) ?? stretchesIn(update);
    frames.set(key, stretches);
    const [oldest] = frames.keys();
    if (frames.size > mostKnown && oldest !== undefined) frames.delete(oldest);
    return stretches;
  }
  function note(editor: number, { clientId, from, length }: Stretch, at: number): void {
    const author = authors.get(clientId);
    // The peer tells authors too what they wrote.
    if (!author || author.editor === editor) return;
    const own = seen.get(editor) ?? new Map<number, Set<number>>();
    seen.set(editor, own);
    const clocks = own.get(clientId) ?? new Set<number>();
    own.set(clientId, clocks);
    for (let clock = from; clock < from + length; clock++) {
      const sent = author.at[clock];
      if (sent === undefined) continue;
      if (clocks.has(clock)) doubled++;
      else waits.push(at - sent);
      clocks.add(clock);
    }
  }
  const written = () =>
    [...authors].reduce((sum, [clientId, { at }]) => sum + at.length - (counted.get(clientId) ?? 0), 0);

  return {
    enter(editor: number, clientId: number): void {
      authors.set(clientId, { editor, at: [] });
    },
    /** A change is about to be sent; they are in the order of their clocks. */
    write(clientId: number, at: number): void {
      authors.get(clientId)?.at.push(at);
    },
    receive(editor: number, update: Uint8Array, at: number): void {
      messages++;
      for (const stretch of read(editor, update)) note(editor, stretch, at);
    },
    isComplete: () => waits.length >= written() * (each - 1),
    /** Counts what was written since the last count. */
    count(): Count {
      const sum = written();
      waits.sort((a, b) => a - b);
      const at = (share: number) => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? 0;
      const count: Count = {
        written: sum,
        delivered: waits.length,
        lost: sum * (each - 1) - waits.length,
        doubled,
        messages,
        p50: at(0.5),
        p99: at(0.99),
        worst: at(1),
      };
      counted = new Map([...authors].map(([clientId, one]) => [clientId, one.at.length]));
      [doubled, messages, waits.length] = [0, 0, 0];
      return count;
    },
    /** All have left: who comes after them is somebody else. */
    clear(): void {
      for (const one of [authors, seen, known, counted]) one.clear();
    },
  };
}

export type Tally = ReturnType<typeof createTally>;
