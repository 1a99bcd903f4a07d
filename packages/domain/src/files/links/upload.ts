import { type Actor, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { accessUploadLink } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { tellNotice } from "../../notices/index.ts";
import { withoutRoom } from "../../quota/index.ts";
import { noteLinkEvent } from "./events.ts";

/** The largest file that a visitor may send. */
export const largestSent = 10 * 1024 ** 3;

/** The folder that an upload link puts files into: refused before a byte is sent when that is more than may come, with what is on its way. */
export async function accessLinkPlace(
  ctx: Context,
  actor: Actor,
  { sizeBytes }: { sizeBytes: number },
): Promise<{ parentId: string; spaceId: string; accountId: null; linkId: string }> {
  const { id: linkId, nodeId: parentId, spaceId, uploadLimit, uploadedBytes } = await accessUploadLink(ctx, actor);
  if (sizeBytes > largestSent) throw new Refusal("too-large", "link-file-large", { max: largestSent });
  const { rows } = await ctx.db.pool.query<{ bytes: string }>(
    'SELECT coalesce(sum("sizeBytes"), 0) AS "bytes" FROM "FileUpload" WHERE "linkId" = $1 AND "nodeId" IS NULL AND "receivedBytes" < "sizeBytes"',
    [linkId],
  );
  const coming = Number(rows[0]?.bytes ?? 0);
  const isFull = uploadedBytes + coming + sizeBytes > uploadLimit;
  // How much room its owner has is not a visitor's business.
  if (isFull || (await withoutRoom(ctx, [spaceId], sizeBytes)).size > 0) throw new Refusal("over-quota", "link-full");
  return { parentId, spaceId, accountId: null, linkId };
}

type Arrival = {
  readonly linkId: string;
  readonly nodeId: string;
  readonly name: string;
  readonly bytes: number;
  readonly at: Date;
  readonly modseq: bigint;
};

/** Counts a file that came through a link, in the change that puts it into its folder. The link may have been taken back or filled meanwhile. */
export async function countLinkUpload(
  client: pg.ClientBase,
  { linkId, nodeId, name, bytes, at, modseq }: Arrival,
): Promise<void> {
  const { rowCount } = await client.query(
    `UPDATE "FileLink" SET "uploadedBytes" = "uploadedBytes" + $2, "modseq" = $3
     WHERE "id" = $1 AND "revokedAt" IS NULL AND "uploadedBytes" + $2 <= "uploadLimit"`,
    [linkId, bytes, modseq],
  );
  if (!rowCount) throw new Refusal("over-quota", "link-full");
  await noteLinkEvent(client, { linkId, verb: "uploaded", nodeId, name, at });
}

/** Many files at once are told once. */
const tellAgainMs = 3_600_000;

/** Tells the maker of a link that something came through it, the first time in a while. */
export async function tellMaker(ctx: Context, linkId: string): Promise<void> {
  const now = ctx.clock.now();
  const { rows } = await ctx.db.pool.query<{ spaceId: string; nodeId: string; name: string }>(
    `UPDATE "FileLink" l SET "toldAt" = $2 FROM "Account" a, "Node" n WHERE l."id" = $1 AND a."id" = l."creatorId" AND n."id" = l."nodeId"
       AND (l."toldAt" IS NULL OR l."toldAt" <= $3) RETURNING a."spaceId", n."id" AS "nodeId", n."name"`,
    [linkId, now, new Date(now.getTime() - tellAgainMs)],
  );
  const [told] = rows;
  if (!told) return;
  const { spaceId, nodeId, name } = told;
  await tellNotice(ctx, { spaceId, kind: "link-upload", params: { name }, link: `/files/${nodeId}` });
}
