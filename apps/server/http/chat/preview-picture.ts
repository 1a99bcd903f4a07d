import { chat } from "@carbyne/domain";
import { Refusal } from "@carbyne/kernel";
import type { Ask } from "../files/ask.ts";

const route = /^\/chat\/previews\/([0-9a-f-]{36})\/([0-9a-f]{32})$/;
const day = 86_400;

/** Whether a path asks for the picture of a link's preview. */
export const isPreviewPicture = (path: string): boolean => path.startsWith("/chat/previews/");

/** `GET /chat/previews/<message>/<picture>`: what a linked page shows of itself, kept by this server, so that the page learns nothing of who looks. */
export async function answerPreviewPicture({ ctx, actor, url, response }: Ask): Promise<void> {
  if (!actor) throw new Refusal("unauthenticated", "sign-in-needed");
  const [, messageId, name] = route.exec(url.pathname) ?? [];
  if (messageId === undefined || name === undefined) throw new Refusal("not-found", "picture-unknown");
  const { type, content } = await chat.readPreviewPicture(ctx, actor, { messageId, name });
  response.writeHead(200, {
    "content-type": type,
    "content-length": content.length,
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    // Its address names its bytes.
    "cache-control": `private, max-age=${day}, immutable`,
  });
  response.end(content);
}
