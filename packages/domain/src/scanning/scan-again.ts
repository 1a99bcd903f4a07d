import { type Actor, Refusal } from "@carbyne/kernel";
import { accessAdmin, accessLiveNode } from "../access/index.ts";
import { recordAudit } from "../audit/index.ts";
import type { Context } from "../context.ts";
import { hintScan } from "./ask-scan.ts";

/** Has what a file is now looked at once more, for whoever may change it; until then all stays as it is. */
export async function scanFileAgain(ctx: Context, actor: Actor, { id }: { id: string }): Promise<void> {
  const node = await accessLiveNode(ctx, actor, id, "write");
  if (!ctx.scanner) throw new Refusal("conflict", "scanner-missing");
  await ctx.db.pool.query(
    `INSERT INTO "BlobScan" ("hash", "isHeld", "dueAt") SELECT v."blobHash", false, $2 FROM "NodeVersion" v WHERE v."id" = $1
     ON CONFLICT ("hash") DO UPDATE SET "dueAt" = LEAST("BlobScan"."dueAt", EXCLUDED."dueAt")`,
    [node.versionId, ctx.clock.now()],
  );
  hintScan(ctx);
}

/** Has all content looked at once more, or what something was found in: the scanner may know more by now, or may have been wrong. */
export async function scanAllAgain(
  ctx: Context,
  actor: Actor,
  { isInfectedOnly }: { isInfectedOnly: boolean },
): Promise<{ count: number }> {
  await accessWholeServer(ctx, actor);
  if (!ctx.scanner) throw new Refusal("conflict", "scanner-missing");
  const { rowCount } = await ctx.db.pool.query(
    `UPDATE "BlobScan" SET "dueAt" = LEAST("dueAt", $1) WHERE "state" = 'infected' OR NOT $2`,
    [ctx.clock.now(), isInfectedOnly],
  );
  const count = rowCount ?? 0;
  await recordAudit(ctx, actor, { action: "file.scan-again", data: { count, isInfectedOnly } });
  hintScan(ctx);
  return { count };
}

/** A file in which something was found. */
export type Quarantined = {
  readonly nodeId: string;
  readonly name: string;
  readonly version: number;
  /** Whose it is: the address of an account, or the name of a team folder or a room. */
  readonly address: string | null;
  readonly found: string;
  /** ISO 8601. */
  readonly scannedAt: string | null;
};

const mostListed = 1000;

/** The files in which something was found, the latest first. */
export async function listQuarantined(ctx: Context, actor: Actor): Promise<Quarantined[]> {
  await accessWholeServer(ctx, actor);
  const { rows } = await ctx.db.pool.query<Omit<Quarantined, "scannedAt"> & { scannedAt: Date | null }>(
    `SELECT n."id" AS "nodeId", n."name", v."number" AS "version", coalesce(p."local" || '@' || d."name", r."name", room."name") AS "address", s."found", s."scannedAt"
     FROM "BlobScan" s JOIN "NodeVersion" v ON v."blobHash" = s."hash" JOIN "Node" n ON n."id" = v."nodeId"
       LEFT JOIN "Account" a ON a."spaceId" = n."spaceId"
       LEFT JOIN "Address" p ON p."accountId" = a."id" AND p."kind" IN ('account', 'shared') LEFT JOIN "Domain" d ON d."id" = p."domainId"
       LEFT JOIN "TeamFolder" t ON t."spaceId" = n."spaceId" LEFT JOIN "Node" r ON r."id" = t."rootId"
       LEFT JOIN "Room" room ON room."spaceId" = n."spaceId"
     WHERE s."state" = 'infected' AND n."purgedAt" IS NULL ORDER BY s."scannedAt" DESC, n."id" LIMIT ${mostListed}`,
  );
  return rows.map((row) => ({ ...row, scannedAt: row.scannedAt?.toISOString() ?? null }));
}

async function accessWholeServer(ctx: Context, actor: Actor): Promise<void> {
  const { scope } = await accessAdmin(ctx, actor);
  if (scope !== undefined) throw new Refusal("forbidden", "admin-needed");
}
