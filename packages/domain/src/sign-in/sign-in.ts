import { Refusal } from "@carbyne/kernel";
import { findAddress } from "../addresses/index.ts";
import { recordAudit } from "../audit/index.ts";
import type { Context } from "../context.ts";
import { fitsPassword } from "./password.ts";
import { countAttempt, forgetAttempts, refundAttempt } from "./rate-limit.ts";

const perAccount = { burst: 10, perMinute: 2 };
const perAddress = { burst: 60, perMinute: 20 };

/**
 * Checks an address and a password and returns the account's id. Every failure is the same Refusal, `sign-in-failed`, in the same time: an
 * unknown address, a wrong password, a suspended account. Attempts are counted by account and by the caller's IP address.
 */
export async function checkPassword(
  ctx: Context,
  { address, password, ip }: { address: string; password: string; ip: string },
): Promise<string> {
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
  if (!account || !fits || !mayAct) {
    await recordAudit(
      ctx,
      { kind: "system", part: "sign-in" },
      { action: "sign-in.failed", objectId: account?.id, ip },
    );
    throw new Refusal("unauthenticated", "sign-in-failed");
  }
  await forgetAttempts(ctx, accountKey);
  await refundAttempt(ctx, ipKey);
  await recordAudit(
    ctx,
    { kind: "user", accountId: account.id },
    { action: "sign-in", domainId: account.domainId, ip },
  );
  return account.id;
}
