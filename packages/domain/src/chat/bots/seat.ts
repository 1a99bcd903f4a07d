import type pg from "pg";
import { postEvent } from "../rooms/post-event.ts";

type Seating = {
  readonly roomId: string;
  readonly botId: string;
  readonly byId: string;
  readonly modseq: bigint;
  readonly at: Date;
};

/** Puts a bot into a room as a step of a change of it, from now on; false when it is there. */
export async function putIn(client: pg.ClientBase, { roomId, botId, byId, modseq, at }: Seating): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO "BotSeat" ("botId", "roomId", "fromNumber", "addedById", "joinedAt", "modseq")
     SELECT $1, r."spaceId", r."lastNumber", $3, $4, $5 FROM "Room" r WHERE r."spaceId" = $2
     ON CONFLICT ("botId", "roomId") DO UPDATE SET "fromNumber" = excluded."fromNumber", "addedById" = excluded."addedById",
       "joinedAt" = excluded."joinedAt", "leftAt" = NULL, "modseq" = excluded."modseq" WHERE "BotSeat"."leftAt" IS NOT NULL`,
    [botId, roomId, byId, at, modseq],
  );
  if (!rowCount) return false;
  await postEvent(client, { what: "added", by: byId, ids: [botId] }, { roomId, modseq, at });
  return true;
}

/** Takes a bot out of a room as a step of a change of it; false when it is not there. */
export async function takeOutBot(
  client: pg.ClientBase,
  { roomId, botId, byId, modseq, at }: Seating,
): Promise<boolean> {
  const { rowCount } = await client.query(
    'UPDATE "BotSeat" SET "leftAt" = $3, "modseq" = $4 WHERE "botId" = $1 AND "roomId" = $2 AND "leftAt" IS NULL',
    [botId, roomId, at, modseq],
  );
  if (!rowCount) return false;
  await postEvent(client, { what: "removed", by: byId, ids: [botId] }, { roomId, modseq, at });
  return true;
}
