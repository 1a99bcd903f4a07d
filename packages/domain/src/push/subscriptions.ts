import { type Actor, newId, Refusal } from "@carbyne/kernel";
import { accessOwnAccount } from "../access/index.ts";
import type { Context } from "../context.ts";
import { readUserAgent } from "../devices/index.ts";
import { sayActive } from "../presence/index.ts";
import { openVapid } from "./vapid.ts";

export type NewSubscription = {
  readonly endpoint: string;
  /** Base64url, as browsers give them. */
  readonly p256dh: string;
  readonly auth: string;
};

export type PushView = {
  /** What a browser needs to subscribe. */
  readonly publicKey: string;
  readonly browsers: readonly {
    readonly id: string;
    readonly browser: string | null;
    readonly system: string | null;
    /** Whether it is the one that asks. */
    readonly isThis: boolean;
    /** ISO 8601. */
    readonly createdAt: string;
  }[];
};

const most = 20;

/** The browsers of the actor's that are told of new mail, and what one needs to become one. */
export async function listPush(ctx: Context, actor: Actor): Promise<PushView> {
  const { id: accountId } = await accessOwnAccount(ctx, actor);
  const [{ publicKey }, rows] = await Promise.all([
    openVapid(ctx),
    ctx.db.prisma.pushSubscription.findMany({
      where: { accountId },
      orderBy: { createdAt: "desc" },
      select: { id: true, tokenId: true, createdAt: true, token: { select: { userAgent: true } } },
    }),
  ]);
  const own = tokenOf(actor);
  const browsers = rows.map(({ id, tokenId, createdAt, token }) => ({
    ...readUserAgent(token.userAgent ?? ""),
    id,
    isThis: tokenId === own,
    createdAt: createdAt.toISOString(),
  }));
  return { publicKey, browsers };
}

/** Tells a browser of new mail from now on, as long as its session lasts. What it was given before, for whomever, ends. */
export async function subscribePush(ctx: Context, actor: Actor, given: NewSubscription): Promise<void> {
  const { id: accountId, spaceId } = await accessOwnAccount(ctx, actor);
  const tokenId = tokenOf(actor);
  if (tokenId === undefined) throw new Refusal("forbidden", "not-your-session");
  const p256dh = Buffer.from(given.p256dh, "base64url");
  const auth = Buffer.from(given.auth, "base64url");
  if (p256dh.length !== 65 || p256dh[0] !== 4 || auth.length !== 16 || !isWebAddress(given.endpoint))
    throw new Refusal("invalid", "push-subscription");
  await ctx.db.prisma.$transaction(async (db) => {
    await db.pushSubscription.deleteMany({ where: { OR: [{ endpoint: given.endpoint }, { tokenId }] } });
    const others = await db.pushSubscription.count({ where: { accountId } });
    if (others >= most) throw new Refusal("too-many", "push-too-many", { max: most });
    const now = ctx.clock.now();
    const { endpoint } = given;
    const row = { id: newId(), accountId, tokenId, endpoint, createdAt: now };
    await db.pushSubscription.create({ data: { ...row, p256dh: new Uint8Array(p256dh), auth: new Uint8Array(auth) } });
    const { modseq } = await db.space.findUniqueOrThrow({ where: { id: spaceId }, select: { modseq: true } });
    // What is there already is no news.
    await db.pushWatch.upsert({
      where: { accountId },
      create: { accountId, modseq, restUntil: now, since: now },
      update: others === 0 ? { modseq, since: now } : {},
    });
  });
}

function isWebAddress(text: string): boolean {
  return text.length <= 2000 && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** Tells a browser of the actor's no more: the one that asks, or the one that is named. */
export async function unsubscribePush(ctx: Context, actor: Actor, { id }: { id: string | null }): Promise<void> {
  const { id: accountId } = await accessOwnAccount(ctx, actor);
  const tokenId = tokenOf(actor);
  if (id === null && tokenId === undefined) throw new Refusal("forbidden", "not-your-session");
  const which = id === null ? { tokenId: tokenId ?? "" } : { id };
  const { count } = await ctx.db.prisma.pushSubscription.deleteMany({ where: { accountId, ...which } });
  if (id !== null && count === 0) throw new Refusal("not-found", "push-unknown");
}

/** A page of the actor's is looked at, or no more: who sees mail come in is not told of it elsewhere. */
export async function notePresence(ctx: Context, actor: Actor, { isPresent }: { isPresent: boolean }): Promise<void> {
  const { id: accountId } = await accessOwnAccount(ctx, actor);
  const tokenId = tokenOf(actor);
  if (tokenId === undefined) throw new Refusal("forbidden", "not-your-session");
  const presentUntil = new Date(ctx.clock.now().getTime() + (isPresent ? presentMs : 0));
  await ctx.db.prisma.token.updateMany({ where: { id: tokenId, accountId }, data: { presentUntil } });
  if (isPresent) sayActive(ctx, accountId, presentUntil);
}

/** A page says so anew in less. */
const presentMs = 150_000;

function tokenOf(actor: Actor): string | undefined {
  return actor.kind === "user" ? actor.tokenId : undefined;
}
