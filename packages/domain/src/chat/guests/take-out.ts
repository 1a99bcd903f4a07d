import type pg from "pg";
import type { Context } from "../../context.ts";
import { changeSpace } from "../../spaces/index.ts";
import { postEvent } from "../rooms/post-event.ts";

type Taken = {
  readonly roomId: string;
  readonly where: { readonly inviteId: string } | { readonly id: string };
  /** Who takes them out; null is the time of their invitation, or they themselves. */
  readonly byId: string | null;
  readonly modseq: bigint;
  readonly at: Date;
};

/** Takes guests out of a room as a step of a change of it: whoever came by an invitation, or one. Answers who is out now that was in it. */
export async function takeOutGuests(
  client: pg.ClientBase,
  { roomId, where, byId, modseq, at }: Taken,
): Promise<string[]> {
  const [column, value] = "id" in where ? ["id", where.id] : ["inviteId", where.inviteId];
  const { rows } = await client.query<{ id: string }>(
    `UPDATE "RoomGuest" SET "leftAt" = $3, "modseq" = $4 WHERE "roomId" = $1 AND "${column}" = $2 AND "leftAt" IS NULL RETURNING "id"`,
    [roomId, value, at, modseq],
  );
  const ids = rows.map((row) => row.id);
  const place = { roomId, modseq, at };
  if (byId !== null && ids.length > 0) await postEvent(client, { what: "removed", by: byId, ids }, place);
  if (byId === null) for (const id of ids) await postEvent(client, { what: "left", by: id }, place);
  return ids;
}

/** Takes out the guests whose invitation is over. What they ask for is refused from that moment on, also before this is done. */
export async function endGuests(ctx: Context): Promise<void> {
  const at = ctx.clock.now();
  const { rows } = await ctx.db.pool.query<{ roomId: string; inviteId: string }>(
    `SELECT DISTINCT i."roomId", i."id" AS "inviteId" FROM "RoomInvite" i JOIN "RoomGuest" g ON g."inviteId" = i."id" AND g."leftAt" IS NULL WHERE i."expiresAt" <= $1`,
    [at],
  );
  for (const { roomId, inviteId } of rows)
    await changeSpace(ctx, roomId, (client, modseq) =>
      takeOutGuests(client, { roomId, where: { inviteId }, byId: null, modseq, at }),
    );
}
