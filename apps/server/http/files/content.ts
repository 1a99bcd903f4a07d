import { files } from "@carbyne/domain";
import { Refusal } from "@carbyne/kernel";
import { contentDisposition } from "../mail/content-disposition.ts";
import type { Ask } from "./ask.ts";
import { readRange } from "./range.ts";
import { sendPieces } from "./send-pieces.ts";

const route = /^\/files\/([0-9a-f-]{36})\/content$/;

/** Whether a path asks for the content of a file, and not for a page about it. */
export const isContentPath = (path: string) => route.test(path);

/** `GET /files/<id>/content`, of a version with `?version=…`, to keep with `?download=1`. */
export async function answerContent({ ctx, actor, url, request, response }: Ask): Promise<void> {
  if (!actor) throw new Refusal("unauthenticated", "sign-in-needed");
  const id = route.exec(url.pathname)?.[1];
  if (!id) throw new Refusal("not-found", "node-unknown");
  const versionId = url.searchParams.get("version") ?? undefined;
  if (versionId !== undefined && !/^[0-9a-f-]{36}$/.test(versionId)) throw new Refusal("not-found", "version-unknown");
  const content = await files.openContent(ctx, actor, { id, versionId });
  await sendContent({ url, request, response }, content);
}

/** Sends the bytes of a file, or a stretch of them, under a policy in which nothing of them can run. */
export async function sendContent(
  { url, request, response }: Pick<Ask, "url" | "request" | "response">,
  content: files.OpenContent,
): Promise<void> {
  const { name, mime, sizeBytes } = content;
  const tag = `"${content.tag}"`;
  const wanted = url.searchParams.get("download") === "1" ? "attachment" : "inline";
  const headers = {
    "content-type": mime.startsWith("text/") ? `${mime}; charset=utf-8` : mime,
    "content-disposition": contentDisposition(name, mime, wanted),
    "content-security-policy":
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; media-src 'self'",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "accept-ranges": "bytes",
    etag: tag,
    "last-modified": content.changedAt.toUTCString(),
    // What it is can change, and so can who may see it.
    "cache-control": "private, no-cache",
  };
  // RFC 9110 §13.1.2: any of the tags, weakly compared.
  const known = (request.headers["if-none-match"] ?? "").split(",").map((one) => one.trim().replace(/^W\//, ""));
  if (known.includes(tag) || known.includes("*")) {
    response.writeHead(304, headers).end();
    return;
  }
  const asked = isSame(String(request.headers["if-range"] ?? ""), { tag, changedAt: content.changedAt })
    ? readRange(request.headers.range, sizeBytes)
    : "whole";
  if (asked === "nowhere") {
    response.writeHead(416, { ...headers, "content-range": `bytes */${sizeBytes}`, "content-length": 0 }).end();
    return;
  }
  const { from, to } = asked === "whole" ? { from: 0, to: sizeBytes } : asked;
  const range = asked === "whole" ? {} : { "content-range": `bytes ${from}-${to - 1}/${sizeBytes}` };
  response.writeHead(asked === "whole" ? 200 : 206, { ...headers, ...range, "content-length": to - from });
  if (request.method === "HEAD" || from === to) response.end();
  else await sendPieces(response, content.read({ from, to }));
}

/** If-Range, RFC 9110 §13.1.5: a stretch of what the client has a part of, or all of what it became. */
function isSame(header: string, { tag, changedAt }: { tag: string; changedAt: Date }): boolean {
  return header === "" || header === tag || header === changedAt.toUTCString();
}
