import { newId, Refusal } from "@carbyne/kernel";
import type { Context } from "../../context.ts";
import { openSigner } from "../../signing/index.ts";

/** What somebody brings to the process that holds a meeting: the same shape as the grants that packages/sfu takes. */
export type MeetingGrant = {
  readonly id: string;
  readonly meetingId: string;
  readonly personId: string;
  readonly kind: "account" | "guest";
  readonly name: string;
  readonly isModerator: boolean;
  readonly may: { readonly mic: boolean; readonly camera: boolean; readonly screen: boolean };
  readonly deviceId: string;
  /** The session that it was given to: with that it ends. Null for who has none. */
  readonly tokenId: string | null;
};

const purpose = "sfu-grant";
const livesMs = 60_000;
const longest = 4000;

/** A grant as text, which holds for a minute. */
export async function signGrant(ctx: Context, grant: Omit<MeetingGrant, "id" | "may">): Promise<string> {
  const signer = await openSigner(ctx, purpose);
  const expiresAt = ctx.clock.now().getTime() + livesMs;
  const text = JSON.stringify({ ...grant, id: newId(), may: { mic: true, camera: true, screen: true }, expiresAt });
  return `${Buffer.from(text).toString("base64url")}.${signer.sign(text).toString("base64url")}`;
}

/** What was signed here within the last minute; anything else is refused. */
export async function readGrant(ctx: Context, signed: string): Promise<MeetingGrant & { readonly expiresAt: number }> {
  const [body = "", signature = ""] = signed.length <= longest ? signed.split(".") : [];
  const text = Buffer.from(body, "base64url").toString();
  const signer = await openSigner(ctx, purpose);
  const over = new Refusal("unauthenticated", "meeting-grant");
  if (!signer.isSigned(text, Buffer.from(signature, "base64url"))) throw over;
  const grant = JSON.parse(text) as MeetingGrant & { expiresAt: number };
  if (grant.expiresAt <= ctx.clock.now().getTime()) throw over;
  return grant;
}
