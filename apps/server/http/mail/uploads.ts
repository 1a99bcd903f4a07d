import type { IncomingMessage, ServerResponse } from "node:http";
import { type Context, mail } from "@carbyne/domain";
import { type Actor, Refusal } from "@carbyne/kernel";
import { answerJson } from "../refusals.ts";
import { answerFile } from "./messages.ts";

type Ask = {
  readonly ctx: Context;
  readonly actor: Actor | null;
  readonly url: URL;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
};

/** `POST /upload?name=…&type=…` with the file as body: keeps it for a message that is being written. */
export async function answerUpload({ ctx, actor, url, request, response }: Ask): Promise<void> {
  if (!actor) throw new Refusal("unauthenticated", "sign-in-needed");
  const content = await readAll(request, await mail.uploadLimit(ctx, actor));
  const name = url.searchParams.get("name") ?? "";
  const type = url.searchParams.get("type") ?? "";
  answerJson(response, 200, await mail.keepUpload(ctx, actor, { name, type, content }));
}

/** `GET /uploads/<id>`: shows a picture in the editor before the message is saved. */
export async function answerUploaded({ ctx, actor, url, response }: Ask): Promise<void> {
  if (!actor) throw new Refusal("unauthenticated", "sign-in-needed");
  const uploadId = /^\/uploads\/([0-9a-f-]{36})$/.exec(url.pathname)?.[1];
  if (!uploadId) throw new Refusal("not-found", "upload-unknown");
  answerFile(response, { ...(await mail.readUpload(ctx, actor, { uploadId })), wanted: "inline" });
}

/** Reads a body to its end; a file that is too large is refused at once, and one that breaks off leaves nothing. */
export async function readAll(request: IncomingMessage, max: number): Promise<Buffer> {
  const tooLarge = new Refusal("too-large", "attachment-too-large", { max });
  if (Number(request.headers["content-length"] ?? 0) > max) throw tooLarge;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError("the request body is not bytes");
    size += chunk.length;
    if (size > max) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}
