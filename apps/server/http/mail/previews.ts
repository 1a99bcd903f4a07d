import type { IncomingMessage, ServerResponse } from "node:http";
import { type Context, mail } from "@carbyne/domain";
import { type Actor, Refusal } from "@carbyne/kernel";
import { answerPreview, waitMs, wantOf } from "../previews.ts";

type Ask = {
  readonly ctx: Context;
  readonly actor: Actor | null;
  readonly url: URL;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
};

const route =
  /^\/mail\/messages\/([0-9a-f-]{36})\/parts\/(\d{1,4}(?:\.\d{1,4}){0,100}(?::\d{1,3})?)\/preview(?:\.pdf|\.json)?$/;

/** Whether a path asks for a preview of an attachment. */
export const isAttachmentPreview = (path: string): boolean => route.test(path);

/** `GET /mail/messages/<id>/parts/<path>/preview` and `…/preview.pdf` or `.json`: what an attachment looks like, for whoever may read the message. */
export async function answerAttachmentPreview({ ctx, actor, url, request, response }: Ask): Promise<void> {
  const [, id, path] = route.exec(url.pathname) ?? [];
  if (id === undefined || path === undefined) throw new Refusal("not-found", "page-unknown");
  if (!actor) throw new Refusal("unauthenticated", "sign-in-needed");
  const made = await mail.previewAttachment(ctx, actor, { id, path, want: wantOf(url), waitMs });
  answerPreview({ request, response }, made);
}
