import { type Actor, Refusal } from "@carbyne/kernel";
import type { Want } from "@carbyne/preview";
import { accessLink, accessLinkNode, type LinkKind } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import type { Preview } from "../../previews/index.ts";
import { noteLinkEvent } from "./events.ts";
import { type NodeSort, pageOf } from "../list-folder.ts";
import { previewOf } from "../preview-file.ts";
import { pathTo } from "../tree.ts";
import { largestSent } from "./upload.ts";

/** What a visitor is told of a link before anything else. */
export type LinkAbout = {
  readonly kind: LinkKind;
  readonly role: "read" | "comment" | "write" | null;
  /** Whether who has no account may do that with documents. */
  readonly isForVisitors: boolean;
  readonly name: string;
  readonly nodeKind: "folder" | "file";
  readonly description: string;
  /** Who made it. */
  readonly by: string;
  /** ISO 8601. */
  readonly expiresAt: string | null;
  /** How often something may be fetched still; null where nothing limits it. */
  readonly downloadsLeft: number | null;
  /** The largest file that may be sent; null when none may. */
  readonly uploadMost: number | null;
};

/** What a link is for, as its page shows it. */
export async function aboutLink(ctx: Context, actor: Actor, { ip }: { ip: string }): Promise<LinkAbout> {
  const link = await accessLink(ctx, actor);
  await noteLinkEvent(ctx.db.pool, { linkId: link.id, verb: "opened", ip, at: ctx.clock.now() });
  const {
    kind,
    role,
    isForVisitors,
    name,
    nodeKind,
    description,
    creatorName: by,
    expiresAt,
    downloadLimit,
    downloads,
  } = link;
  const room = Math.max(0, (link.uploadLimit ?? 0) - link.uploadedBytes);
  return {
    kind,
    role,
    isForVisitors,
    name,
    nodeKind,
    description,
    by,
    expiresAt: expiresAt?.toISOString() ?? null,
    downloadsLeft: downloadLimit === null ? null : Math.max(0, downloadLimit - downloads),
    uploadMost: kind === "upload" ? Math.min(room, largestSent) : null,
  };
}

/** An entry as a visitor sees it: nothing of who did what with it. */
export type LinkNode = {
  readonly id: string;
  readonly kind: "folder" | "file";
  readonly name: string;
  readonly mime: string;
  readonly sizeBytes: number;
  readonly versionId: string | null;
  /** ISO 8601. */
  readonly updatedAt: string;
};

export type LinkPage = {
  /** From what the link is on down to the entry, which is the last. */
  readonly path: readonly { readonly id: string; readonly name: string }[];
  readonly node: LinkNode;
  /** What lies in it, of a folder. */
  readonly nodes: readonly LinkNode[];
  readonly total: number;
};

type Asked = {
  /** Null is what the link is on. */
  readonly id: string | null;
  readonly sort?: NodeSort | undefined;
  readonly direction?: "asc" | "desc" | undefined;
  readonly offset?: number | undefined;
};

const pageSize = 100;

/** An entry that a link leads to, and a page of what lies in it. */
export async function openLinkNode(ctx: Context, actor: Actor, { id, ...page }: Asked): Promise<LinkPage> {
  const { link, node } = await accessLinkNode(ctx, actor, id, "see");
  const above = await pathTo(ctx.db.pool, node.id);
  const path = above.slice(above.findIndex((one) => one.id === link.nodeId)).map(({ id, name }) => ({ id, name }));
  const { ids, total } =
    node.kind === "folder"
      ? await pageOf(ctx, { id: node.id, spaceId: link.spaceId }, { ...page, limit: pageSize })
      : { ids: [], total: 0 };
  const [itself, ...nodes] = await readLinkNodes(ctx, [node.id, ...ids]);
  if (!itself) throw new Refusal("not-found", "node-unknown");
  return { path, node: itself, nodes, total };
}

async function readLinkNodes(ctx: Context, ids: readonly string[]): Promise<LinkNode[]> {
  const { rows } = await ctx.db.pool.query<Omit<LinkNode, "updatedAt"> & { updatedAt: Date }>({
    name: "read-link-nodes",
    text: `SELECT n."id", n."kind", n."name", n."mime", n."sizeBytes"::float8 AS "sizeBytes", n."versionId", n."updatedAt"
           FROM unnest($1::uuid[]) WITH ORDINALITY AS w("id", "place") JOIN "Node" n ON n."id" = w."id" ORDER BY w."place"`,
    values: [ids],
  });
  return rows.map((row) => ({ ...row, updatedAt: row.updatedAt.toISOString() }));
}

type AskedPreview = { readonly id: string; readonly want: Want; readonly waitMs: number };

/** What a file looks like, for whoever came by a link; of one that is only to be looked at, pictures alone. */
export async function previewLinkFile(ctx: Context, actor: Actor, { id, ...ask }: AskedPreview): Promise<Preview> {
  const { link, node } = await accessLinkNode(ctx, actor, id, "see");
  // Pages as a PDF would be the file itself.
  if (link.kind !== "download" && ask.want.as === "pdf") throw new Refusal("forbidden", "link-view-only");
  return previewOf(ctx, node, ask);
}
