import { viewing } from "@carbyne/domain";
import { Refusal } from "@carbyne/kernel";
import { bodyPage } from "../mail/body-page.ts";
import type { Ask } from "./ask.ts";

const route = /^\/files\/([0-9a-f-]{36})\/message$/;

/** Whether a path asks for the body of a message that lies among files. */
export const isMessageFilePath = (path: string): boolean => route.test(path);

/** `GET /files/<id>/message`, of a version with `?version=…`: the body of a message that lies among files, as the webmail shows one. */
export async function answerMessageFile({ ctx, actor, url, response }: Ask): Promise<void> {
  const id = route.exec(url.pathname)?.[1];
  if (id === undefined) throw new Refusal("not-found", "page-unknown");
  if (!actor) throw new Refusal("unauthenticated", "sign-in-needed");
  const versionId = url.searchParams.get("version") ?? undefined;
  if (versionId !== undefined && !/^[0-9a-f-]{36}$/.test(versionId)) throw new Refusal("not-found", "version-unknown");
  const length = url.searchParams.get("length") === "all" ? "all" : "start";
  const theme = url.searchParams.get("theme") === "dark" ? "dark" : "light";
  const body = await viewing.messageFileBody(ctx, actor, { id, versionId, length });
  const { html, policy } = bodyPage(body, { theme, remote: "block" });
  response.writeHead(200, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": policy,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-dns-prefetch-control": "off",
    // What it is can change, and so can who may see it.
    "cache-control": "private, no-cache",
  });
  response.end(html);
}
