import type { Context } from "../context.ts";

export type NodeState = { readonly role: string; readonly node: string; readonly heartbeatAt: Date };

/** Says that a process that runs a role is alive. */
export async function beat(
  ctx: Context,
  { id, node, role }: { id: string; node: string; role: string },
): Promise<void> {
  const heartbeatAt = ctx.clock.now();
  await ctx.db.prisma.serviceNode.upsert({
    where: { id },
    create: { id, node, role, heartbeatAt },
    update: { heartbeatAt },
  });
}

/** Takes a process that ends out of the mesh. */
export async function leave(ctx: Context, { id }: { id: string }): Promise<void> {
  await ctx.db.prisma.serviceNode.deleteMany({ where: { id } });
}

/** Every process that was heard of lately. */
export async function listNodes(ctx: Context): Promise<NodeState[]> {
  return ctx.db.prisma.serviceNode.findMany({
    select: { role: true, node: true, heartbeatAt: true },
    orderBy: [{ role: "asc" }, { heartbeatAt: "desc" }],
  });
}
