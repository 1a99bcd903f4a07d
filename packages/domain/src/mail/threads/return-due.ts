import type pg from "pg";
import type { Context } from "../../context.ts";
import { changeSpace } from "../../spaces/index.ts";
import { mailboxByRole } from "../mailbox-by-role.ts";
import { flag } from "../flags.ts";
import { copyPlaces, movePlaces } from "../move-places.ts";
import { setFlags } from "../set-flags.ts";
import { moveBack } from "./snooze.ts";
import { writeStates } from "./states.ts";

type Due = { spaceId: string; threadId: string };

const due = {
  snoozed: '"snoozedUntil" <= $1',
  unanswered: '"followUpAt" <= $1',
} as const;

/**
 * Brings back on top of the inbox what was snoozed until now, and what was sent and nobody has answered in time. Whether it is still due is asked
 * again under the space's lock, so that two who do this at once bring nothing back twice. Answers whether there may be more.
 */
export async function returnDue(ctx: Context, { limit }: { limit: number }): Promise<boolean> {
  const now = ctx.clock.now();
  const { rows } = await ctx.db.pool.query<Due>(
    `(SELECT "spaceId", "threadId" FROM "ThreadState" WHERE ${due.snoozed} ORDER BY "snoozedUntil" LIMIT $2)
     UNION (SELECT "spaceId", "threadId" FROM "ThreadState" WHERE ${due.unanswered} ORDER BY "followUpAt" LIMIT $2)`,
    [now, limit],
  );
  for (const [spaceId, threads] of Map.groupBy(rows, (row) => row.spaceId)) {
    const threadIds = threads.map((thread) => thread.threadId);
    try {
      await changeSpace(ctx, spaceId, (client, modseq) => returnThreads(client, modseq, { spaceId, threadIds, now }));
    } catch (error) {
      // One space must not keep the others waiting; its own come again with the next round.
      ctx.log.error({ err: error, spaceId }, "conversations not brought back");
    }
  }
  return rows.length >= limit;
}

/** When the next conversation comes back, or null when none is waited for. */
export async function nextReturn(ctx: Context): Promise<Date | null> {
  const { rows } = await ctx.db.pool.query<{ at: Date | null }>(
    `SELECT least((SELECT min("snoozedUntil") FROM "ThreadState" WHERE "snoozedUntil" IS NOT NULL),
                  (SELECT min("followUpAt") FROM "ThreadState" WHERE "followUpAt" IS NOT NULL)) AS "at"`,
  );
  return rows[0]?.at ?? null;
}

async function returnThreads(
  client: pg.PoolClient,
  modseq: bigint,
  { spaceId, threadIds, now }: { spaceId: string; threadIds: readonly string[]; now: Date },
): Promise<void> {
  const { rows } = await client.query<{
    threadId: string;
    snoozedUntil: Date | null;
    followUpSince: Date | null;
    isSnoozed: boolean;
  }>(
    `SELECT "threadId", "snoozedUntil", "followUpSince", coalesce(${due.snoozed}, false) AS "isSnoozed" FROM "ThreadState"
     WHERE "spaceId" = $2 AND "threadId" = ANY($3) AND (${due.snoozed} OR ${due.unanswered})`,
    [now, spaceId, threadIds],
  );
  for (const { threadId, isSnoozed, snoozedUntil, followUpSince } of rows) {
    if (isSnoozed) await moveBack(client, modseq, { spaceId, threadId, onTop: now });
    else await bringUp(client, modseq, { spaceId, threadId, onTop: now });
    const state = isSnoozed
      ? { snoozedUntil: null, returned: "snoozed", returnedTime: snoozedUntil }
      : { followUpAt: null, followUpSince: null, returned: "unanswered", returnedTime: followUpSince };
    await writeStates(client, modseq, { spaceId, states: [{ threadId, ...state }] });
  }
}

/** Puts the newest message of a conversation on top of the inbox; what was sent stays among the sent messages too. */
async function bringUp(
  client: pg.PoolClient,
  modseq: bigint,
  { spaceId, threadId, onTop }: { spaceId: string; threadId: string; onTop: Date },
): Promise<void> {
  const { rows } = await client.query<{ mailboxId: string; uid: string; role: string | null }>(
    `SELECT p."mailboxId", p."uid", b."role" FROM "MailboxMessage" p JOIN "Mailbox" b ON b."id" = p."mailboxId"
     WHERE p."spaceId" = $1 AND p."threadId" = $2 AND p."flags" & ${flag.draft} = 0 AND (b."role" IS NULL OR b."role" NOT IN ('trash', 'junk', 'drafts', 'scheduled'))
     ORDER BY p."date" DESC, p."uid" DESC LIMIT 1`,
    [spaceId, threadId],
  );
  const newest = rows[0];
  if (!newest) return;
  const inbox = await mailboxByRole(client, spaceId, "inbox");
  const put = newest.role === "sent" ? copyPlaces : movePlaces;
  const route = { fromMailboxId: newest.mailboxId, uids: [Number(newest.uid)], toMailboxId: inbox, date: onTop };
  const placed = await put(client, modseq, route);
  const change = { mode: "remove", flags: flag.seen, keywords: [] } as const;
  await setFlags(client, modseq, { mailboxId: inbox, uids: placed.map((one) => one.to), change });
}
