import { Refusal } from "@carbyne/kernel";
import { findAddress } from "../addresses/index.ts";
import { recordAudit } from "../audit/index.ts";
import type { Context } from "../context.ts";
import { resolveSettings } from "../settings/index.ts";
import { fitsPassword } from "./password.ts";
import { countAttempt, forgetAttempts, refundAttempt } from "./rate-limit.ts";

const perAccount = { burst: 10, perMinute: 2 };
const perAddress = { burst: 60, perMinute: 20 };

/** Where somebody signs in. */
export type Door = "web" | "imap" | "pop3" | "smtp" | "webdav";

export type PasswordGiven = {
  readonly address: string;
  readonly password: string;
  readonly ip: string;
  /** The browser when missing. */
  readonly via?: Door;
  /** What a browser says of itself. */
  readonly userAgent?: string;
};

/**
 * Checks an address and a password and returns the account's id. Every failure is the same Refusal, `sign-in-failed`, in the same time: an
 * unknown address, a wrong password, a suspended account. Attempts are counted by account and by the caller's IP address. Only who knows the
 * right password learns that a program needs another one, `app-password-needed`.
 */
export async function checkPassword(ctx: Context, given: PasswordGiven): Promise<string> {
  return (await provePassword(ctx, given)).accountId;
}

/** The same, with the version of the password that was right. */
export async function provePassword(
  ctx: Context,
  { address, password, ip, via = "web", userAgent }: PasswordGiven,
): Promise<{ accountId: string; version: number }> {
  const accountKey = `sign-in:${address.toLowerCase()}`;
  const ipKey = `sign-in-ip:${ip}`;
  await countAttempt(ctx, ipKey, perAddress);
  await countAttempt(ctx, accountKey, perAccount);

  const accountId = (await findAddress(ctx, address))?.accountId;
  const account = accountId
    ? await ctx.db.prisma.account.findUnique({
        where: { id: accountId },
        include: { password: true, domain: { select: { state: true } } },
      })
    : null;
  const fits = await fitsPassword(account?.password?.hash, password);
  const mayAct = account?.state === "active" && account.domain.state === "active";
  const data = { via, ...(userAgent ? { userAgent: userAgent.slice(0, 400) } : {}) };
  const fail = (reason: string) =>
    recordAudit(
      ctx,
      { kind: "system", part: "sign-in" },
      { action: "sign-in.failed", objectId: account?.id, ip, data: { ...data, reason } },
    );
  if (!account?.password || !fits || !mayAct) {
    await fail("password");
    throw new Refusal("unauthenticated", "sign-in-failed");
  }
  // A program that asks again and again with the right password is no guesser: it must not close the door of the browser.
  await forgetAttempts(ctx, accountKey);
  await refundAttempt(ctx, ipKey);
  if (via !== "web" && (await resolveSettings(ctx, account.id))["signIn.appPasswordsOnly"].value === true) {
    await fail("app-password-needed");
    throw new Refusal("unauthenticated", "app-password-needed");
  }
  await recordAudit(
    ctx,
    { kind: "user", accountId: account.id },
    { action: "sign-in", domainId: account.domainId, ip, data },
  );
  return { accountId: account.id, version: account.password.version };
}
