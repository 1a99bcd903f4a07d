import type { Actor } from "@carbyne/kernel";
import { accessList } from "../access/index.ts";
import { recordAudit } from "../audit/index.ts";
import type { Context } from "../context.ts";
import { followLists } from "../list-holders/index.ts";
import { changeSpace } from "../spaces/index.ts";
import { auditEntry } from "./audit-entry.ts";
import { dropMembers } from "./drop-members.ts";

export type RemoveMembers = {
  readonly id: string;
  readonly addresses: readonly string[];
  /** Whoever is both a member and a manager stays the other, unless both are meant. */
  readonly as: "member" | "manager" | "both";
};

/** Takes members, managers or whoever is one of them out of a list, by the addresses that it shows. Answers those that were taken out; others were not in it. */
export async function removeMembers(
  ctx: Context,
  actor: Actor,
  { id, addresses, as }: RemoveMembers,
): Promise<{ removed: string[] }> {
  const list = await accessList(ctx, actor, id, "manage");
  const wanted = addresses.map((address) => address.trim().toLowerCase());
  const { spaceId } = list;
  const removed = await changeSpace(ctx, spaceId, async (client, modseq) => {
    if (as === "both") return dropMembers(client, { spaceId, modseq, where: '"address" = ANY($3)', values: [wanted] });
    const [flag, other] = as === "manager" ? ["isManager", "isMember"] : ["isMember", "isManager"];
    const { rows } = await client.query<{ address: string }>(
      `UPDATE "MailListMember" SET "${flag}" = false, "modseq" = $2
       WHERE "spaceId" = $1 AND "address" = ANY($3) AND "${flag}" AND "${other}" RETURNING "address"`,
      [spaceId, modseq, wanted],
    );
    const stayed = rows.map(({ address }) => address);
    const where = `"address" = ANY($3) AND "${flag}"`;
    return [...stayed, ...(await dropMembers(client, { spaceId, modseq, where, values: [wanted] }))];
  });
  if (removed.length > 0) {
    await followLists(ctx, [list.id]);
    await recordAudit(ctx, actor, {
      ...auditEntry("list.remove", list),
      data: { as, addresses: removed.slice(0, 100), count: removed.length },
    });
  }
  return { removed };
}
