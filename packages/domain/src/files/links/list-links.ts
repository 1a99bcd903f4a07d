import type { Actor } from "@carbyne/kernel";
import { accessOwnAccount, accessShareable, type LinkKind } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import type { LinkVerb } from "./events.ts";
import { accessOwnLink } from "./links.ts";
import { readToken } from "./token.ts";

/** A link as those who may share its entry see it. */
export type LinkView = {
  readonly id: string;
  readonly kind: LinkKind;
  readonly role: "read" | "comment" | "write" | null;
  /** Whether who has no account may do that with documents. */
  readonly isForVisitors: boolean;
  /** What the address ends with; null for who may not change the link. */
  readonly token: string | null;
  readonly description: string;
  readonly hasCode: boolean;
  /** ISO 8601. */
  readonly expiresAt: string | null;
  readonly isOver: boolean;
  readonly downloadLimit: number | null;
  readonly downloads: number;
  readonly uploadLimit: number | null;
  readonly uploadedBytes: number;
  /** Who made it, when it was not the actor. */
  readonly byName: string | null;
  readonly canChange: boolean;
  /** ISO 8601. */
  readonly createdAt: string;
};

type Row = Omit<LinkView, "token" | "expiresAt" | "isOver" | "byName" | "canChange" | "createdAt"> & {
  sealedToken: Buffer;
  expiresAt: Date | null;
  creatorId: string;
  creatorName: string;
  createdAt: Date;
};

/** The links of an entry, those that are over among them, in the order in which they were made. */
export async function listLinks(ctx: Context, actor: Actor, { nodeId }: { nodeId: string }): Promise<LinkView[]> {
  const own = await accessOwnAccount(ctx, actor);
  const { isOwner } = await accessShareable(ctx, actor, { kind: "node", id: nodeId });
  const { rows } = await ctx.db.pool.query<Row>(
    `SELECT l."id", l."kind", l."role", l."isForVisitors", l."sealedToken", l."description", l."passwordHash" IS NOT NULL AS "hasCode", l."expiresAt", l."downloadLimit",
       l."downloads" + coalesce((SELECT sum(s."downloads") FROM "FileLink" s WHERE s."sentOfId" = l."id"), 0)::int AS "downloads", l."uploadLimit"::float8 AS "uploadLimit", l."uploadedBytes"::float8 AS "uploadedBytes", l."creatorId", a."name" AS "creatorName", l."createdAt"
     FROM "FileLink" l JOIN "Account" a ON a."id" = l."creatorId" WHERE l."nodeId" = $1 AND l."revokedAt" IS NULL AND l."sentOfId" IS NULL ORDER BY l."createdAt", l."id"`,
    [nodeId],
  );
  return Promise.all(
    rows.map(async ({ sealedToken, creatorId, creatorName, createdAt, expiresAt, ...row }) => {
      const isMine = creatorId === own.id;
      const canChange = isOwner || isMine;
      return {
        ...row,
        token: canChange ? await readToken(ctx, sealedToken) : null,
        expiresAt: expiresAt?.toISOString() ?? null,
        isOver: expiresAt !== null && expiresAt <= ctx.clock.now(),
        byName: isMine ? null : creatorName,
        canChange,
        createdAt: createdAt.toISOString(),
      };
    }),
  );
}

/** What was done through a link. */
export type LinkEvent = {
  readonly id: string;
  readonly verb: LinkVerb;
  readonly name: string;
  readonly address: string;
  /** Who took what is shared, or whose own link it was of those that were sent. */
  readonly person: string | null;
  /** ISO 8601. */
  readonly at: string;
};

const mostShown = 100;

/** What was done through a link lately, the last first. */
export async function listLinkEvents(ctx: Context, actor: Actor, { id }: { id: string }): Promise<LinkEvent[]> {
  const { link } = await accessOwnLink(ctx, actor, id);
  const { rows } = await ctx.db.pool.query<Omit<LinkEvent, "at"> & { at: Date }>(
    `SELECT e."id", e."verb", e."name", e."address", coalesce(a."name", nullif(l."recipient", '')) AS "person", e."at"
     FROM "FileLinkEvent" e JOIN "FileLink" l ON l."id" = e."linkId" LEFT JOIN "Account" a ON a."id" = e."accountId"
     WHERE l."id" = $1 OR l."sentOfId" = $1 ORDER BY e."id" DESC LIMIT ${mostShown}`,
    [link.id],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
