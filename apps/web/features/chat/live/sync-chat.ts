import type { QueryClient } from "@tanstack/react-query";
import {
  type Changes,
  chatKey,
  chatServer,
  type Message,
  ownStatusKey,
  type RoomDetails,
  roomKey,
  type RoomLine,
  roomsKey,
  roomsQuery,
  type Stretch,
  stretchKey,
  threadsKey,
} from "../api.ts";
import { forgetPresence, heardPresence, type Presence } from "../presence/who-is-there.ts";
import { forgetStatuses, heardStatuses, type SeenStatus } from "../status/seen.ts";
import { endTyping, heardTyping } from "../typing/typists.ts";
import { arrived } from "./outbox.ts";
import { fits, isAfter } from "./fits.ts";
import { lineWithChanges } from "./lines.ts";
import { withChanges } from "./stretch.ts";

export type Told =
  | { readonly what: "rooms"; readonly at: Readonly<Record<string, string>> }
  | ({ readonly what: "changes" } & Changes)
  | { readonly what: "left"; readonly roomId: string }
  | { readonly what: "seats"; readonly seats: readonly (RoomLine["seat"] & { roomId: string })[] }
  | { readonly what: "typing"; readonly roomId: string; readonly threadId: string | null; readonly personId: string }
  | { readonly what: "presence"; readonly people: Readonly<Record<string, Presence>> }
  | { readonly what: "statuses"; readonly people: Readonly<Record<string, SeenStatus | null>> }
  | { readonly what: "own-status" }
  | { readonly what: "gap" };

/** What is new in the chat, for those who make a sound or a notice of it. */
export type Heard = { readonly roomId: string; readonly messages: readonly Message[] };

export type ChatSync = {
  /** The socket begins anew: the next rooms that it tells are all there are. */
  started(): void;
  /** Takes in what the socket told. */
  tell(event: Told): void;
  /** Asks what changed since what is known, in one room or in all that are known. */
  catchUp(roomId?: string): Promise<void>;
};

/** What has nothing to do with the list of rooms, and waits for nothing. */
const isOfPeople = ({ what }: Told) =>
  what === "typing" || what === "presence" || what === "statuses" || what === "own-status";

/** Stretches that are cached of a room, by the thread that each is of. */
function stretchesOf(client: QueryClient, roomId: string): [threadId: string | null, stretch: Stretch][] {
  return client
    .getQueriesData<Stretch>({ queryKey: [...chatKey, "stretch", roomId] })
    .flatMap(([key, data]) => (data ? [[key[3] as string | null, data]] : []));
}

/** Keeps what is cached of the chat true: each thing knows up to which modseq it is, takes what follows, and what is missing between is asked for. */
export function createChatSync(
  client: QueryClient,
  { me, onHeard }: { me: string; onHeard: (heard: Heard) => void },
): ChatSync {
  let isBeginning = false;
  let held: Told[] = [];
  const asking = new Map<string, Promise<void>>();
  const lines = () => client.getQueryData<RoomLine[]>(roomsKey);

  function setLine(id: string, change: (line: RoomLine) => RoomLine): void {
    client.setQueryData<RoomLine[]>(roomsKey, (all) => all?.map((line) => (line.room.id === id ? change(line) : line)));
  }

  /** Lines counted by the server: rooms that are new, and where counting here does not do. */
  async function fetchLines(ids: readonly string[]): Promise<void> {
    const fresh = await chatServer.lines([...ids]);
    client.setQueryData<RoomLine[]>(roomsKey, (all) => {
      if (!all) return all;
      const byId = new Map(fresh.map((line) => [line.room.id, line]));
      const kept = all.map((line) => {
        const next = byId.get(line.room.id);
        byId.delete(line.room.id);
        return next && isAfter(next.modseq, line.modseq) ? next : (next ?? line);
      });
      return [...kept, ...byId.values()];
    });
  }

  function apply(changes: Changes): "done" | "gap" {
    const { roomId } = changes;
    let isGap = false;
    const line = lines()?.find((one) => one.room.id === roomId);
    if (line) {
      const fit = fits(line.modseq, changes);
      if (fit === "gap") isGap = true;
      if (fit === "next") {
        const fresh = changes.messages.filter(
          (message) => isAfter(message.modseq, line.modseq) && message.number > (line.last?.number ?? 0),
        );
        const next = lineWithChanges(line, changes, me);
        setLine(roomId, () => next ?? { ...line, modseq: changes.to });
        if (next === null) void fetchLines([roomId]).catch(() => undefined);
        if (fresh.length > 0) onHeard({ roomId, messages: fresh });
      }
    }
    const details = client.getQueryData<RoomDetails>(roomKey(roomId));
    if (details) {
      const fit = fits(details.modseq, changes);
      if (fit === "gap") isGap = true;
      if (fit === "next") {
        const known = new Map(details.members.map((member) => [member.id, member]));
        for (const member of changes.members) known.set(member.id, member);
        client.setQueryData<RoomDetails>(roomKey(roomId), {
          room: changes.room ?? details.room,
          members: changes.members.length > 0 ? [...known.values()] : details.members,
          modseq: changes.to,
        });
      }
    }
    for (const [threadId, stretch] of stretchesOf(client, roomId)) {
      const fit = fits(stretch.modseq, changes);
      if (fit === "gap") isGap = true;
      if (fit === "next")
        client.setQueryData<Stretch>(stretchKey(roomId, threadId), withChanges(stretch, changes, threadId));
    }
    arrived(changes.messages);
    // What is unread in threads is counted by the server alone.
    if (changes.messages.some((message) => message.threadId !== null))
      void client.invalidateQueries({ queryKey: threadsKey });
    for (const message of changes.messages) endTyping(roomId, message.threadId, message.authorId);
    return isGap ? "gap" : "done";
  }

  /** The least that is known of a room by anything here. */
  function knownOf(roomId: string): string | undefined {
    const known = [
      lines()?.find((one) => one.room.id === roomId)?.modseq,
      client.getQueryData<RoomDetails>(roomKey(roomId))?.modseq,
      ...stretchesOf(client, roomId).map(([, stretch]) => stretch.modseq),
    ].filter((modseq) => modseq !== undefined);
    return known.toSorted((one, other) => (isAfter(one, other) ? 1 : -1))[0];
  }

  async function fill(roomIds: readonly string[]): Promise<void> {
    let behind = roomIds;
    while (behind.length > 0) {
      const since = Object.fromEntries(
        behind.flatMap((id) => {
          const known = knownOf(id);
          return known === undefined ? [] : [[id, known]];
        }),
      );
      if (Object.keys(since).length === 0) return;
      const answers = await chatServer.changes(since);
      for (const changes of answers) apply(changes);
      behind = answers.filter((changes) => changes.hasMore).map((changes) => changes.roomId);
    }
  }

  /** Asks for one room, once at a time. */
  function fillRoom(roomId: string): void {
    if (asking.has(roomId)) return;
    const asked = fill([roomId])
      .catch(() => undefined)
      .finally(() => asking.delete(roomId));
    asking.set(roomId, asked);
  }

  function forget(roomId: string): void {
    client.setQueryData<RoomLine[]>(roomsKey, (all) => all?.filter((line) => line.room.id !== roomId));
    client.removeQueries({ queryKey: roomKey(roomId) });
    client.removeQueries({ queryKey: [...chatKey, "stretch", roomId] });
  }

  /** The list of rooms on its way may be older than what is told meanwhile, which is taken in after it. */
  function hold(event: Told): void {
    held.push(event);
    if (held.length > 1) return;
    const takeIn = () => {
      const events = held;
      held = [];
      if (lines()) for (const one of events) take(one);
    };
    client.ensureQueryData(roomsQuery).then(takeIn, takeIn);
  }

  function take(event: Told): void {
    switch (event.what) {
      case "changes":
        if (apply(event) === "gap") fillRoom(event.roomId);
        return;
      case "rooms": {
        if (isBeginning) for (const line of lines() ?? []) if (!(line.room.id in event.at)) forget(line.room.id);
        isBeginning = false;
        const known = new Set(lines()?.map((line) => line.room.id));
        const added = Object.keys(event.at).filter((id) => !known.has(id));
        if (lines() && added.length > 0) void fetchLines(added).catch(() => undefined);
        const behind = Object.entries(event.at).filter(([id, at]) => isAfter(at, knownOf(id) ?? at));
        void fill(behind.map(([id]) => id)).catch(() => undefined);
        return;
      }
      case "left":
        return forget(event.roomId);
      case "seats":
        for (const { roomId, ...seat } of event.seats) {
          const before = lines()?.find((line) => line.room.id === roomId)?.seat.clearedNumber;
          setLine(roomId, (line) => ({ ...line, seat }));
          if (before !== undefined && before !== seat.clearedNumber) {
            void client.resetQueries({ queryKey: [...chatKey, "stretch", roomId] });
            void fetchLines([roomId]).catch(() => undefined);
          }
        }
        return;
      case "typing":
        return heardTyping(event);
      case "presence":
        return heardPresence(event.people);
      case "statuses":
        return heardStatuses(event.people);
      case "own-status":
        void client.invalidateQueries({ queryKey: ownStatusKey });
        return;
      case "gap":
        void catchUp().catch(() => undefined);
    }
  }

  const catchUp = (roomId?: string) =>
    fill(roomId === undefined ? (lines()?.map((line) => line.room.id) ?? []) : [roomId]);
  return {
    started() {
      isBeginning = true;
      forgetPresence();
      forgetStatuses();
    },
    tell: (event) => (isOfPeople(event) || (lines() && held.length === 0) ? take(event) : hold(event)),
    catchUp,
  };
}
