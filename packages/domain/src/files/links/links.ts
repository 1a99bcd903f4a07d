import { type Actor, isId, newId, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { accessOwnAccount, accessShareable, type LinkKind, type Shareable } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { changeSpace } from "../../spaces/index.ts";
import { refuseMoved } from "../tree.ts";
import { followRules } from "./rules.ts";
import { type LinkTerms, linkTerms, type StoredLinkTerms } from "./terms.ts";
import { makeToken } from "./token.ts";

/** How long a link that was taken back can be put back. */
const restoreMs = 3_600_000;
/** Links of one entry. */
const mostLinks = 100;

/** A row of FileLink, as its maker and the owner of the entry have to do with it. */
type OwnLink = StoredLinkTerms & {
  readonly id: string;
  readonly nodeId: string;
  readonly kind: LinkKind;
  readonly creatorId: string;
  readonly revokedAt: Date | null;
};

const columns = `"id", "nodeId", "kind", "role", "description", "passwordHash", "expiresAt", "downloadLimit", "uploadLimit"::float8 AS "uploadLimit",
  "isForVisitors", "creatorId", "revokedAt"`;

/** A link that the actor may change or take back: the owner of the entry each, who shares it on those that they made. Any other is not found. */
export async function accessOwnLink(
  ctx: Context,
  actor: Actor,
  id: string,
): Promise<{ link: OwnLink; object: Shareable }> {
  const own = await accessOwnAccount(ctx, actor);
  const { rows } = isId(id)
    ? await ctx.db.pool.query<OwnLink>(`SELECT ${columns} FROM "FileLink" WHERE "id" = $1`, [id])
    : { rows: [] };
  const link = rows[0];
  if (!link) throw new Refusal("not-found", "link-unknown");
  const object = await accessShareable(ctx, actor, { kind: "node", id: link.nodeId });
  if (!object.isOwner && link.creatorId !== own.id) throw new Refusal("forbidden", "link-not-yours");
  return { link, object };
}

/** Makes a way to an entry for whoever is given its address. */
export async function createLink(
  ctx: Context,
  actor: Actor,
  {
    nodeId,
    kind,
    isForMail = false,
    ...asked
  }: LinkTerms & {
    nodeId: string;
    kind: LinkKind;
    /** Recipients of messages that it stands in get one of their own. */
    isForMail?: boolean | undefined;
  },
): Promise<{ id: string; token: string }> {
  const { id: creatorId } = await accessOwnAccount(ctx, actor);
  const { spaceId } = await accessShareable(ctx, actor, { kind: "node", id: nodeId });
  const node = await ctx.db.prisma.node.findUniqueOrThrow({
    where: { id: nodeId },
    select: { kind: true, name: true },
  });
  if (kind === "upload" && node.kind !== "folder") throw new Refusal("invalid", "node-no-folder", { name: node.name });
  const terms = await followRules(ctx, { kind, creatorId }, await linkTerms(ctx, kind, asked));
  const { token, tokenHash, sealedToken } = await makeToken(ctx);
  const id = newId();
  await changeSpace(ctx, spaceId, async (client, modseq) => {
    await refuseMoved(client, spaceId, [nodeId]);
    const { rows } = await client.query<{ n: number }>(
      'SELECT count(*)::int AS "n" FROM "FileLink" WHERE "nodeId" = $1 AND "revokedAt" IS NULL AND "sentOfId" IS NULL',
      [nodeId],
    );
    if ((rows[0]?.n ?? 0) >= mostLinks) throw new Refusal("too-many", "link-too-many", { max: mostLinks });
    await client.query(
      `INSERT INTO "FileLink" ("id", "spaceId", "modseq", "nodeId", "kind", "tokenHash", "sealedToken", "creatorId", "createdAt", "role", "description",
         "passwordHash", "expiresAt", "downloadLimit", "uploadLimit", "isForVisitors", "isForMail")
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
      [
        id,
        spaceId,
        modseq,
        nodeId,
        kind,
        tokenHash,
        sealedToken,
        creatorId,
        ctx.clock.now(),
        ...valuesOf(terms),
        isForMail,
      ],
    );
    await markNode(client, { nodeId, modseq });
  });
  return { id, token };
}

function valuesOf(terms: StoredLinkTerms): unknown[] {
  const { role, description, passwordHash, expiresAt, downloadLimit, uploadLimit, isForVisitors } = terms;
  return [role, description, passwordHash, expiresAt, downloadLimit, uploadLimit, isForVisitors];
}

/** Lists show which entries have links. */
async function markNode(client: pg.ClientBase, { nodeId, modseq }: { nodeId: string; modseq: bigint }): Promise<void> {
  await client.query('UPDATE "Node" SET "modseq" = $2 WHERE "id" = $1', [nodeId, modseq]);
}

/** Gives a link other terms. Whether what is seen may be fetched too can be changed; what else a link is for cannot. */
export async function changeLink(
  ctx: Context,
  actor: Actor,
  { id, kind: asked, ...terms }: LinkTerms & { id: string; kind?: "download" | "view" | undefined },
): Promise<void> {
  const { link, object } = await accessOwnLink(ctx, actor, id);
  if (link.revokedAt) throw new Refusal("not-found", "link-unknown");
  const kind = asked ?? link.kind;
  if (kind !== link.kind && link.kind !== "download" && link.kind !== "view")
    throw new Refusal("invalid", "link-kind-fixed");
  const stored = await followRules(ctx, { ...link, kind }, await linkTerms(ctx, kind, terms, link));
  await changeSpace(ctx, object.spaceId, async (client, modseq) => {
    await client.query(
      `UPDATE "FileLink" SET "modseq" = $2, "kind" = $3, "role" = $4, "description" = $5, "passwordHash" = $6, "expiresAt" = $7, "downloadLimit" = $8,
         "uploadLimit" = $9, "isForVisitors" = $10 WHERE "id" = $1 OR "sentOfId" = $1`,
      [id, modseq, kind, ...valuesOf(stored)],
    );
    await markNode(client, { nodeId: link.nodeId, modseq });
  });
}

/** Takes a link back: its address opens nothing any more. It can be put back for an hour. */
export async function revokeLink(ctx: Context, actor: Actor, { id }: { id: string }): Promise<void> {
  await setRevoked(ctx, await accessOwnLink(ctx, actor, id), ctx.clock.now());
}

/** Puts back what was taken back in the last hour, with the same address. */
export async function restoreLink(ctx: Context, actor: Actor, { id }: { id: string }): Promise<void> {
  const own = await accessOwnLink(ctx, actor, id);
  const since = new Date(ctx.clock.now().getTime() - restoreMs);
  if (own.link.revokedAt && own.link.revokedAt < since) throw new Refusal("not-found", "undo-too-late");
  await setRevoked(ctx, own, null);
}

async function setRevoked(
  ctx: Context,
  { link, object }: { link: OwnLink; object: Shareable },
  revokedAt: Date | null,
): Promise<void> {
  await changeSpace(ctx, object.spaceId, async (client, modseq) => {
    await client.query(
      // Those of recipients go and come back with it, but for what was taken back alone.
      `UPDATE "FileLink" SET "revokedAt" = CASE WHEN $2::timestamptz IS NULL THEN NULL ELSE coalesce("revokedAt", $2) END, "modseq" = $3
       WHERE "id" = $1 OR ("sentOfId" = $1 AND ($2::timestamptz IS NOT NULL OR "revokedAt" = $4::timestamptz))`,
      [link.id, revokedAt, modseq, link.revokedAt],
    );
    await markNode(client, { nodeId: link.nodeId, modseq });
  });
}
