import type { Context } from "../context.ts";

export type NodeState = {
  readonly role: string;
  readonly node: string;
  readonly heartbeatAt: Date;
  /** Where others of ours reach it, if it takes what they hand on. */
  readonly address: string | null;
};

type Beat = {
  readonly id: string;
  readonly node: string;
  readonly role: string;
  readonly address?: string | null;
  /** How much it has to do, beside others of its role. */
  readonly load?: number;
};

/** Says that a process that runs a role is alive. */
export async function beat(ctx: Context, { id, node, role, address = null, load = 0 }: Beat): Promise<void> {
  const heartbeatAt = ctx.clock.now();
  await ctx.db.prisma.serviceNode.upsert({
    where: { id },
    create: { id, node, role, heartbeatAt, address, load },
    update: { heartbeatAt, address, load },
  });
}

/** Takes a process that ends out of the mesh. */
export async function leave(ctx: Context, { id }: { id: string }): Promise<void> {
  await ctx.db.prisma.serviceNode.deleteMany({ where: { id } });
}

/** Every process that was heard of lately. */
export async function listNodes(ctx: Context): Promise<NodeState[]> {
  return ctx.db.prisma.serviceNode.findMany({
    select: { role: true, node: true, heartbeatAt: true, address: true },
    orderBy: [{ role: "asc" }, { heartbeatAt: "desc" }],
  });
}
