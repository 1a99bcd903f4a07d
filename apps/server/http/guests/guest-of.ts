import type { IncomingMessage } from "node:http";
import { chat, type Context } from "@carbyne/domain";
import type { Actor } from "@carbyne/kernel";
import type { Peer } from "../request.ts";
import { cookieOf } from "../session.ts";

/** The prefix keeps a page without TLS from giving a cookie in our name (RFC 6265bis §4.1.3.1); without TLS browsers refuse it. */
export const guestCookieName = ({ isSecure }: Pick<Peer, "isSecure">) => `${isSecure ? "__Secure-" : ""}carbyne-guest`;

/** The guest of a room that a browser is known as, at the address of the invitation; null where it is known as none. */
export async function guestOf(
  ctx: Context,
  { token, request, peer }: { token: string; request: IncomingMessage; peer: Pick<Peer, "isSecure"> },
): Promise<Actor | null> {
  const secret = cookieOf(request, guestCookieName(peer));
  return secret ? chat.findGuest(ctx, { token, secret }) : null;
}

/** The address of the invitation in that of a guest's socket; null where it is another one. */
export function guestSocketToken(target: string): string | null {
  return /^\/r\/([\w-]{32})\/trpc-ws(?:\?|$)/.exec(target)?.[1] ?? null;
}
