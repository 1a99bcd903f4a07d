import { type Actor, isId, Refusal } from "@carbyne/kernel";
import type { Context } from "../context.ts";
import { resolveSettings } from "../settings/index.ts";
import { nodeGrants, nodesUp } from "./access-node.ts";

/** What a link lets its visitors do: see and fetch, see alone, put in without seeing, or have it shared with them. */
export type LinkKind = "download" | "view" | "upload" | "collaborate";

/** A link that is open now. */
export type LinkAccess = {
  readonly id: string;
  readonly spaceId: string;
  readonly kind: LinkKind;
  /** Of a collaboration link. */
  readonly role: "read" | "comment" | "write" | null;
  /** Of one: whether who has no account may do that with documents. */
  readonly isForVisitors: boolean;
  readonly nodeId: string;
  readonly nodeKind: "folder" | "file";
  readonly name: string;
  readonly description: string;
  readonly passwordHash: string | null;
  readonly expiresAt: Date | null;
  readonly downloadLimit: number | null;
  readonly downloads: number;
  readonly uploadLimit: number | null;
  readonly uploadedBytes: number;
  readonly creatorId: string;
  readonly creatorName: string;
};

/** An entry that a visitor came to by a link. */
export type LinkedNode = {
  readonly id: string;
  readonly spaceId: string;
  readonly parentId: string | null;
  readonly kind: "folder" | "file";
  readonly name: string;
  readonly versionId: string | null;
};

/** What is asked for: to see an entry, or to have its bytes. */
export type LinkNeed = "see" | "fetch";

/** True when nothing from the entry up is in the trash. */
const isThere = (id: string) =>
  `NOT EXISTS (SELECT 1 FROM "Node" t WHERE t."id" IN (${nodesUp(id)}) AND t."deletedAt" IS NOT NULL)`;

/** The maker may share the entry still: as its owner, or by a grant. */
const isBacked = `(l."spaceId" = a."spaceId" OR EXISTS (
  ${nodeGrants({ id: 'l."nodeId"', accountId: 'l."creatorId"', at: "$2" }, "1")} AND 'manage' = ANY(g."rights")))`;

const select = `SELECT l."id", l."spaceId", l."kind", l."role", l."isForVisitors", l."nodeId", n."kind" AS "nodeKind", n."name", l."description", l."passwordHash",
    l."expiresAt", l."downloadLimit", l."downloads", l."uploadLimit", l."uploadedBytes", l."creatorId", a."name" AS "creatorName"
  FROM "FileLink" l JOIN "Node" n ON n."id" = l."nodeId" AND n."spaceId" = l."spaceId"
  JOIN "Account" a ON a."id" = l."creatorId" AND a."state" = 'active' JOIN "Domain" d ON d."id" = a."domainId" AND d."state" = 'active'
  LEFT JOIN "Account" w ON w."spaceId" = l."spaceId" LEFT JOIN "TeamFolder" wt ON wt."spaceId" = l."spaceId"
  JOIN "Domain" wd ON wd."id" = coalesce(w."domainId", wt."domainId") AND wd."state" = 'active'
  WHERE (w."state" = 'active' OR wt."spaceId" IS NOT NULL) AND l."revokedAt" IS NULL AND ${isThere('l."nodeId"')} AND ${isBacked}`;

type Row = Omit<LinkAccess, "uploadLimit" | "uploadedBytes"> & { uploadLimit: string | null; uploadedBytes: string };

/**
 * The link with an address. One that never was, was taken back, or whose maker could not share the entry any more is not found; only that one is over
 * is said to whoever has its address.
 */
export async function findLink(ctx: Context, { tokenHash }: { tokenHash: Buffer }): Promise<LinkAccess> {
  const { rows } = await ctx.db.pool.query<Row>({
    name: "find-link",
    text: `${select} AND l."tokenHash" = $1`,
    values: [tokenHash, ctx.clock.now()],
  });
  return open(ctx, rows[0]);
}

/** The link by which the actor came, as long as it is open. */
export async function accessLink(ctx: Context, actor: Actor): Promise<LinkAccess> {
  const { rows } =
    actor.kind === "link"
      ? await ctx.db.pool.query<Row>({
          name: "access-link",
          text: `${select} AND l."id" = $1`,
          values: [actor.linkId, ctx.clock.now()],
        })
      : { rows: [] };
  return open(ctx, rows[0]);
}

async function open(ctx: Context, row: Row | undefined): Promise<LinkAccess> {
  // What an administrator forbids is closed at once, and open again when it is allowed.
  const isAllowed =
    (row?.kind === "collaborate" && !row.isForVisitors) ||
    (row !== undefined && (await resolveSettings(ctx, row.creatorId))["files.publicLinks"].value === true);
  if (!row || !isAllowed) throw new Refusal("not-found", "link-unknown");
  if (row.expiresAt && row.expiresAt <= ctx.clock.now()) throw new Refusal("not-found", "link-expired");
  const uploadLimit = row.uploadLimit === null ? null : Number(row.uploadLimit);
  return { ...row, uploadLimit, uploadedBytes: Number(row.uploadedBytes) };
}

/** Whether as much was fetched through a link as may be. */
function isUsedUp({ downloadLimit, downloads }: LinkAccess): boolean {
  return downloadLimit !== null && downloads >= downloadLimit;
}

/** What the link is on, with null, or an entry below that. Whether anything may still be fetched is asked where that is counted. */
export async function accessLinkNode(
  ctx: Context,
  actor: Actor,
  id: string | null,
  need: LinkNeed,
): Promise<{ link: LinkAccess; node: LinkedNode }> {
  const link = await accessLink(ctx, actor);
  if (link.kind === "upload" || (link.kind === "collaborate" && !link.isForVisitors))
    throw new Refusal("not-found", "node-unknown");
  if (need === "see" && isUsedUp(link)) throw new Refusal("forbidden", "link-used-up");
  const asked = id ?? link.nodeId;
  if (!isId(asked)) throw new Refusal("not-found", "node-unknown");
  const { rows } = await ctx.db.pool.query<LinkedNode>({
    name: "access-link-node",
    text: `SELECT n."id", n."spaceId", n."parentId", n."kind", n."name", n."versionId" FROM "Node" n
           WHERE n."id" = $1 AND n."spaceId" = $2 AND $3 IN (${nodesUp("$1::uuid")}) AND ${isThere("$1::uuid")}`,
    values: [asked, link.spaceId, link.nodeId],
  });
  const node = rows[0];
  if (!node) throw new Refusal("not-found", "node-unknown");
  if (need === "fetch" && link.kind !== "download") throw new Refusal("forbidden", "link-view-only");
  return { link, node };
}

/** The link by which the actor may put files into a folder. */
export async function accessUploadLink(ctx: Context, actor: Actor): Promise<LinkAccess & { uploadLimit: number }> {
  const link = await accessLink(ctx, actor);
  if (link.kind !== "upload" || link.uploadLimit === null) throw new Refusal("not-found", "node-unknown");
  return { ...link, uploadLimit: link.uploadLimit };
}
