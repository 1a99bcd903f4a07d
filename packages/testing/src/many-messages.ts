import type { Database } from "@carbyne/db";

export type ManyMessages = {
  readonly spaceId: string;
  readonly mailboxId: string;
  readonly count: number;
  /** So many messages make a conversation. */
  readonly perThread: number;
};

/**
 * Fills a mailbox with messages that have no content, for lists: a minute apart, with senders, subjects, sizes, flags and marks that repeat at
 * different paces. Triggers and foreign keys stand aside meanwhile, as in a load by COPY, so what they would write is written here.
 */
export async function seedMessages(
  db: Database,
  { spaceId, mailboxId, count, perThread }: ManyMessages,
): Promise<void> {
  const client = await db.pool.connect();
  try {
    await client.query("BEGIN");
    await client.query("SET LOCAL session_replication_role = replica");
    await client.query(
      `CREATE TEMP TABLE seed ON COMMIT DROP AS
       SELECT n, gen_random_uuid() AS id, 1 + (n * 7919) % 1000003 AS size, CASE WHEN n % 9 = 0 THEN 1000 + n % 50000 ELSE 0 END AS attached,
         timestamptz '2020-01-01' + make_interval(mins => n) AS at, n / $1::int AS thread
       FROM generate_series(0, $2::int - 1) n`,
      [perThread, count],
    );
    await client.query(
      "CREATE TEMP TABLE threads ON COMMIT DROP AS SELECT thread, gen_random_uuid() AS id FROM seed GROUP BY thread",
    );
    await client.query(
      `INSERT INTO "Message" ("id", "spaceId", "threadId", "blobHash", "sizeBytes", "internalDate", "subject", "baseSubject", "people", "snippet",
         "hasAttachments", "verdict", "envelope", "body", "bodyStructure")
       SELECT s.id, $1, t.id, sha256(s.id::text::bytea), s.size, s.at, 'Subject ' || (s.thread * 31 % 997), 'subject ' || (s.thread * 31 % 997),
         jsonb_build_object('from', jsonb_build_array(jsonb_build_object('name', 'Person ' || s.n % 500, 'address', 'p' || s.n % 500 || '@town.example')),
           'to', '[]'::jsonb, 'cc', '[]'::jsonb, 'bcc', '[]'::jsonb, 'replyTo', '[]'::jsonb),
         'What message ' || s.n || ' says first.', s.attached > 0, 'verified', '', '', ''
       FROM seed s JOIN threads t USING (thread)`,
      [spaceId],
    );
    await client.query(
      `INSERT INTO "MailboxMessage" ("mailboxId", "uid", "messageId", "spaceId", "threadId", "date", "modseq", "flags", "keywords", "isHead", "marks",
         "sizeBytes", "attachmentBytes", "senderKey", "subjectKey")
       SELECT $1, b."uidNext" + s.n, s.id, $2, t.id, s.at, 1, (CASE WHEN s.n % 20 = 3 THEN 0 ELSE 1 END) | (CASE WHEN s.n % 500 = 7 THEN 4 ELSE 0 END),
         CASE WHEN s.n % 400 = 11 THEN ARRAY['town'] ELSE '{}' END, s.n = least((s.thread + 1) * $3::int, $4::int) - 1,
         (CASE WHEN s.attached > 0 THEN 1 ELSE 0 END) | (CASE WHEN s.n % 50 = 0 THEN 2 ELSE 0 END) | (CASE WHEN s.n % 3 = 0 THEN 4 ELSE 0 END)
           | (CASE WHEN s.n % 4 = 1 THEN 8 ELSE 0 END),
         s.size, s.attached, 'person ' || s.n % 500, 'subject ' || (s.thread * 31 % 997)
       FROM seed s JOIN threads t USING (thread), "Mailbox" b WHERE b."id" = $1`,
      [mailboxId, spaceId, perThread, count],
    );
    await client.query(
      `UPDATE "Mailbox" SET "uidNext" = "uidNext" + $2, "total" = "total" + $2, "unseen" = "unseen" +
         (SELECT count(*) FROM seed WHERE n % 20 = 3) WHERE "id" = $1`,
      [mailboxId, count],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
  await db.pool.query('VACUUM ANALYZE "MailboxMessage"');
  await db.pool.query('VACUUM ANALYZE "Message"');
}
