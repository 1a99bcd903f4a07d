import { createHash, randomBytes } from "node:crypto";
import net from "node:net";
import { newId } from "@carbyne/kernel";
import type { Context } from "../context.ts";
import { readUserAgent } from "./user-agent.ts";

export type Browser = {
  readonly ip: string;
  readonly userAgent: string;
  /** What it was given to be known again by, if it kept it. */
  readonly secret: string | null;
};

export type Meeting = {
  /** To be kept by the browser. */
  readonly secret: string;
  /** Absent when it is known: writes down that it is known from now on. */
  readonly row?: { readonly id: string; readonly hash: Buffer; readonly likeness: string };
};

/** The last sign-ins that are looked at for an account that no browser is known of. */
const lookedAt = 200;

/**
 * Whether a browser that has just signed in was seen with this account before: by the secret that it keeps, or because one like it was seen in the
 * same place, which a private window or a cleared browser is. The first one of an account is no news, unless its programs are all elsewhere.
 */
export async function meetBrowser(ctx: Context, accountId: string, browser: Browser): Promise<Meeting> {
  const { prisma } = ctx.db;
  const likeness = likenessOf(browser);
  const lastSeenAt = ctx.clock.now();
  const known = browser.secret ? { accountId, hash: hashOf(browser.secret) } : undefined;
  if (known && (await prisma.knownDevice.updateMany({ where: known, data: { lastSeenAt } })).count > 0)
    return { secret: browser.secret ?? "" };
  const secret = randomBytes(32).toString("base64url");
  const hash = hashOf(secret);
  const [alike] = await prisma.knownDevice.findMany({ where: { accountId, likeness }, select: { id: true }, take: 1 });
  if (alike) await prisma.knownDevice.updateMany({ where: { id: alike.id }, data: { hash, lastSeenAt } });
  if (alike) return { secret };
  const row = { id: newId(), hash: Buffer.from(hash), likeness };
  if (!(await isFirst(ctx, accountId, browser.ip))) return { secret, row };
  await prisma.knownDevice.create({ data: { ...row, hash, accountId, lastSeenAt } });
  return { secret };
}

async function isFirst(ctx: Context, accountId: string, ip: string): Promise<boolean> {
  if ((await ctx.db.prisma.knownDevice.count({ where: { accountId } })) > 0) return false;
  // The last line is this sign-in's own.
  const { rows } = await ctx.db.pool.query<{ ip: string | null }>(
    `SELECT DISTINCT "ip" FROM (SELECT "ip" FROM "AuditEvent" WHERE "actorId" = $1 AND "action" = 'sign-in' ORDER BY "at" DESC, "id" DESC OFFSET 1 LIMIT ${lookedAt}) e`,
    [accountId],
  );
  return rows.length === 0 || rows.some((row) => row.ip !== null && networkOf(row.ip) === networkOf(ip));
}

function likenessOf({ ip, userAgent }: Browser): string {
  const { browser, system, form } = readUserAgent(userAgent);
  return [browser, system, form, networkOf(ip)].join(" ");
}

/** The network that an address is most likely of: a provider gives a home another address in it, and a phone another home. */
function networkOf(ip: string): string {
  if (net.isIPv6(ip)) return (ip.split("::")[0] ?? "").split(":").slice(0, 3).join(":");
  return ip.split(".").slice(0, 3).join(".");
}

function hashOf(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(secret).digest());
}
