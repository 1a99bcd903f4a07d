import { setTimeout as sleep } from "node:timers/promises";
import { type Actor, Refusal } from "@carbyne/kernel";
import type { Context } from "../context.ts";
import { accessModeratedMeeting, giveOrder } from "../meetings/index.ts";
import { moveOn, type RecordingState } from "./change-recording.ts";

const patienceMs = 5000;
const lookMs = 100;

/** Ends the recording of the meeting of a room, for who keeps order in it; kept once all of it is on the disk. */
export async function stopRecording(
  ctx: Context,
  actor: Actor,
  { roomId }: { roomId: string },
): Promise<{ id: string }> {
  const { meetingId } = await accessModeratedMeeting(ctx, actor, roomId);
  const { rows } = await ctx.db.pool.query<{ id: string }>(
    `SELECT "id" FROM "Recording" WHERE "meetingId" = $1 AND "state" IN ('starting', 'recording')`,
    [meetingId],
  );
  const id = rows[0]?.id;
  if (id === undefined) throw new Refusal("conflict", "recording-none");
  giveOrder(ctx, meetingId, { what: "stopRecording", recordingId: id });
  for (let waited = 0; waited < patienceMs; waited += lookMs) {
    const { rows: now } = await ctx.db.pool.query<{ state: RecordingState }>(
      'SELECT "state" FROM "Recording" WHERE "id" = $1',
      [id],
    );
    if (now[0]?.state !== "recording" && now[0]?.state !== "starting") return { id };
    await sleep(lookMs);
  }
  // Nobody has it any more: what there is of it is finished.
  await moveOn(ctx, { id, from: ["starting", "recording"], to: "finalising", set: { endedAt: ctx.clock.now() } });
  return { id };
}
