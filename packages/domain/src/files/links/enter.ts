import { type Actor, Refusal } from "@carbyne/kernel";
import { findLink, type LinkAccess } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { countAttempt, fitsPassword, refundAttempt } from "../../sign-in/index.ts";
import { noteLinkEvent } from "./events.ts";
import { isStamp, makeStamp } from "./stamps.ts";
import { hashToken } from "./token.ts";

const perLink = { burst: 10, perMinute: 2 };
const perAddress = { burst: 60, perMinute: 20 };
/** How long a code that was right is not asked for again. */
const passMs = 24 * 3_600_000;

/** Who comes by the address of a link, with what was given for its code. Refuses an address that opens nothing, and who has to say the code first. */
export async function enterLink(
  ctx: Context,
  { token, pass }: { token: string; pass?: string | undefined },
): Promise<Actor> {
  const link = await findLink(ctx, { tokenHash: hashToken(token) });
  if (link.passwordHash !== null && !(await isStamp(ctx, "link-pass", passOf(link), pass)))
    throw new Refusal("forbidden", "link-code-needed");
  return { kind: "link", linkId: link.id };
}

/** Proves the code of a link. Returns what shows for a day that it was right; another code ends that. */
export async function giveCode(
  ctx: Context,
  { token, code, ip }: { token: string; code: string; ip: string },
): Promise<string> {
  await countAttempt(ctx, `link-ip:${ip}`, perAddress);
  const link = await findLink(ctx, { tokenHash: hashToken(token) });
  await countAttempt(ctx, `link:${link.id}`, perLink);
  if (link.passwordHash !== null && !(await fitsPassword(link.passwordHash, code))) {
    await noteLinkEvent(ctx.db.pool, { linkId: link.id, verb: "wrong-code", ip, at: ctx.clock.now() });
    throw new Refusal("forbidden", "link-code-wrong");
  }
  // Who knows the code is no guesser, however many come at once.
  await refundAttempt(ctx, `link:${link.id}`);
  return makeStamp(ctx, "link-pass", passOf(link), passMs);
}

/** Another code makes what was right before wrong. */
const passOf = ({ id, passwordHash }: LinkAccess) => `${id} ${passwordHash}`;
