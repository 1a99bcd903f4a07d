import type { Context } from "../../context.ts";
import { isGuestOfMeetings } from "../../access/index.ts";
import { type MeetingOrder, onOrders } from "../orders.ts";
import { noteLeft } from "./presence.ts";

/** Hints of a room come in numbers while people talk. */
const gatherMs = 1000;
const recheckMs = 15_000;

/**
 * Tells the process that holds a meeting what is wanted of it: what is ordered, and what rows say even where no order arrived. Returns the way to
 * stop. What was told once may be told again.
 */
export function watchOrders(
  ctx: Context,
  { meetingId, roomId }: { meetingId: string; roomId: string },
  listener: (order: MeetingOrder) => void,
): () => void {
  let isOver = false;
  let gathering: NodeJS.Timeout | undefined;
  const ask = () => {
    gathering ??= setTimeout(() => {
      gathering = undefined;
      check().catch((error: unknown) =>
        ctx.log.warn({ err: error, meetingId }, "who may be in a meeting could not be read"),
      );
    }, gatherMs).unref();
  };
  async function check(): Promise<void> {
    const { isOpen, outIds } = await readOut(ctx, meetingId);
    if (isOver) return;
    if (!isOpen) return listener({ what: "end" });
    for (const personId of outIds) {
      listener({ what: "remove", personId });
      await noteLeft(ctx, { meetingId, personId });
    }
  }
  const stops = [onOrders(ctx, meetingId, listener), ctx.bus.subscribe(roomId, ask), ctx.bus.onGap(ask)];
  const timer = setInterval(ask, recheckMs);
  timer.unref();
  return () => {
    isOver = true;
    clearTimeout(gathering);
    clearInterval(timer);
    for (const stop of stops) stop();
  };
}

/** Whether a meeting goes on, and who is in it that may not: taken out, or no longer in the room, or without an account that may act. */
async function readOut(ctx: Context, meetingId: string): Promise<{ isOpen: boolean; outIds: readonly string[] }> {
  const { rows } = await ctx.db.pool.query<{ outIds: string[] }>({
    name: "meeting-out",
    text: `SELECT coalesce((SELECT array_agg(p."personId"::text) FROM "MeetingPerson" p WHERE p."meetingId" = m."id" AND p."state" = 'here' AND NOT CASE p."kind"
             WHEN 'account' THEN EXISTS (SELECT 1 FROM "RoomMember" x JOIN "Account" a ON a."id" = x."accountId" JOIN "Domain" d ON d."id" = a."domainId"
               WHERE x."spaceId" = m."roomId" AND x."accountId" = p."personId" AND x."leftAt" IS NULL AND a."state" = 'active' AND d."state" = 'active')
             ELSE EXISTS (SELECT 1 FROM "RoomGuest" g JOIN "RoomInvite" i ON i."id" = g."inviteId" WHERE g."id" = p."personId" AND ${isGuestOfMeetings("$2")}) END), '{}') AS "outIds"
           FROM "Meeting" m WHERE m."id" = $1 AND m."endedAt" IS NULL`,
    values: [meetingId, ctx.clock.now()],
  });
  return { isOpen: rows.length > 0, outIds: rows[0]?.outIds ?? [] };
}

/** The room of a meeting that goes on; null for one that does not. */
export async function roomOfMeeting(ctx: Context, meetingId: string): Promise<string | null> {
  const { rows } = await ctx.db.pool.query<{ roomId: string }>(
    'SELECT "roomId" FROM "Meeting" WHERE "id" = $1 AND "endedAt" IS NULL',
    [meetingId],
  );
  return rows[0]?.roomId ?? null;
}
