import { transaction } from "@carbyne/db";
import { type Actor, newId, Refusal } from "@carbyne/kernel";
import { safeFileName } from "@carbyne/mime";
import { accessOwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { refuseWithoutRoom } from "../../quota/index.ts";
import { resolveSettings } from "../../settings/index.ts";
import { storable } from "../store-message.ts";

export type Upload = {
  readonly uploadId: string;
  readonly name: string;
  readonly type: string;
  readonly sizeBytes: number;
};

/** The most bytes that one file of a message may have, for the door to stop reading at. */
export async function uploadLimit(ctx: Context, actor: Actor): Promise<number> {
  const account = await accessOwnAccount(ctx, actor);
  return Number((await resolveSettings(ctx, account.id))["mail.maxMessageBytes"].value);
}

/** Keeps a file that the browser sent for a message that is not written yet. */
export async function keepUpload(
  ctx: Context,
  actor: Actor,
  input: { name: string; type: string; content: Buffer },
): Promise<Upload> {
  const account = await accessOwnAccount(ctx, actor);
  const max = await uploadLimit(ctx, actor);
  if (input.content.length > max) throw new Refusal("too-large", "attachment-too-large", { max });
  await refuseWithoutRoom(ctx, { spaceId: account.spaceId, bytes: input.content.length });
  const type = /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/.test(input.type)
    ? input.type.toLowerCase()
    : "application/octet-stream";
  const upload = {
    uploadId: newId(),
    name: storable(safeFileName(input.name)),
    type,
    sizeBytes: input.content.length,
  };
  const blob = await ctx.blobs.prepare(input.content);
  await transaction(ctx.db.pool, async (client) => {
    await blob.write(client);
    await client.query(
      'INSERT INTO "Upload" ("id", "accountId", "blobHash", "name", "type", "sizeBytes") VALUES ($1, $2, $3, $4, $5, $6)',
      [upload.uploadId, account.id, blob.hash, upload.name, upload.type, upload.sizeBytes],
    );
  });
  return upload;
}

/** Keeps content that is here already for a message that is not written yet. The caller has checked the right to read it. */
export async function keepUploadOf(
  ctx: Context,
  actor: Actor,
  { hash, ...file }: { name: string; type: string; sizeBytes: number; hash: Buffer },
): Promise<Upload> {
  const account = await accessOwnAccount(ctx, actor);
  await refuseWithoutRoom(ctx, { spaceId: account.spaceId, bytes: file.sizeBytes });
  const upload = { ...file, uploadId: newId(), name: storable(safeFileName(file.name)) };
  await ctx.db.pool.query(
    'INSERT INTO "Upload" ("id", "accountId", "blobHash", "name", "type", "sizeBytes") VALUES ($1, $2, $3, $4, $5, $6)',
    [upload.uploadId, account.id, hash, upload.name, upload.type, upload.sizeBytes],
  );
  return upload;
}

/** A file that the actor itself uploaded. */
export async function readUpload(
  ctx: Context,
  actor: Actor,
  { uploadId }: { uploadId: string },
): Promise<{ name: string; type: string; content: Buffer }> {
  const account = await accessOwnAccount(ctx, actor);
  const upload = await ctx.db.prisma.upload.findFirst({ where: { id: uploadId, accountId: account.id } });
  if (!upload) throw new Refusal("not-found", "upload-unknown");
  return { name: upload.name, type: upload.type, content: await ctx.blobs.read(upload.blobHash) };
}
