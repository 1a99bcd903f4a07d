import { transaction } from "@carbyne/db";
import { newId, Refusal } from "@carbyne/kernel";
import {
  allPages,
  keyOf,
  type Kind,
  makePreview,
  makerVersion,
  type Outcome,
  type Want,
  wantOf,
} from "@carbyne/preview";
import type { Context } from "../context.ts";
import { previewMadeSpace } from "../spaces/index.ts";
import { columns, findRow, isSettled, type Key, type Row, textOf } from "./row.ts";

/** Which previews a worker makes: those of a moment only, so that nobody's picture waits behind an office file, or all. */
export type Lane = "quick" | "all";

/** A worker that dies with one is missed for so long; one that lives renews in time. */
const leaseMs = 15_000;
const renewMs = 5_000;
/** One that ends the process that makes it is not tried for ever. */
const mostAttempts = 3;
const soonMs = 1500;

/** Makes the preview that has waited the longest, those first for which somebody waits; answers whether there was any. */
export async function makeNext(ctx: Context, lane: Lane): Promise<boolean> {
  const row = await claim(ctx, lane);
  if (!row) return false;
  const outcome =
    row.attempts > mostAttempts
      ? ({ status: "failed", reason: "broken" } as const)
      : await leased(ctx, row, () => make(ctx, row));
  if (outcome === "later") await putBack(ctx, row);
  else await keep(ctx, row, outcome);
  return true;
}

async function claim({ db, clock }: Context, lane: Lane): Promise<Row | undefined> {
  const now = clock.now();
  const only = lane === "quick" ? `AND "kind" NOT LIKE 'office %' AND "kind" NOT LIKE 'film %'` : "";
  const { rows } = await db.pool.query<Row>(
    `UPDATE "Preview" SET "leasedUntil" = $2, "attempts" = "attempts" + 1 WHERE "id" = (
       SELECT "id" FROM "Preview" WHERE "state" = 'waiting' AND ("leasedUntil" IS NULL OR "leasedUntil" <= $1) ${only}
       ORDER BY "isUrgent" DESC, "askedAt" LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING ${columns}`,
    [now, new Date(now.getTime() + leaseMs)],
  );
  return rows[0];
}

/** Does what a row is leased for, and holds it as long as that takes. */
async function leased<Result>({ db, clock, log }: Context, { id }: Row, work: () => Promise<Result>): Promise<Result> {
  const renew = () => {
    const until = new Date(clock.now().getTime() + leaseMs);
    db.pool
      .query(`UPDATE "Preview" SET "leasedUntil" = $2 WHERE "id" = $1 AND "state" = 'waiting'`, [id, until])
      // A database that is away for a moment is asked again.
      .catch((error: unknown) => log.warn({ err: error, id }, "the lease of a preview was not renewed"));
  };
  const timer = setInterval(renew, renewMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

async function make(ctx: Context, row: Row): Promise<Outcome | "later"> {
  const [family, format = ""] = row.kind.split(" ");
  const kind = { family, format } as Kind;
  const want = wantOf(row.want);
  if (!want) return { status: "failed", reason: "broken" };
  try {
    if (kind.family === "office" && want.as !== "office" && !isAllPages(want))
      return await makeFromPages(ctx, row, kind, want);
    return await makePreview({ content: await ctx.blobs.read(row.sourceHash), kind, want });
  } catch (error) {
    // Nothing can be confined here.
    if (error instanceof Refusal) return { status: "failed", reason: "unavailable" };
    throw error;
  }
}

const isAllPages = (want: Want) => keyOf(want) === keyOf(allPages);

/** What is wanted of an office file is made from its pages, and those are made once. */
async function makeFromPages(ctx: Context, row: Row, kind: Kind, want: Want): Promise<Outcome | "later"> {
  const key = { sourceHash: row.sourceHash, kind, want: keyOf(allPages) };
  const known = await findRow(ctx.db.pool, key);
  const claimed = known && isSettled(ctx, known) ? undefined : await claimPages(ctx, key);
  if (claimed) {
    const content = await ctx.blobs.read(row.sourceHash);
    await keep(ctx, claimed, await leased(ctx, claimed, () => makePreview({ content, kind, want: allPages })));
  }
  const pages = await findRow(ctx.db.pool, key);
  // Another process makes them at this moment.
  if (!pages || pages.state === "waiting") return "later";
  if (!pages.blobHash) return { status: "failed", reason: pages.reason ?? "broken" };
  return makePreview({ content: await ctx.blobs.read(pages.blobHash), kind: { family: "pdf", format: "pdf" }, want });
}

async function claimPages({ db, clock }: Context, { sourceHash, kind, want }: Key): Promise<Row | undefined> {
  const now = clock.now();
  const { rows } = await db.pool.query<Row>(
    `INSERT INTO "Preview" AS p ("id", "sourceHash", "kind", "want", "askedAt", "usedAt", "leasedUntil") VALUES ($1, $2, $3, $4, $5, $5, $6)
     ON CONFLICT ("sourceHash", "kind", "want") DO UPDATE SET "state" = 'waiting', "reason" = NULL, "leasedUntil" = excluded."leasedUntil"
       WHERE p."state" = 'failed' OR (p."state" = 'waiting' AND (p."leasedUntil" IS NULL OR p."leasedUntil" <= $5))
     RETURNING ${columns}`,
    [newId(), sourceHash, textOf(kind), want, now, new Date(now.getTime() + leaseMs)],
  );
  return rows[0];
}

async function putBack({ db, clock }: Context, { id }: Row): Promise<void> {
  const until = new Date(clock.now().getTime() + soonMs);
  await db.pool.query('UPDATE "Preview" SET "leasedUntil" = $2, "attempts" = "attempts" - 1 WHERE "id" = $1', [
    id,
    until,
  ]);
}

async function keep(ctx: Context, { id }: Row, outcome: Outcome): Promise<void> {
  const now = ctx.clock.now();
  const blob = outcome.status === "made" ? await ctx.blobs.prepare(outcome.content) : null;
  await transaction(ctx.db.pool, async (client) => {
    await blob?.write(client);
    const made = outcome.status === "made" ? outcome : null;
    await client.query(
      `UPDATE "Preview" SET "state" = $2::"PreviewState", "reason" = $3, "blobHash" = $4, "type" = $5, "sizeBytes" = $6, "version" = $7,
         "madeAt" = $8, "usedAt" = $8, "leasedUntil" = NULL WHERE "id" = $1`,
      [
        id,
        outcome.status,
        outcome.status === "failed" ? outcome.reason : null,
        blob?.hash ?? null,
        made?.type ?? null,
        made?.content.length ?? 0,
        makerVersion,
        now,
      ],
    );
  });
  ctx.bus.publish({ spaceId: previewMadeSpace, modseq: 0n });
}
