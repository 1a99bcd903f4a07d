import type { IncomingMessage } from "node:http";
import { type Context, signIn } from "@carbyne/domain";
import type { Actor } from "@carbyne/kernel";
import type { Peer } from "./request.ts";

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

/** How long a browser is known again: the longest that browsers keep a cookie (RFC 6265bis §5.5). */
const deviceAgeSeconds = 400 * 86_400;

function deviceName(isSecure: boolean): string {
  return isSecure ? "__Host-carbyne-device" : "carbyne-device";
}

/** The Set-Cookie value by which a browser is known at its next sign-in. It opens nothing, and stays when somebody signs out. */
export function deviceCookie(secret: string, { isSecure }: { isSecure: boolean }): string {
  const rest = `Path=/; HttpOnly; SameSite=Lax${isSecure ? "; Secure" : ""}`;
  return `${deviceName(isSecure)}=${secret}; Max-Age=${deviceAgeSeconds}; ${rest}`;
}

/** What a browser is known by, if it was given that. */
export function deviceOf(request: IncomingMessage, { isSecure }: { isSecure: boolean }): string | null {
  return cookieOf(request, deviceName(isSecure)) ?? null;
}

/** A secret in a cookie of ours; undefined when it cannot be one. */
export function cookieOf(request: IncomingMessage, name: string): string | undefined {
  const pair = (request.headers.cookie ?? "").split(/;\s*/).find((one) => one.startsWith(`${name}=`));
  const secret = pair?.slice(name.length + 1);
  return secret && /^[\w-]{20,100}$/.test(secret) ? secret : undefined;
}

/** A Set-Cookie value that only what lies below a path sees, and no script. */
export function placedCookie(
  name: string,
  value: string,
  { path, seconds, isSecure }: { path: string; seconds: number; isSecure: boolean },
): string {
  return `${name}=${value}; Max-Age=${seconds}; Path=${path}; HttpOnly; SameSite=Lax${isSecure ? "; Secure" : ""}`;
}

/** Who a request's session cookie stands for; null without one that is valid. */
export async function actorOf(
  ctx: Context,
  request: IncomingMessage,
  { isSecure, ip }: Pick<Peer, "isSecure" | "ip">,
): Promise<Actor | null> {
  const secret = cookieOf(request, cookieName(isSecure));
  const from = { ip, userAgent: request.headers["user-agent"] ?? "" };
  return secret ? signIn.findSession(ctx, secret, from) : null;
}
