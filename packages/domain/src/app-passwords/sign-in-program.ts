import { Refusal } from "@carbyne/kernel";
import { findAddress } from "../addresses/index.ts";
import { recordAudit } from "../audit/index.ts";
import type { Context } from "../context.ts";
import { countAttempt, type Door, type Proof, provePassword } from "../sign-in/index.ts";
import { hashOfTyped } from "./secret.ts";

export type ProgramGiven = {
  readonly address: string;
  readonly password: string;
  readonly ip: string;
  readonly via: Exclude<Door, "web">;
};

export type ProgramSignIn = { readonly accountId: string; readonly proof: Proof };

const perRefused = { burst: 10, perMinute: 2 };
/** A use is written down again after so long, or when it comes from elsewhere. */
const coarseMs = 5 * 60_000;

/**
 * Signs a mail program in, by an app password or by the password of the account where that may still be used. What holds is `proof`: who keeps a
 * connection open watches it.
 */
export async function signInProgram(ctx: Context, given: ProgramGiven): Promise<ProgramSignIn> {
  const found = await findToken(ctx, given);
  if (!found) {
    const { accountId, version } = await provePassword(ctx, given);
    return { accountId, proof: { kind: "password", version } };
  }
  const fault = faultOf(ctx, found, given);
  if (fault) {
    // A program that was cut off asks for days. Nobody guesses such a secret, so what it does too often closes no door to its person.
    await countAttempt(ctx, `app-password:${found.id}`, perRefused);
    await recordUse(ctx, found, { given, action: "sign-in.failed", reason: fault });
    throw new Refusal("unauthenticated", fault === "app-password-scope" ? fault : "sign-in-failed");
  }
  await noteUse(ctx, found, given);
  return { accountId: found.accountId, proof: { kind: "token", id: found.id } };
}

type Found = {
  readonly id: string;
  readonly accountId: string;
  readonly domainId: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly mayAct: boolean;
};

async function findToken(ctx: Context, { address, password }: ProgramGiven): Promise<Found | undefined> {
  const hash = hashOfTyped(password);
  const accountId = hash ? (await findAddress(ctx, address))?.accountId : null;
  if (!hash || !accountId) return undefined;
  const { rows } = await ctx.db.pool.query<Found>({
    name: "find-app-password",
    text: `SELECT t."id", t."accountId", a."domainId", t."label" AS "name", t."scopes", t."expiresAt", t."revokedAt",
             a."state" = 'active' AND d."state" = 'active' AS "mayAct"
           FROM "Token" t JOIN "Account" a ON a."id" = t."accountId" JOIN "Domain" d ON d."id" = a."domainId"
           WHERE t."hash" = $1 AND t."kind" = 'appPassword' AND t."accountId" = $2`,
    values: [Buffer.from(hash), accountId],
  });
  return rows[0];
}

function faultOf(ctx: Context, found: Found, { via }: ProgramGiven): string | null {
  if (!found.mayAct) return "account-closed";
  if (found.revokedAt) return "app-password-revoked";
  if (found.expiresAt && found.expiresAt <= ctx.clock.now()) return "app-password-over";
  return found.scopes.includes(via) ? null : "app-password-scope";
}

/** Programs sign in with each connection: only what is new, or new again, is written. */
async function noteUse(ctx: Context, found: Found, given: ProgramGiven): Promise<void> {
  const now = ctx.clock.now();
  const { rowCount } = await ctx.db.pool.query(
    `UPDATE "Token" SET "lastUsedAt" = $2, "lastUsedVia" = $3, "ip" = $4
     WHERE "id" = $1 AND ("lastUsedVia" IS DISTINCT FROM $3 OR "ip" IS DISTINCT FROM $4 OR "lastUsedAt" < $5)`,
    [found.id, now, given.via, given.ip, new Date(now.getTime() - coarseMs)],
  );
  if (rowCount) await recordUse(ctx, found, { given, action: "sign-in" });
}

async function recordUse(
  ctx: Context,
  { id, accountId, domainId, name }: Found,
  { given: { ip, via }, action, reason }: { given: ProgramGiven; action: string; reason?: string },
): Promise<void> {
  const data = { via, appPassword: id, name, ...(reason ? { reason } : {}) };
  const actor = reason
    ? ({ kind: "system", part: "sign-in" } as const)
    : ({ kind: "token", accountId, tokenId: id, scopes: [via] } as const);
  await recordAudit(ctx, actor, { action, ip, data, ...(reason ? { objectId: accountId } : { domainId }) });
}
