import type pg from "pg";
import type { Context } from "../context.ts";

export type NewUpdate = { readonly authorId: string | null; readonly bytes: Uint8Array };

type Loaded = { readonly epoch: number; readonly updates: readonly Uint8Array[]; readonly seq: bigint };

/** What came into a document after a number; the whole where some of that is put together already. */
export async function loadUpdates(ctx: Context, { id, after }: { id: string; after: bigint }): Promise<Loaded | null> {
  // One statement, so that nothing is put together between its parts.
  const { rows } = await ctx.db.pool.query<{ epoch: number; seq: string; bytes: Buffer | null }>({
    name: "load-document",
    text: `SELECT d."epoch", d."seq", p."bytes" FROM "Document" d LEFT JOIN LATERAL (
             SELECT 0 AS "place", s."bytes" FROM "DocState" s WHERE s."nodeId" = d."nodeId" AND s."upTo" > $2
             UNION ALL SELECT u."seq", u."bytes" FROM "DocUpdate" u WHERE u."nodeId" = d."nodeId" AND u."seq" > $2
             ORDER BY "place") p ON true
           WHERE d."nodeId" = $1`,
    values: [id, after],
  });
  const [first] = rows;
  if (!first) return null;
  return { epoch: first.epoch, seq: BigInt(first.seq), updates: rows.flatMap(({ bytes }) => (bytes ? [bytes] : [])) };
}

export type Appended =
  | { readonly status: "stored"; readonly first: bigint; readonly last: bigint; readonly owner: string | null }
  | { readonly status: "renewed" }
  | { readonly status: "missing" };

export type Appending = { readonly id: string; readonly epoch: number; readonly updates: readonly NewUpdate[] };

/** Writes updates behind those that are there: one statement, which is its own commit. */
export function appendUpdates(ctx: Context, appending: Appending): Promise<Appended> {
  return appendUpdatesIn(ctx.db.pool, { ...appending, at: ctx.clock.now() });
}

/** The same as part of a change. Who wrote is noted beside, for the next version: of updates that are put together nobody knows it any more. */
export async function appendUpdatesIn(
  client: pg.Pool | pg.ClientBase,
  { id, epoch, updates, at }: Appending & { readonly at: Date },
): Promise<Appended> {
  const { rows } = await client.query<{ seq: string; owner: string | null }>({
    name: "append-document",
    text: `WITH d AS (
             UPDATE "Document" SET "seq" = "seq" + cardinality($4::bytea[]), "changedSince" = coalesce("changedSince", $5), "changedAt" = $5,
               "changedBy" = CASE WHEN $3::uuid[] <@ "changedBy" THEN "changedBy"
                 ELSE ARRAY(SELECT DISTINCT x FROM unnest("changedBy" || $3::uuid[]) AS x WHERE x IS NOT NULL) END
             WHERE "nodeId" = $1 AND "epoch" = $2 RETURNING "seq", "owner"),
           added AS (
             INSERT INTO "DocUpdate" ("nodeId", "seq", "authorId", "bytes", "at")
             SELECT $1, d."seq" - cardinality($4::bytea[]) + u."place", u."authorId", u."bytes", $5
             FROM d, unnest($3::uuid[], $4::bytea[]) WITH ORDINALITY AS u("authorId", "bytes", "place"))
           SELECT "seq", "owner" FROM d`,
    values: [
      id,
      epoch,
      updates.map((one) => one.authorId),
      updates.map(({ bytes }) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)),
      at,
    ],
  });
  const [row] = rows;
  if (row) {
    const last = BigInt(row.seq);
    return { status: "stored", first: last - BigInt(updates.length) + 1n, last, owner: row.owner };
  }
  const { rowCount } = await client.query('SELECT 1 FROM "Document" WHERE "nodeId" = $1', [id]);
  return { status: rowCount ? "renewed" : "missing" };
}
