import pg from "pg";

/**
 * Fills an account's inbox with messages for lists: what lists read of them, not their octets. They are five minutes apart, three make a
 * conversation; senders, subjects, sizes, flags and marks repeat at different paces. Triggers stand aside, so what they would write is written here.
 */
export async function fillInbox(url: string, { address, count }: { address: string; count: number }): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ spaceId: string; mailboxId: string }>(
      `SELECT a."spaceId", b."id" AS "mailboxId" FROM "Account" a JOIN "Address" x ON x."accountId" = a."id"
       JOIN "Mailbox" b ON b."spaceId" = a."spaceId" AND b."role" = 'inbox' JOIN "Domain" d ON d."id" = x."domainId"
       WHERE x."local" || '@' || d."name" = $1`,
      [address],
    );
    const target = rows[0];
    if (!target) throw new Error(`no account ${address}`);
    await client.query("SET session_replication_role = replica");
    for (let from = 0; from < count; from += batch)
      await client.query(insert, [target.spaceId, target.mailboxId, from, Math.min(count, from + batch) - 1]);
    await client.query(
      `UPDATE "Mailbox" SET "uidNext" = $2 + 1, "total" = $2, "unseen" = (SELECT count(*) FROM "MailboxMessage" WHERE "mailboxId" = $1 AND "flags" & 1 = 0) WHERE "id" = $1`,
      [target.mailboxId, count],
    );
    await client.query("VACUUM ANALYZE");
    return target.mailboxId;
  } finally {
    await client.end();
  }
}

const batch = 50_001;

const insert = `
  WITH seed AS MATERIALIZED (
    SELECT n, gen_random_uuid() AS id, md5('thread ' || ($2::uuid)::text || n / 3)::uuid AS "threadId", 1 + (n * 7919::bigint) % 1000003 AS size,
      CASE WHEN n % 9 = 0 THEN 1000 + n % 50000 ELSE 0 END AS attached, now() - make_interval(mins => 5000000 - n * 5) AS at,
      'Person ' || n % 5000 AS name, 'Subject ' || (n / 3 * 31::bigint % 99991) AS subject
    FROM generate_series($3::int, $4::int) n),
  messages AS (
    INSERT INTO "Message" ("id", "spaceId", "threadId", "blobHash", "sizeBytes", "internalDate", "subject", "baseSubject", "people", "snippet",
      "hasAttachments", "verdict", "envelope", "body", "bodyStructure", "isIndexed")
    SELECT id, $1::uuid, "threadId", '\\x00', size, at, subject, subject,
      jsonb_build_object('from', jsonb_build_array(jsonb_build_object('name', name, 'address', 'p' || n % 5000 || '@town.example')),
        'to', '[]'::jsonb, 'cc', '[]'::jsonb, 'bcc', '[]'::jsonb, 'replyTo', '[]'::jsonb),
      'What message ' || n || ' says first, as long as a line of the list can show.', attached > 0, 'unverified', '', '', '', true FROM seed)
  INSERT INTO "MailboxMessage" ("mailboxId", "uid", "messageId", "spaceId", "threadId", "date", "modseq", "flags", "keywords", "isHead", "marks",
    "sizeBytes", "attachmentBytes", "senderKey", "subjectKey")
  SELECT $2::uuid, n + 1, id, $1::uuid, "threadId", at, 1, (CASE WHEN n % 20 = 3 THEN 0 ELSE 1 END) | (CASE WHEN n % 5000 = 7 THEN 4 ELSE 0 END),
    CASE WHEN n % 4000 = 11 THEN ARRAY['town'] ELSE '{}' END, n % 3 = 2,
    (CASE WHEN attached > 0 THEN 1 ELSE 0 END) | (CASE WHEN n % 500 = 0 THEN 2 ELSE 0 END) | (CASE WHEN n % 3 = 0 THEN 4 ELSE 0 END)
      | (CASE WHEN n % 4 = 1 THEN 8 ELSE 0 END),
    size, attached, lower(name), lower(subject) FROM seed`;
