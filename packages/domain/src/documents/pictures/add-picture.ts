import { type Actor, newId, Refusal } from "@carbyne/kernel";
import { kindOf } from "@carbyne/preview";
import type pg from "pg";
import { accessDocument, accessLiveNode, type DocumentAccess } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { refuseMoved } from "../../files/index.ts";
import { refuseWithoutRoomLeft } from "../../quota/index.ts";
import { askScan, hintScan, isDoubtful, refuseUnsafe } from "../../scanning/index.ts";
import { changeSpace } from "../../spaces/index.ts";
import { insertPicture } from "./insert-picture.ts";

/** The largest picture of a document, in bytes. */
export const mostPictureBytes = 20 * 2 ** 20;
/** Pictures of one document. */
const mostPictures = 500;
/** Drawings are not among them: a drawing is a program, too. */
const formats = new Set(["png", "jpeg", "gif", "webp", "avif"]);

/** What a picture is by its bytes; null for what no document takes. */
export function pictureMime(bytes: Buffer): string | null {
  const kind = kindOf({ name: "", type: "", content: bytes });
  return kind?.family === "picture" && formats.has(kind.format) ? `image/${kind.format}` : null;
}

/** Refuses who could not add a picture, before any byte of it has come. */
export async function checkPicturing(ctx: Context, actor: Actor, { id }: { id: string }): Promise<void> {
  await accessDocument(ctx, actor, id, "write");
}

/** Adds a picture to a document; its id is what the text names it by. */
export async function addPicture(
  ctx: Context,
  actor: Actor,
  { id, bytes }: { id: string; bytes: Buffer },
): Promise<{ id: string }> {
  const { node } = await accessDocument(ctx, actor, id, "write");
  if (bytes.length > mostPictureBytes) throw new Refusal("too-large", "picture-large", { max: mostPictureBytes });
  const mime = pictureMime(bytes);
  if (mime === null) throw new Refusal("invalid", "picture-none");
  const { hash, write } = await ctx.blobs.prepare(bytes);
  const added = await insert(ctx, node, { hash, sizeBytes: bytes.length, mime, write });
  hintScan(ctx);
  return added;
}

/** Adds a picture that lies in Files, as it is now; no byte is copied. */
export async function addPictureFromFile(
  ctx: Context,
  actor: Actor,
  { id, nodeId }: { id: string; nodeId: string },
): Promise<{ id: string }> {
  const { node } = await accessDocument(ctx, actor, id, "write");
  const file = await accessLiveNode(ctx, actor, nodeId, "read");
  if (file.kind !== "file") throw new Refusal("invalid", "node-no-file", { name: file.name });
  if (file.sizeBytes > mostPictureBytes) throw new Refusal("too-large", "picture-large", { max: mostPictureBytes });
  const { rows } = await ctx.db.pool.query<{ hash: Buffer; isDoubtful: boolean }>(
    `SELECT v."blobHash" AS "hash", ${isDoubtful('v."blobHash"')} AS "isDoubtful" FROM "NodeVersion" v WHERE v."id" = $1`,
    [file.versionId],
  );
  const [version] = rows;
  if (!version) throw new Refusal("not-found", "version-unknown");
  // It is shown to whoever may read the document: looked at, or not at all.
  if (version.isDoubtful) await refuseUnsafe(ctx, [{ hash: version.hash, name: file.name }], { spaceId: file.spaceId });
  const bytes = await ctx.blobs.read(version.hash);
  const mime = pictureMime(bytes);
  if (mime === null) throw new Refusal("invalid", "picture-none");
  // Written again, so that what nobody refers to any more is not collected under it.
  const { hash, write } = await ctx.blobs.prepare(bytes);
  return insert(ctx, node, { hash, sizeBytes: bytes.length, mime, write });
}

type Added = {
  readonly hash: Buffer;
  readonly sizeBytes: number;
  readonly mime: string;
  readonly write: (client: pg.ClientBase) => Promise<void>;
};

async function insert(
  ctx: Context,
  node: DocumentAccess["node"],
  { write, ...picture }: Added,
): Promise<{ id: string }> {
  const { spaceId, accountId } = node;
  return changeSpace(ctx, spaceId, async (client) => {
    await refuseMoved(client, spaceId, [node.id]);
    const { rows } = await client.query<{ count: number }>(
      'SELECT count(*)::int AS "count" FROM "DocPicture" WHERE "nodeId" = $1',
      [node.id],
    );
    if ((rows[0]?.count ?? 0) >= mostPictures) throw new Refusal("too-many", "pictures-many", { max: mostPictures });
    await refuseWithoutRoomLeft(client, { spaceId, accountId, bytes: picture.sizeBytes });
    await write(client);
    await askScan(ctx, client, { hash: picture.hash, name: node.name });
    const id = newId();
    await insertPicture(client, { id, nodeId: node.id, spaceId, ...picture, at: ctx.clock.now() });
    return { id };
  });
}
