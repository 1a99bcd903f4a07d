import type { Actor } from "@carbyne/kernel";
import type pg from "pg";
import { accessOwnAccount, accessTeam, heldGrants, nodeGrants } from "../access/index.ts";
import type { Context } from "../context.ts";
import { nameKey } from "./names.ts";
import { type NodeView, readNodes } from "./read-nodes.ts";

export type NodesView = "recent" | "documents" | "starred" | "shared" | "given" | "trash" | "search";

export type ViewPage = {
  readonly nodes: readonly NodeView[];
  readonly total: number;
  readonly spaceId: string;
  readonly modseq: string;
};

/** True of a node `n` that is there, and nothing above it in the trash. */
export const isLive = `NOT EXISTS (
  WITH RECURSIVE up AS (
    SELECT n."parentId" AS "id", n."deletedAt"
    UNION ALL SELECT p."parentId", p."deletedAt" FROM up JOIN "Node" p ON p."id" = up."id")
  SELECT 1 FROM up WHERE up."deletedAt" IS NOT NULL)`;

const pageSize = 100;
/** Who looks for something older than that searches for it. */
const mostRecent = 200;
/** Who looks for an older document searches for it. */
const mostDocuments = 1000;
/** Who finds more says more of the name. */
const mostFound = 1000;

/** True of a node `n` that the actor may see: one's own, or one that is shared. */
const isSeen = `(n."spaceId" = $2 OR EXISTS (${nodeGrants({ id: 'n."id"', accountId: "$1", at: "$5" }, "1")}))`;
/** True of a node `n` on which a share or a link is, not above it. */
const isGiven = `(EXISTS (SELECT 1 FROM "Grant" g WHERE g."objectKind" = 'node' AND g."objectId" = n."id" AND g."revokedAt" IS NULL
  AND (g."expiresAt" IS NULL OR g."expiresAt" > $5)) OR EXISTS (SELECT 1 FROM "FileLink" l WHERE l."nodeId" = n."id" AND l."revokedAt" IS NULL
  AND (l."expiresAt" IS NULL OR l."expiresAt" > $5)))`;
const held = `SELECT g."objectId" FROM "Account" a, ${heldGrants("$5")} AND a."id" = $1 AND g."objectKind" = 'node'`;

const queries: Record<NodesView, string> = {
  recent: `SELECT n."id" FROM "NodeVisit" v JOIN "Node" n ON n."id" = v."nodeId" WHERE v."accountId" = $1 AND ${isSeen} AND ${isLive}
           ORDER BY v."at" DESC, n."id" LIMIT ${mostRecent}`,
  documents: `SELECT n."id" FROM "Document" d JOIN "Node" n ON n."id" = d."nodeId" LEFT JOIN "NodeVisit" v ON v."nodeId" = n."id" AND v."accountId" = $1
              WHERE (n."spaceId" = $2 OR v."at" IS NOT NULL OR n."id" IN (${held})) AND ${isSeen} AND ${isLive}
              ORDER BY greatest(n."updatedAt", v."at") DESC, n."id" LIMIT ${mostDocuments}`,
  starred: `SELECT n."id" FROM "NodeStar" s JOIN "Node" n ON n."id" = s."nodeId" WHERE s."accountId" = $1 AND ${isSeen} AND ${isLive}
            ORDER BY n."isFolder" DESC, n."nameKey", n."id"`,
  shared: `SELECT n."id" FROM "Node" n WHERE n."id" IN (${held}) AND n."spaceId" <> $2 AND n."parentId" IS NOT NULL AND ${isLive} ORDER BY n."isFolder" DESC, n."nameKey", n."id"`,
  given: `SELECT n."id" FROM "Node" n WHERE $1::uuid IS NOT NULL AND n."spaceId" = $2 AND ${isGiven} AND ${isLive}
          ORDER BY n."isFolder" DESC, n."nameKey", n."id"`,
  trash: `SELECT n."id" FROM "Node" n WHERE $1::uuid IS NOT NULL AND $5::timestamptz IS NOT NULL AND n."spaceId" = $2 AND n."deletedAt" IS NOT NULL AND n."purgedAt" IS NULL
          ORDER BY n."deletedAt" DESC, n."id"`,
  search: `SELECT n."id" FROM "Node" n WHERE $1::uuid IS NOT NULL AND $5::timestamptz IS NOT NULL AND n."spaceId" = $2 AND n."parentId" IS NOT NULL AND $6 <> ''
             AND strpos(n."nameKey", $6) > 0 AND ${isLive}
           ORDER BY strpos(n."nameKey", $6) > 1, n."isFolder" DESC, n."nameKey", n."id" LIMIT ${mostFound}`,
};

/** What the actor lately opened or changed, which documents there are, what the actor has starred, was given, gives to others, has in the trash, or looks for by a part of the name. */
export async function listView(
  ctx: Context,
  actor: Actor,
  asked: {
    view: NodesView;
    text?: string | undefined;
    /** Of the trash: that of a team folder. */
    teamId?: string | null | undefined;
    offset?: number | undefined;
    limit?: number | undefined;
  },
): Promise<ViewPage> {
  const { view, text = "", offset = 0, limit = pageSize } = asked;
  const account = await accessOwnAccount(ctx, actor);
  const { spaceId } = asked.teamId && view === "trash" ? await accessTeam(ctx, actor, asked.teamId, "write") : account;
  const { rows: spaces } = await ctx.db.pool.query<{ modseq: string }>('SELECT "modseq" FROM "Space" WHERE "id" = $1', [
    spaceId,
  ]);
  const { rows } = await ctx.db.pool.query<{ id: string | null; total: number }>({
    name: `list-view-${view}`,
    text: `WITH q AS (${queries[view]}) SELECT p."id", (SELECT count(*)::int FROM q) AS "total" FROM (VALUES (1)) one LEFT JOIN LATERAL (
             SELECT "id" FROM q OFFSET $3 LIMIT $4) p ON true`,
    values: [account.id, spaceId, offset, limit, ctx.clock.now(), ...(view === "search" ? [nameKey(text.trim())] : [])],
  });
  return {
    nodes: await readNodes(
      ctx,
      account,
      rows.flatMap((row) => row.id ?? []),
    ),
    total: rows[0]?.total ?? 0,
    spaceId,
    modseq: spaces[0]?.modseq ?? "0",
  };
}

/** Notes that a person opened or changed an entry, for the list of what is recent. */
export async function noteVisit(
  ctx: Context,
  { accountId, nodeId }: { accountId: string; nodeId: string },
): Promise<void> {
  await noteVisitIn(ctx.db.pool, { accountId, nodeId, at: ctx.clock.now() });
}

/** The same with a change; a visitor without an account has no such list. */
export async function noteVisitIn(
  client: pg.ClientBase | pg.Pool,
  { accountId, nodeId, at }: { accountId: string | null; nodeId: string; at: Date },
): Promise<void> {
  if (accountId === null) return;
  await client.query({
    name: "note-visit",
    text: `INSERT INTO "NodeVisit" ("accountId", "nodeId", "at") VALUES ($1, $2, $3) ON CONFLICT ("accountId", "nodeId") DO UPDATE SET "at" = excluded."at"`,
    values: [accountId, nodeId, at],
  });
}
