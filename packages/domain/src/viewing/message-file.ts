import type { Actor } from "@carbyne/kernel";
import { parseMessage, readContent, summarize } from "@carbyne/mime";
import type { Context } from "../context.ts";
import { hasRemoteContent, isLong, type MessageBody, renderBody } from "../mail/index.ts";
import { type OneFile, readSmall } from "./read-small.ts";

type Named = { readonly name: string; readonly address: string };

/** A message that lies among files. Nobody has checked who wrote it. */
export type MessageFile = {
  readonly subject: string;
  readonly from: readonly Named[];
  readonly to: readonly Named[];
  readonly cc: readonly Named[];
  /** ISO 8601, as it says itself; null when it does not. */
  readonly date: string | null;
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly sizeBytes: number }[];
  readonly bodyUrl: string;
  readonly hasRemoteImages: boolean;
  readonly isLong: boolean;
};

const mostBytes = 60 * 1024 * 1024;

/** What a message that lies among files says on its envelope, and what came with it. */
export async function readMessageFile(ctx: Context, actor: Actor, one: OneFile): Promise<MessageFile> {
  const raw = await readSmall(ctx, actor, one, mostBytes);
  const message = parseMessage(raw);
  const { subject, from, to, cc, date } = summarize(raw, message);
  const content = readContent(raw, message);
  return {
    subject,
    from,
    to,
    cc,
    date: date?.toISOString() ?? null,
    attachments: content.attachments
      .filter(({ isInline }) => !isInline)
      .map(({ name, type, sizeBytes }) => ({ name, type, sizeBytes })),
    bodyUrl: `/files/${one.id}/message${one.versionId === undefined ? "" : `?version=${one.versionId}`}`,
    hasRemoteImages: content.html !== null && hasRemoteContent(content.html),
    isLong: isLong(content),
  };
}

/** Its body as a page shows it: pictures from elsewhere are left out, since nobody has checked who would learn of it. */
export async function messageFileBody(
  ctx: Context,
  actor: Actor,
  { length, ...one }: OneFile & { length: "start" | "all" },
): Promise<MessageBody> {
  const raw = await readSmall(ctx, actor, one, mostBytes);
  return renderBody(raw, parseMessage(raw), { remote: () => null, length, quotes: "fold" });
}
