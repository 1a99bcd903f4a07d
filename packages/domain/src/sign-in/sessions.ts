import { createHash, randomBytes } from "node:crypto";
import { type Actor, newId, Refusal } from "@carbyne/kernel";
import type { Context } from "../context.ts";

const sessionDays = 30;

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

/** The actor behind a session's secret, or null: unknown, expired, or of an account or domain that may not act. */
export async function findSession(ctx: Context, secret: string): Promise<Actor | null> {
  const token = await ctx.db.prisma.token.findFirst({
    where: {
      kind: "session",
      hash: hashToken(secret),
      expiresAt: { gt: ctx.clock.now() },
      account: { state: "active", domain: { state: "active" } },
    },
    select: { id: true, accountId: true },
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
}

function hashToken(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(secret).digest());
}
