import type { Actor } from "@carbyne/kernel";
import type pg from "pg";
import type { Context } from "../../context.ts";
import { changeSpace } from "../../spaces/index.ts";
import { accessHome, findAt, type Path } from "./access-path.ts";
import { locksIn, refuseLocked } from "./locks.ts";
import { type Basis, type Done, isAsSeen } from "./outcome.ts";

export type Property = { readonly namespace: string; readonly name: string; readonly value: string };
export type PropertyChange = { readonly namespace: string; readonly name: string; readonly value: string | null };

/** Properties of one entry. */
const mostProperties = 300;

/** What programs have written on entries of the actor's files for themselves, by id. */
export async function propertiesOf(
  ctx: Context,
  actor: Actor,
  ids: readonly string[],
): Promise<Map<string, Property[]>> {
  const { spaceId } = await accessHome(ctx, actor);
  const { rows } = await ctx.db.pool.query<Property & { nodeId: string }>({
    name: "properties-of",
    text: `SELECT p."nodeId", p."namespace", p."name", p."value" FROM "NodeProperty" p JOIN "Node" n ON n."id" = p."nodeId"
           WHERE p."nodeId" = ANY($1) AND n."spaceId" = $2 ORDER BY p."namespace", p."name"`,
    values: [ids, spaceId],
  });
  return Map.groupBy(rows, (row) => row.nodeId);
}

/** Writes and removes properties of an entry, in their order, all of them or none. */
export async function changeProperties(
  ctx: Context,
  actor: Actor,
  { path, changes, basis }: { path: Path; changes: readonly PropertyChange[]; basis: Basis },
): Promise<Done> {
  const home = await accessHome(ctx, actor);
  return changeSpace(ctx, home.spaceId, async (client): Promise<Done> => {
    const { node } = await findAt(client, home, path);
    if (!node) return { no: "not-found" };
    if (!isAsSeen(node, basis)) return { no: "changed" };
    const locks = await locksIn(client, { spaceId: home.spaceId, at: ctx.clock.now() });
    const no = refuseLocked(locks, { ...home, ...basis }, { write: [node] });
    if (no) return no;
    const last = new Map(changes.map((one) => [JSON.stringify([one.namespace, one.name]), one]));
    const { rows } = await client.query<{ n: number }>(
      'SELECT count(*)::int AS "n" FROM "NodeProperty" WHERE "nodeId" = $1',
      [node.id],
    );
    if ((rows[0]?.n ?? 0) + [...last.values()].filter((one) => one.value !== null).length > mostProperties)
      return { no: "full" };
    for (const { namespace, name, value } of last.values())
      await client.query(
        value === null
          ? 'DELETE FROM "NodeProperty" WHERE "nodeId" = $1 AND "namespace" = $2 AND "name" = $3'
          : `INSERT INTO "NodeProperty" ("nodeId", "namespace", "name", "value") VALUES ($1, $2, $3, $4)
             ON CONFLICT ("nodeId", "namespace", "name") DO UPDATE SET "value" = excluded."value"`,
        value === null ? [node.id, namespace, name] : [node.id, namespace, name, value],
      );
    return {};
  });
}

/** Gives an entry the properties of another one instead of its own. */
export async function replaceProperties(
  client: pg.ClientBase,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await client.query('DELETE FROM "NodeProperty" WHERE "nodeId" = $1', [to]);
  await client.query(
    'INSERT INTO "NodeProperty" ("nodeId", "namespace", "name", "value") SELECT $2, "namespace", "name", "value" FROM "NodeProperty" WHERE "nodeId" = $1',
    [from, to],
  );
}
