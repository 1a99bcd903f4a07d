import { transaction } from "@carbyne/db";
import { type Actor, Refusal } from "@carbyne/kernel";
import { accessOwnAccount } from "../access/index.ts";
import { recordAudit } from "../audit/index.ts";
import type { Context } from "../context.ts";
import { fitsPassword, hashPassword, refuseWeakPassword } from "./password.ts";
import { countAttempt } from "./rate-limit.ts";
import { announceProofs } from "./watch-proof.ts";

const guesses = { burst: 5, perMinute: 1 };

export type ChangePasswordInput = {
  readonly current: string;
  readonly next: string;
  /** Other browsers stay signed in. */
  readonly keepsSessions?: boolean | undefined;
  /** App passwords are taken back too. */
  readonly endsPrograms?: boolean | undefined;
};

/**
 * Changes the actor's own password, which needs the current one. Every other session of the account ends if not said otherwise; programs that use the
 * password itself are cut off in any case.
 */
export async function changePassword(
  ctx: Context,
  actor: Actor,
  { current, next, keepsSessions = false, endsPrograms = false }: ChangePasswordInput,
): Promise<void> {
  const account = await accessOwnAccount(ctx, actor);
  await countAttempt(ctx, `change-password:${account.id}`, guesses);
  const known = await ctx.db.prisma.password.findUnique({ where: { accountId: account.id } });
  if (!(await fitsPassword(known?.hash, current))) throw new Refusal("forbidden", "password-wrong");
  refuseWeakPassword(next);
  const keptTokenId = actor.kind === "user" ? actor.tokenId : undefined;
  await setPassword(ctx, account.id, next, { keptTokenId, keepsSessions, endsPrograms });
  await recordAudit(ctx, actor, {
    action: "password.change",
    objectKind: "account",
    objectId: account.id,
    domainId: account.domainId,
  });
}

type PasswordEnds = Pick<ChangePasswordInput, "keepsSessions" | "endsPrograms"> & {
  /** The session that goes on in any case. */
  readonly keptTokenId?: string | undefined;
};

/** Writes a password whose strength was checked, and ends the account's sessions if not said otherwise. */
export async function setPassword(
  ctx: Context,
  accountId: string,
  password: string,
  { keptTokenId, keepsSessions = false, endsPrograms = false }: PasswordEnds = {},
): Promise<void> {
  const hash = await hashPassword(password);
  const now = ctx.clock.now();
  await transaction(ctx.db.pool, async (client) => {
    await client.query(
      `INSERT INTO "Password" ("accountId", "hash", "changedAt") VALUES ($1, $2, $3) ON CONFLICT ("accountId")
       DO UPDATE SET "hash" = $2, "changedAt" = $3, "mustChange" = false, "version" = "Password"."version" + 1`,
      [accountId, hash, now],
    );
    if (!keepsSessions)
      await client.query(
        `DELETE FROM "Token" WHERE "accountId" = $1 AND "kind" = 'session' AND "id" IS DISTINCT FROM $2`,
        [accountId, keptTokenId ?? null],
      );
    if (endsPrograms)
      await client.query(
        `UPDATE "Token" SET "revokedAt" = $2 WHERE "accountId" = $1 AND "kind" = 'appPassword' AND "revokedAt" IS NULL`,
        [accountId, now],
      );
  });
  announceProofs(ctx, accountId);
}
