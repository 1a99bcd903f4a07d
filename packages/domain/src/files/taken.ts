import { type Actor, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { accessFolder, accessOwnAccount } from "../access/index.ts";
import type { Context } from "../context.ts";
import { homeOf } from "./home.ts";
import { mendName, numberedName } from "./names.ts";

/** Does what gives an entry a name, and says so in words when its folder has one of that name already. */
export async function refuseTaken<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const isTaken = error instanceof Error && "constraint" in error && error.constraint === "Node_name";
    if (isTaken) throw new Refusal("conflict", "node-name-taken", { name });
    throw error;
  }
}

/** Which of the names are taken in a folder. */
export async function takenNames(
  client: pg.ClientBase | pg.Pool,
  parentId: string,
  names: readonly string[],
): Promise<Map<string, { id: string; kind: "folder" | "file" }>> {
  const { rows } = await client.query<{ id: string; kind: "folder" | "file"; name: string }>(
    'SELECT "id", "kind", "name" FROM "Node" WHERE "parentId" = $1 AND "deletedAt" IS NULL AND "name" = ANY($2)',
    [parentId, names],
  );
  return new Map(rows.map(({ id, kind, name }) => [name, { id, kind }]));
}

const atOnce = 100;

/** The name, or the first of its numbers that is free in the folder. Under the space's lock nobody takes it meanwhile. */
export async function freeName(client: pg.ClientBase, parentId: string, name: string): Promise<string> {
  for (let from = 1; ; from += atOnce) {
    const names = Array.from({ length: atOnce }, (_, i) => (from + i === 1 ? name : numberedName(name, from + i)));
    const taken = await takenNames(client, parentId, names);
    const free = names.find((one) => !taken.has(one));
    if (free !== undefined) return free;
  }
}

/** Which of the names a folder has already, so that somebody can be asked before files are sent. Null is the actor's home. */
export async function findTaken(
  ctx: Context,
  actor: Actor,
  { parentId, names }: { parentId: string | null; names: readonly string[] },
): Promise<{ name: string; id: string; kind: "folder" | "file" }[]> {
  const { spaceId } = await accessOwnAccount(ctx, actor);
  const parent = await accessFolder(ctx, actor, parentId ?? (await homeOf(ctx, spaceId)), "read");
  const kept = new Map(names.map((name) => [mendName(name, "file"), name]));
  const taken = await takenNames(ctx.db.pool, parent.id, [...kept.keys()]);
  return [...taken].map(([name, { id, kind }]) => ({ name: kept.get(name) ?? name, id, kind }));
}
