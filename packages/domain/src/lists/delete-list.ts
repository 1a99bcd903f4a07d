import type { Actor } from "@carbyne/kernel";
import { accessList } from "../access/index.ts";
import { recordAudit } from "../audit/index.ts";
import type { Context } from "../context.ts";
import { endListGrants, followLists } from "../list-holders/index.ts";
import { changeTogether } from "../spaces/index.ts";
import { auditEntry } from "./audit-entry.ts";
import { listsAbove } from "./change-list.ts";
import { dropMembers } from "./drop-members.ts";

/** Ends a list: its address answers for nobody any more. What was written to it stays with its members. */
export async function deleteList(ctx: Context, actor: Actor, { id }: { id: string }): Promise<void> {
  const list = await accessList(ctx, actor, id, "administer");
  const lists = await ctx.db.prisma.mailListMember.findMany({ where: { nestedId: id }, select: { listId: true } });
  const above = await listsAbove(ctx, id);
  await changeTogether(ctx, [list.spaceId, ...above], async (client, modseqOf) => {
    for (const spaceId of above)
      await dropMembers(client, { spaceId, modseq: modseqOf(spaceId), where: '"nestedId" = $3', values: [id] });
    // With the space goes all that is in it.
    await client.query('DELETE FROM "Space" WHERE "id" = $1', [list.spaceId]);
  });
  await endListGrants(ctx, id);
  await followLists(
    ctx,
    lists.map((one) => one.listId),
  );
  await recordAudit(ctx, actor, { ...auditEntry("list.delete", list), data: { address: list.address } });
}
