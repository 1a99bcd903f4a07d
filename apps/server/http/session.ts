import type { IncomingMessage } from "node:http";
import { type Context, signIn } from "@carbyne/domain";
import type { Actor } from "@carbyne/kernel";

const maxAgeSeconds = 30 * 86_400;

/** The `__Host-` prefix binds the cookie to this host and to TLS (RFC 6265bis §4.1.3.2); without TLS browsers refuse it. */
function cookieName(isSecure: boolean): string {
  return isSecure ? "__Host-carbyne" : "carbyne";
}

/** The Set-Cookie value that gives a browser its session, or with null takes it away. Lax: a link from mail to a page works, a foreign form does not. */
export function sessionCookie(secret: string | null, { isSecure }: { isSecure: boolean }): string {
  const rest = `Path=/; HttpOnly; SameSite=Lax${isSecure ? "; Secure" : ""}`;
  return secret === null
    ? `${cookieName(isSecure)}=; Max-Age=0; ${rest}`
    : `${cookieName(isSecure)}=${secret}; Max-Age=${maxAgeSeconds}; ${rest}`;
}

/** Who a request's session cookie stands for; null without one that is valid. */
export async function actorOf(
  ctx: Context,
  request: IncomingMessage,
  { isSecure }: { isSecure: boolean },
): Promise<Actor | null> {
  const name = `${cookieName(isSecure)}=`;
  const pair = (request.headers.cookie ?? "").split(/;\s*/).find((one) => one.startsWith(name));
  const secret = pair?.slice(name.length);
  return secret && /^[\w-]{20,100}$/.test(secret) ? signIn.findSession(ctx, secret) : null;
}
