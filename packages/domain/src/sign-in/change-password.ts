import { type Actor, Refusal } from "@carbyne/kernel";
import { accessOwnAccount } from "../access/index.ts";
import { recordAudit } from "../audit/index.ts";
import type { Context } from "../context.ts";
import { fitsPassword, hashPassword, refuseWeakPassword } from "./password.ts";
import { countAttempt } from "./rate-limit.ts";

const guesses = { burst: 5, perMinute: 1 };

/** Changes the actor's own password, which needs the current one, and ends every other session of the account. */
export async function changePassword(
  ctx: Context,
  actor: Actor,
  { current, next }: { current: string; next: string },
): Promise<void> {
  const account = await accessOwnAccount(ctx, actor);
  await countAttempt(ctx, `change-password:${account.id}`, guesses);
  const known = await ctx.db.prisma.password.findUnique({ where: { accountId: account.id } });
  if (!(await fitsPassword(known?.hash, current))) throw new Refusal("forbidden", "password-wrong");
  refuseWeakPassword(next);
  await setPassword(ctx, account.id, next, actor.kind === "user" ? actor.tokenId : undefined);
  await recordAudit(ctx, actor, {
    action: "password.change",
    objectKind: "account",
    objectId: account.id,
    domainId: account.domainId,
  });
}

/** Writes a password whose strength was checked, and ends the account's sessions but the one named. */
export async function setPassword(
  ctx: Context,
  accountId: string,
  password: string,
  keptTokenId?: string,
): Promise<void> {
  const hash = await hashPassword(password);
  const data = { hash, changedAt: ctx.clock.now(), mustChange: false };
  await ctx.db.prisma.$transaction([
    ctx.db.prisma.password.upsert({
      where: { accountId },
      create: { accountId, ...data },
      update: { ...data, version: { increment: 1 } },
    }),
    ctx.db.prisma.token.deleteMany({
      where: { accountId, kind: "session", ...(keptTokenId ? { id: { not: keptTokenId } } : {}) },
    }),
  ]);
}
