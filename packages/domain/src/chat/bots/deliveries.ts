import { type Actor, newId, Refusal } from "@carbyne/kernel";
import type { Context } from "../../context.ts";
import { countAttempt } from "../../sign-in/index.ts";
import { trialEvent } from "./events.ts";
import { accessOutgoing } from "./outgoing.ts";

/** Something that an outgoing webhook was told, or is to be. Times are ISO 8601. */
export type Delivery = {
  readonly id: string;
  readonly event: string;
  readonly attempts: number;
  /** The status that the last attempt was answered with; null when there was no answer. */
  readonly code: number | null;
  /** Why it did not arrive. */
  readonly error: string | null;
  readonly createdAt: string;
  readonly attemptedAt: string | null;
  readonly deliveredAt: string | null;
  /** When it is tried again; null when it is over. */
  readonly nextAt: string | null;
};

const mostListed = 50;
const trials = { burst: 10, perMinute: 5 };

/** The last deliveries of a webhook, the latest first, for the owners of its room. */
export async function listDeliveries(ctx: Context, actor: Actor, { id }: { id: string }): Promise<Delivery[]> {
  await accessOutgoing(ctx, actor, id);
  const { rows } = await ctx.db.pool.query<{ delivery: Delivery }>(
    `SELECT json_build_object('id', d."id", 'event', d."event", 'attempts', d."attempts", 'code', d."code", 'error', d."error", 'createdAt', d."createdAt",
       'attemptedAt', d."attemptedAt", 'deliveredAt', d."deliveredAt", 'nextAt', d."nextAt") AS "delivery"
     FROM "HookDelivery" d WHERE d."hookId" = $1 ORDER BY d."createdAt" DESC, d."id" DESC LIMIT ${mostListed}`,
    [id],
  );
  return rows.map((row) => row.delivery);
}

/** Puts a delivery on its way that tells nothing, to see whether it arrives. */
export async function tryOutgoing(ctx: Context, actor: Actor, { id }: { id: string }): Promise<{ deliveryId: string }> {
  const room = await accessOutgoing(ctx, actor, id);
  await countAttempt(ctx, `hook-trial:${id}`, trials);
  const [deliveryId, now] = [newId(), ctx.clock.now()];
  const body = {
    event: trialEvent,
    time: now.toISOString(),
    room: { id: room.id, name: room.name, kind: room.kind },
    by: { id: room.accountId, name: room.ownName },
  };
  const { rowCount } = await ctx.db.pool.query(
    `INSERT INTO "HookDelivery" ("id", "hookId", "event", "body", "nextAt", "createdAt")
     SELECT $1, h."id", $3, $4, $5, $5 FROM "OutgoingHook" h WHERE h."id" = $2 AND h."disabledAt" IS NULL`,
    [deliveryId, id, trialEvent, JSON.stringify(body), now],
  );
  if (!rowCount) throw new Refusal("conflict", "hook-is-off");
  return { deliveryId };
}
