import { Refusal } from "@carbyne/kernel";
import type pg from "pg";

/** Levels of folders below a home. */
const maxDepth = 100;

export type Ancestor = {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly spaceId: string;
  readonly isTrashed: boolean;
};

/** An entry and what is above it, from the root down. */
export async function pathTo(client: pg.ClientBase | pg.Pool, id: string): Promise<Ancestor[]> {
  const { rows } = await client.query<Ancestor>({
    name: "path-to-node",
    text: `WITH RECURSIVE up AS (
             SELECT n."id", n."name", n."parentId", n."spaceId", n."deletedAt", 0 AS "level" FROM "Node" n WHERE n."id" = $1
             UNION ALL SELECT p."id", p."name", p."parentId", p."spaceId", p."deletedAt", up."level" + 1 FROM up JOIN "Node" p ON p."id" = up."parentId"
             WHERE up."level" <= ${maxDepth + 1})
           SELECT "id", "name", "parentId", "spaceId", "deletedAt" IS NOT NULL AS "isTrashed" FROM up ORDER BY "level" DESC`,
    values: [id],
  });
  return rows;
}

/** Levels of entries from the given ones down: 1 when there is nothing in them. */
async function heightOf(client: pg.ClientBase, ids: readonly string[]): Promise<number> {
  const { rows } = await client.query<{ height: number }>(
    `WITH RECURSIVE down AS (
       SELECT n."id", 1 AS "level" FROM "Node" n WHERE n."id" = ANY($1)
       UNION ALL SELECT n."id", down."level" + 1 FROM down JOIN "Node" n ON n."parentId" = down."id" AND n."isFolder" WHERE down."level" <= ${maxDepth})
     SELECT coalesce(max("level"), 0) AS "height" FROM down`,
    [ids],
  );
  return rows[0]?.height ?? 0;
}

/**
 * Looks under the space's lock whether entries can come to lie in a folder: it is there, not in one of them, and not too deep. A change at the same
 * time could have made a circle, put the folder into the trash or moved it to another space.
 */
export async function checkPlace(
  client: pg.ClientBase,
  parent: { readonly id: string; readonly spaceId: string },
  ids: readonly string[],
): Promise<void> {
  const path = await pathTo(client, parent.id);
  if (path.length === 0) throw new Refusal("not-found", "node-unknown");
  const last = path.at(-1)?.name ?? "";
  if (path.at(-1)?.spaceId !== parent.spaceId) throw new Refusal("conflict", "node-moved", { name: last });
  if (path.some((one) => one.isTrashed)) throw new Refusal("conflict", "node-in-trash", { name: last });
  const moved = new Set(ids);
  const into = path.find((one) => moved.has(one.id));
  if (into) throw new Refusal("invalid", "node-into-itself", { name: into.name });
  const height = ids.length === 0 ? 1 : await heightOf(client, ids);
  refuseDepth(path.length - 1 + height);
}

/** Refuses under a space's lock what has been moved to another space since it was asked for. */
export async function refuseMoved(client: pg.ClientBase, spaceId: string, ids: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT "name" FROM "Node" WHERE "id" = ANY($1) AND "spaceId" <> $2 LIMIT 1',
    [ids, spaceId],
  );
  if (rows[0]) throw new Refusal("conflict", "node-moved", { name: rows[0].name });
}

/** Refuses what would lie too many levels below its home. */
export function refuseDepth(levels: number): void {
  if (levels > maxDepth) throw new Refusal("invalid", "node-too-deep", { max: maxDepth });
}
