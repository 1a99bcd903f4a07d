import { type Actor, isId, Refusal } from "@carbyne/kernel";
import { accessOwnAccount } from "../access/index.ts";
import type { Context } from "../context.ts";
import { resolveSettings } from "../settings/index.ts";

/**
 * When somebody looked at a page last, within minutes, ISO 8601: of people with whom the actor shares a room, where both let it be seen. Null where they do not,
 * or nothing is known of it any more.
 */
export async function readLastSeen(
  ctx: Context,
  actor: Actor,
  { personId }: { personId: string },
): Promise<string | null> {
  const own = await accessOwnAccount(ctx, actor);
  const { rows } = isId(personId)
    ? await ctx.db.pool.query<{ at: Date | null }>({
        name: "last-seen",
        text: `SELECT (SELECT max(t."presentUntil") FROM "Token" t WHERE t."accountId" = o."accountId") AS "at"
               FROM "RoomMember" m JOIN "RoomMember" o ON o."spaceId" = m."spaceId" AND o."leftAt" IS NULL
               WHERE m."accountId" = $1 AND m."leftAt" IS NULL AND o."accountId" = $2 LIMIT 1`,
        values: [own.id, personId],
      })
    : { rows: [] };
  const row = rows[0];
  if (!row) throw new Refusal("not-found", "person-unknown");
  const [mine, theirs] = await Promise.all([resolveSettings(ctx, own.id), resolveSettings(ctx, personId)]);
  if (mine["chat.presence"].value !== true || theirs["chat.presence"].value !== true || !row.at) return null;
  return new Date(Math.min(row.at.getTime(), ctx.clock.now().getTime())).toISOString();
}
