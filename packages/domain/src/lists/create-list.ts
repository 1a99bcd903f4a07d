import { transaction } from "@carbyne/db";
import { type Actor, newId, Refusal } from "@carbyne/kernel";
import { accessAdmin } from "../access/index.ts";
import { splitAddress } from "../addresses/index.ts";
import { recordAudit } from "../audit/index.ts";
import type { Context } from "../context.ts";
import { checkedDescription, checkedName, type ListTerms } from "./terms.ts";

export type NewList = ListTerms & { readonly address: string };

/**
 * Makes a list without members in a domain that the actor administers; who may write to it is everybody unless it is said, and its members are seen
 * by its domain. Refuses a taken address.
 */
export async function createList(ctx: Context, actor: Actor, input: NewList): Promise<{ id: string }> {
  const { scope } = await accessAdmin(ctx, actor);
  const { local, domain } = splitAddress(input.address);
  const home = await ctx.db.prisma.domain.findUnique({
    where: { name: domain },
    select: { id: true, state: true },
  });
  if (!home || (scope !== undefined && scope !== home.id)) throw new Refusal("not-found", "domain-unknown", { domain });
  if (home.state === "closed") throw new Refusal("conflict", "domain-closed", { domain });
  const name = checkedName(input.name?.trim() || local);
  const description = checkedDescription(input.description ?? "");
  const [id, spaceId] = [newId(), newId()];
  await transaction(ctx.db.pool, async (client) => {
    await client.query(`INSERT INTO "Space" ("id", "kind", "modseq") VALUES ($1, 'mailList', 1)`, [spaceId]);
    await client.query(
      `INSERT INTO "MailList" ("id", "spaceId", "modseq", "domainId", "name", "description", "whoMaySend", "whoSeesMembers")
       VALUES ($1, $2, 1, $3, $4, $5, $6::"ListSenders", $7::"ListReaders")`,
      [id, spaceId, home.id, name, description, input.whoMaySend ?? "everyone", input.whoSeesMembers ?? "domain"],
    );
    const { rowCount } = await client.query(
      `INSERT INTO "Address" ("id", "domainId", "local", "kind", "listId") VALUES ($1, $2, $3, 'list', $4) ON CONFLICT DO NOTHING`,
      [newId(), home.id, local, id],
    );
    if (!rowCount) throw new Refusal("conflict", "address-taken", { address: `${local}@${domain}` });
  });
  await recordAudit(ctx, actor, { action: "list.create", objectKind: "list", objectId: id, domainId: home.id });
  return { id };
}
