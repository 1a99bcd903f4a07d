import type { Context } from "../context.ts";
import { flag } from "../mail/index.ts";
import type { OutsideAnswer } from "../outside/index.ts";
import { encryptPush } from "./encrypt.ts";
import { openVapid, type Vapid } from "./vapid.ts";

type Due = {
  id: string;
  payload: string;
  topic: string | null;
  attempts: number;
  expiresAt: Date;
  subscriptionId: string;
  endpoint: string;
  p256dh: Buffer;
  auth: Buffer;
  /** The session and the account may be told, and what it tells of is still unread. */
  isWanted: boolean;
};

const atOnce = 20;
/** A process that dies in the middle is missed for so long. */
const leaseSeconds = 60;
const timeoutMs = 15_000;
const mostAttempts = 8;
const firstRetryMs = 30_000;
const longestRetryMs = 3_600_000;
const answerBytes = 16_384;

/** Sends what is due to the push services of browsers. Answers whether there may be more. */
export async function sendPushes(ctx: Context): Promise<boolean> {
  const due = await claim(ctx);
  if (due.length === 0) return false;
  const vapid = await openVapid(ctx);
  await Promise.all(due.map((one) => deliver(ctx, vapid, one)));
  return due.length === atOnce;
}

async function claim(ctx: Context): Promise<Due[]> {
  const now = ctx.clock.now();
  const { rows } = await ctx.db.pool.query<Due>({
    name: "claim-pushes",
    text: `WITH taken AS (
             UPDATE "PushMessage" SET "attempts" = "attempts" + 1, "nextAt" = $1::timestamptz + interval '${leaseSeconds} seconds' WHERE "id" IN (
               SELECT "id" FROM "PushMessage" WHERE "nextAt" <= $1 ORDER BY "nextAt" LIMIT ${atOnce} FOR UPDATE SKIP LOCKED) RETURNING *)
           SELECT x."id", x."payload", x."topic", x."attempts", x."expiresAt", x."subscriptionId", p."endpoint", p."p256dh", p."auth",
             a."state" = 'active' AND d."state" = 'active' AND x."expiresAt" > $1 AND (t."expiresAt" IS NULL OR t."expiresAt" > $1)
             AND t."revokedAt" IS NULL AND (coalesce(cardinality(x."messageIds"), 0) = 0 OR EXISTS (
               SELECT 1 FROM "MailboxMessage" m WHERE m."messageId" = ANY(x."messageIds") AND m."flags" & ${flag.seen} = 0))
             AND (x."roomId" IS NULL OR EXISTS (SELECT 1 FROM "RoomMember" r WHERE r."spaceId" = x."roomId" AND r."accountId" = p."accountId"
               AND r."leftAt" IS NULL AND r."readNumber" < x."roomNumber")) AS "isWanted"
           FROM taken x JOIN "PushSubscription" p ON p."id" = x."subscriptionId" JOIN "Token" t ON t."id" = p."tokenId"
           JOIN "Account" a ON a."id" = p."accountId" JOIN "Domain" d ON d."id" = a."domainId"`,
    values: [now],
  });
  return rows;
}

async function deliver(ctx: Context, vapid: Vapid, due: Due): Promise<void> {
  if (!due.isWanted) return drop(ctx, due);
  const answer = await ask(ctx, vapid, due);
  switch (verdictOf(answer)) {
    case "taken":
      await drop(ctx, due);
      await ctx.db.pool.query('UPDATE "PushSubscription" SET "takenAt" = $2 WHERE "id" = $1', [
        due.subscriptionId,
        ctx.clock.now(),
      ]);
      return;
    case "gone":
      await ctx.db.pool.query('DELETE FROM "PushSubscription" WHERE "id" = $1', [due.subscriptionId]);
      return;
    case "refused":
      ctx.log.warn(
        { endpoint: new URL(due.endpoint).origin, code: answer.status === "answered" ? answer.code : answer.reason },
        "push refused",
      );
      return drop(ctx, due);
    case "later":
      return due.attempts >= mostAttempts ? drop(ctx, due) : putOff(ctx, due, answer);
  }
}

/** RFC 8030 §5: what to send, for how long it is worth keeping (§5.2), how urgent (§5.3), and what it takes the place of (§5.4). */
async function ask(ctx: Context, vapid: Vapid, due: Due): Promise<OutsideAnswer> {
  const now = ctx.clock.now();
  const seconds = Math.max(0, Math.round((due.expiresAt.getTime() - now.getTime()) / 1000));
  let content: Buffer;
  try {
    content = encryptPush(Buffer.from(due.payload), due);
  } catch {
    return { status: "refused", reason: "not-encrypted" };
  }
  return ctx.outside.ask({
    url: due.endpoint,
    method: "POST",
    maxBytes: answerBytes,
    timeoutMs,
    body: { type: "application/octet-stream", content },
    headers: {
      "content-encoding": "aes128gcm",
      ttl: String(seconds),
      urgency: due.topic === null ? "high" : "normal",
      ...(due.topic === null ? {} : { topic: due.topic }),
      authorization: vapid.authorization(due.endpoint, now),
    },
  });
}

type PushVerdict = "taken" | "gone" | "later" | "refused";

function verdictOf(answer: OutsideAnswer): PushVerdict {
  // Where nobody may be asked, asking again is of no use.
  if (answer.status !== "answered") return answer.status === "refused" ? "gone" : "later";
  const { code } = answer;
  if (code >= 200 && code < 300) return "taken";
  // RFC 8030 §7.3: the subscription is over.
  if (code === 404 || code === 410) return "gone";
  return code === 408 || code === 429 || code >= 500 ? "later" : "refused";
}

async function drop(ctx: Context, { id }: Due): Promise<void> {
  await ctx.db.pool.query('DELETE FROM "PushMessage" WHERE "id" = $1', [id]);
}

async function putOff(ctx: Context, { id, attempts }: Due, answer: OutsideAnswer): Promise<void> {
  const now = ctx.clock.now();
  const asked = answer.status === "answered" ? retryAfterMs(answer.headers["retry-after"], now) : null;
  const waitMs = Math.min(longestRetryMs, asked ?? firstRetryMs * 2 ** (attempts - 1));
  await ctx.db.pool.query('UPDATE "PushMessage" SET "nextAt" = $2 WHERE "id" = $1', [
    id,
    new Date(now.getTime() + waitMs),
  ]);
}

/** Seconds or a date, RFC 9110 §10.2.3. */
export function retryAfterMs(value: string | undefined, now: Date): number | null {
  if (value === undefined) return null;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}
