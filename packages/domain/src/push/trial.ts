import { type Actor, newId, Refusal } from "@carbyne/kernel";
import { accessOwnAccount } from "../access/index.ts";
import type { Context } from "../context.ts";
import { resolveSettings } from "../settings/index.ts";
import { payloadText, trial } from "./payload.ts";

/** Who tries again and again learns nothing new. */
const mostWaiting = 3;
const keptMs = 5 * 60_000;

/** Puts a notification on its way to the browser that asks, so that the person sees how they look. */
export async function tryPush(ctx: Context, actor: Actor): Promise<void> {
  const { id: accountId, locale } = await accessOwnAccount(ctx, actor);
  const tokenId = actor.kind === "user" ? actor.tokenId : undefined;
  const [own] = await ctx.db.prisma.pushSubscription.findMany({
    where: { accountId, tokenId: tokenId ?? "00000000-0000-0000-0000-000000000000" },
    select: { id: true, _count: { select: { messages: { where: { topic: null } } } } },
  });
  if (!own) throw new Refusal("not-found", "push-unknown");
  if (own._count.messages >= mostWaiting) throw new Refusal("too-many", "push-trials", { max: mostWaiting });
  const isSilent = (await resolveSettings(ctx, accountId))["notify.sound"].value !== true;
  const now = ctx.clock.now();
  const expiresAt = new Date(now.getTime() + keptMs);
  const payload = payloadText(trial(locale, isSilent));
  await ctx.db.prisma.pushMessage.create({
    data: { id: newId(), subscriptionId: own.id, payload, messageIds: [], nextAt: now, expiresAt },
  });
}
