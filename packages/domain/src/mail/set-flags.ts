import type pg from "pg";
import type { FlagChange } from "./flags.ts";

export type Flagged = {
  readonly uid: number;
  readonly flags: number;
  readonly keywords: string[];
  readonly modseq: bigint;
};

/** STORE, RFC 9051 §6.4.6. Only rows that really change get the new modseq; the answer has every row that was asked for and exists. */
export async function setFlags(
  client: pg.PoolClient,
  modseq: bigint,
  { mailboxId, uids, change }: { mailboxId: string; uids: readonly number[]; change: FlagChange },
): Promise<Flagged[]> {
  const { mode, flags, keywords } = change;
  const { rows } = await client.query<{ uid: string; flags: number; keywords: string[]; modseq: string }>(
    `WITH old AS (
       SELECT "uid", "flags", "keywords", "modseq",
         (CASE $3 WHEN 'add' THEN "flags" | $4::smallint WHEN 'remove' THEN "flags" & ~$4::smallint ELSE $4::smallint END)::smallint AS "newFlags",
         CASE $3 WHEN 'add' THEN "keywords" || ARRAY(SELECT k FROM unnest($5::text[]) k WHERE k <> ALL("keywords"))
                 WHEN 'remove' THEN ARRAY(SELECT k FROM unnest("keywords") k WHERE k <> ALL($5::text[])) ELSE $5::text[] END AS "newKeywords"
       FROM "MailboxMessage" WHERE "mailboxId" = $1 AND "uid" = ANY($2)),
     changed AS (
       UPDATE "MailboxMessage" m SET "flags" = o."newFlags", "keywords" = o."newKeywords", "modseq" = $6
       FROM old o WHERE m."mailboxId" = $1 AND m."uid" = o."uid" AND (o."flags" <> o."newFlags" OR o."keywords" <> o."newKeywords") RETURNING m."uid"),
     counted AS (
       UPDATE "Mailbox" SET "highestModseq" = $6, "modseq" = $6, "unseen" = "unseen" + c.delta
       FROM (SELECT coalesce(sum(("flags" & 1) - ("newFlags" & 1)), 0)::int AS delta FROM old) c
       WHERE "id" = $1 AND EXISTS (SELECT 1 FROM changed))
     SELECT o."uid", o."newFlags" AS "flags", o."newKeywords" AS "keywords", CASE WHEN c."uid" IS NULL THEN o."modseq" ELSE $6 END AS "modseq"
     FROM old o LEFT JOIN changed c ON c."uid" = o."uid" ORDER BY o."uid"`,
    [mailboxId, uids, mode, flags, keywords, modseq],
  );
  return rows.map((row) => ({
    uid: Number(row.uid),
    flags: row.flags,
    keywords: row.keywords,
    modseq: BigInt(row.modseq),
  }));
}
