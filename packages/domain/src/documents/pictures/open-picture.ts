import { type Actor, isId, Refusal } from "@carbyne/kernel";
import { accessDocument, type NodeAccess } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { isDoubtful, refuseUnsafe } from "../../scanning/index.ts";
import { isVisiting, visitDocument } from "../visit-document.ts";

export type OpenPicture = {
  readonly mime: string;
  readonly sizeBytes: number;
  /** Names these bytes and no others. */
  readonly tag: string;
  /** The bytes, piece by piece. */
  readonly read: () => AsyncGenerator<Buffer>;
};

/** A picture of a document, for whoever may read that, also by an address alone. */
export async function openPicture(
  ctx: Context,
  actor: Actor,
  { id, pictureId }: { id: string; pictureId: string },
): Promise<OpenPicture> {
  const place = await accessPictures(ctx, actor, id);
  if (!isId(pictureId)) throw new Refusal("not-found", "picture-unknown");
  const { rows } = await ctx.db.pool.query<{ hash: Buffer; sizeBytes: string; mime: string; isDoubtful: boolean }>({
    name: "open-doc-picture",
    text: `SELECT p."blobHash" AS "hash", p."sizeBytes", p."mime", ${isDoubtful('p."blobHash"')} AS "isDoubtful"
           FROM "DocPicture" p WHERE p."nodeId" = $1 AND p."id" = $2`,
    values: [id, pictureId],
  });
  const [picture] = rows;
  if (!picture) throw new Refusal("not-found", "picture-unknown");
  const { hash, mime } = picture;
  if (picture.isDoubtful) await refuseUnsafe(ctx, [{ hash, name: place.name }], place);
  return {
    mime,
    sizeBytes: Number(picture.sizeBytes),
    tag: hash.toString("base64url"),
    read: () => ctx.blobs.stream(hash),
  };
}

async function accessPictures(
  ctx: Context,
  actor: Actor,
  id: string,
): Promise<Pick<NodeAccess, "name" | "isOwn" | "spaceId">> {
  if (isVisiting(actor)) {
    const { name, spaceId } = await visitDocument(ctx, actor, id);
    return { name, spaceId, isOwn: false };
  }
  return (await accessDocument(ctx, actor, id, "read")).node;
}
