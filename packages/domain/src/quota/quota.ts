import { type Actor, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { accessOwnAccount } from "../access/index.ts";
import type { Context } from "../context.ts";

type Row = { spaceId: string; usedBytes: string; quotaBytes: string | null };

/** SQL for what a setting says in a space, of an account `a` or a team folder `t`. */
const setting = (key: string) => `(SELECT s."value" #>> '{}' FROM "Setting" s WHERE s."key" = '${key}' AND (
  (s."scope" = 'account' AND s."scopeId" = a."id") OR (s."scope" = 'class' AND s."scopeId" = a."classId") OR
  (s."scope" = 'domain' AND s."scopeId" = coalesce(a."domainId", t."domainId")) OR s."scope" = 'global')
  ORDER BY array_position(ARRAY['account', 'class', 'domain', 'global'], s."scope"::text) LIMIT 1)`;

/**
 * What the spaces' mail and files take and may take, `Infinity` where nothing limits it: for an account its quota, for a team folder what its managers
 * and what the settings say, whichever is less.
 */
async function storageOf(db: pg.ClientBase | pg.Pool, spaceIds: readonly string[]): Promise<Map<string, Storage>> {
  const { rows } = await db.query<Row>({
    name: "storage-of",
    text: `SELECT p."id" AS "spaceId", p."usedBytes", CASE WHEN t."spaceId" IS NULL THEN ${setting("account.quotaBytes")}
             ELSE least(nullif(t."quotaBytes", 0), nullif(${setting("files.teamQuotaBytes")}::bigint, 0))::text END AS "quotaBytes"
           FROM "Space" p LEFT JOIN "Account" a ON a."spaceId" = p."id" LEFT JOIN "TeamFolder" t ON t."spaceId" = p."id" WHERE p."id" = ANY($1)`,
    values: [spaceIds],
  });
  return new Map(
    rows.map((row) => {
      const limit = Number(row.quotaBytes ?? 0);
      return [
        row.spaceId,
        { usedBytes: Number(row.usedBytes), quotaBytes: limit > 0 ? limit : Number.POSITIVE_INFINITY },
      ];
    }),
  );
}

type Storage = { readonly usedBytes: number; readonly quotaBytes: number };

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

/** The same under the space's lock, where nobody else takes the room meanwhile. */
export async function refuseWithoutRoomLeft(
  client: pg.ClientBase,
  { spaceId, bytes }: { spaceId: string; bytes: number },
): Promise<void> {
  const storage = (await storageOf(client, [spaceId])).get(spaceId);
  if (storage && isFull(storage, bytes)) throw new Refusal("over-quota", "storage-full");
}

/** Refuses what would not fit into a space any more. */
export async function refuseWithoutRoom(ctx: Context, spaceId: string, bytes: number): Promise<void> {
  const full = await withoutRoom(ctx, [spaceId], bytes);
  if (full.size > 0) throw new Refusal("over-quota", "storage-full");
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
