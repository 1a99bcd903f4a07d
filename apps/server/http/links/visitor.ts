import type { IncomingMessage } from "node:http";
import { type Context, files } from "@carbyne/domain";
import type { Actor } from "@carbyne/kernel";
import type { Peer } from "../request.ts";
import { cookieOf } from "../session.ts";

/** The prefix keeps a page without TLS from giving a cookie in our name (RFC 6265bis §4.1.3.1); without TLS browsers refuse it. */
export const linkCookie = (what: "pass" | "receipt" | "visitor", { isSecure }: Pick<Peer, "isSecure">) =>
  `${isSecure ? "__Secure-" : ""}carbyne-link-${what}`;

type Came = { readonly token: string; readonly request: IncomingMessage; readonly peer: Pick<Peer, "isSecure"> };

/** Who came by the address of a link, as far as they said who they are. */
export async function visitorAt(ctx: Context, { token, request, peer }: Came): Promise<Actor> {
  const actor = await files.enterLink(ctx, { token, pass: cookieOf(request, linkCookie("pass", peer)) });
  return files.findVisitor(ctx, actor, { secret: cookieOf(request, linkCookie("visitor", peer)) });
}
