import { newId } from "@carbyne/kernel";
import type { Context } from "../context.ts";
import { activePrefix } from "./say-active.ts";

/** Somebody has a page open and touches it, has one open, or has none. */
export type Presence = "online" | "away" | "offline";

type Listener = (personId: string, presence: Presence) => void;
/** What one process says of somebody who has a page open there. Milliseconds since 1970. */
type Place = { readonly activeUntil: number; readonly heardAt: number };
type Local = { pages: number; activeUntil: number; shows: boolean };

/**
 * Who is there, as far as they let it be seen, kept in no row: each process says of the people whose pages it holds that they are there, again every
 * half minute, and what is not said again ends by itself.
 */
export type PresenceBoard = {
  /** A page of somebody's was opened in this process. `activeUntil` is what is known of it from before. Returns the way to close it. */
  enter(personId: string, activeUntil: Date | null): () => void;
  /** Whether somebody with a page here lets it be seen. Nothing is said before. */
  setShown(personId: string, shows: boolean): void;
  presenceOf(personId: string): Presence;
  /** Calls `listener` for everybody who comes or goes. The caller chooses of whom that may be told further. Returns the way to stop. */
  listen(listener: Listener): () => void;
};

const prefix = "presence/";
const askTopic = "presence-asked";
const againMs = 30_000;
const holdsMs = 75_000;
const sweepMs = 5_000;

const boards = new WeakMap<Context["bus"], PresenceBoard>();

/** The one board of this process. */
export function presenceBoard(ctx: Context): PresenceBoard {
  const known = boards.get(ctx.bus);
  if (known) return known;
  const board = createBoard(ctx);
  boards.set(ctx.bus, board);
  return board;
}

function createBoard({ bus, clock }: Context): PresenceBoard {
  const process = newId();
  const locals = new Map<string, Local>();
  const people = new Map<string, Map<string, Place>>();
  const told = new Map<string, Presence>();
  const listeners = new Set<Listener>();
  const now = () => clock.now().getTime();

  function presenceOf(personId: string): Presence {
    const places = [...(people.get(personId)?.values() ?? [])].filter((place) => place.heardAt > now() - holdsMs);
    if (places.length === 0) return "offline";
    return places.some((place) => place.activeUntil > now()) ? "online" : "away";
  }

  function tell(personId: string): void {
    const presence = presenceOf(personId);
    if ((told.get(personId) ?? "offline") === presence) return;
    if (presence === "offline") told.delete(personId);
    else told.set(personId, presence);
    for (const listener of listeners) listener(personId, presence);
  }

  /** An empty word says that nobody is here any more, or that it is not to be seen. */
  function say(personId: string): void {
    const local = locals.get(personId);
    bus.signal(`${prefix}${personId}/${process}`, local?.shows ? String(local.activeUntil) : "");
  }

  function sayAll(): void {
    for (const [personId, local] of locals) if (local.shows) say(personId);
  }

  bus.onSignal(prefix, ({ topic, data }) => {
    const [personId = "", from = ""] = topic.slice(prefix.length).split("/");
    const places = people.get(personId) ?? new Map<string, Place>();
    if (data === "") places.delete(from);
    else places.set(from, { activeUntil: Number(data), heardAt: now() });
    if (places.size === 0) people.delete(personId);
    else people.set(personId, places);
    tell(personId);
  });
  bus.onSignal(activePrefix, ({ topic, data }) => {
    const personId = topic.slice(activePrefix.length);
    const local = locals.get(personId);
    if (!local) return;
    local.activeUntil = Math.max(local.activeUntil, Number(data));
    if (local.shows) say(personId);
  });
  bus.onSignal(askTopic, sayAll);
  // What others said meanwhile is lost: they are asked, and hear of those here.
  const ask = () => {
    sayAll();
    bus.signal(askTopic, process);
  };
  bus.onGap(ask);
  ask();
  setInterval(sayAll, againMs).unref();
  setInterval(() => {
    for (const [personId, places] of people) {
      for (const [from, place] of places) if (place.heardAt <= now() - holdsMs) places.delete(from);
      if (places.size === 0) people.delete(personId);
      tell(personId);
    }
  }, sweepMs).unref();

  return {
    enter(personId, activeUntil) {
      const local = locals.get(personId) ?? { pages: 0, activeUntil: 0, shows: false };
      local.pages++;
      local.activeUntil = Math.max(local.activeUntil, activeUntil?.getTime() ?? 0);
      locals.set(personId, local);
      if (local.shows) say(personId);
      return () => {
        if (--local.pages > 0) return;
        locals.delete(personId);
        if (local.shows) say(personId);
      };
    },
    setShown(personId, shows) {
      const local = locals.get(personId);
      if (!local || local.shows === shows) return;
      local.shows = shows;
      say(personId);
    },
    presenceOf,
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
