import type { ServerResponse } from "node:http";
import { type Context, mail } from "@carbyne/domain";
import { Refusal } from "@carbyne/kernel";

const day = 86_400;

/** `GET /mail/remote/<right>?u=<address>`: a picture from another server, for a page without a session; the right is in the address. */
export async function answerRemoteImage(input: { ctx: Context; url: URL; response: ServerResponse }): Promise<void> {
  const { ctx, url, response } = input;
  const token = /^\/mail\/remote\/([\w-]{20,200})$/.exec(url.pathname)?.[1];
  const address = url.searchParams.get("u");
  if (!token || !address) throw new Refusal("not-found", "picture-unknown");
  const { type, content } = await mail.readRemoteImage(ctx, { token, url: address });
  response.writeHead(200, {
    "content-type": type,
    "content-length": content.length,
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    // The page that shows it has an origin of its own.
    "cross-origin-resource-policy": "cross-origin",
    "cache-control": `private, max-age=${day}, immutable`,
  });
  response.end(content);
}
