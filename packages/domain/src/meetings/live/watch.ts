import type { Actor } from "@carbyne/kernel";
import { Refusal } from "@carbyne/kernel";
import type { Context } from "../../context.ts";
import { readMeetingState } from "../state.ts";
import type { MeetingState } from "../types.ts";
import { onChanged, tellChanged } from "./changed.ts";

/** Looked at again after so long even where nothing was said. */
const recheckMs = 30_000;

type Watch = {
  readonly listener: (state: MeetingState) => void;
  /** Once, with what takes the right away. */
  readonly onEnd: (error: unknown) => void;
};

/**
 * Tells how it is around the meeting of a room, at once and whenever it is another for this person, until the returned function is called. Who waits
 * waits as long as they watch.
 */
export async function watchMeeting(
  ctx: Context,
  actor: Actor,
  { roomId }: { roomId: string },
  { listener, onEnd }: Watch,
): Promise<() => void> {
  let told = "";
  let isOver = false;
  let waitsIn: { meetingId: string; personId: string } | null = null;
  let reading: Promise<void> | undefined;
  let isToBeRead = false;

  async function read(): Promise<void> {
    const { personId, ...state } = await readMeetingState(ctx, actor, { roomId });
    if (isOver) return;
    waitsIn = state.mine === "waiting" && state.meetingId !== null ? { meetingId: state.meetingId, personId } : null;
    if (waitsIn) await noteSeen(ctx, roomId, waitsIn);
    const text = JSON.stringify(state);
    if (text === told || isOver) return;
    told = text;
    listener(state);
  }

  /** One reading at a time; what is asked for meanwhile is one more after it. */
  function readAgain(): void {
    isToBeRead = true;
    reading ??= (async () => {
      try {
        while (isToBeRead && !isOver) {
          isToBeRead = false;
          await read();
        }
      } catch (error) {
        // A database that is away for a moment ends nobody's waiting.
        if (!(error instanceof Refusal)) ctx.log.warn({ err: error, roomId }, "a meeting could not be looked at");
        else if (!isOver) {
          stop();
          onEnd(error);
        }
      } finally {
        reading = undefined;
      }
    })();
  }

  const stops = [onChanged(ctx, roomId, readAgain), ctx.bus.onGap(readAgain)];
  const timer = setInterval(readAgain, recheckMs);
  timer.unref();

  function stop(): void {
    if (isOver) return;
    isOver = true;
    clearInterval(timer);
    for (const one of stops) one();
    if (waitsIn) noteUnseen(ctx, roomId, waitsIn);
  }

  try {
    await read();
  } catch (error) {
    stop();
    throw error;
  }
  return stop;
}

/** What is written down of who waits is not older than this. */
const seenMs = 20_000;

async function noteSeen(ctx: Context, roomId: string, of: { meetingId: string; personId: string }): Promise<void> {
  const now = ctx.clock.now();
  const { rows } = await ctx.db.pool.query<{ before: Date | null }>({
    name: "meeting-seen",
    text: `UPDATE "MeetingPerson" p SET "seenAt" = $3 FROM "MeetingPerson" b WHERE p."meetingId" = $1 AND p."personId" = $2 AND p."state" = 'waiting'
             AND b."meetingId" = p."meetingId" AND b."personId" = p."personId" AND (p."seenAt" IS NULL OR p."seenAt" < $4) RETURNING b."seenAt" AS "before"`,
    values: [of.meetingId, of.personId, now, new Date(now.getTime() - seenMs)],
  });
  // Those who let people in see them come back.
  if (rows[0]?.before === null) tellChanged(ctx, roomId);
}

/** A page was closed: another one of the same person says at once that they are still there. */
function noteUnseen(ctx: Context, roomId: string, of: { meetingId: string; personId: string }): void {
  ctx.db.pool
    .query(
      `UPDATE "MeetingPerson" SET "seenAt" = NULL WHERE "meetingId" = $1 AND "personId" = $2 AND "state" = 'waiting'`,
      [of.meetingId, of.personId],
    )
    .then(
      () => tellChanged(ctx, roomId),
      (error: unknown) =>
        ctx.log.warn({ err: error, roomId }, "that somebody waits no longer could not be written down"),
    );
}
