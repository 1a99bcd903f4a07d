import type { Context } from "../context.ts";
import { keepScan } from "./keep-scan.ts";
import { type Scanned, ScannerAway } from "./scanner.ts";

/** Content that takes longer to read than anybody waits for. clamd has a limit of its own, mostly a smaller one. */
const mostBytes = 4_000_000_000;
/** Who dies with one is missed for so long; who lives renews in time. */
const leaseMs = 30_000;
const renewMs = 10_000;
const awayMs = 15_000;
const longestAwayMs = 3_600_000;

type Claimed = { readonly hash: Buffer; readonly sizeBytes: string; readonly attempts: number };

/** Has the content looked at that has waited the longest; answers whether there was any, or for how long it is of no use to try. */
export async function scanNext(ctx: Context): Promise<boolean | number> {
  const { scanner } = ctx;
  if (!scanner) return false;
  const claimed = await claim(ctx);
  if (!claimed) return false;
  const { hash } = claimed;
  try {
    const look = () => scanner.scan(ctx.blobs.stream(hash));
    const scanned: Scanned =
      Number(claimed.sizeBytes) > mostBytes ? { status: "too-large" } : await leased(ctx, hash, look);
    await keepScan(ctx, hash, scanned);
    return true;
  } catch (error) {
    await putBack(ctx, claimed);
    // Content that cannot be read is told of by whoever checks it, and stops no other.
    if (!(error instanceof ScannerAway)) throw error;
    ctx.log.warn({ err: error }, "the virus scanner does not answer");
    return awayMs;
  }
}

async function claim({ db, clock }: Context): Promise<Claimed | undefined> {
  const now = clock.now();
  const { rows } = await db.pool.query<Claimed>({
    name: "claim-scan",
    text: `UPDATE "BlobScan" s SET "dueAt" = $2, "attempts" = s."attempts" + 1 FROM "Blob" b WHERE b."hash" = s."hash" AND s."hash" = (
             SELECT "hash" FROM "BlobScan" WHERE "dueAt" <= $1 ORDER BY "dueAt" LIMIT 1 FOR UPDATE SKIP LOCKED)
           RETURNING s."hash", b."sizeBytes", s."attempts"`,
    values: [now, new Date(now.getTime() + leaseMs)],
  });
  return rows[0];
}

async function leased<Result>({ db, clock, log }: Context, hash: Buffer, work: () => Promise<Result>): Promise<Result> {
  const renew = () => {
    const until = new Date(clock.now().getTime() + leaseMs);
    db.pool
      .query('UPDATE "BlobScan" SET "dueAt" = $2 WHERE "hash" = $1 AND "dueAt" IS NOT NULL', [hash, until])
      // A database that is away for a moment is asked again.
      .catch((error: unknown) => log.warn({ err: error }, "the lease of a scan was not renewed"));
  };
  const timer = setInterval(renew, renewMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/** What was answered before stays until there is another answer. */
async function putBack({ db, clock }: Context, { hash, attempts }: Claimed): Promise<void> {
  const now = clock.now();
  const again = new Date(now.getTime() + Math.min(awayMs * 2 ** Math.min(attempts - 1, 10), longestAwayMs));
  await db.pool.query('UPDATE "BlobScan" SET "dueAt" = $2, "failedAt" = $3 WHERE "hash" = $1', [hash, again, now]);
}
