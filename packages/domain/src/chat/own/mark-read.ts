import type { Actor } from "@carbyne/kernel";
import { accessTalk } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { settingsIn } from "../rooms/settings-in.ts";
import { changeInGroup } from "../../spaces/index.ts";

/**
 * Says that the actor read a room up to a number, or with `isBack` that what comes after it is to count as unread again. Others see it where the
 * settings of both allow.
 */
export async function markRead(
  ctx: Context,
  actor: Actor,
  { roomId, number, isBack = false }: { roomId: string; number: number; isBack?: boolean | undefined },
): Promise<void> {
  const room = await accessTalk(ctx, actor, roomId, "read");
  const shows = (await settingsIn(ctx, room))["chat.readReceipts"].value === true;
  const isGuest = room.personKind === "guest";
  const { rows } = await ctx.db.pool.query<{ readNumber: number }>({
    name: isGuest ? "guest-read-number" : "read-number",
    text: isGuest
      ? 'SELECT "readNumber" FROM "RoomGuest" WHERE "roomId" = $1 AND "id" = $2'
      : 'SELECT "readNumber" FROM "RoomMember" WHERE "spaceId" = $1 AND "accountId" = $2',
    values: [room.id, room.personId],
  });
  if (!isBack && (rows[0]?.readNumber ?? 0) >= number) return;
  const numbers = `"readNumber" = ${isBack ? 'least(m."readNumber", $3)' : 'greatest(m."readNumber", least($3, r."lastNumber"))'},
    "deliveredNumber" = greatest(m."deliveredNumber", least($3, r."lastNumber")), "modseq" = $4`;
  const values = [room.id, room.personId, number];
  await changeInGroup(ctx, room.id, (client, modseq) =>
    isGuest
      ? client.query(
          `UPDATE "RoomGuest" m SET ${numbers} FROM "Room" r WHERE r."spaceId" = m."roomId" AND m."roomId" = $1 AND m."id" = $2`,
          [...values, modseq],
        )
      : client.query({
          name: isBack ? "mark-unread" : "mark-read",
          text: `UPDATE "RoomMember" m SET ${numbers}, "showsReading" = $5
                 FROM "Room" r WHERE r."spaceId" = m."spaceId" AND m."spaceId" = $1 AND m."accountId" = $2`,
          values: [...values, modseq, shows],
        }),
  );
}
