import { type Actor, isId, newId, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { accessOwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { changeSpace } from "../../spaces/index.ts";
import { keepUndo } from "../conversations/undo.ts";
import type { SavedSearch } from "./restore.ts";

const longestName = 100;
const longestQuery = 1000;
const mostSearches = 100;
const columns = '"id", "name", "query", "tint", "position"';

/** The actor's saved searches in their own order. */
export async function listSavedSearches(ctx: Context, actor: Actor): Promise<SavedSearch[]> {
  const { spaceId } = await accessOwnAccount(ctx, actor);
  const { rows } = await ctx.db.pool.query<SavedSearch>(
    `SELECT ${columns} FROM "SavedSearch" WHERE "spaceId" = $1 ORDER BY "position", "createdAt"`,
    [spaceId],
  );
  return rows;
}

/** Keeps a search under a name, below the ones that are there. */
export async function createSavedSearch(
  ctx: Context,
  actor: Actor,
  input: { name: string; query: string; tint?: number | undefined },
): Promise<SavedSearch> {
  const { spaceId } = await accessOwnAccount(ctx, actor);
  const [name, query] = [checkName(input.name), checkQuery(input.query)];
  return changeSpace(ctx, spaceId, async (client, modseq) => {
    const { rows } = await client.query<{ n: number; last: number }>(
      'SELECT count(*)::int AS n, coalesce(max("position"), 0) AS "last" FROM "SavedSearch" WHERE "spaceId" = $1',
      [spaceId],
    );
    const { n = 0, last = 0 } = rows[0] ?? {};
    if (n >= mostSearches) throw new Refusal("too-many", "searches-too-many", { max: mostSearches });
    const search = { id: newId(), name, query, tint: input.tint ?? ((n * 5) % 12) + 1, position: last + 1 };
    await refuseTaken(name, () =>
      client.query(
        'INSERT INTO "SavedSearch" ("id", "spaceId", "name", "query", "tint", "position", "modseq") VALUES ($1, $2, $3, $4, $5, $6, $7)',
        [search.id, spaceId, name, query, search.tint, search.position, modseq],
      ),
    );
    return search;
  });
}

/** Changes a saved search's name, query or colour. */
export async function updateSavedSearch(
  ctx: Context,
  actor: Actor,
  input: { id: string; name?: string | undefined; query?: string | undefined; tint?: number | undefined },
): Promise<void> {
  const { spaceId } = await accessOwnAccount(ctx, actor);
  const name = input.name === undefined ? null : checkName(input.name);
  const query = input.query === undefined ? null : checkQuery(input.query);
  await changeSpace(ctx, spaceId, async (client, modseq) => {
    await accessSavedSearch(client, spaceId, input.id);
    await refuseTaken(name ?? "", () =>
      client.query(
        `UPDATE "SavedSearch" SET "name" = coalesce($2, "name"), "query" = coalesce($3, "query"), "tint" = coalesce($4, "tint"), "modseq" = $5
         WHERE "id" = $1`,
        [input.id, name, query, input.tint ?? null, modseq],
      ),
    );
  });
}

/** Puts the saved searches into the order of these ids; those that are not named come after. */
export async function orderSavedSearches(
  ctx: Context,
  actor: Actor,
  { ids }: { ids: readonly string[] },
): Promise<void> {
  const { spaceId } = await accessOwnAccount(ctx, actor);
  await changeSpace(ctx, spaceId, (client, modseq) =>
    client.query(
      `UPDATE "SavedSearch" s SET "position" = o.n, "modseq" = $3 FROM (
         SELECT "id", row_number() OVER (ORDER BY array_position($2::uuid[], "id") NULLS LAST, "position") AS n FROM "SavedSearch" WHERE "spaceId" = $1) o
       WHERE s."id" = o."id" AND s."position" <> o.n`,
      [spaceId, ids.filter(isId), modseq],
    ),
  );
}

/** Removes a saved search; answers what brings it back. */
export async function removeSavedSearch(
  ctx: Context,
  actor: Actor,
  { id }: { id: string },
): Promise<{ undo: string | null }> {
  const { id: accountId, spaceId } = await accessOwnAccount(ctx, actor);
  return changeSpace(ctx, spaceId, async (client, modseq) => {
    const search = await accessSavedSearch(client, spaceId, id);
    await client.query('DELETE FROM "SavedSearch" WHERE "id" = $1', [id]);
    await client.query(
      `INSERT INTO "Tombstone" ("spaceId", "modseq", "kind", "objectId") VALUES ($1, $2, 'saved-search', $3)`,
      [spaceId, modseq, id],
    );
    const undo = await keepUndo(client, { id: newId(), spaceId, accountId }, [
      { kind: "saved-search", spaceId, search },
    ]);
    return { undo };
  });
}

async function accessSavedSearch(client: pg.PoolClient, spaceId: string, id: string): Promise<SavedSearch> {
  const { rows } = isId(id)
    ? await client.query<SavedSearch>(`SELECT ${columns} FROM "SavedSearch" WHERE "id" = $1 AND "spaceId" = $2`, [
        id,
        spaceId,
      ])
    : { rows: [] };
  const search = rows[0];
  if (!search) throw new Refusal("not-found", "search-unknown");
  return search;
}

function checkName(name: string): string {
  const clean = name.trim().normalize("NFC");
  if (clean === "" || clean.length > longestName || /\p{Cc}/u.test(clean) || !clean.isWellFormed())
    throw new Refusal("invalid", "search-name-invalid");
  return clean;
}

function checkQuery(query: string): string {
  const clean = query.trim();
  if (clean === "" || clean.length > longestQuery || clean.includes("\0") || !clean.isWellFormed())
    throw new Refusal("invalid", "search-query-invalid");
  return clean;
}

async function refuseTaken(name: string, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (error instanceof Error && "constraint" in error && error.constraint === "SavedSearch_name")
      throw new Refusal("conflict", "search-name-taken", { name });
    throw error;
  }
}
