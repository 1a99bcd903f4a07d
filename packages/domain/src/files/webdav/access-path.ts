import type { Actor } from "@carbyne/kernel";
import type pg from "pg";
import { accessOwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { homeOf } from "../home.ts";

/** The names from the home down; none is the home itself. */
export type Path = readonly string[];

/** An entry as a program sees it that knows it by its path. */
export type PathNode = {
  readonly id: string;
  readonly path: Path;
  /** Itself and what is above it, from the home down. */
  readonly ids: readonly string[];
  readonly isFolder: boolean;
  readonly name: string;
  readonly versionId: string | null;
  readonly hash: Buffer | null;
  readonly sizeBytes: number;
  readonly mime: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

export type Home = { readonly accountId: string; readonly spaceId: string; readonly homeId: string };

/** The home of the actor, below which paths are looked for. */
export async function accessHome(ctx: Context, actor: Actor): Promise<Home> {
  const { id: accountId, spaceId } = await accessOwnAccount(ctx, actor);
  return { accountId, spaceId, homeId: await homeOf(ctx, spaceId) };
}

/** A name as it is kept, for looking it up: file systems of some clients take letters apart. */
const keptName = (name: string) => name.toWellFormed().normalize("NFC").trim();

type Row = Omit<PathNode, "path" | "ids" | "sizeBytes"> & { sizeBytes: string };

const columns = (node: string, version: string) =>
  `${node}."id", ${node}."isFolder", ${node}."name", ${node}."versionId", ${version}."blobHash" AS "hash", ${node}."sizeBytes", ${node}."mime", ${node}."createdAt", ${node}."updatedAt"`;

/** What is at a path of a home, and the folder that it is or would be in; each null when it is not there, the home itself without a folder. */
export async function findAt(
  client: pg.ClientBase | pg.Pool,
  { homeId }: Pick<Home, "homeId">,
  path: Path,
): Promise<{ node: PathNode | null; parent: PathNode | null }> {
  const names = path.map(keptName);
  const { rows } = await client.query<Row>({
    name: "find-at-path",
    text: `WITH RECURSIVE down AS (
             SELECT n."id", 0 AS "level" FROM "Node" n WHERE n."id" = $1
             UNION ALL SELECT c."id", down."level" + 1 FROM down JOIN "Node" c ON c."parentId" = down."id" AND c."name" = ($2::text[])[down."level" + 1]
               AND c."deletedAt" IS NULL)
           SELECT ${columns("n", "v")} FROM down JOIN "Node" n ON n."id" = down."id" LEFT JOIN "NodeVersion" v ON v."id" = n."versionId" ORDER BY down."level"`,
    values: [homeId, names],
  });
  const ids = rows.map((row) => row.id);
  const at = (level: number): PathNode | null => {
    const row = rows[level];
    return row ? viewOf(row, { path: names.slice(0, level), ids: ids.slice(0, level + 1) }) : null;
  };
  const parent = names.length === 0 ? null : at(names.length - 1);
  return { node: at(names.length), parent: parent?.isFolder ? parent : null };
}

function viewOf({ sizeBytes, ...row }: Row, { path, ids }: Pick<PathNode, "path" | "ids">): PathNode {
  return { ...row, path, ids, sizeBytes: Number(sizeBytes) };
}

/** What is at a path of the actor's files. */
export async function findPath(ctx: Context, actor: Actor, { path }: { path: Path }): Promise<PathNode | null> {
  return (await findAt(ctx.db.pool, await accessHome(ctx, actor), path)).node;
}

const atOnce = 500;

/** What lies in a folder of the actor's files, by name, a piece at a time. */
export async function* listPath(
  ctx: Context,
  actor: Actor,
  { path }: { path: Path },
): AsyncGenerator<readonly PathNode[]> {
  const folder = await findPath(ctx, actor, { path });
  for (let after = "", count = atOnce; folder?.isFolder && count === atOnce; ) {
    const { rows } = await ctx.db.pool.query<Row>({
      name: "list-path",
      text: `SELECT ${columns("n", "v")} FROM "Node" n LEFT JOIN "NodeVersion" v ON v."id" = n."versionId"
             WHERE n."parentId" = $1 AND n."deletedAt" IS NULL AND n."name" > $2 ORDER BY n."name" LIMIT ${atOnce}`,
      values: [folder.id, after],
    });
    count = rows.length;
    after = rows.at(-1)?.name ?? "";
    if (count > 0)
      yield rows.map((row) => viewOf(row, { path: [...folder.path, row.name], ids: [...folder.ids, row.id] }));
  }
}
