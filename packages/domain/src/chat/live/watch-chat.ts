import type { Actor } from "@carbyne/kernel";
import { accessOwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { resolveSettings } from "../../settings/index.ts";
import { seatsSince } from "../own/seats.ts";
import type { Seat } from "../rooms/list-rooms.ts";
import { changesFor, type RoomChanges } from "./changes.ts";
import { noteGiven } from "./delivered.ts";
import { roomFeed } from "./feed.ts";
import { onTyping, type Typing } from "./typing.ts";
import { watchGuest } from "./watch-guest.ts";
import { type OwnStatusEvent, type PresenceEvent, type StatusesEvent, watchPresence } from "./watch-presence.ts";

/** What a client of the chat is told, in order. */
export type ChatEvent =
  /** The rooms that one is in from now on, with how far each is; said first, and for each room that one comes into. */
  | { readonly what: "rooms"; readonly at: Readonly<Record<string, string>> }
  | ({ readonly what: "changes" } & RoomChanges)
  /** One is no longer in this room. */
  | { readonly what: "left"; readonly roomId: string }
  /** What one has made of rooms, on whatever device. */
  | { readonly what: "seats"; readonly seats: readonly Seat[] }
  /** Somebody else is writing; who does not let it be seen of themselves hears of nobody. */
  | ({ readonly what: "typing" } & Typing)
  | PresenceEvent
  | StatusesEvent
  | OwnStatusEvent;

type Viewed = { readonly stop: () => void; viewer: { id: string; seesReading: boolean; hiddenUpTo: number } };

const events = new WeakMap<RoomChanges, ChatEvent>();

/** What all of a room are told alike is one object, so that the door writes it as text once. */
function eventOf(changes: RoomChanges): ChatEvent {
  const event = events.get(changes) ?? { what: "changes", ...changes };
  events.set(changes, event);
  return event;
}

/** Looked at again after so long even without a hint. */
const recheckMs = 60_000;

/** Tells `listener` what changes for the actor in the chat, until the returned function is called. Ends by `onEnd` when the actor may no longer ask. */
export async function watchChat(
  ctx: Context,
  actor: Actor,
  { listener, onEnd }: { listener: (event: ChatEvent) => void; onEnd: (error: unknown) => void },
): Promise<() => void> {
  if (actor.kind === "guest") return watchGuest(ctx, actor, { listener, onEnd });
  const own = await accessOwnAccount(ctx, actor);
  const feed = roomFeed(ctx);
  const presence = await watchPresence(ctx, own.id, listener);
  const rooms = new Map<string, Viewed>();
  let isOver = false;
  let seesTyping = false;
  let seatsAt: bigint | undefined;
  let checking: Promise<void> | undefined;
  let isToBeChecked = false;

  function leave(roomId: string): void {
    const viewed = rooms.get(roomId);
    if (!viewed) return;
    viewed.stop();
    rooms.delete(roomId);
    listener({ what: "left", roomId });
    presence.lookAgain();
  }

  function view(roomId: string, viewer: Viewed["viewer"]): void {
    const stopFeed = feed.attach(roomId, (changes) => {
      // Who is out hears nothing more, from the very change that took them out.
      const me = changes.members.find((member) => member.id === own.id);
      if (me?.leftAt) return leave(roomId);
      presence.changed(changes.members);
      listener(eventOf(changesFor(viewed.viewer, changes)));
      noteGiven(ctx, { roomId, accountId: own.id }, changes.messages);
    });
    const stopTyping = onTyping(ctx, roomId, (typing) => {
      if (seesTyping && typing.personId !== own.id) listener({ what: "typing", ...typing });
    });
    const viewed: Viewed = {
      viewer,
      stop() {
        stopFeed();
        stopTyping();
      },
    };
    rooms.set(roomId, viewed);
  }

  async function check(): Promise<void> {
    await accessOwnAccount(ctx, actor);
    const settings = await resolveSettings(ctx, own.id);
    const seesReading = settings["chat.readReceipts"].value === true;
    seesTyping = settings["chat.typing"].value === true;
    presence.show(settings["chat.presence"].value === true);
    const before = await memberships(ctx, own.id);
    const isNew = (row: Membership) => !rooms.has(row.id);
    for (const row of before) {
      const viewer = { id: own.id, seesReading, hiddenUpTo: row.hiddenUpTo };
      const known = rooms.get(row.id);
      if (known) known.viewer = viewer;
    }
    const added = before.filter(isNew);
    for (const row of added) view(row.id, { id: own.id, seesReading, hiddenUpTo: row.hiddenUpTo });
    // Read once more, now that hints are listened for: what changed between the two is not missed.
    const now = added.length > 0 ? await memberships(ctx, own.id) : before;
    if (isOver) return;
    const present = new Set(now.map((row) => row.id));
    for (const roomId of rooms.keys()) if (!present.has(roomId)) leave(roomId);
    const at = Object.fromEntries(
      now.filter((row) => added.some((one) => one.id === row.id)).map((row) => [row.id, row.modseq]),
    );
    if (seatsAt === undefined || added.length > 0) listener({ what: "rooms", at });
    if (added.length > 0) presence.lookAgain();
    for (const [roomId, modseq] of Object.entries(at)) feed.begin(roomId, BigInt(modseq));
  }

  /** One check at a time; what is asked for meanwhile is one more after it. */
  function recheck(): Promise<void> {
    isToBeChecked = true;
    checking ??= (async () => {
      try {
        while (isToBeChecked && !isOver) {
          isToBeChecked = false;
          await check();
        }
      } catch (error) {
        stop();
        onEnd(error);
      } finally {
        checking = undefined;
      }
    })();
    return checking;
  }

  async function ownChanged(modseq: bigint): Promise<void> {
    await recheck();
    if (isOver || seatsAt === undefined || modseq <= seatsAt) return;
    const since = seatsAt;
    seatsAt = modseq;
    const seats = await seatsSince(ctx, { accountId: own.id, since });
    for (const seat of seats) {
      const viewed = rooms.get(seat.roomId);
      if (viewed)
        viewed.viewer = { ...viewed.viewer, hiddenUpTo: Math.max(viewed.viewer.hiddenUpTo, seat.clearedNumber) };
    }
    if (seats.length > 0 && !isOver) listener({ what: "seats", seats });
  }

  const fail = (error: unknown) => {
    stop();
    onEnd(error);
  };
  const unsubscribe = ctx.bus.subscribe(own.spaceId, ({ modseq }) => void ownChanged(modseq).catch(fail));
  const timer = setInterval(() => void recheck(), recheckMs);
  timer.unref();

  function stop(): void {
    if (isOver) return;
    isOver = true;
    unsubscribe();
    clearInterval(timer);
    presence.stop();
    for (const viewed of rooms.values()) viewed.stop();
    rooms.clear();
  }

  await recheck();
  const { rows } = await ctx.db.pool.query<{ modseq: string }>('SELECT "modseq"::text FROM "Space" WHERE "id" = $1', [
    own.spaceId,
  ]);
  seatsAt = BigInt(rows[0]?.modseq ?? "0");
  // Who comes back knows how far rooms are by their modseq, but not what they made of them on other devices meanwhile.
  const seats = await seatsSince(ctx, { accountId: own.id, since: 0n });
  if (seats.length > 0 && !isOver) listener({ what: "seats", seats });
  return stop;
}

type Membership = { readonly id: string; readonly hiddenUpTo: number; readonly modseq: string };

async function memberships(ctx: Context, accountId: string): Promise<Membership[]> {
  const { rows } = await ctx.db.pool.query<Membership>({
    name: "chat-memberships",
    text: `SELECT m."spaceId" AS "id", greatest(m."fromNumber", coalesce(s."clearedNumber", 0)) AS "hiddenUpTo", p."modseq"::text AS "modseq" FROM "RoomMember" m
           JOIN "Space" p ON p."id" = m."spaceId" LEFT JOIN "RoomSeat" s ON s."accountId" = m."accountId" AND s."roomId" = m."spaceId"
           WHERE m."accountId" = $1 AND m."leftAt" IS NULL`,
    values: [accountId],
  });
  return rows;
}
