import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import { newId } from "@carbyne/kernel";
import type { Context } from "../../context.ts";

export type SigningKey = { readonly selector: string; readonly algorithm: string; readonly privateKey: string };

/** The keys that sign for a domain now (RFC 6376). Empty when it has none that is active. */
export async function signingKeys(ctx: Context, domain: string): Promise<SigningKey[]> {
  const now = ctx.clock.now();
  return ctx.db.prisma.dkimKey.findMany({
    where: {
      domain: { name: domain },
      activeFrom: { lte: now },
      OR: [{ retiredAt: null }, { retiredAt: { gt: now } }],
    },
    select: { selector: true, algorithm: true, privateKey: true },
    orderBy: { selector: "asc" },
  });
}

/** Gives a domain its first signing key, RSA with 2,048 bits as every receiver verifies it (RFC 8301 §3.2); does nothing when there is one. */
export async function ensureSigningKey(ctx: Context, domainId: string): Promise<void> {
  if ((await ctx.db.prisma.dkimKey.count({ where: { domainId } })) > 0) return;
  const { privateKey, publicKey } = await promisify(generateKeyPair)("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "der" },
  });
  const now = ctx.clock.now();
  const selector = `c${now.toISOString().slice(0, 7).replace("-", "")}`;
  await ctx.db.prisma.dkimKey.createMany({
    data: [
      {
        id: newId(),
        domainId,
        selector,
        algorithm: "rsa-sha256",
        privateKey,
        publicKey: publicKey.toString("base64"),
        activeFrom: now,
      },
    ],
    skipDuplicates: true,
  });
}
