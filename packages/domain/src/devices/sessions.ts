import { type Actor, Refusal } from "@carbyne/kernel";
import { accessOwnAccount } from "../access/index.ts";
import { recordAudit } from "../audit/index.ts";
import type { Context } from "../context.ts";
import { announceProofs, closeSession } from "../sign-in/index.ts";
import { type Device, readUserAgent } from "./user-agent.ts";

export type SessionRow = Device & {
  readonly id: string;
  /** Whether it is the one that asks. */
  readonly isThis: boolean;
  readonly ip: string | null;
  readonly createdAt: string;
  /** Within some minutes. */
  readonly lastUsedAt: string;
};

/** The browsers that are signed in to the actor's account: the one that asks first, then the last used. */
export async function listSessions(ctx: Context, actor: Actor): Promise<SessionRow[]> {
  const { id: accountId } = await accessOwnAccount(ctx, actor);
  const tokens = await ctx.db.prisma.token.findMany({
    where: { accountId, kind: "session", expiresAt: { gt: ctx.clock.now() } },
    orderBy: { lastUsedAt: "desc" },
    take: 200,
    select: { id: true, ip: true, userAgent: true, createdAt: true, lastUsedAt: true },
  });
  const rows = tokens.map(({ id, ip, userAgent, createdAt, lastUsedAt }) => ({
    ...readUserAgent(userAgent ?? ""),
    id,
    isThis: id === tokenOf(actor),
    ip,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt.toISOString(),
  }));
  return rows.toSorted((one, other) => Number(other.isThis) - Number(one.isThis));
}

/** Signs a browser out; a page that it shows goes to the sign-in at once. */
export async function endSession(ctx: Context, actor: Actor, { id }: { id: string }): Promise<void> {
  await closeSession(ctx, actor, id);
  await note(ctx, actor, { session: id });
}

/** Signs out every browser but the one that asks. Answers how many there were. */
export async function endOtherSessions(ctx: Context, actor: Actor): Promise<{ count: number }> {
  const { id: accountId } = await accessOwnAccount(ctx, actor);
  const tokenId = tokenOf(actor);
  if (tokenId === undefined) throw new Refusal("forbidden", "not-your-session");
  const { count } = await ctx.db.prisma.token.deleteMany({
    where: { accountId, kind: "session", id: { not: tokenId } },
  });
  announceProofs(ctx, accountId);
  await note(ctx, actor, { sessions: count });
  return { count };
}

function tokenOf(actor: Actor): string | undefined {
  return actor.kind === "user" ? actor.tokenId : undefined;
}

async function note(ctx: Context, actor: Actor, data: Readonly<Record<string, string | number>>): Promise<void> {
  const { id: objectId, domainId } = await accessOwnAccount(ctx, actor);
  await recordAudit(ctx, actor, { action: "session.end", objectKind: "account", objectId, domainId, data });
}
