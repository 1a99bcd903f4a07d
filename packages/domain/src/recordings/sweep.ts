import type { Context } from "../context.ts";
import { moveOn } from "./change-recording.ts";

/** After so long without an answer nobody is going to answer. */
const silentMs = 30_000;

/** Takes recordings on whose end nobody said: their meeting is over, or they never began. */
export async function sweepRecordings(ctx: Context): Promise<void> {
  const before = new Date(ctx.clock.now().getTime() - silentMs);
  const { rows } = await ctx.db.pool.query<{ id: string; state: "starting" | "recording"; endedAt: Date | null }>(
    `SELECT x."id", x."state", f."endedAt" FROM "Recording" x JOIN "Meeting" f ON f."id" = x."meetingId"
     WHERE (x."state" = 'starting' AND x."startedAt" < $1) OR (x."state" = 'recording' AND f."endedAt" < $1)`,
    [before],
  );
  for (const { id, state, endedAt } of rows) await leave(ctx, { id, state, endedAt: endedAt ?? ctx.clock.now() });
}

/** Said by the process that records on a machine, when it starts: what it had begun before it has no more. What there is of that is finished. */
export async function recoverRecordings(ctx: Context, { host }: { host: string }): Promise<void> {
  const { rows } = await ctx.db.pool.query<{ id: string; state: "starting" | "recording" }>(
    `SELECT "id", "state" FROM "Recording" WHERE "state" = 'recording' AND "host" = $1`,
    [host],
  );
  for (const { id, state } of rows) await leave(ctx, { id, state, endedAt: ctx.clock.now() });
}

async function leave(
  ctx: Context,
  { id, state, endedAt }: { id: string; state: "starting" | "recording"; endedAt: Date },
): Promise<void> {
  if (state === "recording") await moveOn(ctx, { id, from: [state], to: "finalising", set: { endedAt } });
  else await moveOn(ctx, { id, from: [state], to: "failed", set: { endedAt, failure: "recording-not-begun" } });
}
