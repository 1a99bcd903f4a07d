import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { BadMessage } from "./wire.ts";

/** Who somebody is, as the server knows it. */
export type Identity = {
  readonly id: string;
  readonly name: string;
  /** Who came by an address and has no account here. */
  readonly isGuest?: true;
};

/** What one client says of itself: JSON, `null` when it is gone. y-protocols, awareness. */
export type PresenceEntry = { readonly clientId: number; readonly clock: number; readonly state: string };

/** Clients say again what they hear of each other, so that a message may hold all of a room. */
const mostEntries = 2000;
const mostNumber = 2 ** 53;
const color = /^#[\da-f]{6}$/i;

/** Reads what a client says of clients; throws BadMessage. */
export function readPresence(bytes: Uint8Array): PresenceEntry[] {
  try {
    const decoder = decoding.createDecoder(bytes);
    const count = decoding.readVarUint(decoder);
    if (count > mostEntries) throw new BadMessage("too many clients in one message");
    return Array.from({ length: count }, () => ({
      clientId: decoding.readVarUint(decoder),
      clock: decoding.readVarUint(decoder),
      state: decoding.readVarString(decoder),
    }));
  } catch (error) {
    if (error instanceof BadMessage) throw error;
    throw new BadMessage("a presence ends too early", { cause: error });
  }
}

export function writePresence(entries: readonly PresenceEntry[]): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, entries.length);
    for (const { clientId, clock, state } of entries) {
      encoding.writeVarUint(encoder, clientId);
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarString(encoder, state);
    }
  });
}

/** The same state with the person's name as the server knows it; what else it says of the person is dropped but for a colour. */
function signState(state: string, identity: Identity): string {
  const value = parse(state);
  if (value === null) return "null";
  const said = (value as { user?: { color?: unknown } | null }).user?.color;
  const user = typeof said === "string" && color.test(said) ? { ...identity, color: said } : identity;
  return JSON.stringify({ ...value, user });
}

function parse(state: string): object | null {
  let value: unknown;
  try {
    value = JSON.parse(state);
  } catch (error) {
    throw new BadMessage("a presence is no JSON", { cause: error });
  }
  if (typeof value !== "object" || Array.isArray(value)) throw new BadMessage("a presence is no object");
  return value;
}

type Known<Holder> = { holder: Holder | null; personId: string; clock: number; state: string };

/** Ids of clients that have gone are kept, so that nobody else is taken for them when a late echo names them. */
const mostKnown = 1000;

/** Who is in a document. Each holder speaks for one client, with the name that the server knows; whatever it says of others is not heard. */
export function createPresences<Holder extends { readonly identity: Identity }>(stateBytes: number) {
  const known = new Map<number, Known<Holder>>();
  const own = new Map<Holder, number>();

  function isTheirs(holder: Holder, { clientId, state }: PresenceEntry, isAlone: boolean): boolean {
    const mine = own.get(holder);
    if (mine !== undefined) return mine === clientId;
    if (!isAlone || state === "null" || clientId >= mostNumber) return false;
    const there = known.get(clientId);
    // Whoever comes back over another line keeps their client.
    return there === undefined || there.personId === holder.identity.id;
  }
  function keep(clientId: number, value: Known<Holder>): void {
    known.delete(clientId);
    known.set(clientId, value);
    if (known.size <= mostKnown) return;
    for (const [id, { holder }] of known) {
      if (known.size <= mostKnown) return;
      if (holder === null) known.delete(id);
    }
  }
  return {
    /** What is to be told of what a holder said; throws BadMessage. */
    hear(holder: Holder, bytes: Uint8Array): PresenceEntry[] {
      const entries = readPresence(bytes);
      const told: PresenceEntry[] = [];
      for (const entry of entries) {
        if (!isTheirs(holder, entry, entries.length === 1)) continue;
        if (Buffer.byteLength(entry.state) > stateBytes) throw new BadMessage("a presence is too long");
        const state = signState(entry.state, holder.identity);
        const before = known.get(entry.clientId);
        if (before?.holder && before.holder !== holder) own.delete(before.holder);
        own.set(holder, entry.clientId);
        // Our own count, from 1: one that came back with an old clock would else not be seen by those who remember it, nor one with 0 by anybody.
        const clock = Math.max((before?.clock ?? 0) + 1, Math.min(entry.clock, 2 ** 31));
        keep(entry.clientId, { holder, personId: holder.identity.id, clock, state });
        told.push({ clientId: entry.clientId, clock, state });
      }
      return told;
    },
    /** What is to be told when a holder has gone. */
    leave(holder: Holder): PresenceEntry[] {
      const clientId = own.get(holder);
      const there = clientId === undefined ? undefined : known.get(clientId);
      own.delete(holder);
      if (clientId === undefined || !there || there.holder !== holder) return [];
      const clock = there.clock + 1;
      keep(clientId, { holder: null, personId: there.personId, clock, state: "null" });
      return [{ clientId, clock, state: "null" }];
    },
    all(): PresenceEntry[] {
      return [...known].flatMap(([clientId, { clock, state }]) => (state === "null" ? [] : { clientId, clock, state }));
    },
  };
}
