import { type Actor, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { accessOwnAccount, type Storage, storageOf } from "../access/index.ts";
import type { Context } from "../context.ts";

/** Which of the spaces have no room for so many bytes more. */
export async function withoutRoom(ctx: Context, spaceIds: readonly string[], bytes: number): Promise<Set<string>> {
  const storage = await storageOf(ctx.db.pool, spaceIds);
  return new Set([...storage].filter(([, one]) => isFull(one, bytes)).map(([spaceId]) => spaceId));
}

const isFull = ({ usedBytes, quotaBytes }: Storage, bytes: number) => usedBytes + bytes > quotaBytes;

/** How many bytes more a space has room for; `Infinity` where nothing limits it. */
export async function roomLeft(ctx: Context, spaceId: string): Promise<number> {
  const storage = (await storageOf(ctx.db.pool, [spaceId])).get(spaceId);
  return storage ? Math.max(0, storage.quotaBytes - storage.usedBytes) : Number.POSITIVE_INFINITY;
}

/** The same under the space's lock. */
export async function roomLeftIn(client: pg.ClientBase, spaceId: string): Promise<number> {
  const storage = (await storageOf(client, [spaceId])).get(spaceId);
  return storage ? storage.quotaBytes - storage.usedBytes : Number.POSITIVE_INFINITY;
}

/** The same under the space's lock, where nobody else takes the room meanwhile. */
export async function refuseWithoutRoomLeft(
  client: pg.ClientBase,
  { spaceId, accountId, bytes }: { spaceId: string; accountId: string | null; bytes: number },
): Promise<void> {
  const storage = (await storageOf(client, [spaceId])).get(spaceId);
  if (!storage || !isFull(storage, bytes)) return;
  const { rowCount } = await client.query('SELECT 1 FROM "Account" WHERE "id" = $1 AND "spaceId" = $2', [
    accountId,
    spaceId,
  ]);
  throw new Refusal("over-quota", rowCount ? "storage-full" : "storage-full-there");
}

/** Refuses what would not fit into a space any more: one's own, or that of somebody else, whose room one cannot make. */
export async function refuseWithoutRoom(
  ctx: Context,
  { spaceId, isOwn = true, bytes }: { spaceId: string; isOwn?: boolean; bytes: number },
): Promise<void> {
  const full = await withoutRoom(ctx, [spaceId], bytes);
  if (full.size > 0) throw new Refusal("over-quota", isOwn ? "storage-full" : "storage-full-there");
}

/** What a space takes, and may take: null where nothing limits it. The caller has checked the right to know. */
export async function storageIn(
  ctx: Context,
  spaceId: string,
): Promise<{ usedBytes: number; quotaBytes: number | null }> {
  const storage = (await storageOf(ctx.db.pool, [spaceId])).get(spaceId);
  const quotaBytes = storage?.quotaBytes ?? Number.POSITIVE_INFINITY;
  return { usedBytes: storage?.usedBytes ?? 0, quotaBytes: Number.isFinite(quotaBytes) ? quotaBytes : null };
}

/** What the actor's own mail and files take, and may take. */
export async function ownStorage(
  ctx: Context,
  actor: Actor,
): Promise<{ usedBytes: number; quotaBytes: number | null }> {
  return storageIn(ctx, (await accessOwnAccount(ctx, actor)).spaceId);
}
