import { createHash, randomUUID } from "node:crypto";
import pg from "pg";
import { type Random, seeded } from "../load/random.ts";

const batch = 2_000;
const vocabulary = 50_000;
const wordsOfMail = 80;
const senders = 2_000;

/**
 * Fills an account's inbox with messages as if they had come in over three years: the rows and the words that the search index has of them, not
 * their octets. Words are as frequent as in a language: the first is in most messages, the last in a few of a million.
 */
export async function seedMessages(url: string, { address, count }: { address: string; count: number }): Promise<void> {
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
    const indexes = await withoutIndexes(client);
    const random = seeded(4711);
    for (let done = 0; done < count; done += batch) await insert(client, target, { random, done, count });
    await client.query(
      `UPDATE "Mailbox" SET "uidNext" = $2 + 1, "total" = $2, "unseen" = (SELECT count(*) FROM "MailboxMessage" WHERE "mailboxId" = $1 AND "flags" & 1 = 0) WHERE "id" = $1`,
      [target.mailboxId, count],
    );
    for (const definition of indexes) await client.query(definition);
    await client.query("VACUUM ANALYZE");
  } finally {
    await client.end();
  }
}

/** Word indexes are built faster in one go than row by row; answers how to make them again. */
async function withoutIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ indexname: string; indexdef: string }>(
    `SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'SearchDoc' AND indexdef LIKE '%USING gin%'`,
  );
  for (const { indexname } of rows) await client.query(`DROP INDEX "${indexname}"`);
  return rows.map(({ indexdef }) => indexdef);
}

type Batch = { random: Random; done: number; count: number };

async function insert(
  client: pg.Client,
  { spaceId, mailboxId }: { spaceId: string; mailboxId: string },
  { random, done, count }: Batch,
): Promise<void> {
  const rows = Array.from({ length: Math.min(batch, count - done) }, (_none, i) =>
    message(random, { at: done + i, count }),
  );
  await client.query(
    `WITH r AS (SELECT * FROM unnest($3::uuid[], $4::uuid[], $5::timestamptz[], $6::text[], $7::text[], $8::text[], $9::bigint[], $10::int[], $11::text[], $12::text[])
         AS r("id", "threadId", "at", "name", "address", "subject", "uid", "flags", "body", "marked")),
       m AS (INSERT INTO "Message" ("id", "spaceId", "threadId", "blobHash", "sizeBytes", "internalDate", "subject", "baseSubject", "people", "snippet", "hasAttachments", "verdict", "envelope", "body", "bodyStructure", "isIndexed")
         SELECT "id", $1, "threadId", '\\x00', 4000 + length("body") * 3, "at", "subject", "subject",
           jsonb_build_object('from', jsonb_build_array(jsonb_build_object('name', "name", 'address', "address")), 'to', '[]'::jsonb, 'cc', '[]'::jsonb, 'bcc', '[]'::jsonb, 'replyTo', '[]'::jsonb),
           left("body", 200), "uid" % 7 = 0, 'unverified', '', '', '', true FROM r),
       p AS (INSERT INTO "MailboxMessage" ("mailboxId", "uid", "messageId", "spaceId", "threadId", "date", "modseq", "flags", "keywords", "senderKey", "subjectKey")
         SELECT $2, "uid", "id", $1, "threadId", "at", 1, "flags", '{}', "name", "subject" FROM r)
     INSERT INTO "SearchDoc" ("objectId", "spaceId", "kind", "title", "text", "people", "tags", "at")
     SELECT "id", $1, 'message', "subject", "subject" || ' | ' || "name" || ' ' || "marked" || ' | ' || "body", "name" || ' ' || "address", '{}', "at" FROM r`,
    [spaceId, mailboxId, ...columns(rows)],
  );
}

type Row = ReturnType<typeof message>;

function columns(rows: readonly Row[]): unknown[] {
  const keys = ["id", "threadId", "at", "name", "address", "subject", "uid", "flags", "body", "marked"] as const;
  return keys.map((key) => rows.map((row) => row[key]));
}

const threeYears = 3 * 365 * 86_400_000;

function message(random: Random, { at, count }: { at: number; count: number }) {
  const sender = Math.floor(senders * random() ** 3);
  const name = `${word(sender * 7 + 11)} ${word(sender * 13 + 5)}`;
  const address = `${word(sender * 7 + 11)}.${sender}@firm${sender % 200}.example`;
  const subject = text(random, 5);
  const marks = [...name.split(" "), word(sender * 7 + 11), String(sender), `firm${sender % 200}`, "example"];
  return {
    id: randomUUID(),
    threadId: randomUUID(),
    at: new Date(Date.now() - threeYears * (1 - at / count)),
    name,
    address,
    subject,
    uid: at + 1,
    flags: at > count * 0.999 ? 0 : 1,
    body: text(random, wordsOfMail),
    marked: [...marks.map((one) => `zzf${one}`), ...subject.split(" ").map((one) => `zzs${one}`)].join(" "),
  };
}

function text(random: Random, length: number): string {
  return Array.from({ length }, () => word(Math.floor(vocabulary * random() ** 4))).join(" ");
}

/** The word of a rank: the same for every run, letters only. */
export function word(rank: number): string {
  const hash = createHash("md5").update(`word ${rank}`).digest();
  const syllables = ["ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "zu", "an", "el", "ir", "os", "un", "sch"];
  return (
    Array.from({ length: 2 + (rank % 3) }, (_none, i) => syllables[(hash[i] ?? 0) % syllables.length]).join("") +
    letters(rank)
  );
}

/** So that no two ranks are the same word. */
function letters(rank: number): string {
  return rank < 26
    ? String.fromCharCode(97 + rank)
    : letters(Math.floor(rank / 26)) + String.fromCharCode(97 + (rank % 26));
}
