import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Context, mail } from "@carbyne/domain";
import { type Actor, Refusal } from "@carbyne/kernel";
import { type Asked, readRange } from "../files/range.ts";
import { bodyPage } from "./body-page.ts";
import { contentDisposition } from "./content-disposition.ts";
import { type ZipFile, zipOf } from "@carbyne/mailbox-files";

type Ask = {
  readonly ctx: Context;
  readonly actor: Actor | null;
  readonly url: URL;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
};

const route =
  /^\/mail\/messages\/([0-9a-f-]{36})\/(?:(body|source|attachments)|parts\/(\d{1,4}(?:\.\d{1,4}){0,100}(?::\d{1,3})?))$/;

/** `GET /mail/messages/<id>/body`, `…/source` and `…/parts/<path>`: what a message holds, each under a policy in which nothing of it can run. */
export async function answerMessage({ ctx, actor, url, request, response }: Ask): Promise<void> {
  const match = route.exec(url.pathname);
  if (!match?.[1]) throw new Refusal("not-found", "page-unknown");
  if (!actor) throw new Refusal("unauthenticated", "sign-in-needed");
  const [, id, page, path] = match;
  if (path !== undefined) await answerPart({ ctx, actor, url, request, response }, { id, path });
  else if (page === "body") await answerBody({ ctx, actor, url, request, response }, { id });
  else if (page === "attachments") await answerAttachments({ ctx, actor, url, request, response }, { id });
  else await answerSource({ ctx, actor, url, request, response }, { id });
}

type Known = Ask & { readonly actor: Actor };

async function answerBody({ ctx, actor, url, response }: Known, { id }: { id: string }): Promise<void> {
  const asked = url.searchParams;
  const remote = asked.get("images") === "1" ? "load" : "block";
  const theme = asked.get("theme") === "dark" ? "dark" : "light";
  const paper = (["white", "dark"] as const).find((one) => one === asked.get("paper"));
  const text = (["small", "large"] as const).find((one) => one === asked.get("text"));
  const length = asked.get("length") === "all" ? "all" : "start";
  const body = await mail.readBody(ctx, actor, { id, path: pathOf(asked.get("part")), remote, length, quotes: "fold" });
  const { html, policy } = bodyPage(body, { theme, remote, paper, text });
  response.writeHead(200, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": policy,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    // Not even the name of a server that a link goes to is looked up.
    "x-dns-prefetch-control": "off",
    // The body of a message never changes, but who may see it does.
    "cache-control": "private, max-age=3600",
  });
  response.end(html);
}

/** The number of an attached message, such as `2.1`. */
function pathOf(text: string | null): string | undefined {
  if (text === null) return undefined;
  if (!/^\d{1,4}(?:\.\d{1,4}){0,100}$/.test(text)) throw new Refusal("not-found", "attachment-unknown");
  return text;
}

async function answerPart(known: Known, part: { id: string; path: string }): Promise<void> {
  const { ctx, actor, url, request, response } = known;
  const { name, type, content } = await mail.readAttachment(ctx, actor, part);
  const wanted = url.searchParams.get("inline") === "1" ? "inline" : "attachment";
  // A film is played from where one wants it.
  answerFile(response, { name, type, content, wanted, range: readRange(request.headers.range, content.length) });
}

/** All files of a message in one archive, written as they are read. */
async function answerAttachments({ ctx, actor, url, response }: Known, { id }: { id: string }): Promise<void> {
  const path = pathOf(url.searchParams.get("part"));
  const { subject, date, files } = await mail.readAttachments(ctx, actor, { id, path });
  response.writeHead(200, {
    "content-type": "application/zip",
    "content-disposition": contentDisposition(`${mail.fileNameOf(subject)}.zip`, "application/zip", "attachment"),
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-store",
  });
  await pipeline(Readable.from(zipOf(dated(files, date))), response);
}

async function* dated(files: AsyncIterable<mail.AttachmentContent>, date: Date): AsyncGenerator<ZipFile> {
  for await (const { name, content } of files) yield { name, content, date };
}

async function answerSource({ ctx, actor, url, response }: Known, { id }: { id: string }): Promise<void> {
  if (url.searchParams.get("download") === "1") {
    answerFile(response, { ...(await mail.downloadMessage(ctx, actor, { id })), wanted: "attachment" });
    return;
  }
  const content = await mail.readSource(ctx, actor, { id });
  // As text: a browser shows it and can run nothing of it.
  answerFile(response, { name: `${id}.eml`, type: "text/plain", content, wanted: "inline" });
}

type File = {
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
  readonly wanted: "inline" | "attachment";
  /** A stretch of it that is asked for. */
  readonly range?: Asked;
};

/** Sends a file of unknown origin: never sniffed, never run, not even when it is opened in a tab of its own. */
export function answerFile(response: ServerResponse, { name, type, content, wanted, range = "whole" }: File): void {
  if (range === "nowhere") {
    response.writeHead(416, { "content-range": `bytes */${content.length}`, "content-length": 0 }).end();
    return;
  }
  const { from, to } = range === "whole" ? { from: 0, to: content.length } : range;
  response.writeHead(range === "whole" ? 200 : 206, {
    "content-type": type === "text/plain" ? "text/plain; charset=utf-8" : type,
    "content-length": to - from,
    "accept-ranges": "bytes",
    ...(range === "whole" ? {} : { "content-range": `bytes ${from}-${to - 1}/${content.length}` }),
    "content-disposition": contentDisposition(name, type, wanted),
    "content-security-policy":
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; media-src 'self'",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-site",
    "cache-control": "private, max-age=3600",
  });
  response.end(content.subarray(from, to));
}
