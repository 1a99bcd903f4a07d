import { type Actor, actingAccount, isId, Refusal } from "@carbyne/kernel";
import type { Context } from "../context.ts";
import { accessOwnAccount } from "./access-account.ts";
import { heldGrants } from "./held-grants.ts";
import { storageOf } from "./storage-of.ts";

/** What somebody may do with a file, or with a folder and all that lies in it. */
export type NodeRight = "read" | "comment" | "write" | "manage";

/** What gives a right: whoever may change a file may also say something about it. */
const givenBy = {
  read: ["read"],
  comment: ["comment", "write"],
  write: ["write"],
  manage: ["manage"],
} as const satisfies Record<NodeRight, readonly NodeRight[]>;

export type NodeAccess = {
  readonly id: string;
  readonly spaceId: string;
  /** Null for a home. */
  readonly parentId: string | null;
  readonly kind: "folder" | "file";
  readonly name: string;
  readonly versionId: string | null;
  readonly mime: string;
  readonly sizeBytes: number;
  readonly updatedAt: Date;
  readonly isOwn: boolean;
  /** The root of the team folder that it is in. */
  readonly teamId: string | null;
  /** Whether the actor runs that team folder, and so makes room in it. */
  readonly runsTeam: boolean;
  /** Whether it was put into the trash, by itself or with a folder above it. */
  readonly isTrashed: boolean;
  /** The acting account. */
  readonly accountId: string;
};

/** More levels of folders than the domain lets anybody make. */
const maxLevels = 110;

/** SQL for the ids of an entry and of all that is above it. */
export function nodesUp(id: string): string {
  return `WITH RECURSIVE up AS (SELECT x."id", x."parentId", 0 AS "level" FROM "Node" x WHERE x."id" = ${id}
    UNION ALL SELECT p."id", p."parentId", up."level" + 1 FROM up JOIN "Node" p ON p."id" = up."parentId" WHERE up."level" < ${maxLevels})
    SELECT up."id" FROM up`;
}

type Asked = { readonly id: string; readonly accountId: string; readonly at: string };

/** SQL for the grants `g` that the account holds on an entry or above it, at a time. */
export function nodeGrants({ id, accountId, at }: Asked, columns: string): string {
  return `SELECT ${columns} FROM "Account" a, ${heldGrants(at)} AND a."id" = ${accountId} AND g."objectKind" = 'node' AND g."objectId" IN (${nodesUp(id)})`;
}

type Row = Omit<NodeAccess, "sizeBytes" | "accountId" | "runsTeam"> & {
  sizeBytes: string;
  isPurged: boolean;
  /** Of who may change everything in the team folder: whether they also run it; null for others. */
  runs: boolean | null;
};

/** True of a file `n` of a room that the account `a` is in: they brought it, or it came with something said there that they may see. */
const isAttached = `EXISTS (SELECT 1 FROM "RoomMember" m LEFT JOIN "RoomSeat" s ON s."accountId" = m."accountId" AND s."roomId" = m."spaceId"
  WHERE m."spaceId" = n."spaceId" AND m."accountId" = a."id" AND m."leftAt" IS NULL AND n."kind" = 'file' AND (n."creatorId" = a."id" OR EXISTS (
    SELECT 1 FROM "ChatAttachment" f JOIN "ChatMessage" c ON c."id" = f."messageId" WHERE f."nodeId" = n."id" AND c."deletedAt" IS NULL
      AND c."number" > greatest(m."fromNumber", coalesce(s."clearedNumber", 0)))))`;

/** True of a file `n` in which those who meet in a room write down what is said, for an account `a` that is in that room. */
const isNotes = `EXISTS (SELECT 1 FROM "MeetingRoom" k JOIN "RoomMember" m ON m."spaceId" = k."roomId" AND m."accountId" = a."id" AND m."leftAt" IS NULL
  WHERE k."notesId" = n."id" AND k."roomId" = n."spaceId")`;

const found = `WITH RECURSIVE up AS (
    SELECT n."id", n."parentId", n."deletedAt", n."purgedAt", 0 AS "level" FROM "Node" n WHERE n."id" = $1
    UNION ALL SELECT p."id", p."parentId", p."deletedAt", p."purgedAt", up."level" + 1 FROM up JOIN "Node" p ON p."id" = up."parentId"
    WHERE up."level" < ${maxLevels})
  SELECT n."id", n."spaceId", n."parentId", n."kind", n."name", n."versionId", n."mime", n."sizeBytes", n."updatedAt", n."spaceId" = a."spaceId" AS "isOwn", t."rootId" AS "teamId",
    CASE WHEN t."rootId" IS NOT NULL THEN (SELECT bool_or('manage' = ANY(g."rights")) FROM ${heldGrants("$4")}
      AND g."objectKind" = 'node' AND g."objectId" = t."rootId" AND 'write' = ANY(g."rights")) END AS "runs",
    EXISTS (SELECT 1 FROM up WHERE up."deletedAt" IS NOT NULL) AS "isTrashed", EXISTS (SELECT 1 FROM up WHERE up."purgedAt" IS NOT NULL) AS "isPurged"
  FROM "Account" a JOIN "Domain" d ON d."id" = a."domainId" JOIN "Node" n ON n."id" = $1 LEFT JOIN "TeamFolder" t ON t."spaceId" = n."spaceId"
  WHERE a."id" = $2 AND a."state" = 'active' AND d."state" = 'active' AND (n."spaceId" = a."spaceId" OR EXISTS (
    SELECT 1 FROM ${heldGrants("$4")} AND g."objectKind" = 'node' AND g."spaceId" = n."spaceId" AND g."rights" && $3::text[]
      AND g."objectId" IN (SELECT up."id" FROM up)) OR ('read' = ANY($3) AND ${isAttached})
    OR ($3 && ARRAY['read', 'comment', 'write'] AND ${isNotes}))`;

/**
 * An entry of Files in the actor's own space, or one on which, or above which, a grant gives `need`; to read, also what came with a message of a room,
 * and to write, the notes of its meetings;
 * trashed ones are for the owner alone, or for those who may change everything in their team folder. One that the actor may read but not more is refused; any other is not found, also when it exists.
 * What is somebody else's is read, and neither written nor commented on, while its space takes more than it may.
 */
export async function accessNode(ctx: Context, actor: Actor, id: string, need: NodeRight): Promise<NodeAccess> {
  const node = isId(id) ? await findNode(ctx, actor, id, need) : undefined;
  if (node) {
    const isChange = need === "write" || need === "comment";
    if (isChange && !node.isOwn && !node.runsTeam) await refuseOverQuota(ctx, node);
    return node;
  }
  await accessOwnAccount(ctx, actor);
  const readable = need !== "read" && isId(id) ? await findNode(ctx, actor, id, "read") : undefined;
  if (readable) throw new Refusal("forbidden", "share-right-missing", { name: readable.name });
  throw new Refusal("not-found", "node-unknown");
}

async function refuseOverQuota(ctx: Context, { spaceId }: NodeAccess): Promise<void> {
  const storage = (await storageOf(ctx.db.pool, [spaceId])).get(spaceId);
  if (storage && storage.usedBytes > storage.quotaBytes)
    throw new Refusal("over-quota", "space-over-quota", { name: storage.holder });
}

/** The same for what is not in the trash. */
export async function accessLiveNode(ctx: Context, actor: Actor, id: string, need: NodeRight): Promise<NodeAccess> {
  const node = await accessNode(ctx, actor, id, need);
  if (node.isTrashed) throw new Refusal("conflict", "node-in-trash", { name: node.name });
  return node;
}

/** A folder that is not in the trash. */
export async function accessFolder(ctx: Context, actor: Actor, id: string, need: NodeRight): Promise<NodeAccess> {
  const node = await accessLiveNode(ctx, actor, id, need);
  if (node.kind !== "folder") throw new Refusal("invalid", "node-no-folder", { name: node.name });
  return node;
}

async function findNode(ctx: Context, actor: Actor, id: string, need: NodeRight): Promise<NodeAccess | undefined> {
  const accountId = actingAccount(actor);
  if (!accountId) return undefined;
  const { rows } = await ctx.db.pool.query<Row>({
    name: "access-node",
    text: found,
    values: [id, accountId, givenBy[need], ctx.clock.now()],
  });
  const row = rows[0];
  if (!row) return undefined;
  const { isPurged, runs, sizeBytes, ...node } = row;
  if (isPurged || (node.isTrashed && !node.isOwn && runs === null)) return undefined;
  return { ...node, runsTeam: runs === true, sizeBytes: Number(sizeBytes), accountId };
}

/** The spaces of which others share entries of Files with the actor. */
export async function nodeSpaces(ctx: Context, actor: Actor): Promise<string[]> {
  const { id } = await accessOwnAccount(ctx, actor);
  const { rows } = await ctx.db.pool.query<{ spaceId: string }>({
    name: "node-spaces",
    text: `SELECT DISTINCT g."spaceId" FROM "Account" a, ${heldGrants("$2")} AND a."id" = $1 AND g."objectKind" = 'node'`,
    values: [id, ctx.clock.now()],
  });
  return rows.map((row) => row.spaceId);
}
