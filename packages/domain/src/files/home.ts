import { newId } from "@carbyne/kernel";
import type { Context } from "../context.ts";
import { changeSpace } from "../spaces/index.ts";

/** A home is for ever that of its space, so that it is asked for once. */
const known = new WeakMap<Context["db"]["pool"], Map<string, string>>();
const mostKnown = 10_000;

/** The root of a space, which is made when it is first asked for. */
export async function homeOf(ctx: Context, spaceId: string): Promise<string> {
  const homes = known.get(ctx.db.pool) ?? new Map<string, string>();
  known.set(ctx.db.pool, homes);
  const home = homes.get(spaceId) ?? (await findOrMake(ctx, spaceId));
  homes.set(spaceId, home);
  const [oldest] = homes.keys();
  if (homes.size > mostKnown && oldest !== undefined) homes.delete(oldest);
  return home;
}

async function findOrMake(ctx: Context, spaceId: string): Promise<string> {
  const find = () =>
    ctx.db.pool.query<{ id: string }>({
      name: "home-of",
      text: 'SELECT "id" FROM "Node" WHERE "spaceId" = $1 AND "parentId" IS NULL',
      values: [spaceId],
    });
  const { rows } = await find();
  if (rows[0]) return rows[0].id;
  await changeSpace(ctx, spaceId, (client, modseq) =>
    client.query(
      `INSERT INTO "Node" ("id", "spaceId", "kind", "isFolder", "name", "nameKey", "modseq", "createdModseq") VALUES ($1, $2, 'folder', true, 'Home', '', $3, $3)
       ON CONFLICT ("spaceId") WHERE "parentId" IS NULL DO NOTHING`,
      [newId(), spaceId, modseq],
    ),
  );
  const made = (await find()).rows[0];
  if (!made) throw new Error(`space ${spaceId} has no home`);
  return made.id;
}
