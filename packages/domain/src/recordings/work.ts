import type { Context } from "../context.ts";
import { moveOn } from "./change-recording.ts";
import { tellStarter } from "./note.ts";

/** A recording of which a film is to be made, by whoever has claimed it. */
export type ClaimedRecording = {
  readonly id: string;
  readonly layout: "grid" | "speaker" | "screen";
  readonly name: string;
  /** Of whoever began it. */
  readonly locale: string;
  readonly attempts: number;
  readonly done: number;
};

const leaseMs = 120_000;
/** What broke so often breaks always. */
const mostAttempts = 5;

/** Takes the recording of this machine that has waited the longest for work; null when there is none. It is the caller's while the lease is held. */
export async function claimRecording(ctx: Context, { host }: { host: string }): Promise<ClaimedRecording | null> {
  const now = ctx.clock.now();
  const { rows } = await ctx.db.pool.query<ClaimedRecording>({
    name: "claim-recording",
    text: `UPDATE "Recording" x SET "leasedUntil" = $2, "attempts" = x."attempts" + 1 WHERE x."id" = (SELECT "id" FROM "Recording" WHERE "state" IN ('finalising', 'composing')
             AND ("host" = $3 OR "host" IS NULL) AND ("leasedUntil" IS NULL OR "leasedUntil" <= $1) ORDER BY "startedAt" LIMIT 1 FOR UPDATE SKIP LOCKED)
           RETURNING x."id", x."layout", x."name", x."attempts", x."done",
             coalesce((SELECT a."locale" FROM "Account" a WHERE a."id" = x."starterId"), 'en') AS "locale"`,
    values: [now, new Date(now.getTime() + leaseMs), host],
  });
  return rows[0] ?? null;
}

/** Goes on holding what was claimed. */
export async function holdRecording(ctx: Context, { id }: { id: string }): Promise<void> {
  await ctx.db.pool.query('UPDATE "Recording" SET "leasedUntil" = $2 WHERE "id" = $1', [
    id,
    new Date(ctx.clock.now().getTime() + leaseMs),
  ]);
}

/** Lets others take it, as it is; at once, or after a while. */
export async function releaseRecording(
  ctx: Context,
  { id, afterMs = 0 }: { id: string; afterMs?: number },
): Promise<void> {
  await ctx.db.pool.query('UPDATE "Recording" SET "leasedUntil" = $2 WHERE "id" = $1', [
    id,
    new Date(ctx.clock.now().getTime() + afterMs),
  ]);
}

/** Says how far the film is. What went forward has not broken. */
export async function noteProgress(
  ctx: Context,
  { id, done, total }: { id: string; done: number; total: number },
): Promise<void> {
  await moveOn(ctx, { id, from: ["finalising", "composing"], to: "composing", set: { done, total, attempts: 0 } });
}

/** Says that a step broke: it is tried again a few times, and then given up with a reason. What was recorded stays where it is. */
export async function noteFailure(
  ctx: Context,
  { id, attempts, reason }: { id: string; attempts: number; reason: string | null },
): Promise<void> {
  if (reason === null && attempts < mostAttempts) return releaseRecording(ctx, { id, afterMs: 30_000 * attempts });
  const set = { failure: reason ?? "recording-not-composed", leasedUntil: null };
  if (await moveOn(ctx, { id, from: ["finalising", "composing"], to: "failed", set }))
    await tellStarter(ctx, id, "recording-failed");
}

/** Which of these have nothing left to do with what lies on the disk: the film is there, or the recording is gone. */
export async function finishedAmong(ctx: Context, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await ctx.db.pool.query<{ id: string }>(
    `SELECT "id" FROM "Recording" WHERE "id" = ANY($1) AND "state" <> 'ready'`,
    [ids],
  );
  const needed = new Set(rows.map(({ id }) => id));
  return new Set(ids.filter((id) => !needed.has(id)));
}
