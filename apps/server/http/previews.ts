import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { previews } from "@carbyne/domain";
import { Refusal } from "@carbyne/kernel";
import { PagesQuery, PictureQuery } from "@carbyne/schemas";
import { contentDisposition } from "./mail/content-disposition.ts";
import { answerJson } from "./refusals.ts";

/** How long an answer waits for what is being made. A browser asks only so much at a time: it is better told to come again. */
export const waitMs = 3000;

/** What an address wants of a file: `…/preview` a picture, `…/preview.pdf` pages, `…/preview.json` what lies in an archive. */
export function wantOf(url: URL): previews.Want {
  const asked = Object.fromEntries(url.searchParams);
  if (url.pathname.endsWith(".json")) return { as: "list" };
  if (url.pathname.endsWith(".pdf")) {
    const { data } = PagesQuery.safeParse(asked);
    if (!data) throw new Refusal("invalid", "preview-want");
    return { as: "pdf", first: data.first, last: data.last ?? null };
  }
  const { data } = PictureQuery.safeParse(asked);
  if (!data) throw new Refusal("invalid", "preview-want");
  const { area, ...rest } = data;
  return { as: "picture", width: area[0], height: area[1], ...rest };
}

type Means = { readonly request: IncomingMessage; readonly response: ServerResponse };

/**
 * Answers with a preview; 202 with the time to come again while it is being made (RFC 9110 §15.3.3, §10.2.3). What comes out of a file of unknown origin
 * is of unknown origin: never sniffed, never run.
 */
export function answerPreview({ request, response }: Means, made: previews.Preview): void {
  if (made.status === "failed") {
    if (!isOptional(request)) throw refusalOf(made.reason);
    response.writeHead(204, { "cache-control": "no-store" }).end();
    return;
  }
  if (made.status === "waiting") {
    response.setHeader("retry-after", "1");
    answerJson(response, 202, { status: "waiting" });
    return;
  }
  const { type, content } = made;
  const tag = `"${createHash("sha256").update(content).digest("base64url")}"`;
  const headers = {
    etag: tag,
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-site",
    // The same content always looks the same, but who may see it does change.
    "cache-control": "private, max-age=3600",
  };
  if (request.headers["if-none-match"] === tag) {
    response.writeHead(304, headers).end();
    return;
  }
  const name = `preview.${type.split("/")[1]}`;
  response.writeHead(200, {
    ...headers,
    "content-type": type,
    "content-length": content.length,
    "content-disposition": contentDisposition(name, type, "inline"),
  });
  response.end(content);
}

/** `missing=empty`: whoever shows something else instead is not told in words, since that there is no picture is no fault. RFC 9110 §15.3.5. */
function isOptional({ url = "/" }: IncomingMessage): boolean {
  return new URL(url, "http://localhost").searchParams.get("missing") === "empty";
}

function refusalOf(reason: Extract<previews.Preview, { status: "failed" }>["reason"]): Refusal {
  return reason === "unavailable"
    ? new Refusal("busy", "conversion-unavailable")
    : new Refusal("not-found", `preview-${reason}`);
}
