import type { Actor } from "@carbyne/kernel";
import { parseMessage, readContent } from "@carbyne/mime";
import { accessOwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { readSource } from "../../mail/index.ts";
import { hashToken } from "./token.ts";

/** A link that somebody sent in a message. */
export type SentLink = {
  readonly id: string;
  readonly nodeId: string;
  readonly name: string;
  /** ISO 8601. */
  readonly expiresAt: string | null;
  readonly downloads: number;
  readonly isOpen: boolean;
  /** Those who got one of their own. */
  readonly recipients: readonly {
    readonly id: string;
    readonly address: string;
    readonly downloads: number;
    readonly isOpen: boolean;
  }[];
};

const mostLinks = 100;

/** The actor's own links that stand in a message, in its order, those that were taken back among them. */
export async function linksInMessage(
  ctx: Context,
  actor: Actor,
  { messageId }: { messageId: string },
): Promise<SentLink[]> {
  const own = await accessOwnAccount(ctx, actor);
  const raw = await readSource(ctx, actor, { id: messageId });
  const { text, html } = readContent(raw, parseMessage(raw));
  const found = `${html ?? ""}\n${text ?? ""}`.matchAll(/\/s\/([\w-]{32})(?![\w-])/g);
  const hashes = [...new Set([...found].map((match) => match[1] ?? ""))].slice(0, mostLinks).map(hashToken);
  if (hashes.length === 0) return [];
  const { rows } = await ctx.db.pool.query<Omit<SentLink, "expiresAt"> & { expiresAt: Date | null }>(
    `SELECT l."id", l."nodeId", n."name", l."expiresAt", l."downloads",
       l."revokedAt" IS NULL AND n."deletedAt" IS NULL AND (l."expiresAt" IS NULL OR l."expiresAt" > $3) AS "isOpen",
       coalesce((SELECT jsonb_agg(jsonb_build_object('id', s."id", 'address', s."recipient", 'downloads', s."downloads", 'isOpen', s."revokedAt" IS NULL)
         ORDER BY s."recipient", s."id") FROM "FileLink" s WHERE s."sentOfId" = l."id"), '[]') AS "recipients"
     FROM "FileLink" l JOIN "Node" n ON n."id" = l."nodeId" WHERE l."tokenHash" = ANY($1) AND l."creatorId" = $2
     ORDER BY array_position($1::bytea[], l."tokenHash")`,
    [hashes, own.id, ctx.clock.now()],
  );
  return rows.map((row) => ({ ...row, expiresAt: row.expiresAt?.toISOString() ?? null }));
}
