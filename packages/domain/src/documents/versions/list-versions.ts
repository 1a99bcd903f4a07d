import type { Actor } from "@carbyne/kernel";
import { accessDocument, documentMime } from "../../access/index.ts";
import type { Context } from "../../context.ts";

export type DocumentVersion = {
  readonly id: string;
  readonly number: number;
  /** Empty for one without. */
  readonly name: string;
  /** ISO 8601. */
  readonly at: string;
  /** Who wrote what is new in it, by name; of who is here no more, none. Guests came by a link. */
  readonly authors: readonly { readonly id: string; readonly name: string; readonly isGuest: boolean }[];
  /** `auto` was made by itself, `restored` holds what was brought back, `first` is what the document began with. */
  readonly kind: "auto" | "named" | "restored" | "first";
  readonly isKept: boolean;
  /** Whether it is the newest. What was written since is not in it. */
  readonly isCurrent: boolean;
  readonly sizeBytes: number;
};

type Row = Omit<DocumentVersion, "at" | "sizeBytes" | "kind"> & { at: Date; sizeBytes: string; isAutomatic: boolean };

/** The versions of a document, the newest first, and whether something was written since. */
export async function listDocumentVersions(
  ctx: Context,
  actor: Actor,
  { id }: { id: string },
): Promise<{ versions: DocumentVersion[]; hasNewer: boolean }> {
  const { node, kind } = await accessDocument(ctx, actor, id, "read");
  const { rows } = await ctx.db.pool.query<Row>(
    `SELECT v."id", v."number", v."note" AS "name", v."createdAt" AS "at", v."isKept", v."isAutomatic", v."id" = $3 AS "isCurrent", v."sizeBytes",
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', p."id", 'name', p."name", 'isGuest', p."isGuest") ORDER BY p."name", p."id"), '[]') FROM (
          SELECT a."id", a."name", false AS "isGuest" FROM "Account" a
          WHERE a."id" = ANY(CASE WHEN v."authors" = '{}' THEN ARRAY[v."authorId"] ELSE v."authors" END)
          UNION ALL SELECT g."id", g."name", true FROM "LinkVisitor" g WHERE g."id" = ANY(v."authors")) p) AS "authors"
     FROM "NodeVersion" v WHERE v."nodeId" = $1 AND v."mime" = $2 ORDER BY v."number" DESC`,
    [id, documentMime[kind], node.versionId],
  );
  const { rows: newer } = await ctx.db.pool.query<{ hasNewer: boolean }>(
    'SELECT "seq" > "versionSeq" AS "hasNewer" FROM "Document" WHERE "nodeId" = $1',
    [id],
  );
  const versions = rows.map(({ isAutomatic, at, sizeBytes, ...row }) => ({
    ...row,
    kind: kindOf(row, isAutomatic),
    at: at.toISOString(),
    sizeBytes: Number(sizeBytes),
  }));
  return { versions, hasNewer: newer[0]?.hasNewer ?? false };
}

function kindOf({ name, number }: { name: string; number: number }, isAutomatic: boolean): DocumentVersion["kind"] {
  if (name !== "") return "named";
  if (number === 1) return "first";
  return isAutomatic ? "auto" : "restored";
}
