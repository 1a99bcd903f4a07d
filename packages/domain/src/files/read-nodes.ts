import { nodeGrants, type NodeRight } from "../access/index.ts";
import type { Context } from "../context.ts";
import { type ScanMark, scanMark } from "../scanning/index.ts";

type Person = { readonly id: string; readonly name: string };

/** An entry as a person sees it. */
export type NodeView = {
  readonly id: string;
  readonly spaceId: string;
  readonly parentId: string | null;
  readonly kind: "folder" | "file";
  readonly name: string;
  readonly description: string;
  readonly mime: string;
  readonly sizeBytes: number;
  readonly versionId: string | null;
  /** What a folder holds, counted up to a thousand; null for others. */
  readonly childCount: number | null;
  readonly creator: Person | null;
  readonly editor: Person | null;
  readonly isOwn: boolean;
  /** Whose it is; null for one's own, and for a team's. */
  readonly owner: Person | null;
  /** The team folder that it is in. */
  readonly team: Person | null;
  /** What the reader may do with it: look, comment, change, or also share it on. */
  readonly access: NodeRight;
  /** Of somebody else's: the share on the entry itself, by which it can be given back. */
  readonly grantId: string | null;
  /** Whether it is shared with somebody, by itself. */
  readonly isShared: boolean;
  /** Whether a link leads to it, by itself. */
  readonly isLinked: boolean;
  readonly isStarred: boolean;
  /** What was said about it in threads that are open. */
  readonly commentCount: number;
  /** What is to be said of its content; null when it is as it should be. */
  readonly scan: ScanMark | null;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly deletedAt: string | null;
};

/**
 * Up to here what a folder holds is counted: in an order, so that an index is read. Where one folder has most of
 * all there is, PostgreSQL else expects as much in each and reads the table from its beginning for every empty one.
 */
const mostCounted = 1000;

type Row = Omit<
  NodeView,
  "sizeBytes" | "creator" | "editor" | "owner" | "team" | "createdAt" | "updatedAt" | "deletedAt"
> & {
  sizeBytes: string;
  creatorId: string | null;
  creatorName: string | null;
  editorId: string | null;
  editorName: string | null;
  ownerId: string | null;
  ownerName: string | null;
  teamId: string | null;
  teamName: string | null;
  createdAt: Date;
  updatedAt: Date;
  deletedAt: Date | null;
};

const grants = (columns: string) => nodeGrants({ id: 'n."id"', accountId: "$3", at: "$4" }, columns);
const access = grants(
  `CASE WHEN bool_or('manage' = ANY(g."rights")) THEN 'manage' WHEN bool_or('write' = ANY(g."rights")) THEN 'write'
    WHEN bool_or('comment' = ANY(g."rights")) THEN 'comment' ELSE 'read' END`,
);
const grantOn = `${grants('g."id"')} AND g."objectId" = n."id" LIMIT 1`;

/** Entries that the account may see, in the order of the ids; those that are gone are left out. */
export async function readNodes(
  ctx: Context,
  account: { readonly id: string; readonly spaceId: string },
  ids: readonly string[],
): Promise<NodeView[]> {
  const { rows } = await ctx.db.pool.query<Row>({
    name: "read-nodes",
    text: `SELECT n."id", n."spaceId", n."parentId", n."kind", n."name", n."description", n."mime", n."sizeBytes", n."versionId",
             CASE WHEN n."isFolder" THEN (SELECT count(*)::int FROM (
               SELECT 1 FROM "Node" c WHERE c."parentId" = n."id" AND c."deletedAt" IS NULL ORDER BY c."name" LIMIT ${mostCounted}) x) END AS "childCount",
             n."creatorId", c."name" AS "creatorName", n."editorId", e."name" AS "editorName", n."spaceId" = $2 AS "isOwn",
             EXISTS (SELECT 1 FROM "NodeStar" s WHERE s."accountId" = $3 AND s."nodeId" = n."id") AS "isStarred",
             o."id" AS "ownerId", o."name" AS "ownerName", t."id" AS "teamId", t."name" AS "teamName", CASE WHEN n."spaceId" = $2 THEN 'manage' ELSE (${access}) END AS "access",
             CASE WHEN n."spaceId" <> $2 THEN (${grantOn}) END AS "grantId",
             EXISTS (SELECT 1 FROM "Grant" g WHERE g."objectKind" = 'node' AND g."objectId" = n."id" AND g."revokedAt" IS NULL
               AND (g."expiresAt" IS NULL OR g."expiresAt" > $4)) AS "isShared",
             EXISTS (SELECT 1 FROM "FileLink" l WHERE l."nodeId" = n."id" AND l."revokedAt" IS NULL
               AND (l."expiresAt" IS NULL OR l."expiresAt" > $4)) AS "isLinked",
             (SELECT count(*)::int FROM "Comment" k JOIN "CommentThread" kt ON kt."id" = k."threadId" AND kt."resolvedAt" IS NULL
               WHERE k."nodeId" = n."id" AND k."deletedAt" IS NULL) AS "commentCount",
             n."createdAt", n."updatedAt", n."deletedAt", ${scanMark} AS "scan"
           FROM unnest($1::uuid[]) WITH ORDINALITY AS w("id", "place") JOIN "Node" n ON n."id" = w."id"
           LEFT JOIN "Account" o ON o."spaceId" = n."spaceId"
           LEFT JOIN "TeamFolder" team ON team."spaceId" = n."spaceId" LEFT JOIN "Node" t ON t."id" = team."rootId"
           LEFT JOIN "Account" c ON c."id" = n."creatorId" LEFT JOIN "Account" e ON e."id" = n."editorId"
           LEFT JOIN "NodeVersion" v ON v."id" = n."versionId" LEFT JOIN "BlobScan" s ON s."hash" = v."blobHash"
           WHERE n."purgedAt" IS NULL ORDER BY w."place"`,
    values: [ids, account.spaceId, account.id, ctx.clock.now()],
  });
  return rows.map(({ creatorId, creatorName, editorId, editorName, ownerId, ownerName, teamId, teamName, ...row }) => ({
    ...row,
    sizeBytes: Number(row.sizeBytes),
    creator: named(creatorId, creatorName),
    editor: named(editorId, editorName),
    owner: row.isOwn ? null : named(ownerId, ownerName),
    team: named(teamId, teamName),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    deletedAt: row.deletedAt?.toISOString() ?? null,
  }));
}

function named(id: string | null, name: string | null): Person | null {
  return id === null ? null : { id, name: name ?? "" };
}
