import type pg from "pg";
import type { Path, PathNode } from "./access-path.ts";
import type { Basis, No } from "./outcome.ts";

export type NodeLock = {
  readonly id: string;
  readonly nodeId: string;
  readonly accountId: string;
  readonly isExclusive: boolean;
  readonly isDeep: boolean;
  readonly owner: string;
  readonly expiresAt: Date;
  /** The locked entry and what is above it, from the home down. */
  readonly ids: readonly string[];
  readonly path: Path;
  readonly isFolder: boolean;
};

type Place = Pick<PathNode, "id" | "ids">;

/** The locks of a space that hold. There are few, so that what they cover is told by where they lie, without a look at what lies below them. */
export async function locksIn(
  client: pg.ClientBase | pg.Pool,
  { spaceId, at }: { spaceId: string; at: Date },
): Promise<NodeLock[]> {
  const { rows } = await client.query<Omit<NodeLock, "path"> & { names: string[] }>({
    name: "locks-in-space",
    text: `WITH RECURSIVE up AS (
             SELECT l."id" AS "lockId", n."id", n."parentId", n."name", 0 AS "level"
             FROM "NodeLock" l JOIN "Node" n ON n."id" = l."nodeId" WHERE n."spaceId" = $1 AND l."expiresAt" > $2
             UNION ALL SELECT up."lockId", p."id", p."parentId", p."name", up."level" + 1 FROM up JOIN "Node" p ON p."id" = up."parentId")
           SELECT l."id", l."nodeId", l."accountId", l."isExclusive", l."isDeep", l."owner", l."expiresAt", n."isFolder",
             array_agg(up."id" ORDER BY up."level" DESC) AS "ids", array_agg(up."name" ORDER BY up."level" DESC) AS "names"
           FROM up JOIN "NodeLock" l ON l."id" = up."lockId" JOIN "Node" n ON n."id" = l."nodeId" GROUP BY l."id", n."id"`,
    values: [spaceId, at],
  });
  return rows.map(({ names, ...row }) => ({ ...row, path: names.slice(1) }));
}

/** The locks that cover an entry: its own, and deep ones above it. */
export function covering(locks: readonly NodeLock[], { id, ids }: Place): NodeLock[] {
  return locks.filter((lock) => lock.nodeId === id || (lock.isDeep && ids.includes(lock.nodeId)));
}

/** The locks on an entry and on what lies below it. */
export function onOrBelow(locks: readonly NodeLock[], { id }: Pick<Place, "id">): NodeLock[] {
  return locks.filter((lock) => lock.ids.includes(id));
}

/**
 * Looks whether the locks let a program write: of those that cover a `write` it must hold one, since shared ones stand beside each other, and all
 * that lie below what it takes away. RFC 4918 §7.5.
 */
export function refuseLocked(
  locks: readonly NodeLock[],
  { accountId, lockIds }: { accountId: string } & Pick<Basis, "lockIds">,
  { write = [], takeAway = [] }: { write?: readonly (Place | null)[]; takeAway?: readonly Place[] },
): No | null {
  const isHeld = (lock: NodeLock) => lock.accountId === accountId && lockIds.includes(lock.id);
  const covered = [...write, ...takeAway].flatMap((place) => {
    const around = place ? covering(locks, place) : [];
    return around.some(isHeld) ? [] : around;
  });
  const below = takeAway.flatMap((place) =>
    onOrBelow(locks, place).filter((lock) => lock.nodeId !== place.id && !isHeld(lock)),
  );
  const [lock] = [...covered, ...below];
  return lock ? { no: "locked", at: lock.path, isCollection: lock.isFolder } : null;
}

/** Ends the locks on entries that go away or elsewhere, and on what lies below them: a lock stays with its place. RFC 4918 §7.7, §9.6. */
export async function endLocks(
  client: pg.ClientBase,
  locks: readonly NodeLock[],
  places: readonly Place[],
): Promise<void> {
  const ids = places.flatMap((place) => onOrBelow(locks, place).map((lock) => lock.id));
  if (ids.length > 0) await client.query('DELETE FROM "NodeLock" WHERE "id" = ANY($1)', [ids]);
}
