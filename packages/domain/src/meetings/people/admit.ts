import { type Actor, isId } from "@carbyne/kernel";
import type { Context } from "../../context.ts";
import { changeSpace } from "../../spaces/index.ts";
import { admitAll } from "../enter/begin.ts";
import { tellChanged } from "../live/changed.ts";
import { accessModeratedMeeting, accessPlace } from "../place.ts";

type Some = { readonly roomId: string /** Null is all who wait. */; readonly personIds: readonly string[] | null };

/** Lets in who waits, or who was turned away by mistake; they come in by asking once more. For moderators. */
export async function admitPeople(ctx: Context, actor: Actor, { roomId, personIds }: Some): Promise<void> {
  const { meetingId, room } = await accessModeratedMeeting(ctx, actor, roomId);
  const ids = personIds?.filter(isId) ?? null;
  await changeSpace(ctx, room.id, (client, modseq) =>
    admitAll(client, { meetingId, roomId: room.id, modseq }, { ids }),
  );
  tellChanged(ctx, room.id);
}

/** Turns away who waits: they do not come into this meeting. For moderators. */
export async function turnAway(ctx: Context, actor: Actor, { roomId, personIds }: Some): Promise<void> {
  const { meetingId, room } = await accessModeratedMeeting(ctx, actor, roomId);
  await ctx.db.pool.query(
    `UPDATE "MeetingPerson" SET "state" = 'refused' WHERE "meetingId" = $1 AND "state" = 'waiting' AND ($2::uuid[] IS NULL OR "personId" = ANY($2))`,
    [meetingId, personIds?.filter(isId) ?? null],
  );
  tellChanged(ctx, room.id);
}

/** Waits no longer. */
export async function stopWaiting(ctx: Context, actor: Actor, { roomId }: { roomId: string }): Promise<void> {
  const { meetingId, room } = await accessPlace(ctx, actor, roomId);
  await ctx.db.pool.query(
    `DELETE FROM "MeetingPerson" WHERE "meetingId" = $1 AND "personId" = $2 AND "state" = 'waiting'`,
    [meetingId, room.personId],
  );
  tellChanged(ctx, room.id);
}
