import type { Context } from "../context.ts";
import { giveOrder } from "../meetings/index.ts";
import { tellNotice } from "../notices/index.ts";
import { moveOn } from "./change-recording.ts";

/** Said by the process that records: the first of it is on the disk of this machine. */
export async function noteRecordingStarted(ctx: Context, { id, host }: { id: string; host: string }): Promise<void> {
  const set = { host, startedAt: ctx.clock.now() };
  if (await moveOn(ctx, { id, from: ["starting"], to: "recording", set })) return;
  // Whoever asked for it was told that it did not begin.
  const { rows } = await ctx.db.pool.query<{ meetingId: string }>(
    'SELECT "meetingId" FROM "Recording" WHERE "id" = $1',
    [id],
  );
  if (rows[0]) giveOrder(ctx, rows[0].meetingId, { what: "stopRecording", recordingId: id });
}

/** Said by the same: it is over and all of it is on the disk. `reason` is why, when nobody had ended it. */
export async function noteRecordingEnded(
  ctx: Context,
  { id, reason }: { id: string; reason: string | null },
): Promise<void> {
  const endedAt = ctx.clock.now();
  if (
    reason !== null &&
    (await moveOn(ctx, { id, from: ["starting"], to: "failed", set: { failure: reason, endedAt } }))
  )
    return;
  const moved = await moveOn(ctx, {
    id,
    from: ["starting", "recording"],
    to: "finalising",
    set: { endedAt, cutBy: reason },
  });
  if (moved && reason !== null) await tellStarter(ctx, id, "recording-cut");
}

/** Tells whoever began a recording what became of it. */
export async function tellStarter(ctx: Context, id: string, kind: "recording-cut" | "recording-failed"): Promise<void> {
  const { rows } = await ctx.db.pool.query<{ name: string; spaceId: string }>(
    'SELECT x."name", a."spaceId" FROM "Recording" x JOIN "Account" a ON a."id" = x."starterId" WHERE x."id" = $1',
    [id],
  );
  const [row] = rows;
  if (row)
    await tellNotice(ctx, { spaceId: row.spaceId, kind, params: { name: row.name }, link: `/meet/recordings/${id}` });
}
