import { type Actor, newId, Refusal } from "@carbyne/kernel";
import { sendMessage } from "../../chat/index.ts";
import type { Context } from "../../context.ts";
import { accessPlace } from "../place.ts";
import { signalCall, stopRinging } from "./ring.ts";

/** Does not take a call, with words for the room or without: it stops on all pages of who declines, and who began the meeting hears of it. */
export async function declineCall(
  ctx: Context,
  actor: Actor,
  { roomId, text }: { roomId: string; text?: string | undefined },
): Promise<void> {
  const { room, meetingId, startedById } = await accessPlace(ctx, actor, roomId);
  if (room.personKind !== "account") throw new Refusal("forbidden", "meeting-not-in");
  if (meetingId !== null) {
    stopRinging(ctx, { meetingId, accountId: room.personId, why: "declined" });
    if (startedById !== null && startedById !== room.personId)
      signalCall(
        ctx,
        { accountId: startedById, meetingId, part: room.personId },
        { what: "declined", roomId: room.id, by: room.personId },
      );
  }
  if (text !== undefined && text.trim() !== "") await sendMessage(ctx, actor, { roomId, key: newId(), text });
}
