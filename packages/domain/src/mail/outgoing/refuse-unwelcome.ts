import { Refusal } from "@carbyne/kernel";
import type { Context } from "../../context.ts";
import { mayWrite } from "../../lists/index.ts";
import { resolveRecipient } from "../recipient.ts";

/** A list that does not take mail of these accounts says so at once, and not later by a report. Other recipients are none of its concern. */
export async function refuseUnwelcome(
  ctx: Context,
  { addresses, accountIds }: { addresses: readonly string[]; accountIds: readonly string[] },
): Promise<void> {
  const domains = await ctx.db.prisma.domain.findMany({ where: { lists: { some: {} } }, select: { name: true } });
  const home = new Set(domains.map(({ name }) => name));
  for (const address of addresses) {
    if (!home.has(address.slice(address.lastIndexOf("@") + 1).toLowerCase())) continue;
    const listId = await listAt(ctx, address);
    if (listId && !(await mayWrite(ctx, listId, { accountIds, addresses: [] })))
      throw new Refusal("forbidden", "list-send-denied", { address });
  }
}

async function listAt(ctx: Context, address: string): Promise<string | undefined> {
  try {
    return (await resolveRecipient(ctx, address)).listId;
  } catch (error) {
    // Who does not take mail here is told of as ever.
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
