import { Refusal } from "@carbyne/kernel";
import type { Context } from "../../context.ts";
import { saveBack } from "./save-back.ts";

/** An office file is saved once nobody has changed its document for so long, and at the latest so long after a change. */
const [restMs, latestMs] = [20_000, 300_000];
/** Whoever saves dies or is done by then; one that could not be saved is tried again after a while. */
const [leaseMs, againMs] = [300_000, 120_000];

/** Saves the document that has waited the longest into its file, if any is due; answers whether there was one. */
export async function saveNext(ctx: Context): Promise<boolean> {
  const { pool } = ctx.db;
  const now = ctx.clock.now();
  const at = (ms: number) => new Date(now.getTime() + ms);
  // What came since the last look, however it was put together meanwhile.
  await pool.query(
    `UPDATE "Document" SET "seenSeq" = "seq", "seenAt" = $1, "unsavedSince" = coalesce("unsavedSince", $1)
     WHERE "format" IS NOT NULL AND "seq" > "savedSeq" AND "seq" <> "seenSeq"`,
    [now],
  );
  const { rows } = await pool.query<{ id: string }>(
    `UPDATE "Document" SET "saveAfter" = $2 WHERE "nodeId" = (
       SELECT d."nodeId" FROM "Document" d WHERE d."format" IS NOT NULL AND d."seq" > d."savedSeq" AND (d."saveAfter" IS NULL OR d."saveAfter" <= $1)
         AND (d."seenAt" <= $3 OR d."unsavedSince" <= $4) ORDER BY d."unsavedSince" LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING "nodeId" AS "id"`,
    [now, at(leaseMs), at(-restMs), at(-latestMs)],
  );
  const [due] = rows;
  if (!due) return false;
  try {
    await saveBack(ctx, due);
    await pool.query('UPDATE "Document" SET "saveAfter" = NULL WHERE "nodeId" = $1', [due.id]);
  } catch (error) {
    await pool.query('UPDATE "Document" SET "saveAfter" = $2 WHERE "nodeId" = $1', [due.id, at(againMs)]);
    // No room, or no converter for the moment: nothing that a person could mend here.
    const level = error instanceof Refusal ? "warn" : "error";
    ctx.log[level]({ err: error, documentId: due.id }, "a document was not saved into its file");
  }
  return true;
}
