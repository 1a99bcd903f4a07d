import { type Actor, newId, Refusal } from "@carbyne/kernel";
import { safeHtml } from "@carbyne/mime";
import type pg from "pg";
import { accessOwnAccount } from "../access/index.ts";
import type { Context } from "../context.ts";
import { changeSpace } from "../spaces/index.ts";
import { accessSignature } from "./access.ts";

export type Picture = {
  readonly uploadId: string;
  readonly name: string;
  readonly type: string;
  readonly sizeBytes: number;
  readonly contentId: string;
};

export type Signature = {
  readonly id: string;
  readonly name: string;
  /** Pictures are `/uploads/<uploadId>`. */
  readonly html: string;
  readonly pictures: readonly Picture[];
};

const mostSignatures = 100;
const longestHtml = 50_000;
const mostPictures = 10;
/** A signature goes out with every message. */
const mostPictureBytes = 1_048_576;

/** The actor's own signatures by name. */
export async function listSignatures(ctx: Context, actor: Actor): Promise<Signature[]> {
  const { spaceId } = await accessOwnAccount(ctx, actor);
  const rows = await ctx.db.prisma.signature.findMany({
    where: { spaceId, deletedAt: null },
    select: {
      id: true,
      name: true,
      html: true,
      pictures: { select: { id: true, name: true, type: true, sizeBytes: true } },
    },
    orderBy: [{ name: "asc" }, { createdAt: "asc" }],
  });
  return rows.map(({ pictures, ...row }) => ({
    ...row,
    pictures: pictures.map(({ id, ...file }) => ({ ...file, uploadId: id, contentId: `${id}@carbyne` })),
  }));
}

/** Makes or changes a signature; its pictures, which were uploaded before, stay with it. Refuses what is too large to go out with every message. */
export async function saveSignature(
  ctx: Context,
  actor: Actor,
  input: { id?: string | undefined; name: string; html: string },
): Promise<{ id: string }> {
  const account = await accessOwnAccount(ctx, actor);
  if (input.id) await accessSignature(ctx, actor, { id: input.id });
  const name = input.name.trim();
  if (name === "" || name.length > 200 || /\p{Cc}/u.test(name)) throw new Refusal("invalid", "name-invalid");
  const { html, pictures } = cleanHtml(input.html);
  if (html.length > longestHtml || pictures.length > mostPictures)
    throw new Refusal("too-large", "signature-too-large", { max: mostPictureBytes });
  const id = input.id ?? newId();
  await changeSpace(ctx, account.spaceId, async (client, modseq) => {
    if (!input.id) await refuseMany(client, account.spaceId);
    await client.query(
      `INSERT INTO "Signature" ("id", "spaceId", "modseq", "name", "html") VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT ("id") DO UPDATE SET "modseq" = $3, "name" = $4, "html" = $5`,
      [id, account.spaceId, modseq, name, html],
    );
    await keepPictures(ctx, client, { accountId: account.id, signatureId: id, pictures });
  });
  return { id };
}

/** Takes a signature away; identities that used it have none until it is brought back. */
export async function removeSignature(ctx: Context, actor: Actor, { id }: { id: string }): Promise<void> {
  await setDeleted(ctx, actor, { id, deletedAt: ctx.clock.now() });
}

/** Brings a removed signature back, to the identities that used it too. */
export async function restoreSignature(ctx: Context, actor: Actor, { id }: { id: string }): Promise<void> {
  await setDeleted(ctx, actor, { id, deletedAt: null });
}

async function setDeleted(ctx: Context, actor: Actor, input: { id: string; deletedAt: Date | null }): Promise<void> {
  const { id, spaceId } = await accessSignature(ctx, actor, input);
  await changeSpace(ctx, spaceId, (client, modseq) =>
    client.query('UPDATE "Signature" SET "deletedAt" = $2, "modseq" = $3 WHERE "id" = $1', [
      id,
      input.deletedAt,
      modseq,
    ]),
  );
}

/** The HTML without what is not to be shown, its own pictures still at their place. */
function cleanHtml(text: string): { html: string; pictures: string[] } {
  const bound = text.replace(/(<img\b[^>]*?\ssrc=")\/uploads\/([0-9a-f-]{36})(?:\?[^"]*)?"/gi, '$1cid:$2"');
  const pictures = new Set<string>();
  const { html } = safeHtml(bound, {
    cid: (id) => {
      if (!/^[0-9a-f-]{36}$/.test(id)) return null;
      pictures.add(id);
      return `/uploads/${id}`;
    },
    remote: (url) => url,
  });
  return { html, pictures: [...pictures] };
}

async function refuseMany(client: pg.PoolClient, spaceId: string): Promise<void> {
  const { rows } = await client.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM "Signature" WHERE "spaceId" = $1 AND "deletedAt" IS NULL',
    [spaceId],
  );
  if ((rows[0]?.n ?? 0) >= mostSignatures)
    throw new Refusal("too-many", "signatures-too-many", { max: mostSignatures });
}

/** Binds the uploads of the pictures to the signature, and lets go of those that are no longer in it: they are removed as unused ones are. */
async function keepPictures(
  ctx: Context,
  client: pg.PoolClient,
  { accountId, signatureId, pictures }: { accountId: string; signatureId: string; pictures: readonly string[] },
): Promise<void> {
  await client.query(
    'UPDATE "Upload" SET "signatureId" = NULL, "createdAt" = $3 WHERE "signatureId" = $1 AND NOT ("id" = ANY($2::uuid[]))',
    [signatureId, pictures, ctx.clock.now()],
  );
  const { rows } = await client.query<{ sizeBytes: number }>(
    'UPDATE "Upload" SET "signatureId" = $1 WHERE "id" = ANY($2::uuid[]) AND "accountId" = $3 AND ("signatureId" IS NULL OR "signatureId" = $1) RETURNING "sizeBytes"',
    [signatureId, pictures, accountId],
  );
  if (rows.length < pictures.length) throw new Refusal("not-found", "upload-unknown");
  if (rows.reduce((sum, row) => sum + row.sizeBytes, 0) > mostPictureBytes)
    throw new Refusal("too-large", "signature-too-large", { max: mostPictureBytes });
}
