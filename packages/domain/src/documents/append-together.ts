import type { Context } from "../context.ts";
import { type Appended, appendUpdates, type Appending } from "./updates.ts";

/** What one statement takes; what is more goes into the next one. */
const most = { documents: 200, bytes: 4 * 1024 * 1024 } as const;

type Asked = {
  readonly appending: Appending;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Writes updates of several documents with one statement and one commit: of those that ask in one turn of the loop. When that cannot write some of them,
 * they are written by themselves: one document holds up or fails no other.
 */
export function createAppender(ctx: Context): (appending: Appending) => Promise<Appended> {
  let waiting: Asked[] = [];

  function writeAll(): void {
    const all = waiting;
    waiting = [];
    for (const batch of batches(all)) void write(batch);
  }
  async function write(batch: readonly Asked[]): Promise<void> {
    const written =
      batch.length > 1
        ? await appendMany(
            ctx,
            batch.map((one) => one.appending),
          )
        : new Map<string, Appended>();
    for (const { appending, resolve, reject } of batch) {
      const appended = written.get(appending.id);
      if (appended) resolve(appended);
      else appendUpdates(ctx, appending).then(resolve, reject);
    }
  }
  return (appending) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(writeAll);
      waiting.push({ appending, resolve, reject });
    });
}

/** Some at a time, and none twice in one. */
function batches(all: readonly Asked[]): Asked[][] {
  const made: Asked[][] = [];
  let [bytes, ids] = [0, new Set<string>()];
  for (const one of all) {
    const { id, updates } = one.appending;
    const size = updates.reduce((sum, update) => sum + update.bytes.length, 0);
    const last = made.at(-1);
    if (!last || last.length >= most.documents || bytes + size > most.bytes || ids.has(id)) {
      made.push([one]);
      [bytes, ids] = [size, new Set([id])];
    } else {
      last.push(one);
      bytes += size;
      ids.add(id);
    }
  }
  return made;
}

/** What could be written at once, by document: not one whose row somebody else holds, nor one that is not there, nor any when one of them fails. */
async function appendMany(ctx: Context, all: readonly Appending[]): Promise<Map<string, Appended>> {
  const lines = all.flatMap(({ id, epoch, updates }) => updates.map((update) => ({ id, epoch, ...update })));
  try {
    const { rows } = await ctx.db.pool.query<{ id: string; seq: string; count: number; owner: string | null }>({
      name: "append-documents",
      text: `WITH u AS MATERIALIZED (
               SELECT *, row_number() OVER (PARTITION BY "id" ORDER BY "n") AS "place"
               FROM unnest($1::uuid[], $2::int[], $3::uuid[], $4::bytea[]) WITH ORDINALITY AS u("id", "epoch", "authorId", "bytes", "n")),
             asked AS MATERIALIZED (
               SELECT "id", max("epoch") AS "epoch", count(*)::int AS "count",
                 coalesce(array_agg(DISTINCT "authorId") FILTER (WHERE "authorId" IS NOT NULL), '{}') AS "authors" FROM u GROUP BY "id"),
             held AS MATERIALIZED (
               SELECT d."nodeId" FROM asked JOIN "Document" d ON d."nodeId" = asked."id" AND d."epoch" = asked."epoch"
               ORDER BY d."nodeId" FOR NO KEY UPDATE OF d SKIP LOCKED),
             d AS (
               UPDATE "Document" x SET "seq" = x."seq" + asked."count", "changedSince" = coalesce(x."changedSince", $5), "changedAt" = $5,
                 "changedBy" = CASE WHEN asked."authors" <@ x."changedBy" THEN x."changedBy"
                   ELSE ARRAY(SELECT DISTINCT y FROM unnest(x."changedBy" || asked."authors") AS y) END
               FROM held JOIN asked ON asked."id" = held."nodeId" WHERE x."nodeId" = held."nodeId"
               RETURNING x."nodeId", x."seq", asked."count", x."owner"),
             added AS (
               INSERT INTO "DocUpdate" ("nodeId", "seq", "authorId", "bytes", "at")
               SELECT d."nodeId", d."seq" - d."count" + u."place", u."authorId", u."bytes", $5 FROM d JOIN u ON u."id" = d."nodeId")
             SELECT "nodeId" AS "id", "seq", "count", "owner" FROM d`,
      values: [
        lines.map((one) => one.id),
        lines.map((one) => one.epoch),
        lines.map((one) => one.authorId),
        lines.map(({ bytes }) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)),
        ctx.clock.now(),
      ],
    });
    return new Map(
      rows.map(({ id, seq, count, owner }) => [
        id,
        { status: "stored", first: BigInt(seq) - BigInt(count) + 1n, last: BigInt(seq), owner },
      ]),
    );
  } catch (error) {
    ctx.log.warn({ err: error, documents: all.length }, "documents could not be written together");
    return new Map();
  }
}
