import { type Actor, isId } from "@carbyne/kernel";
import { accessOwnAccount, accessTalk } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { resolveSettings } from "../../settings/index.ts";
import { noteGiven } from "./delivered.ts";
import { type Message, messageJson, messagesFor } from "../messages/message-json.ts";
import { type Member, membersFor, membersSince, type RoomInfo, roomJson } from "../rooms/room-json.ts";

/** What changed in a room after `from` and up to `to`, both modseqs. */
export type RoomChanges = {
  readonly roomId: string;
  readonly from: string;
  readonly to: string;
  /** New and changed messages, by their modseq. */
  readonly messages: readonly Message[];
  /** People who came, left, read on or were given another role. */
  readonly members: readonly Member[];
  /** The room itself, when that changed. */
  readonly room: RoomInfo | null;
  /** Whether there is more after `to`, for which to ask again. */
  readonly hasMore: boolean;
};

/** Messages of one answer; a commit that reaches over it is told whole. */
const mostMessages = 200;

type Row = {
  to: string;
  messages: Message[];
  members: (Member & { modseq: string })[];
  room: (RoomInfo & { modseq: string }) | null;
};

/** What changed in a room since a modseq, whoever asks: callers have seen to it that they may. */
export async function readChanges(ctx: Context, roomId: string, since: bigint): Promise<RoomChanges> {
  const { rows } = await ctx.db.pool.query<Row>({
    name: "room-changes",
    text: `SELECT p."modseq"::text AS "to",
        coalesce((SELECT json_agg(c."message" ORDER BY c."modseq", c."number") FROM (SELECT ${messageJson} AS "message", m."modseq", m."number" FROM "ChatMessage" m
          WHERE m."spaceId" = $1 AND m."modseq" > $2 ORDER BY m."modseq", m."number" LIMIT ${mostMessages + 1}) c), '[]') AS "messages",
        coalesce((SELECT json_agg(c."member" || jsonb_build_object('modseq', c."modseq"::text)) FROM (${membersSince("$1", "$2")}) c), '[]') AS "members",
        CASE WHEN r."modseq" > $2 THEN ${roomJson}::jsonb || jsonb_build_object('modseq', r."modseq"::text) END AS "room"
      FROM "Space" p JOIN "Room" r ON r."spaceId" = p."id" WHERE p."id" = $1`,
    values: [roomId, since],
  });
  const row = rows[0];
  const from = since.toString();
  if (!row) return { roomId, from, to: from, messages: [], members: [], room: null, hasMore: false };
  if (row.messages.length <= mostMessages) return { roomId, from, ...row, hasMore: false };
  // Cut between two commits. All of one commit has one modseq, and none is so large that it fills an answer by itself.
  const last = row.messages[mostMessages]?.modseq ?? row.to;
  const messages = row.messages.filter((message) => message.modseq !== last);
  const to = messages.at(-1)?.modseq ?? row.to;
  const isIn = (one: { modseq: string }) => BigInt(one.modseq) <= BigInt(to);
  return {
    roomId,
    from,
    to,
    messages,
    members: row.members.filter(isIn),
    room: row.room && isIn(row.room) ? row.room : null,
    hasMore: true,
  };
}

/** Changes as one person in the room may see them. */
export function changesFor(
  viewer: { id: string; seesReading: boolean; hiddenUpTo: number },
  changes: RoomChanges,
): RoomChanges {
  const { hiddenUpTo } = viewer;
  const isHidden = changes.messages.some(
    ({ number, replyTo }) => Math.min(number, replyTo?.number ?? number) <= hiddenUpTo,
  );
  if (!isHidden && changes.members.length === 0) return changes;
  return {
    ...changes,
    messages: isHidden ? messagesFor(viewer, changes.messages) : changes.messages,
    members: membersFor(viewer, changes.members),
  };
}

/** Rooms asked about in one call. */
const mostRooms = 500;

/** What changed since the modseqs that the client knows, in those of the rooms that the actor is in. The way to catch up after any gap. */
export async function changesSince(
  ctx: Context,
  actor: Actor,
  { rooms }: { rooms: Readonly<Record<string, string>> },
): Promise<RoomChanges[]> {
  if (actor.kind === "guest") return guestChangesSince(ctx, actor, rooms);
  const own = await accessOwnAccount(ctx, actor);
  const asked = Object.entries(rooms)
    .filter(([id]) => isId(id))
    .slice(0, mostRooms);
  const { rows } = await ctx.db.pool.query<{ id: string; hiddenUpTo: number; modseq: string }>({
    name: "rooms-behind",
    text: `SELECT m."spaceId" AS "id", greatest(m."fromNumber", coalesce(s."clearedNumber", 0)) AS "hiddenUpTo", p."modseq"::text AS "modseq" FROM "RoomMember" m
           JOIN "Space" p ON p."id" = m."spaceId" LEFT JOIN "RoomSeat" s ON s."accountId" = m."accountId" AND s."roomId" = m."spaceId"
           WHERE m."accountId" = $1 AND m."leftAt" IS NULL AND m."spaceId" = ANY($2)`,
    values: [own.id, asked.map(([id]) => id)],
  });
  const seesReading = (await resolveSettings(ctx, own.id))["chat.readReceipts"].value === true;
  const known = new Map(asked);
  const changed: RoomChanges[] = [];
  for (const { id, hiddenUpTo, modseq } of rows) {
    const since = BigInt(known.get(id) ?? "0");
    if (BigInt(modseq) <= since) continue;
    const changes = await readChanges(ctx, id, since);
    noteGiven(ctx, { roomId: id, accountId: own.id }, changes.messages);
    changed.push(changesFor({ id: own.id, seesReading, hiddenUpTo }, changes));
  }
  return changed;
}

/** The same of the one room that a guest is in; of any other nothing. */
async function guestChangesSince(
  ctx: Context,
  actor: Actor,
  rooms: Readonly<Record<string, string>>,
): Promise<RoomChanges[]> {
  const changed: RoomChanges[] = [];
  for (const [id, since] of Object.entries(rooms).slice(0, 2)) {
    const { personId, hiddenUpTo } = await accessTalk(ctx, actor, id, "read");
    const changes = await readChanges(ctx, id, BigInt(since));
    if (changes.to !== since) changed.push(changesFor({ id: personId, seesReading: true, hiddenUpTo }, changes));
  }
  return changed;
}
