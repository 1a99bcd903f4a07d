import type { Count } from "./plan.ts";

type Said = { readonly room: number; readonly at: number; isAcknowledged: boolean };

/** Keeps what was said and who received what when, and counts what is missing, twice there or in another order than at others of the room. */
export function createTally(each: number) {
  const said = new Map<number, Said>();
  const received = new Map<number, number[]>();
  const waits: number[] = [];
  let refused = 0;

  return {
    /** A message is about to be sent into a room. */
    say(number: number, room: number, at: number): void {
      said.set(number, { room, at, isAcknowledged: false });
    },
    acknowledge(number: number): void {
      const one = said.get(number);
      if (one) one.isAcknowledged = true;
    },
    refuse(): void {
      refused++;
    },
    receive(client: number, number: number, at: number): void {
      const one = said.get(number);
      if (!one) return;
      waits.push(at - one.at);
      const list = received.get(client);
      if (list) list.push(number);
      else received.set(client, [number]);
    },
    /** Whether each client has what was acknowledged in its room. */
    isComplete(): boolean {
      return waits.length >= [...said.values()].filter((one) => one.isAcknowledged).length * each;
    },
    /** Counts, and begins anew. `clients` of them listen, those of room n from n times `each` on. */
    count(clients: number): Count {
      const expected = new Map<number, number[]>();
      for (const [number, { room, isAcknowledged }] of said)
        if (isAcknowledged) expected.set(room, [...(expected.get(room) ?? []), number]);
      let [lost, doubled, unordered] = [0, 0, 0];
      for (let client = 0; client < clients; client++) {
        const room = Math.floor(client / each);
        const own = received.get(client) ?? [];
        const once = new Set(own);
        doubled += own.length - once.size;
        for (const number of expected.get(room) ?? []) if (!once.has(number)) lost++;
        // All of a room have one order; the first of its clients says which.
        const first = [...new Set(received.get(room * each) ?? [])];
        const common = [...once].filter((number) => first.includes(number));
        const same = first.filter((number) => once.has(number));
        for (const [index, number] of common.entries()) if (same[index] !== number) unordered++;
      }
      waits.sort((a, b) => a - b);
      const at = (share: number) => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? 0;
      const count: Count = {
        said: said.size,
        refused,
        received: waits.length,
        lost,
        doubled,
        unordered,
        p50: at(0.5),
        p99: at(0.99),
        worst: at(1),
      };
      said.clear();
      received.clear();
      waits.length = 0;
      refused = 0;
      return count;
    },
  };
}

export type Tally = ReturnType<typeof createTally>;
