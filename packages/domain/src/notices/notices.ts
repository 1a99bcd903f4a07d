import type { Actor } from "@carbyne/kernel";
import { accessOwnAccount } from "../access/index.ts";
import type { Context } from "../context.ts";
import { changeSpace } from "../spaces/index.ts";
import type { NoticeKind } from "./kinds.ts";

export type Notice = {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly params: Readonly<Record<string, string | number>>;
  readonly link: string | null;
  readonly isRead: boolean;
  /** ISO 8601. */
  readonly createdAt: string;
};

/** All of them, or those that are named. */
export type Chosen = { readonly ids: readonly string[] | null };

const most = 100;

type Row = Pick<Notice, "id" | "kind" | "params" | "link"> & { readonly readAt: Date | null; readonly createdAt: Date };

/** What the actor was told and has not put away, the newest first. */
export async function listNotices(ctx: Context, actor: Actor): Promise<Notice[]> {
  const { id } = await accessOwnAccount(ctx, actor);
  const { rows } = await ctx.db.pool.query<Row>(
    `SELECT "id", "kind", "params", "link", "readAt", "createdAt" FROM "Notice"
     WHERE "accountId" = $1 AND "clearedAt" IS NULL ORDER BY "createdAt" DESC, "id" DESC LIMIT ${most}`,
    [id],
  );
  return rows.map(({ readAt, createdAt, ...row }) => ({
    ...row,
    isRead: readAt !== null,
    createdAt: createdAt.toISOString(),
  }));
}

/** Marks notices as read, in every window. */
export async function markNoticesRead(ctx: Context, actor: Actor, chosen: Chosen): Promise<void> {
  await change(ctx, actor, { chosen, set: '"readAt" = $3', where: '"readAt" IS NULL AND "clearedAt" IS NULL' });
}

/** Puts notices away; answers which, so that they can be brought back. */
export async function clearNotices(ctx: Context, actor: Actor, chosen: Chosen): Promise<{ ids: string[] }> {
  const set = '"clearedAt" = $3, "readAt" = coalesce("readAt", $3)';
  return { ids: await change(ctx, actor, { chosen, set, where: '"clearedAt" IS NULL' }) };
}

/** Brings back what was put away. */
export async function restoreNotices(ctx: Context, actor: Actor, { ids }: { ids: readonly string[] }): Promise<void> {
  await change(ctx, actor, { chosen: { ids }, set: '"clearedAt" = NULL', where: '"clearedAt" <= $3' });
}

async function change(
  ctx: Context,
  actor: Actor,
  { chosen, set, where }: { chosen: Chosen; set: string; where: string },
): Promise<string[]> {
  const { id, spaceId } = await accessOwnAccount(ctx, actor);
  return changeSpace(ctx, spaceId, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `UPDATE "Notice" SET ${set} WHERE "accountId" = $1 AND ($2::uuid[] IS NULL OR "id" = ANY($2)) AND ${where} RETURNING "id"`,
      [id, chosen.ids, ctx.clock.now()],
    );
    return rows.map((row) => row.id);
  });
}
