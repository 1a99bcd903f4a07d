import { type Actor, newId, Refusal } from "@carbyne/kernel";
import { accessAdmin } from "../access/index.ts";
import { recordAudit } from "../audit/index.ts";
import type { Context } from "../context.ts";
import { resolveSettings } from "../settings/index.ts";
import { accessManaged } from "./access-managed.ts";
import { accessHoldable, type HoldOf } from "./access-holdable.ts";

const longestReason = 1000;

/**
 * Has nothing of an account or a team folder lost from now on. Its people see no difference: what is deleted is gone for them, and kept. Triggers do that
 * (`keep_row`), whatever deletes.
 */
export async function placeHold(
  ctx: Context,
  actor: Actor,
  { reason, ...of }: HoldOf & { reason: string },
): Promise<void> {
  const { accountId, teamId, spaceId, byId, entry } = await accessHoldable(ctx, actor, of);
  const why = reason.toWellFormed().replaceAll("\0", "").trim();
  if (why === "" || why.length > longestReason) throw new Refusal("invalid", "hold-reason");
  const { rowCount } = await ctx.db.pool.query(
    `INSERT INTO "LegalHold" ("id", "accountId", "teamId", "spaceId", "reason", "placedById", "placedAt") VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT DO NOTHING`,
    [newId(), accountId, teamId, spaceId, why, byId, ctx.clock.now()],
  );
  if (!rowCount) throw new Refusal("conflict", "hold-there");
  await recordAudit(ctx, actor, { ...entry("hold"), data: { reason: why } });
}

/** Ends a hold. What only it kept goes some time later, so that a hold that was ended too early can be placed again. */
export async function releaseHold(ctx: Context, actor: Actor, of: HoldOf): Promise<void> {
  const { spaceId, entry, refuseOwn } = await accessHoldable(ctx, actor, of);
  // Who is held does not let themselves go.
  await refuseOwn();
  const { rowCount } = await ctx.db.pool.query(
    'UPDATE "LegalHold" SET "releasedAt" = $2 WHERE "spaceId" = $1 AND "releasedAt" IS NULL',
    [spaceId, ctx.clock.now()],
  );
  if (!rowCount) throw new Refusal("not-found", "hold-unknown");
  await recordAudit(ctx, actor, entry("release"));
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

/** A hold that lasts, and on what: an account, or a team folder. */
export type Hold = (
  | { readonly accountId: string; readonly address: string }
  | { readonly teamId: string; readonly name: string }
) & {
  readonly reason: string;
  /** ISO 8601. */
  readonly placedAt: string;
};

type HoldRow = {
  accountId: string | null;
  address: string;
  teamId: string | null;
  name: string;
  reason: string;
  placedAt: Date;
};

/** The accounts and then the team folders that are held, of those that the administrator looks after. */
export async function listHolds(ctx: Context, actor: Actor): Promise<Hold[]> {
  const { scope } = await accessAdmin(ctx, actor);
  const { rows } = await ctx.db.pool.query<HoldRow>(
    `SELECT h."accountId", p."local" || '@' || d."name" AS "address", h."teamId", n."name", h."reason", h."placedAt"
     FROM "LegalHold" h
       LEFT JOIN ("Account" a JOIN "Address" p ON p."accountId" = a."id" AND p."kind" IN ('account', 'shared') JOIN "Domain" d ON d."id" = p."domainId")
         ON a."id" = h."accountId"
       LEFT JOIN ("TeamFolder" t JOIN "Node" n ON n."id" = t."rootId") ON t."rootId" = h."teamId"
     WHERE h."releasedAt" IS NULL AND ($1::uuid IS NULL OR (a."domainId" = $1 AND a."role" <> 'admin') OR t."domainId" = $1)
     ORDER BY 2, n."nameKey", h."teamId"`,
    [scope ?? null],
  );
  return rows.map(({ accountId, address, teamId, name, reason, placedAt }) => ({
    ...(accountId === null ? { teamId: teamId ?? "", name } : { accountId, address }),
    reason,
    placedAt: placedAt.toISOString(),
  }));
}
