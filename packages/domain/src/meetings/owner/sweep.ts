import type { Context } from "../../context.ts";
import { endMeeting } from "../end.ts";
import { endParts } from "../parts/call-back.ts";

/** A process that said nothing of a meeting for so long does not have it any more, and nobody came in by another one. */
const silentMs = 60_000;
/** Guests whose pages were not heard of for so long wait no more. */
const unseenMs = 90_000;

type Stale = { readonly id: string; readonly roomId: string; readonly lastAt: Date };

/** Ends what nobody ends by themselves: parts whose time is over, meetings whose process is gone, and places in which no guest waits any more. */
export async function sweepMeetings(ctx: Context): Promise<boolean> {
  const now = ctx.clock.now();
  const before = (ms: number) => new Date(now.getTime() - ms);
  const due = await ctx.db.pool.query<{ id: string; roomId: string }>(
    `SELECT DISTINCT "parentId" AS "id", "roomId" FROM "Meeting" WHERE "endedAt" IS NULL AND "parentId" IS NOT NULL AND "endsAt" <= $1`,
    [now],
  );
  for (const { id, roomId } of due.rows) await endParts(ctx, { meetingId: id, roomId, dueAt: now });
  const { rows } = await ctx.db.pool.query<Stale>(
    `SELECT m."id", m."roomId", (SELECT max(f."aliveAt") FROM "Meeting" f WHERE f."id" = m."id" OR f."parentId" = m."id") AS "lastAt" FROM "Meeting" m
     WHERE m."endedAt" IS NULL AND m."parentId" IS NULL AND m."aliveAt" < $1
       AND NOT EXISTS (SELECT 1 FROM "Meeting" f WHERE f."parentId" = m."id" AND f."endedAt" IS NULL AND f."aliveAt" >= $1)
       AND (m."startedById" IS NOT NULL OR NOT EXISTS (SELECT 1 FROM "MeetingPerson" p WHERE p."meetingId" = m."id" AND p."state" = 'waiting' AND p."seenAt" >= $2))`,
    [before(silentMs), before(unseenMs)],
  );
  for (const { id, roomId, lastAt } of rows) await endMeeting(ctx, { meetingId: id, roomId, at: lastAt });
  return false;
}
