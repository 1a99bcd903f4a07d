import { type Actor, Refusal } from "@carbyne/kernel";
import { accessLinkNode, type LinkAccess, type LinkedNode } from "../../access/index.ts";
import { type ArchiveEntry, entriesOf } from "../archive-entries.ts";
import type { Context } from "../../context.ts";
import { contentOf, type OpenContent } from "../open-content.ts";
import { noteLinkEvent } from "./events.ts";
import { isStamp, makeStamp } from "./stamps.ts";

/** Shows that a download was counted: more of it, and again within the hour, is the same download. */
export type Receipt = string;

const receiptMs = 3_600_000;

type Fetched = {
  readonly receipt?: string | undefined;
  /** Nothing is counted of who only asks how large it is. */
  readonly isLook?: boolean | undefined;
  readonly ip: string;
};

/** The bytes of a file below a link, counted once with the receipt. */
export async function openLinkContent(
  ctx: Context,
  actor: Actor,
  { id, ...fetched }: Fetched & { id: string },
): Promise<{ content: OpenContent; receipt: Receipt | null }> {
  const { link, node } = await accessLinkNode(ctx, actor, id, "fetch");
  const content = await contentOf(ctx, node);
  return { content, receipt: await countDownload(ctx, { link, node, tag: content.tag, ...fetched }) };
}

/** All that lies in a folder below a link, or what the link is on, as one archive, counted as one download. */
export async function linkArchive(
  ctx: Context,
  actor: Actor,
  { id, ...fetched }: Fetched & { id: string | null },
): Promise<{ name: string; entries: ArchiveEntry[]; receipt: Receipt | null }> {
  const { link, node } = await accessLinkNode(ctx, actor, id, "fetch");
  const archive = await entriesOf(ctx, [node]);
  return { ...archive, receipt: await countDownload(ctx, { link, node, tag: "archive", ...fetched }) };
}

type Counted = Fetched & { readonly link: LinkAccess; readonly node: LinkedNode; readonly tag: string };

/** Counts in one statement, so that many at once do not pass the limit together. */
async function countDownload(ctx: Context, { link, node, tag, receipt, isLook, ip }: Counted): Promise<Receipt | null> {
  const what = `${link.id} ${node.id} ${tag}`;
  const at = ctx.clock.now();
  if (isLook || (await isStamp(ctx, "link-receipt", what, receipt))) return null;
  const { rowCount } = await ctx.db.pool.query(
    'UPDATE "FileLink" SET "downloads" = "downloads" + 1 WHERE "id" = $1 AND ("downloadLimit" IS NULL OR "downloads" < "downloadLimit")',
    [link.id],
  );
  if (!rowCount) throw new Refusal("forbidden", "link-used-up");
  await noteLinkEvent(ctx.db.pool, { linkId: link.id, verb: "downloaded", nodeId: node.id, name: node.name, ip, at });
  return makeStamp(ctx, "link-receipt", what, receiptMs);
}
