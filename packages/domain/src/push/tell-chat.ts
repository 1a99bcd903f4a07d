import { transaction } from "@carbyne/db";
import { type ChatTelling, chatTellings, isTold, type Listener, type RoomNotify } from "@carbyne/schemas/telling";
import type { Context } from "../context.ts";
import { wordsOf } from "../words/index.ts";
import { mannerOf, type PushManner } from "./manner.ts";
import { type Told, tellRoom } from "./payload.ts";
import { putOnWay } from "./put-on-way.ts";
import { plainText, readSaid, type SaidRow } from "./read-said.ts";

type DueRoom = Listener["room"] & {
  readonly id: string;
  readonly name: string;
  readonly from: number;
  readonly to: number;
};

const roomsAtOnce = 50;
/** What is said within this time of something told is told together. */
const restMs = 5000;
/** What was said longer ago is no news. */
const newMs = 3_600_000;

/**
 * Looks for what was said in rooms in which people want to be told in their browsers, and puts it on its way. It runs beside what is said, which it
 * never holds up. Answers whether there may be more.
 */
export async function tellChat(ctx: Context): Promise<boolean> {
  const now = ctx.clock.now();
  const since = new Date(now.getTime() - newMs);
  const { rows: rooms } = await ctx.db.pool.query<DueRoom>({
    name: "push-rooms-due",
    text: `SELECT r."spaceId" AS "id", r."kind", r."name", coalesce(w."number", 0) AS "from", r."lastNumber" AS "to",
             ((SELECT count(*) FROM "RoomMember" x WHERE x."spaceId" = r."spaceId" AND x."leftAt" IS NULL)
               + (SELECT count(*) FROM "RoomGuest" g WHERE g."roomId" = r."spaceId" AND g."leftAt" IS NULL))::int AS "members"
           FROM "Room" r LEFT JOIN "RoomPushWatch" w ON w."roomId" = r."spaceId"
           WHERE r."lastNumber" > coalesce(w."number", 0) AND r."lastAt" >= $2 AND coalesce(w."restUntil", '-infinity') <= $1
             AND EXISTS (SELECT 1 FROM "RoomMember" m JOIN "PushSubscription" p ON p."accountId" = m."accountId"
               WHERE m."spaceId" = r."spaceId" AND m."leftAt" IS NULL) LIMIT ${roomsAtOnce}`,
    values: [now, since],
  });
  const manners = new Map<string, PushManner>();
  for (const room of rooms) {
    const said = await readSaid(ctx, { roomId: room.id, from: room.from, to: room.to, since });
    const told: { accountId: string; told: Told }[] = [];
    for (const person of await peopleOf(ctx, room.id, said)) {
      const manner = manners.get(person.id) ?? (await mannerOf(ctx, { accountId: person.id, zone: person.zone }, now));
      manners.set(person.id, manner);
      const one = tellPerson({ room, said, person, manner, now });
      if (one) told.push({ accountId: person.id, told: one });
    }
    await transaction(ctx.db.pool, async (client) => {
      // Another process may have told it meanwhile.
      const { rowCount } = await client.query(
        `INSERT INTO "RoomPushWatch" AS w ("roomId", "number", "restUntil") VALUES ($1, $2, $3)
         ON CONFLICT ("roomId") DO UPDATE SET "number" = excluded."number", "restUntil" = excluded."restUntil" WHERE w."number" = $4`,
        [room.id, room.to, told.length > 0 ? new Date(now.getTime() + restMs) : now, room.from],
      );
      if (rowCount) for (const one of told) await putOnWay(client, { ...one, now });
    });
  }
  return rooms.length === roomsAtOnce;
}

type Person = {
  readonly id: string;
  readonly zone: string;
  readonly locale: string;
  readonly notify: RoomNotify | null;
  readonly mutedUntil: Date | null;
  readonly readNumber: number;
  readonly since: Date;
  readonly follows: readonly string[];
};

/** Who is in the room and has browsers that tell, and which of the threads that were spoken in each follows: who is part of one does, until they say no. */
async function peopleOf(ctx: Context, roomId: string, said: readonly SaidRow[]): Promise<Person[]> {
  if (said.length === 0) return [];
  const threads = [...new Set(said.flatMap(({ threadId }) => threadId ?? []))];
  const { rows } = await ctx.db.pool.query<Person>({
    name: "push-listeners",
    text: `SELECT a."id", a."zone", a."locale", s."notify", s."mutedUntil", w."since",
             greatest(m."readNumber", m."fromNumber", coalesce(s."clearedNumber", 0)) AS "readNumber",
             ARRAY(SELECT t FROM unnest($2::uuid[]) t WHERE coalesce(
               (SELECT f."isFollowed" FROM "ThreadSeat" f WHERE f."accountId" = a."id" AND f."threadId" = t),
               EXISTS (SELECT 1 FROM "ChatMessage" x WHERE (x."id" = t OR x."threadId" = t) AND x."authorId" = a."id"))) AS "follows"
           FROM "RoomMember" m JOIN "Account" a ON a."id" = m."accountId" JOIN "PushWatch" w ON w."accountId" = a."id"
           LEFT JOIN "RoomSeat" s ON s."accountId" = a."id" AND s."roomId" = m."spaceId"
           WHERE m."spaceId" = $1 AND m."leftAt" IS NULL AND a."state" = 'active'
             AND EXISTS (SELECT 1 FROM "PushSubscription" p WHERE p."accountId" = a."id")`,
    values: [roomId, threads],
  });
  return rows;
}

type Telling = {
  readonly room: DueRoom;
  readonly said: readonly SaidRow[];
  readonly person: Person;
  readonly manner: PushManner;
  readonly now: Date;
};

/** What one person is told of a room; null where that is nothing. */
function tellPerson({ room, said, person, manner, now }: Telling): Told | null {
  if (manner.isPresent) return null;
  const setting: ChatTelling = chatTellings.find((one) => one === manner.text("notify.chat")) ?? "byRoom";
  const listener = { ...person, room, setting, isThere: false, isResting: manner.isResting };
  const heard = said.filter(
    (one) =>
      one.at >= person.since &&
      isTold(one, { ...listener, followsThread: person.follows.includes(one.threadId ?? "") }, now),
  );
  const words = wordsOf(person.locale);
  const nameOf = (row: SaidRow) => row.name ?? words.pushSomebody;
  const latest = heard.at(-1);
  if (!latest) return null;
  const isDirect = room.kind === "direct";
  return tellRoom(
    {
      id: room.id,
      title: isDirect ? nameOf(latest) : room.name,
      said: heard.map((row) => ({
        name: isDirect ? "" : nameOf(row),
        text: row.kind === "voice" && row.text === "" ? words.pushVoice : plainText(row),
        number: row.number,
      })),
    },
    { ...manner, locale: person.locale },
  );
}
