import type { Actor } from "@carbyne/kernel";
import { accessRoom } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { changeSpace } from "../../spaces/index.ts";
import { readText } from "../messages/read-text.ts";
import { type Seat, seatColumns } from "../rooms/list-rooms.ts";

export type SeatChange = {
  readonly roomId: string;
  readonly isFavourite?: boolean | undefined;
  /** Null follows the settings again. */
  readonly notify?: "all" | "mentions" | "nothing" | null | undefined;
  /** ISO 8601; null ends it. */
  readonly mutedUntil?: string | null | undefined;
  readonly draft?: string | undefined;
  /** Clears away what was said so far, for the actor alone. It does not come back. */
  readonly clear?: boolean | undefined;
  /** Puts the room out of the list until something is said in it again. */
  readonly isHidden?: boolean | undefined;
};

/** Changes what the actor has made of a room for themselves. */
export async function changeSeat(ctx: Context, actor: Actor, change: SeatChange): Promise<Seat> {
  const room = await accessRoom(ctx, actor, change.roomId, "read");
  const draft = change.draft === undefined ? null : readText(change.draft);
  const { notify, mutedUntil } = change;
  return changeSpace(ctx, room.ownSpaceId, async (client, modseq) => {
    await client.query(
      'INSERT INTO "RoomSeat" ("accountId", "roomId", "spaceId", "modseq") VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
      [room.accountId, room.id, room.ownSpaceId, modseq],
    );
    const { rows } = await client.query<Seat>({
      name: "change-seat",
      text: `WITH r AS (SELECT "lastNumber" FROM "Room" WHERE "spaceId" = $2),
        s AS (UPDATE "RoomSeat" s SET "isFavourite" = coalesce($4, s."isFavourite"), "notify" = CASE WHEN $5 THEN $6::"RoomNotify" ELSE s."notify" END,
          "mutedUntil" = CASE WHEN $7 THEN $8::timestamptz ELSE s."mutedUntil" END, "draft" = coalesce($9, s."draft"),
          "draftAt" = CASE WHEN $9::text IS NULL THEN s."draftAt" WHEN $9 = '' THEN NULL ELSE $10::timestamptz END,
          "clearedNumber" = CASE WHEN $11 THEN (SELECT "lastNumber" FROM r) ELSE s."clearedNumber" END,
          "hiddenNumber" = CASE WHEN $12::boolean IS NULL THEN s."hiddenNumber" WHEN $12 THEN (SELECT "lastNumber" FROM r) END, "modseq" = $3
          WHERE s."accountId" = $1 AND s."roomId" = $2 RETURNING s.*)
        SELECT s."roomId", ${seatColumns} FROM s`,
      values: [
        room.accountId,
        room.id,
        modseq,
        change.isFavourite ?? null,
        notify !== undefined,
        notify ?? null,
        mutedUntil !== undefined,
        mutedUntil ?? null,
        draft,
        ctx.clock.now(),
        change.clear === true,
        change.isHidden ?? null,
      ],
    });
    const seat = rows[0];
    if (!seat) throw new Error("a seat is gone in its own change");
    return seat;
  });
}

/** The seats that changed since a modseq of the actor's own space. */
export async function seatsSince(
  ctx: Context,
  { accountId, since }: { accountId: string; since: bigint },
): Promise<Seat[]> {
  const { rows } = await ctx.db.pool.query<Seat>({
    name: "seats-since",
    text: `SELECT s."roomId", ${seatColumns} FROM "RoomSeat" s JOIN "Account" a ON a."id" = s."accountId" AND s."spaceId" = a."spaceId"
           WHERE s."accountId" = $1 AND s."spaceId" = a."spaceId" AND s."modseq" > $2`,
    values: [accountId, since],
  });
  return rows;
}
