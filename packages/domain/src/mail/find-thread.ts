import { createHash } from "node:crypto";
import type { Summary } from "@carbyne/mime";
import { baseSubject } from "@carbyne/mime";
import { newId } from "@carbyne/kernel";
import type pg from "pg";
import type { Awaiting } from "./threads/arrive.ts";

/** A reply without References joins a conversation of the same subject and people for this long. */
const windowDays = 30;
/** More than any conversation needs; a message with more is searched by its first and its latest ones. */
const maxReferences = 100;

/**
 * The thread of a message: by its own, In-Reply-To and References ids first, seen or only referred to; else, when the subject carries a reply
 * mark, by base subject (RFC 5256 §2.1) and a shared person within the window; else a new one. Never by subject alone.
 * With it comes what the person has said about that thread, if anything. The caller holds the space's lock, so two messages of one conversation that arrive together cannot start two threads.
 */
export async function findThread(
  client: pg.PoolClient,
  spaceId: string,
  summary: Summary,
  at: Date,
): Promise<{ threadId: string; state: Awaiting | null }> {
  const ids = [
    ...new Set(
      [summary.messageId, ...summary.inReplyTo, ...summary.references].filter((id): id is string => Boolean(id)),
    ),
  ];
  const known = ids.length > maxReferences ? [...ids.slice(0, 2), ...ids.slice(-maxReferences)] : ids;
  const hashes = known.map((id) => createHash("sha256").update(id).digest());
  // What only the subject says is asked first, and counts only when no id is known.
  const other = (await bySubject(client, spaceId, summary, at)) ?? newId();
  const { rows } = await client.query<Awaiting & { threadId: string; hasState: boolean }>({
    name: "find-thread",
    text: `WITH t AS (SELECT coalesce(
             (SELECT "threadId" FROM "ThreadReference" WHERE "spaceId" = $1 AND "idHash" = ANY($2) ORDER BY "threadId" LIMIT 1), $3::uuid) AS "threadId"),
           remembered AS (INSERT INTO "ThreadReference" ("spaceId", "idHash", "threadId")
             SELECT $1, h, t."threadId" FROM t, unnest($2::bytea[]) AS h ON CONFLICT DO NOTHING)
           SELECT t."threadId", s."threadId" IS NOT NULL AS "hasState", s."mutedAt", s."snoozedUntil", s."followUpAt", s."returned"
           FROM t LEFT JOIN "ThreadState" s ON s."spaceId" = $1 AND s."threadId" = t."threadId"`,
    values: [spaceId, hashes, other],
  });
  const [found] = rows;
  return { threadId: found?.threadId ?? other, state: found?.hasState ? found : null };
}

async function bySubject(
  client: pg.PoolClient,
  spaceId: string,
  summary: Summary,
  at: Date,
): Promise<string | undefined> {
  const { base, isReply } = baseSubject(summary.subject);
  const hasReferences = summary.inReplyTo.length > 0 || summary.references.length > 0;
  if (!isReply || hasReferences || base === "") return undefined;
  const people = [...summary.from, ...summary.to, ...summary.cc].map((person) => person.address.toLowerCase());
  const { rows } = await client.query<{ threadId: string }>(
    `SELECT "threadId" FROM "Message"
     WHERE "spaceId" = $1 AND "baseSubject" = $2 AND "internalDate" BETWEEN $3::timestamptz - make_interval(days => $4) AND $3::timestamptz + interval '1 day'
       AND EXISTS (SELECT 1 FROM jsonb_array_elements(("people"->'from') || ("people"->'to')) p WHERE lower(p->>'address') = ANY($5))
     ORDER BY "internalDate" DESC LIMIT 1`,
    [spaceId, base, at, windowDays, people],
  );
  return rows[0]?.threadId;
}
