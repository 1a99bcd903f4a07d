import type pg from "pg";

export type SavedSearch = {
  readonly id: string;
  readonly name: string;
  /** As people write it in the search field. */
  readonly query: string;
  /** A place in the palette of twelve. */
  readonly tint: number;
  readonly position: number;
};

/** Makes a saved search that was removed again, where it stood. */
export async function restoreSavedSearch(
  client: pg.PoolClient,
  modseq: bigint,
  { spaceId, search }: { spaceId: string; search: SavedSearch },
): Promise<void> {
  await client.query(
    `INSERT INTO "SavedSearch" ("id", "spaceId", "name", "query", "tint", "position", "modseq") VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT DO NOTHING`,
    [search.id, spaceId, search.name, search.query, search.tint, search.position, modseq],
  );
}
