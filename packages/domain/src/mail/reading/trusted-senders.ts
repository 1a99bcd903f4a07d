import { type Actor, Refusal } from "@carbyne/kernel";
import { accessOwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import type { Verdict } from "../store-message.ts";

export type TrustedSender = {
  /** An address, or a domain without an `@`. */
  readonly sender: string;
  /** ISO 8601. */
  readonly createdAt: string;
};

const mostTrusted = 5000;
const address = /^[^\s@<>",;]{1,200}@(?:[\p{L}\p{N}-]+\.)+[\p{L}\p{N}-]+$/u;
const domain = /^(?:[\p{L}\p{N}-]+\.)+[\p{L}\p{N}-]+$/u;

/** Whose pictures the actor has shown without asking, in order of the alphabet. */
export async function listTrustedSenders(ctx: Context, actor: Actor): Promise<TrustedSender[]> {
  const { id } = await accessOwnAccount(ctx, actor);
  const rows = await ctx.db.prisma.trustedSender.findMany({ where: { accountId: id }, orderBy: { sender: "asc" } });
  return rows.map(({ sender, createdAt }) => ({ sender, createdAt: createdAt.toISOString() }));
}

/** Shows pictures of an address or of a whole domain from now on. Refuses what is neither. */
export async function trustSender(ctx: Context, actor: Actor, input: { sender: string }): Promise<void> {
  const account = await accessOwnAccount(ctx, actor);
  const sender = input.sender.trim().toLowerCase();
  if (Buffer.byteLength(sender) > 320 || !(address.test(sender) || domain.test(sender)))
    throw new Refusal("invalid", "sender-invalid", { sender: sender.slice(0, 320) });
  const { prisma } = ctx.db;
  if ((await prisma.trustedSender.count({ where: { accountId: account.id } })) >= mostTrusted)
    throw new Refusal("too-many", "senders-too-many", { max: mostTrusted });
  const row = { accountId: account.id, sender };
  await prisma.trustedSender.upsert({ where: { accountId_sender: row }, create: row, update: {} });
}

/** Asks again before pictures of this address or domain are shown. */
export async function distrustSender(ctx: Context, actor: Actor, input: { sender: string }): Promise<void> {
  const account = await accessOwnAccount(ctx, actor);
  const sender = input.sender.trim().toLowerCase();
  await ctx.db.prisma.trustedSender.deleteMany({ where: { accountId: account.id, sender } });
}

type Claimed = { readonly address: string | undefined; readonly verdict: Verdict };

/** Tells of messages whether their sender is trusted. A message that does not prove to be its sender's is nobody's. */
export async function trustOf(
  ctx: Context,
  accountId: string,
  claims: readonly Claimed[],
): Promise<(claim: Claimed) => boolean> {
  const names = new Set(claims.flatMap(namesOf));
  if (names.size === 0) return () => false;
  const { rows } = await ctx.db.pool.query<{ sender: string }>({
    name: "trusted-senders",
    text: 'SELECT "sender" FROM "TrustedSender" WHERE "accountId" = $1 AND "sender" = ANY($2)',
    values: [accountId, [...names]],
  });
  const trusted = new Set(rows.map((row) => row.sender));
  return (claim) => namesOf(claim).some((name) => trusted.has(name));
}

/** The address and the domains that it is of: trust in `town.example` holds for `news.town.example`. */
function namesOf({ address: claimed, verdict }: Claimed): string[] {
  if (claimed === undefined || !(verdict === "verified" || verdict === "local")) return [];
  const whole = claimed.toLowerCase();
  const labels = whole.slice(whole.lastIndexOf("@") + 1).split(".");
  return [whole, ...labels.slice(0, -1).map((_, at) => labels.slice(at).join("."))];
}
