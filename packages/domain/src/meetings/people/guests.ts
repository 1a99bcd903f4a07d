import type pg from "pg";

type Change = { readonly roomId: string; readonly modseq: bigint };

/** Puts guests who came to a meeting into its room: they see what is said from now on, or go on where they were. */
export async function letGuestsIn(
  client: pg.ClientBase,
  { roomId, modseq }: Change,
  { ids, isNew }: { ids: readonly string[]; isNew: boolean },
): Promise<void> {
  await client.query(
    `UPDATE "RoomGuest" g SET "leftAt" = NULL, "modseq" = $3, "fromNumber" = CASE WHEN $4 THEN r."lastNumber" ELSE g."fromNumber" END,
       "readNumber" = CASE WHEN $4 THEN r."lastNumber" ELSE g."readNumber" END
     FROM "RoomInvite" i, "Room" r WHERE g."id" = ANY($2) AND g."roomId" = $1 AND g."leftAt" IS NOT NULL AND i."id" = g."inviteId" AND i."isForMeeting"
       AND r."spaceId" = g."roomId"`,
    [roomId, ids, modseq, isNew],
  );
}

/** Takes guests who came to a meeting out of its room, but for those who are in the meeting or in a part of it. */
export async function letGuestsOut(
  client: pg.ClientBase,
  { roomId, modseq }: Change,
  { ids, at }: { ids: readonly string[] | null; at: Date },
): Promise<void> {
  await client.query(
    `UPDATE "RoomGuest" g SET "leftAt" = $4, "modseq" = $3 FROM "RoomInvite" i
     WHERE g."roomId" = $1 AND ($2::uuid[] IS NULL OR g."id" = ANY($2)) AND g."leftAt" IS NULL AND i."id" = g."inviteId" AND i."isForMeeting"
       AND NOT EXISTS (SELECT 1 FROM "Meeting" m JOIN "MeetingPerson" p ON p."meetingId" = m."id"
         WHERE m."roomId" = $1 AND m."endedAt" IS NULL AND p."personId" = g."id" AND p."state" IN ('admitted', 'here'))`,
    [roomId, ids, modseq, at],
  );
}
