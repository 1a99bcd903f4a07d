import { type Actor, Refusal } from "@carbyne/kernel";
import { accessAdmin } from "../access/index.ts";
import { createSharedAccount } from "../accounts/index.ts";
import { splitAddress } from "../addresses/index.ts";
import { recordAudit } from "../audit/index.ts";
import type { Context } from "../context.ts";
import { listMembers, placeMember, removeMember, type ShareTerms, type ShareView } from "../sharing/index.ts";
import { accessManaged } from "./access-managed.ts";
import { auditEntry } from "./accounts.ts";

/** Makes a mailbox that belongs to nobody alone, such as info@. Nobody works with it before there are members. */
export async function createShared(
  ctx: Context,
  actor: Actor,
  input: { address: string; name: string },
): Promise<{ id: string }> {
  const { scope } = await accessAdmin(ctx, actor);
  if (scope !== undefined) {
    const { domain } = splitAddress(input.address);
    const own = await ctx.db.prisma.domain.findUnique({ where: { id: scope }, select: { name: true } });
    if (own?.name !== domain) throw new Refusal("forbidden", "admin-needed");
  }
  const name = input.name.trim() || input.address.slice(0, input.address.lastIndexOf("@"));
  const { accountId: id } = await createSharedAccount(ctx, { address: input.address, name });
  await recordAudit(ctx, actor, {
    action: "account.create",
    objectKind: "account",
    objectId: id,
    data: { kind: "shared" },
  });
  return { id };
}

/** Who else may work with an account or write in its name: the members of a shared mailbox, the delegates of a person. */
export async function listDelegates(ctx: Context, actor: Actor, { id }: { id: string }): Promise<ShareView[]> {
  await accessManaged(ctx, actor, id);
  return listMembers(ctx, { accountId: id });
}

/** Lets somebody work with an account at once, or changes how. */
export async function setDelegate(
  ctx: Context,
  actor: Actor,
  { id, address, ...terms }: ShareTerms & { id: string; address: string },
): Promise<void> {
  const account = await accessManaged(ctx, actor, id);
  const member = await placeMember(ctx, { ...terms, account, address, byId: account.byId });
  const data = { memberId: member.accountId, role: terms.role };
  await recordAudit(ctx, actor, { ...auditEntry("account.delegate", account), data });
}

/** Ends what somebody may do with an account. */
export async function removeDelegate(
  ctx: Context,
  actor: Actor,
  { id, shareId }: { id: string; shareId: string },
): Promise<void> {
  const account = await accessManaged(ctx, actor, id);
  if (!(await removeMember(ctx, { accountId: id, id: shareId }))) throw new Refusal("not-found", "share-unknown");
  await recordAudit(ctx, actor, { ...auditEntry("account.delegate-end", account), data: { shareId } });
}
