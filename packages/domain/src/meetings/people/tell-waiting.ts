import { transaction } from "@carbyne/db";
import type { Context } from "../../context.ts";
import { tellNotice } from "../../notices/index.ts";
import { pushTo } from "../../push/index.ts";
import { fill } from "../../words/index.ts";
import type { Place } from "../place.ts";

/** Tells those who keep order in a room that a guest waits for a meeting which nobody has begun, under the bell and in browsers without a page. */
export async function tellWaiting(ctx: Context, room: Place["room"]): Promise<void> {
  const { rows } = await ctx.db.pool.query<{ id: string; spaceId: string }>(
    `SELECT a."id", a."spaceId" FROM "RoomMember" x JOIN "Room" r ON r."spaceId" = x."spaceId" JOIN "Account" a ON a."id" = x."accountId"
     WHERE x."spaceId" = $1 AND x."leftAt" IS NULL AND a."state" = 'active' AND (x."role" <> 'member' OR r."kind" = 'direct')`,
    [room.id],
  );
  const link = `/meet/${room.id}`;
  const params = { person: room.personName, name: room.name };
  for (const { id: accountId, spaceId } of rows) {
    await tellNotice(ctx, { spaceId, kind: "meeting-guest-waits", params, link });
    await transaction(ctx.db.pool, (client) =>
      pushTo(ctx, client, {
        accountId,
        titleOf: (words) => fill(words.pushGuestWaits, { person: room.personName }),
        body: room.name,
        tag: `meet-${room.id}`,
        href: link,
      }),
    );
  }
}
