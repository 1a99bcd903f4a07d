import { randomBytes } from "node:crypto";
import type { Context } from "../context.ts";
import { ensureSigningKey } from "../mail/index.ts";
import { createAccount } from "./create-account.ts";

/**
 * Makes the first domain and its administrator when there is no account yet. Returns the address, with the password when it was made up here:
 * it is shown once and kept nowhere.
 */
export async function setUp(
  ctx: Context,
  { domain, adminPassword }: { domain: string; adminPassword?: string | undefined },
): Promise<{ created: false } | { created: true; address: string; password?: string }> {
  if ((await ctx.db.prisma.account.count()) > 0) return { created: false };
  const address = `admin@${domain}`;
  const password = adminPassword ?? randomBytes(15).toString("base64url");
  const { accountId } = await createAccount(ctx, { address, name: "Administrator", password, role: "admin" });
  const { domainId } = await ctx.db.prisma.account.findUniqueOrThrow({
    where: { id: accountId },
    select: { domainId: true },
  });
  await ensureSigningKey(ctx, domainId);
  return adminPassword === undefined ? { created: true, address, password } : { created: true, address };
}
