import { type Actor, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { accessList, type ListAccess } from "../access/index.ts";
import { splitAddress } from "../addresses/index.ts";
import { recordAudit } from "../audit/index.ts";
import type { Context } from "../context.ts";
import { changeTogether } from "../spaces/index.ts";
import { auditEntry } from "./audit-entry.ts";
import { checkedDescription, checkedName, type ListTerms } from "./terms.ts";

export type ListChange = ListTerms & {
  readonly id: string;
  /** Another address in the same domain; the list knows its members as before, and lists that it is in reach it still. */
  readonly address?: string | undefined;
};

/** Changes what a list is called and who may do what with it; another address is for administrators to give. Refuses a taken one. */
export async function changeList(ctx: Context, actor: Actor, { id, address, ...terms }: ListChange): Promise<void> {
  const list = await accessList(ctx, actor, id, address === undefined ? "manage" : "administer");
  const name = terms.name === undefined ? null : checkedName(terms.name);
  const description = terms.description === undefined ? null : checkedDescription(terms.description);
  const moved = address === undefined ? null : addressIn(list, address);
  const above = moved === null ? [] : await listsAbove(ctx, id);
  await changeTogether(ctx, [list.spaceId, ...above], async (client, modseqOf) => {
    await client.query(
      `UPDATE "MailList" SET "modseq" = $2, "name" = coalesce($3, "name"), "description" = coalesce($4, "description"),
         "whoMaySend" = coalesce($5::"ListSenders", "whoMaySend"), "whoSeesMembers" = coalesce($6::"ListReaders", "whoSeesMembers") WHERE "id" = $1`,
      [id, modseqOf(list.spaceId), name, description, terms.whoMaySend ?? null, terms.whoSeesMembers ?? null],
    );
    if (moved === null) return;
    await moveAddress(client, list, moved);
    for (const spaceId of above)
      await client.query(
        'UPDATE "MailListMember" SET "address" = $3, "modseq" = $4 WHERE "nestedId" = $1 AND "spaceId" = $2',
        [id, spaceId, `${moved}@${list.domain}`, modseqOf(spaceId)],
      );
  });
  const changed = Object.entries({ address, ...terms }).flatMap(([key, value]) => (value === undefined ? [] : [key]));
  await recordAudit(ctx, actor, { ...auditEntry("list.change", list), data: { changed } });
}

function addressIn({ domain: home }: ListAccess, address: string): string {
  const { local, domain } = splitAddress(address);
  if (domain !== home) throw new Refusal("invalid", "list-domain-fixed", { domain: home });
  return local;
}

async function moveAddress(client: pg.PoolClient, { id, domainId, domain }: ListAccess, local: string): Promise<void> {
  const { rowCount } = await client.query(
    `UPDATE "Address" SET "local" = $2 WHERE "listId" = $1 AND NOT EXISTS (
       SELECT 1 FROM "Address" o WHERE o."domainId" = $3 AND o."local" = $2 AND o."listId" IS DISTINCT FROM $1)`,
    [id, local, domainId],
  );
  if (!rowCount) throw new Refusal("conflict", "address-taken", { address: `${local}@${domain}` });
}

/** The spaces of the lists that have this one among their members. */
export async function listsAbove(ctx: Context, id: string): Promise<string[]> {
  const rows = await ctx.db.prisma.mailListMember.findMany({ where: { nestedId: id }, select: { spaceId: true } });
  return rows.map(({ spaceId }) => spaceId);
}
