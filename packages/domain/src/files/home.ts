import { newId } from "@carbyne/kernel";
import type { Context } from "../context.ts";
import { changeSpace } from "../spaces/index.ts";

/** The root of a space, which is made when it is first asked for. */
export async function homeOf(ctx: Context, spaceId: string): Promise<string> {
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
