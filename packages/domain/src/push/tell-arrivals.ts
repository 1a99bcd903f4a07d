import { transaction } from "@carbyne/db";
import type pg from "pg";
import type { Context } from "../context.ts";
import { flag } from "../mail/index.ts";
import { mannerOf } from "./manner.ts";
import { type Arrival, tell } from "./payload.ts";
import { putOnWay } from "./put-on-way.ts";

type Watch = {
  accountId: string;
  spaceId: string;
  zone: string;
  locale: string;
  from: string;
  to: string;
  since: Date;
};

const accountsAtOnce = 50;
/** What comes within this time of something told is told together. */
const restMs = 10_000;
/** Mail with an older date was brought in and has not come in. */
const newMs = 3_600_000;
const mostArrivals = 200;
const hidden = flag.seen | flag.deleted | flag.draft;

/**
 * Looks for mail that came in to accounts with browsers that want to be told, and puts what is to be told on its way. It runs beside delivery, which
 * it never holds up. Answers whether there may be more.
 */
export async function tellArrivals(ctx: Context): Promise<boolean> {
  const now = ctx.clock.now();
  const { rows } = await ctx.db.pool.query<Watch>({
    name: "push-watches-due",
    text: `SELECT w."accountId", a."spaceId", a."zone", a."locale", w."modseq" AS "from", s."modseq" AS "to", w."since"
           FROM "PushWatch" w JOIN "Account" a ON a."id" = w."accountId" JOIN "Space" s ON s."id" = a."spaceId"
           WHERE s."modseq" > w."modseq" AND w."restUntil" <= $1 AND a."state" = 'active'
             AND EXISTS (SELECT 1 FROM "PushSubscription" p WHERE p."accountId" = w."accountId") LIMIT ${accountsAtOnce}`,
    values: [now],
  });
  for (const watch of rows) {
    const manner = await mailMannerOf(ctx, watch, now);
    await transaction(ctx.db.pool, (client) => tellAccount(client, { watch, manner, now }));
  }
  return rows.length === accountsAtOnce;
}

/** What is told to an account, and whether at all: who sees it come in need not be told, and who wants rest is not told later either. */
async function mailMannerOf(ctx: Context, watch: Watch, now: Date) {
  const { text, isPresent, isResting, isSilent, hasPreview } = await mannerOf(ctx, watch, now);
  const which = text("notify.mail");
  return { which, isStill: which === "none" || isPresent || isResting, isSilent, hasPreview };
}

type Manner = Awaited<ReturnType<typeof mailMannerOf>>;

async function tellAccount(
  client: pg.PoolClient,
  { watch, manner, now }: { watch: Watch; manner: Manner; now: Date },
): Promise<void> {
  const { accountId, spaceId, from, to, locale } = watch;
  // Another process is at it, or was: it is looked again.
  const { rowCount } = await client.query(
    'SELECT 1 FROM "PushWatch" WHERE "accountId" = $1 AND "modseq" = $2 FOR UPDATE SKIP LOCKED',
    [accountId, from],
  );
  if (!rowCount) return;
  const arrivals = await arrivalsOf(client, { watch, which: manner.which, now });
  const tells = arrivals.length > 0 && !manner.isStill;
  if (tells) {
    const unread = await client.query<{ unseen: number }>(
      `SELECT "unseen" FROM "Mailbox" WHERE "spaceId" = $1 AND "role" = 'inbox'`,
      [spaceId],
    );
    for (const told of tell(arrivals, { ...manner, locale, unread: unread.rows[0]?.unseen ?? 0 }))
      await putOnWay(client, { accountId, told, now });
  }
  await client.query('UPDATE "PushWatch" SET "modseq" = $2, "restUntil" = $3 WHERE "accountId" = $1', [
    accountId,
    to,
    tells ? new Date(now.getTime() + restMs) : now,
  ]);
}

/** What came in, is unread and was not told yet; from now on it counts as told. */
async function arrivalsOf(
  client: pg.PoolClient,
  { watch, which, now }: { watch: Watch; which: string; now: Date },
): Promise<Arrival[]> {
  const { accountId, spaceId, from, to, since } = watch;
  const { rows } = await client.query<Arrival & { isKnown: boolean }>({
    name: "push-arrivals",
    text: `SELECT DISTINCT ON (p."date", m."id") m."id", m."threadId", CASE WHEN b."role" = 'inbox' THEN NULL ELSE b."id" END AS "mailboxId",
             coalesce(m."people" #>> '{from,0,name}', '') AS "name", coalesce(m."people" #>> '{from,0,address}', '') AS "address",
             m."subject", m."snippet"
           FROM "MailboxMessage" p JOIN "Message" m ON m."id" = p."messageId" JOIN "Mailbox" b ON b."id" = p."mailboxId"
           WHERE p."spaceId" = $1 AND p."modseq" > $2 AND p."modseq" <= $3 AND p."flags" & ${hidden} = 0
             AND (b."role" = 'inbox' OR ($4 AND b."role" IS NULL)) AND m."internalDate" >= $5
             AND NOT EXISTS (SELECT 1 FROM "PushTold" t WHERE t."accountId" = $6 AND t."messageId" = m."id")
             AND (NOT $7 OR ${isOfKnown})
           ORDER BY p."date" DESC, m."id" DESC LIMIT ${mostArrivals}`,
    values: [
      spaceId,
      from,
      to,
      which === "all",
      new Date(Math.max(now.getTime() - newMs, since.getTime())),
      accountId,
      which === "known",
    ],
  });
  await client.query(
    'INSERT INTO "PushTold" ("accountId", "messageId", "at") SELECT $1, unnest($2::uuid[]), $3 ON CONFLICT DO NOTHING',
    [accountId, rows.map(({ id }) => id), now],
  );
  return rows;
}

/** Somebody of this server, proved to be, or somebody whom one has written to lately. */
const isOfKnown = `(m."verdict" = 'local' OR lower(m."people" #>> '{from,0,address}') IN (
  SELECT lower(q->>'address') FROM (
    SELECT x."people" FROM "MailboxMessage" s JOIN "Message" x ON x."id" = s."messageId"
    WHERE s."mailboxId" = (SELECT "id" FROM "Mailbox" WHERE "spaceId" = $1 AND "role" = 'sent')
    ORDER BY s."date" DESC LIMIT 500) r, jsonb_array_elements((r."people"->'to') || (r."people"->'cc')) q))`;
