import { createHmac } from "node:crypto";
import type { Context } from "../../context.ts";
import { addNotice } from "../../notices/index.ts";
import type { OutsideAnswer } from "../../outside/index.ts";
import { changeSpace } from "../../spaces/index.ts";
import { readSigningSecret, switchOff } from "./outgoing.ts";

type DueHook = {
  readonly id: string;
  readonly url: string;
  readonly name: string;
  readonly roomId: string;
  readonly makerId: string;
  readonly sealedSecret: Buffer;
};

type Due = { readonly id: string; readonly event: string; readonly body: string; readonly attempts: number };

const hooksAtOnce = 8;
/** A process that dies in the middle is missed for so long. */
const leaseMs = 120_000;
/** One turn of one webhook; the rest comes in the next. */
const turnMs = 60_000;
const timeoutMs = 10_000;
const answerBytes = 65_536;
/** After the first attempt, and after each of the next ones. */
const waitsMs = [10_000, 60_000, 600_000, 3_600_000, 21_600_000];
/** A webhook that nothing reached for so long is switched off. */
const longestFailingMs = 86_400_000;
const keptMs = 7 * 86_400_000;

/** Brings what waits in the outbox to where it belongs, each webhook's in order. Answers whether there may be more. */
export async function deliverHooks(ctx: Context): Promise<boolean> {
  const now = ctx.clock.now();
  const { rows } = await ctx.db.pool.query<DueHook>({
    name: "claim-hooks",
    text: `UPDATE "OutgoingHook" h SET "busyUntil" = $2 WHERE h."id" IN (
             SELECT o."id" FROM "OutgoingHook" o WHERE (o."busyUntil" IS NULL OR o."busyUntil" <= $1)
               AND EXISTS (SELECT 1 FROM "HookDelivery" d WHERE d."hookId" = o."id" AND d."nextAt" <= $1)
             ORDER BY o."busyUntil" NULLS FIRST LIMIT ${hooksAtOnce} FOR UPDATE SKIP LOCKED)
           RETURNING h."id", h."url", h."name", h."roomId", h."makerId", h."sealedSecret"`,
    values: [now, new Date(now.getTime() + leaseMs)],
  });
  const done = await Promise.allSettled(rows.map((hook) => deliverTo(ctx, hook)));
  for (const [at, one] of done.entries())
    if (one.status === "rejected") ctx.log.error({ err: one.reason, hookId: rows[at]?.id }, "webhook not delivered");
  return rows.length === hooksAtOnce;
}

async function deliverTo(ctx: Context, hook: DueHook): Promise<void> {
  const until = ctx.clock.now().getTime() + turnMs;
  const secret = await readSigningSecret(ctx, hook.sealedSecret);
  while (ctx.clock.now().getTime() < until) {
    const { rows } = await ctx.db.pool.query<Due>({
      name: "hook-delivery-due",
      text: `SELECT "id", "event", "body", "attempts" FROM "HookDelivery" WHERE "hookId" = $1 AND "nextAt" <= $2 ORDER BY "createdAt", "id" LIMIT 1`,
      values: [hook.id, ctx.clock.now()],
    });
    const [due] = rows;
    if (!due || !(await deliverOne(ctx, { hook, due, secret }))) break;
  }
  // After a fault the lease stays: it is not tried again at once.
  await ctx.db.pool.query('UPDATE "OutgoingHook" SET "busyUntil" = NULL WHERE "id" = $1', [hook.id]);
}

type Delivery = { readonly hook: DueHook; readonly due: Due; readonly secret: string };

/** False when the webhook was switched off by it. */
async function deliverOne(ctx: Context, { hook, due, secret }: Delivery): Promise<boolean> {
  const sentAt = ctx.clock.now();
  const timestamp = Math.floor(sentAt.getTime() / 1000).toString();
  const answer = await ctx.outside.ask({
    url: hook.url,
    method: "POST",
    maxBytes: answerBytes,
    timeoutMs,
    body: { type: "application/json", content: due.body },
    headers: {
      "x-carbyne-event": due.event,
      "x-carbyne-delivery": due.id,
      "x-carbyne-timestamp": timestamp,
      "x-carbyne-signature": `v1=${createHmac("sha256", secret).update(`${timestamp}.${due.body}`).digest("hex")}`,
    },
  });
  const { verdict, code, error } = readAnswer(answer);
  const now = ctx.clock.now();
  const waitMs = verdict === "later" ? waitsMs[due.attempts] : undefined;
  await ctx.db.pool.query(
    `UPDATE "HookDelivery" SET "attempts" = "attempts" + 1, "nextAt" = $2, "code" = $3, "error" = $4, "attemptedAt" = $5, "deliveredAt" = $6 WHERE "id" = $1`,
    [
      due.id,
      waitMs === undefined ? null : new Date(now.getTime() + waitMs),
      code,
      error,
      now,
      verdict === "taken" ? now : null,
    ],
  );
  if (verdict === "taken") {
    await ctx.db.pool.query(
      'UPDATE "OutgoingHook" SET "failingSince" = NULL WHERE "id" = $1 AND "failingSince" IS NOT NULL',
      [hook.id],
    );
    return true;
  }
  return !(await noteFailing(ctx, hook, { now, isGone: code === 410 }));
}

type Verdict = {
  readonly verdict: "taken" | "later" | "refused";
  readonly code: number | null;
  readonly error: string | null;
};

function readAnswer(answer: OutsideAnswer): Verdict {
  if (answer.status !== "answered") {
    // What came in answer was too much, but it came. Where nobody may be asked, asking again is of no use.
    if (answer.reason === "too-large") return { verdict: "refused", code: null, error: answer.reason };
    return { verdict: answer.status === "refused" ? "refused" : "later", code: null, error: answer.reason };
  }
  const { code } = answer;
  if (code >= 200 && code < 300) return { verdict: "taken", code, error: null };
  return { verdict: code === 429 || code >= 500 ? "later" : "refused", code, error: "answered" };
}

/** Switches a webhook off to which nothing came for long, or that says of itself that it is gone (RFC 9110 §15.5.11), and tells who made it. True when it did. */
async function noteFailing(
  ctx: Context,
  hook: DueHook,
  { now, isGone }: { now: Date; isGone: boolean },
): Promise<boolean> {
  const { rows } = await ctx.db.pool.query<{ failingSince: Date; isOn: boolean }>(
    'UPDATE "OutgoingHook" SET "failingSince" = coalesce("failingSince", $2) WHERE "id" = $1 RETURNING "failingSince", "disabledAt" IS NULL AS "isOn"',
    [hook.id, now],
  );
  const [known] = rows;
  if (!known?.isOn) return true;
  if (!isGone && now.getTime() - known.failingSince.getTime() < longestFailingMs) return false;
  const maker = await ctx.db.prisma.account.findUnique({ where: { id: hook.makerId }, select: { spaceId: true } });
  const spaceId = maker?.spaceId;
  await changeSpace(ctx, spaceId ?? hook.roomId, async (client) => {
    await switchOff(client, { id: hook.id, at: now });
    const params = { name: hook.name };
    if (spaceId) await addNotice(client, { spaceId, kind: "hook-off", params, link: `/chat/${hook.roomId}` }, now);
  });
  return true;
}

/** Forgets deliveries after a week. */
export async function purgeDeliveries(ctx: Context): Promise<void> {
  await ctx.db.pool.query('DELETE FROM "HookDelivery" WHERE "createdAt" < $1', [
    new Date(ctx.clock.now().getTime() - keptMs),
  ]);
}
