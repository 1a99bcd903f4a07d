import { type Actor, isId, Refusal } from "@carbyne/kernel";
import { accessOwnAccount } from "../access/index.ts";
import type { Context } from "../context.ts";

type Owned = { readonly id: string; readonly spaceId: string };

/** An identity of the actor's own, also one that was removed and can still come back. */
export async function accessIdentity(ctx: Context, actor: Actor, { id }: { id: string }): Promise<Owned> {
  const { spaceId } = await accessOwnAccount(ctx, actor);
  const identity = isId(id) ? await ctx.db.prisma.identity.findFirst({ where: { id, spaceId }, select: owned }) : null;
  if (!identity) throw new Refusal("not-found", "identity-unknown");
  return identity;
}

/** A signature of the actor's own, also one that was removed and can still come back. */
export async function accessSignature(ctx: Context, actor: Actor, { id }: { id: string }): Promise<Owned> {
  const { spaceId } = await accessOwnAccount(ctx, actor);
  const signature = isId(id)
    ? await ctx.db.prisma.signature.findFirst({ where: { id, spaceId }, select: owned })
    : null;
  if (!signature) throw new Refusal("not-found", "signature-unknown");
  return signature;
}

const owned = { id: true, spaceId: true } as const;
