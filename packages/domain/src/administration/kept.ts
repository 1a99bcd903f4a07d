import { type Actor, Refusal } from "@carbyne/kernel";
import { recordAudit } from "../audit/index.ts";
import type { Context } from "../context.ts";
import { accessHoldable, type HoldOf } from "./access-holdable.ts";

/** Something that was deleted and that a hold or retention keeps. */
export type Kept = {
  readonly id: string;
  readonly kind: "folder" | "file" | "version" | "comment" | "message" | "mailbox";
  /** Of a version or comment the name of its file, where that is known; of a message its subject. */
  readonly name: string;
  readonly sizeBytes: number;
  /** ISO 8601. */
  readonly keptAt: string;
  readonly hasContent: boolean;
};

const mostListed = 100_000;

/** What is kept of an account or a team folder, the latest first. To look is audited: it is somebody's mail and files. */
export async function listKept(ctx: Context, actor: Actor, of: HoldOf): Promise<Kept[]> {
  const { spaceId, entry } = await accessHoldable(ctx, actor, of);
  await recordAudit(ctx, actor, entry("kept-list"));
  const { rows } = await ctx.db.pool.query<Omit<Kept, "keptAt" | "sizeBytes"> & { keptAt: Date; sizeBytes: string }>(
    `SELECT k."id", CASE k."kind" WHEN 'Node' THEN k."data" ->> 'kind' WHEN 'NodeVersion' THEN 'version' ELSE lower(k."kind") END AS "kind",
       coalesce(k."data" ->> 'name', k."data" ->> 'subject', (SELECT n."name" FROM "Node" n WHERE n."id" = (k."data" ->> 'nodeId')::uuid),
         (SELECT o."data" ->> 'name' FROM "KeptRow" o WHERE o."spaceId" = k."spaceId" AND o."kind" = 'Node' AND o."objectId" = (k."data" ->> 'nodeId')::uuid LIMIT 1),
         '') AS "name",
       coalesce((k."data" ->> 'sizeBytes')::bigint, 0) AS "sizeBytes", k."keptAt", k."blobHash" IS NOT NULL AS "hasContent"
     FROM "KeptRow" k WHERE k."spaceId" = $1 ORDER BY k."keptAt" DESC, k."id" LIMIT ${mostListed}`,
    [spaceId],
  );
  return rows.map((row) => ({ ...row, sizeBytes: Number(row.sizeBytes), keptAt: row.keptAt.toISOString() }));
}

/** The content of something that is kept: a version of a file, or a message. */
export async function openKept(
  ctx: Context,
  actor: Actor,
  { keptId, ...of }: HoldOf & { keptId: string },
): Promise<AsyncGenerator<Buffer>> {
  const { spaceId, entry } = await accessHoldable(ctx, actor, of);
  const { rows } = await ctx.db.pool.query<{ hash: Buffer }>(
    'SELECT "blobHash" AS "hash" FROM "KeptRow" WHERE "id" = $1 AND "spaceId" = $2 AND "blobHash" IS NOT NULL',
    [keptId, spaceId],
  );
  const [kept] = rows;
  if (!kept) throw new Refusal("not-found", "kept-unknown");
  await recordAudit(ctx, actor, { ...entry("kept-read"), data: { keptId } });
  return ctx.blobs.stream(kept.hash);
}
