import type { Actor } from "@carbyne/kernel";
import { Refusal } from "@carbyne/kernel";
import { accessNode, accessOwnAccount } from "../access/index.ts";
import type { Context } from "../context.ts";
import { type NodeView, readNodes } from "./read-nodes.ts";
import { seenPath } from "./seen-path.ts";

export type NodeDetails = NodeView & {
  readonly isTrashed: boolean;
  /** Where it lies, from the home down, or from what was shared. */
  readonly path: readonly { readonly id: string; readonly name: string }[];
};

/** An entry with where it lies. */
export async function getNode(ctx: Context, actor: Actor, { id }: { id: string }): Promise<NodeDetails> {
  const account = await accessOwnAccount(ctx, actor);
  const { isOwn, isTrashed } = await accessNode(ctx, actor, id, "read");
  const [node] = await readNodes(ctx, account, [id]);
  if (!node) throw new Refusal("not-found", "node-unknown");
  return { ...node, isTrashed, path: await seenPath(ctx, { account, node: { id, isOwn } }) };
}

export type Activity = {
  readonly id: string;
  readonly verb: string;
  readonly person: string | null;
  readonly isMe: boolean;
  readonly detail: { readonly from?: string; readonly to?: string; readonly name?: string };
  /** ISO 8601. */
  readonly at: string;
};

const mostActivity = 50;

/** What was done with an entry lately, the last first. */
export async function listActivity(ctx: Context, actor: Actor, { id }: { id: string }): Promise<Activity[]> {
  const { accountId } = await accessNode(ctx, actor, id, "read");
  const { rows } = await ctx.db.pool.query<Omit<Activity, "at"> & { at: Date }>(
    `SELECT e."id", e."verb", a."name" AS "person", coalesce(e."accountId" = $2, false) AS "isMe", e."detail" - 'fromParentId' AS "detail", e."at"
     FROM "NodeEvent" e LEFT JOIN "Account" a ON a."id" = e."accountId" WHERE e."nodeId" = $1 ORDER BY e."id" DESC LIMIT ${mostActivity}`,
    [id, accountId],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
