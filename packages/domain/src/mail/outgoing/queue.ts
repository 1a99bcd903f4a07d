import type pg from "pg";
import type { Context } from "../../context.ts";
import type { Verdict } from "../store-message.ts";
import type { EnvelopeRecipient, EnvelopeWishes } from "./enqueue.ts";

export type Batch = EnvelopeWishes & {
  readonly outboundId: string;
  readonly reversePath: string;
  readonly blobHash: Buffer;
  readonly sizeBytes: number;
  readonly queuedAt: Date;
  /** Whose keys sign it; null when that is the domain of the reverse path, "" when nobody's do. */
  readonly signDomain: string | null;
  /** What is known of where it came from, of a message that a list passes on. */
  readonly verdict: Verdict | null;
  /** Who gave it in; null for the server itself, and for what a list passes on from outside. */
  readonly accountId: string | null;
  /** Whose Sent has yet to get a copy of what leaves in their name. */
  readonly ownerSpaceId: string | null;
  /** The chat has yet to hear that it leaves. */
  readonly isFromChat: boolean;
  readonly domain: string;
  readonly recipients: readonly (EnvelopeRecipient & { readonly id: string; readonly attempts: number })[];
};

type Claimed = Omit<Batch, "recipients" | keyof EnvelopeWishes> & {
  id: string;
  address: string;
  attempts: number;
  notify: string[] | null;
  originalRecipient: string | null;
  envId: string | null;
  ret: "FULL" | "HDRS" | null;
  isUtf8: boolean;
};

/**
 * Takes recipients that are due, for at most `leaseSeconds`, and answers them grouped so that each batch is one transaction with one server. A
 * worker that dies loses its lease and another takes over.
 */
export async function claimOutbound(
  ctx: Context,
  {
    limit,
    leaseSeconds,
    exceptDomains = [],
  }: { limit: number; leaseSeconds: number; exceptDomains?: readonly string[] },
): Promise<Batch[]> {
  const now = ctx.clock.now();
  const { rows } = await ctx.db.pool.query<Claimed>(
    `WITH due AS (
       SELECT r."id" FROM "OutboundRecipient" r
       WHERE r."state" = 'queued' AND r."nextAttemptAt" <= $1 AND (r."leasedUntil" IS NULL OR r."leasedUntil" < $1) AND NOT (r."domain" = ANY($4))
       ORDER BY r."nextAttemptAt" LIMIT $2 FOR UPDATE SKIP LOCKED)
     UPDATE "OutboundRecipient" r SET "leasedUntil" = $3 FROM due, "OutboundMessage" o
     WHERE r."id" = due."id" AND o."id" = r."outboundId"
     RETURNING r."id", r."address", r."attempts", r."domain", o."id" AS "outboundId", o."reversePath", coalesce(r."blobHash", o."blobHash") AS "blobHash", o."sizeBytes", o."notBefore" AS "queuedAt", o."signDomain", o."ownerSpaceId", o."verdict", o."accountId", o."chatRoomId" IS NOT NULL AS "isFromChat",
       r."notify", r."originalRecipient", o."envId", o."ret", o."isUtf8"`,
    [now, limit, new Date(now.getTime() + leaseSeconds * 1000), exceptDomains],
  );
  return [
    ...Map.groupBy(rows, (row) => `${row.outboundId} ${row.domain} ${row.blobHash.toString("hex")}`).values(),
  ].flatMap((group) => {
    const first = group[0];
    if (!first) return [];
    const { outboundId, reversePath, blobHash, sizeBytes, queuedAt, signDomain, ownerSpaceId } = first;
    const { verdict, accountId, domain, isUtf8, isFromChat } = first;
    const wishes = { envId: first.envId ?? undefined, ret: first.ret ?? undefined, isUtf8 };
    const recipients = group.map(({ id, address, attempts, notify, originalRecipient }) => ({
      id,
      address,
      attempts,
      notify: notify ?? [],
      originalRecipient: originalRecipient ?? undefined,
    }));
    const message = { outboundId, reversePath, blobHash, sizeBytes, queuedAt, signDomain, ownerSpaceId };
    return [{ ...message, isFromChat, verdict, accountId, domain, recipients, ...wishes }];
  });
}

/** Keeps what a worker is at from being taken by another. */
export async function renewLeases(
  ctx: Context,
  { ids, leaseSeconds }: { ids: readonly string[]; leaseSeconds: number },
): Promise<void> {
  const until = new Date(ctx.clock.now().getTime() + leaseSeconds * 1000);
  await ctx.db.pool.query(
    `UPDATE "OutboundRecipient" SET "leasedUntil" = $2 WHERE "id" = ANY($1) AND "state" = 'queued' AND "leasedUntil" IS NOT NULL`,
    [ids, until],
  );
}

/** When the next recipient is due, or null when the queue is empty. */
export async function nextDue(ctx: Context): Promise<Date | null> {
  const { rows } = await ctx.db.pool.query<{ at: Date | null }>(
    `SELECT min(greatest("nextAttemptAt", coalesce("leasedUntil", "nextAttemptAt"))) AS "at" FROM "OutboundRecipient" WHERE "state" = 'queued'`,
  );
  return rows[0]?.at ?? null;
}

export type Outcome =
  | {
      readonly id: string;
      readonly state: "delivered";
      readonly reply: string;
      /** Who tells the sender that it arrived, if that was asked for: we, of a mailbox here or of a server that will not, or the next server. */
      readonly reporter?: "us-delivered" | "us-relayed" | "next-server";
    }
  | { readonly id: string; readonly state: "failed"; readonly reply: string }
  | { readonly id: string; readonly state: "deferred"; readonly reply: string; readonly nextAttemptAt: Date };

/** Writes down how attempts ended, of recipients that have no end yet. A deferred one is due again at its time. */
export async function recordOutcomes(client: pg.ClientBase | pg.Pool, outcomes: readonly Outcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  await client.query(
    `UPDATE "OutboundRecipient" r SET "state" = (CASE o."state" WHEN 'deferred' THEN 'queued' ELSE o."state" END)::"OutboundState", "attempts" = r."attempts" + 1,
       "leasedUntil" = NULL, "lastReply" = o."reply", "nextAttemptAt" = coalesce(o."at", r."nextAttemptAt"),
       "isRelayed" = o."reporter" = 'us-relayed', "successReportedAt" = CASE o."reporter" WHEN 'next-server' THEN now() END
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::text[]) AS o("id", "state", "reply", "at", "reporter") WHERE r."id" = o."id" AND r."state" = 'queued'`,
    [
      outcomes.map((one) => one.id),
      outcomes.map((one) => one.state),
      outcomes.map((one) => one.reply.replaceAll("\0", "").slice(0, 2000)),
      outcomes.map((one) => (one.state === "deferred" ? one.nextAttemptAt : null)),
      outcomes.map((one) => (one.state === "delivered" ? (one.reporter ?? "next-server") : "")),
    ],
  );
}
