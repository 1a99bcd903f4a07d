import { type Actor, newId, Refusal } from "@carbyne/kernel";
import { accessAdmin } from "../access/index.ts";
import { recordAudit } from "../audit/index.ts";
import type { Context } from "../context.ts";
import { resolveSettings } from "../settings/index.ts";
import { accessManaged } from "./access-managed.ts";
import { auditEntry, refuseSelf } from "./accounts.ts";

const longestReason = 1000;

/**
 * Has nothing of an account lost from now on. Its person sees no difference: what is deleted is gone for them, and kept. Triggers do that (`keep_row`),
 * whatever deletes.
 */
export async function placeHold(
  ctx: Context,
  actor: Actor,
  { id, reason }: { id: string; reason: string },
): Promise<void> {
  const account = await accessManaged(ctx, actor, id);
  const why = reason.toWellFormed().replaceAll("\0", "").trim();
  if (why === "" || why.length > longestReason) throw new Refusal("invalid", "hold-reason");
  const { rowCount } = await ctx.db.pool.query(
    `INSERT INTO "LegalHold" ("id", "accountId", "spaceId", "reason", "placedById", "placedAt") VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT ("accountId") WHERE "releasedAt" IS NULL DO NOTHING`,
    [newId(), account.id, account.spaceId, why, account.byId, ctx.clock.now()],
  );
  if (!rowCount) throw new Refusal("conflict", "hold-there");
  await recordAudit(ctx, actor, { ...auditEntry("account.hold", account), data: { reason: why } });
}

/** Ends a hold. What only it kept goes some time later, so that a hold that was ended too early can be placed again. */
export async function releaseHold(ctx: Context, actor: Actor, { id }: { id: string }): Promise<void> {
  const account = await accessManaged(ctx, actor, id);
  // Who is held does not let themselves go.
  refuseSelf(account, "hold-own");
  const { rowCount } = await ctx.db.pool.query(
    'UPDATE "LegalHold" SET "releasedAt" = $2 WHERE "accountId" = $1 AND "releasedAt" IS NULL',
    [account.id, ctx.clock.now()],
  );
  if (!rowCount) throw new Refusal("not-found", "hold-unknown");
  await recordAudit(ctx, actor, auditEntry("account.release", account));
}

/** What is kept of what an account deletes: by a hold, and by retention. */
export type Keeping = {
  readonly hold: { readonly reason: string /** ISO 8601. */; readonly placedAt: string } | null;
  /** Days of retention, by whatever scope says so. */
  readonly days: number;
  /** What the account itself says; null when it is inherited. */
  readonly ownDays: number | null;
};

/** Whether an account is held, and for how long retention keeps what it deletes. */
export async function accountKeeping(ctx: Context, actor: Actor, { id }: { id: string }): Promise<Keeping> {
  const account = await accessManaged(ctx, actor, id);
  const hold = await ctx.db.prisma.legalHold.findFirst({
    where: { accountId: account.id, releasedAt: null },
    select: { reason: true, placedAt: true },
  });
  const { value, from } = (await resolveSettings(ctx, account.id))["retention.deletedDays"];
  return {
    hold: hold && { reason: hold.reason, placedAt: hold.placedAt.toISOString() },
    days: Number(value),
    ownDays: from === "account" ? Number(value) : null,
  };
}

export type Hold = {
  readonly accountId: string;
  readonly address: string;
  readonly reason: string;
  /** ISO 8601. */
  readonly placedAt: string;
};

/** The accounts that are held, of those that the administrator manages. */
export async function listHolds(ctx: Context, actor: Actor): Promise<Hold[]> {
  const { scope } = await accessAdmin(ctx, actor);
  const { rows } = await ctx.db.pool.query<Omit<Hold, "placedAt"> & { placedAt: Date }>(
    `SELECT h."accountId", p."local" || '@' || d."name" AS "address", h."reason", h."placedAt"
     FROM "LegalHold" h JOIN "Account" a ON a."id" = h."accountId"
       JOIN "Address" p ON p."accountId" = a."id" AND p."kind" IN ('account', 'shared') JOIN "Domain" d ON d."id" = p."domainId"
     WHERE h."releasedAt" IS NULL AND ($1::uuid IS NULL OR (a."domainId" = $1 AND a."role" <> 'admin')) ORDER BY 2`,
    [scope ?? null],
  );
  return rows.map((row) => ({ ...row, placedAt: row.placedAt.toISOString() }));
}
