import { type Actor, Refusal } from "@carbyne/kernel";
import type { Context } from "../../context.ts";
import { tellChanged } from "../live/changed.ts";
import { accessModeratedMeeting } from "../place.ts";

const mostLetters = 2000;

/** Tells everybody in the meeting something, in whichever part they are; it takes the place of what was told before. For moderators. */
export async function tellParts(
  ctx: Context,
  actor: Actor,
  { roomId, text }: { roomId: string; text: string },
): Promise<void> {
  const { meetingId, room } = await accessModeratedMeeting(ctx, actor, roomId);
  const told = text.trim();
  if (told === "") throw new Refusal("invalid", "chat-empty");
  if (told.length > mostLetters) throw new Refusal("too-large", "chat-text-long", { most: mostLetters });
  await ctx.db.pool.query('UPDATE "Meeting" SET "told" = $2, "toldBy" = $3, "toldAt" = $4 WHERE "id" = $1', [
    meetingId,
    told,
    room.personName,
    ctx.clock.now(),
  ]);
  tellChanged(ctx, room.id);
}
