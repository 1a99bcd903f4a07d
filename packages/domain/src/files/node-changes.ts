import type { Actor } from "@carbyne/kernel";
import { accessOwnAccount, heldGrants } from "../access/index.ts";
import type { Context } from "../context.ts";
import { type NodeView, readNodes } from "./read-nodes.ts";

export type NodeChanges = {
  readonly modseq: string;
  /** What is there, changed or new, in the trash or not. */
  readonly changed: readonly NodeView[];
  readonly removed: readonly string[];
  /** More than is worth telling one by one: whoever follows reads anew. */
  readonly isTooMuch: boolean;
  /** Another text whenever something may have changed in what others share with the actor, or in their sharing. */
  readonly sharedStamp: string;
};

const mostTold = 200;

/** What happened in the actor's files after a modseq. */
export async function nodeChanges(ctx: Context, actor: Actor, { since }: { since: string }): Promise<NodeChanges> {
  const account = await accessOwnAccount(ctx, actor);
  const { rows: spaces } = await ctx.db.pool.query<{ modseq: string }>('SELECT "modseq" FROM "Space" WHERE "id" = $1', [
    account.spaceId,
  ]);
  const modseq = spaces[0]?.modseq ?? "0";
  const { rows: changed } = await ctx.db.pool.query<{ id: string }>({
    name: "node-changes",
    text: `SELECT "id" FROM "Node" WHERE "spaceId" = $1 AND "modseq" > $2 AND "modseq" <= $3 AND "purgedAt" IS NULL ORDER BY "modseq" LIMIT ${mostTold + 1}`,
    values: [account.spaceId, since, modseq],
  });
  const { rows: removed } = await ctx.db.pool.query<{ objectId: string }>({
    name: "node-tombstones",
    text: `SELECT "objectId" FROM "Tombstone" WHERE "spaceId" = $1 AND "modseq" > $2 AND "modseq" <= $3 AND "kind" = 'node' LIMIT ${mostTold + 1}`,
    values: [account.spaceId, since, modseq],
  });
  const { rows: stamps } = await ctx.db.pool.query<{ stamp: string | null }>({
    name: "shared-nodes-stamp",
    text: `SELECT md5(string_agg(concat_ws(' ', g."id", g."modseq", h."modseq", s."modseq"), ',' ORDER BY g."id")) AS "stamp"
           FROM "Account" a, ${heldGrants("$2", 'JOIN "Space" s ON s."id" = g."spaceId"')} AND a."id" = $1 AND g."objectKind" = 'node'`,
    values: [account.id, ctx.clock.now()],
  });
  const isTooMuch = changed.length > mostTold || removed.length > mostTold;
  return {
    modseq,
    changed: isTooMuch
      ? []
      : await readNodes(
          ctx,
          account,
          changed.map((row) => row.id),
        ),
    removed: isTooMuch ? [] : removed.map((row) => row.objectId),
    isTooMuch,
    sharedStamp: stamps[0]?.stamp ?? "",
  };
}
