import { newId } from "@carbyne/kernel";
import type pg from "pg";
import { postEvent } from "../../chat/index.ts";
import type { Context } from "../../context.ts";
import type { Place, Standing } from "../place.ts";
import { letGuestsIn } from "../people/guests.ts";

type When = { readonly modseq: bigint; readonly at: Date };

/** Begins a meeting by the first member who comes in, as a step of a change of the room, and says so there. One for which guests wait already becomes it. */
export async function beginMeeting(
  client: pg.ClientBase,
  { room, standing }: { room: Place["room"]; standing: Standing },
  { modseq, at }: When,
): Promise<string> {
  const id = standing.meetingId ?? newId();
  const messageId = await postEvent(
    client,
    { what: "meeting", by: room.personId, meetingId: id },
    { roomId: room.id, modseq, at },
  );
  await client.query(
    `INSERT INTO "Meeting" ("id", "roomId", "startedById", "startedAt", "messageId", "aliveAt", "modseq") VALUES ($1, $2, $3, $4, $5, $4, $6)
     ON CONFLICT ("id") DO UPDATE SET "startedById" = $3, "startedAt" = $4, "messageId" = $5, "aliveAt" = $4, "modseq" = $6`,
    [id, room.id, room.personId, at, messageId, modseq],
  );
  await client.query('UPDATE "Room" SET "modseq" = $2 WHERE "spaceId" = $1', [room.id, modseq]);
  if (standing.waiting === "nobody" && !standing.isLocked)
    await admitAll(client, { meetingId: id, roomId: room.id, modseq });
  return id;
}

/** Opens a place to wait for guests who come before the members do. Nothing is said of it in the room. */
export async function openWaitingRoom(
  client: pg.ClientBase,
  { roomId }: { roomId: string },
  { modseq, at }: When,
): Promise<string> {
  const id = newId();
  await client.query(
    'INSERT INTO "Meeting" ("id", "roomId", "startedAt", "aliveAt", "modseq") VALUES ($1, $2, $3, $3, $4)',
    [id, roomId, at, modseq],
  );
  return id;
}

/** Lets in who waits: all, those of one kind, or some. */
export async function admitAll(
  client: pg.ClientBase,
  { meetingId, roomId, modseq }: { meetingId: string; roomId: string; modseq: bigint },
  { kind = null, ids = null }: { kind?: "account" | null; ids?: readonly string[] | null } = {},
): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `UPDATE "MeetingPerson" SET "state" = 'admitted' WHERE "meetingId" = $1 AND ("state" = 'waiting' OR ("state" = 'refused' AND "personId" = ANY($3)))
       AND ($2::text IS NULL OR "kind"::text = $2) AND ($3::uuid[] IS NULL OR "personId" = ANY($3)) RETURNING "personId" AS "id"`,
    [meetingId, kind, ids],
  );
  const admitted = rows.map((row) => row.id);
  await letGuestsIn(client, { roomId, modseq }, { ids: admitted, isNew: true });
  return admitted;
}

type Seated = {
  readonly meetingId: string;
  readonly room: Place["room"];
  readonly state: "admitted" | "waiting";
  readonly isModerator?: boolean;
  readonly at: Date;
};

/** Writes down where somebody stands who asked. Who is there from another device stays so. */
export async function seatPerson(ctx: Context, client: pg.ClientBase, seated: Seated): Promise<void> {
  const { meetingId, room, state, isModerator = false, at } = seated;
  await client.query(
    `INSERT INTO "MeetingPerson" AS p ("meetingId", "personId", "kind", "name", "state", "isModerator", "askedAt", "seenAt")
     VALUES ($1, $2, $3::"MeetingPersonKind", $4, $5::"MeetingPersonState", $6, $7, $7)
     ON CONFLICT ("meetingId", "personId") DO UPDATE SET "name" = excluded."name", "isModerator" = p."isModerator" OR excluded."isModerator", "seenAt" = excluded."seenAt",
       "state" = CASE p."state" WHEN 'here' THEN p."state" ELSE excluded."state" END,
       "askedAt" = CASE p."state" WHEN 'waiting' THEN p."askedAt" ELSE excluded."askedAt" END`,
    [meetingId, room.personId, room.personKind, room.personName, state, isModerator, at],
  );
  // As long as somebody is on the way in, nobody takes it for one that was left.
  await client.query('UPDATE "Meeting" SET "aliveAt" = greatest("aliveAt", $2) WHERE "id" = $1', [
    meetingId,
    ctx.clock.now(),
  ]);
}
