import type { NodeAccess } from "../access/index.ts";
import { nodeGrants } from "../access/index.ts";
import type { Context } from "../context.ts";
import { pathTo } from "./tree.ts";

type Seen = { readonly id: string; readonly name: string };

/** What is above an entry, as far up as its reader sees: to the home, or to the highest folder that is shared with them. */
export async function seenPath(
  ctx: Context,
  { account, node }: { account: { readonly id: string }; node: Pick<NodeAccess, "id" | "isOwn"> },
): Promise<Seen[]> {
  const path = await pathTo(ctx.db.pool, node.id);
  const above = path.slice(0, -1).map(({ id, name }) => ({ id, name }));
  if (node.isOwn) return above;
  const { rows } = await ctx.db.pool.query<{ id: string }>(
    nodeGrants({ id: "$1::uuid", accountId: "$2", at: "$3" }, 'g."objectId" AS "id"'),
    [node.id, account.id, ctx.clock.now()],
  );
  const shared = new Set(rows.map((row) => row.id));
  const first = above.findIndex((one) => shared.has(one.id));
  return first === -1 ? [] : above.slice(first);
}
