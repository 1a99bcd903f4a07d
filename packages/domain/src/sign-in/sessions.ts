import { createHash, randomBytes } from "node:crypto";
import { type Actor, newId, Refusal } from "@carbyne/kernel";
import type { Context } from "../context.ts";
import { announceProofs } from "./watch-proof.ts";

const sessionDays = 30;
/** How exactly it is known when a session was last used: not each request is worth a write. */
const coarseMs = 5 * 60_000;

/** Makes a session and returns its secret, which is kept nowhere else: the table holds a hash. */
export async function openSession(
  ctx: Context,
  accountId: string,
  { ip, userAgent }: { ip?: string; userAgent?: string },
): Promise<string> {
  const secret = randomBytes(32).toString("base64url");
  const expiresAt = new Date(ctx.clock.now().getTime() + sessionDays * 86_400_000);
  await ctx.db.prisma.token.create({
    data: {
      id: newId(),
      kind: "session",
      accountId,
      hash: hashToken(secret),
      scopes: [],
      ip,
      userAgent: userAgent?.slice(0, 400),
      expiresAt,
    },
  });
  return secret;
}

/**
 * The actor behind a session's secret, or null: unknown, expired, or of an account or domain that may not act. `from` is written down as the last use
 * now and then.
 */
export async function findSession(
  ctx: Context,
  secret: string,
  from?: { ip: string; userAgent: string },
): Promise<Actor | null> {
  const now = ctx.clock.now();
  // Every call begins with this question, so that it is asked without the detour that costs three times as much.
  const { rows } = await ctx.db.pool.query<{ id: string; accountId: string | null; lastUsedAt: Date }>({
    name: "find-session",
    text: `SELECT t."id", t."accountId", t."lastUsedAt" FROM "Token" t JOIN "Account" a ON a."id" = t."accountId" JOIN "Domain" d ON d."id" = a."domainId"
           WHERE t."hash" = $1 AND t."kind" = 'session' AND t."expiresAt" > $2 AND a."state" = 'active' AND d."state" = 'active'`,
    values: [hashToken(secret), now],
  });
  const token = rows[0];
  if (token && from && now.getTime() - token.lastUsedAt.getTime() > coarseMs)
    await ctx.db.prisma.token.updateMany({
      where: { id: token.id },
      data: { lastUsedAt: now, ip: from.ip, ...(from.userAgent ? { userAgent: from.userAgent.slice(0, 400) } : {}) },
    });
  return token?.accountId ? { kind: "user", accountId: token.accountId, tokenId: token.id } : null;
}

/** Ends one session of the actor's own. */
export async function closeSession(ctx: Context, actor: Actor, tokenId: string): Promise<void> {
  if (actor.kind !== "user") throw new Refusal("forbidden", "not-your-session");
  const { count } = await ctx.db.prisma.token.deleteMany({
    where: { id: tokenId, kind: "session", accountId: actor.accountId },
  });
  if (count === 0) throw new Refusal("not-found", "session-unknown");
  announceProofs(ctx, actor.accountId);
}

function hashToken(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(secret).digest());
}
