import { Refusal } from "@carbyne/kernel";
import type { Context } from "../../context.ts";
import { changeSpace } from "../../spaces/index.ts";
import { endMeeting } from "../end.ts";
import { tellChanged, touchRoomSoon } from "../live/changed.ts";
import { letGuestsIn, letGuestsOut } from "../people/guests.ts";

type Somebody = { readonly meetingId: string; readonly personId: string };

/** Writes down that somebody is in a meeting. Refuses who was taken out since they were let in. */
export async function noteJoined(ctx: Context, { meetingId, personId }: Somebody): Promise<void> {
  const { rows } = await ctx.db.pool.query<{ roomId: string; kind: "account" | "guest" }>(
    `WITH here AS (UPDATE "MeetingPerson" p SET "state" = 'here', "joinedAt" = coalesce(p."joinedAt", $3), "leftAt" = NULL
       FROM "Meeting" m WHERE p."meetingId" = $1 AND p."personId" = $2 AND p."state" IN ('admitted', 'here', 'gone') AND m."id" = p."meetingId" AND m."endedAt" IS NULL
       RETURNING m."roomId", p."kind"),
     answered AS (UPDATE "Meeting" SET "answeredAt" = $3 WHERE "id" = $1 AND "answeredAt" IS NULL AND "startedById" <> $2 AND EXISTS (SELECT 1 FROM here))
     SELECT "roomId", "kind" FROM here`,
    [meetingId, personId, ctx.clock.now()],
  );
  const [row] = rows;
  if (!row) throw new Refusal("forbidden", "meeting-removed");
  // Who lost the line for a while was out of the room too.
  if (row.kind === "guest")
    await changeSpace(ctx, row.roomId, (client, modseq) =>
      letGuestsIn(client, { roomId: row.roomId, modseq }, { ids: [personId], isNew: false }),
    );
  tellChanged(ctx, row.roomId);
  touchRoomSoon(ctx, row.roomId);
}

/** Writes down that somebody is there from nowhere any more. A process that lost the meeting to another (`owner` is its own name) knows nothing of that. */
export async function noteLeft(
  ctx: Context,
  { meetingId, personId, owner = null }: Somebody & { readonly owner?: string | null },
): Promise<void> {
  const at = ctx.clock.now();
  const { rows } = await ctx.db.pool.query<{ roomId: string; kind: "account" | "guest" }>(
    `UPDATE "MeetingPerson" p SET "state" = 'gone', "leftAt" = $3 FROM "Meeting" m
     WHERE p."meetingId" = $1 AND p."personId" = $2 AND p."state" = 'here' AND m."id" = p."meetingId"
       AND ($4::uuid IS NULL OR m."owner" = $4) RETURNING m."roomId", p."kind"`,
    [meetingId, personId, at, owner],
  );
  const [row] = rows;
  if (!row) return;
  if (row.kind === "guest")
    await changeSpace(ctx, row.roomId, (client, modseq) =>
      letGuestsOut(client, { roomId: row.roomId, modseq }, { ids: [personId], at }),
    );
  tellChanged(ctx, row.roomId);
  touchRoomSoon(ctx, row.roomId);
}

/** Says of which meetings somebody is in here. Answers those that this process should not have: they are over, or another one has them. */
export async function noteAlive(
  ctx: Context,
  { owner, meetingIds }: { owner: string; meetingIds: readonly string[] },
): Promise<string[]> {
  const { rows } = await ctx.db.pool.query<{ id: string }>(
    `UPDATE "Meeting" SET "aliveAt" = $3 WHERE "id" = ANY($1) AND "owner" = $2 AND "endedAt" IS NULL RETURNING "id"`,
    [meetingIds, owner, ctx.clock.now()],
  );
  const kept = new Set(rows.map((row) => row.id));
  return meetingIds.filter((id) => !kept.has(id));
}

/** Writes down who is not there any more although rows say so: they were in a process that died. */
export async function noteAbsent(
  ctx: Context,
  { meetingId, owner, presentIds }: { meetingId: string; owner: string; presentIds: readonly string[] },
): Promise<void> {
  const { rows } = await ctx.db.pool.query<{ personId: string }>({
    name: "meeting-absent",
    text: `SELECT p."personId" FROM "MeetingPerson" p JOIN "Meeting" m ON m."id" = p."meetingId"
           WHERE m."id" = $1 AND m."owner" = $2 AND p."state" = 'here' AND NOT p."personId" = ANY($3)`,
    values: [meetingId, owner, presentIds],
  });
  for (const { personId } of rows) await noteLeft(ctx, { meetingId, personId, owner });
}

/** Somebody may be on the way in for so long. */
const onTheWayMs = 15_000;

/** Ends a meeting in which nobody is any more, unless people are in another part of it, or just coming in. */
export async function noteEmptied(
  ctx: Context,
  { meetingId, owner = null }: { meetingId: string; owner?: string | null },
): Promise<void> {
  const { rows } = await ctx.db.pool.query<{ id: string; roomId: string; lastAt: Date | null }>(
    `SELECT w."id", w."roomId", (SELECT max(p."leftAt") FROM "MeetingPerson" p JOIN "Meeting" f ON f."id" = p."meetingId" WHERE f."id" = w."id" OR f."parentId" = w."id") AS "lastAt"
     FROM "Meeting" m JOIN "Meeting" w ON w."id" = coalesce(m."parentId", m."id")
     WHERE m."id" = $1 AND ($3::uuid IS NULL OR m."owner" = $3) AND w."endedAt" IS NULL AND w."startedById" IS NOT NULL AND NOT EXISTS (
       SELECT 1 FROM "Meeting" f WHERE f."roomId" = w."roomId" AND f."endedAt" IS NULL AND (f."aliveAt" > $2
         OR EXISTS (SELECT 1 FROM "MeetingPerson" p WHERE p."meetingId" = f."id" AND p."state" = 'here')))`,
    [meetingId, new Date(ctx.clock.now().getTime() - onTheWayMs), owner],
  );
  const [whole] = rows;
  if (whole) await endMeeting(ctx, { meetingId: whole.id, roomId: whole.roomId, at: whole.lastAt ?? ctx.clock.now() });
}
