import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { stagedLimit, type Sums } from "@carbyne/blobs";
import { type Actor, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import type { Context } from "../../context.ts";
import { askScan, hintScan } from "../../scanning/index.ts";
import { changeInGroup } from "../../spaces/index.ts";
import { mimeOf } from "../mime-of.ts";
import { mendName } from "../names.ts";
import { type Content, putFile } from "../put-file.ts";
import { placeInRoom } from "../room-place.ts";
import { checkPlace } from "../tree.ts";
import { countLinkUpload, tellMaker } from "../links/upload.ts";
import { accessUploadPlace, type NewUpload, type Upload, type UploadPlace } from "./upload.ts";

/** A file of at most so many bytes comes in one piece and is stored with the rows that name it. */
export const smallBytes = stagedLimit;

/** What a file begins with tells its type. */
const headBytes = 512;

type Write = (client: pg.ClientBase) => Promise<void>;

/** Puts a file that lies whole in the spool into its folder: content, version, entry and the end of the upload in one change. */
export async function commitUpload(ctx: Context, actor: Actor, upload: Upload, sums: Sums): Promise<string> {
  const { id, sizeBytes, name } = upload;
  const place = await accessUploadPlace(ctx, actor, upload);
  const head = await readSpool(ctx, upload, Math.min(headBytes, sizeBytes));
  const content = { hash: sums.hash, sizeBytes, crc: sums.crc, mime: mimeOf(name, head) };
  const file = { name, whenTaken: upload.whenTaken, content, uploadId: id };
  let nodeId: string;
  if (sizeBytes <= smallBytes) {
    const { write } = await ctx.blobs.prepare(await readSpool(ctx, upload, sizeBytes));
    nodeId = await put(ctx, place, { ...file, write });
  } else {
    const link = (target: string) => ctx.spool.linkTo(id, "content", target);
    const { write, discard } = await ctx.blobs.adopt({ sums, sizeBytes, link });
    try {
      nodeId = await put(ctx, place, { ...file, write });
    } catch (error) {
      // After a refusal nothing was written for certain; a connection that broke may have committed.
      if (error instanceof Refusal) await discard();
      throw error;
    }
  }
  await ctx.spool.remove(id);
  return nodeId;
}

async function readSpool(ctx: Context, { id, sizeBytes }: Upload, length: number): Promise<Buffer> {
  if (sizeBytes === 0) return Buffer.alloc(0);
  const file = await ctx.spool.open(id, "content");
  try {
    return await file.read(0, length);
  } finally {
    await file.close();
  }
}

/** Puts a small file into its folder, in one change and without a stop on the way. */
export async function putSmallFile(
  ctx: Context,
  actor: Actor,
  input: NewUpload & { data: Buffer },
): Promise<{ nodeId: string }> {
  if (input.data.length > smallBytes) throw new Refusal("too-large", "upload-too-long");
  const { parentId, whenTaken, name, data } = input;
  const [nodeId = ""] = await putBytes(ctx, actor, { parentId, whenTaken, files: [{ name, data }] });
  return { nodeId };
}

/** Puts bytes that are in memory anyway into a folder, as files of any size; all of them, or none. */
export async function putBytes(
  ctx: Context,
  actor: Actor,
  { parentId, whenTaken, files }: Pick<NewUpload, "parentId" | "whenTaken"> & { files: readonly Bytes[] },
): Promise<string[]> {
  const sizeBytes = files.reduce((sum, file) => sum + file.data.length, 0);
  const place = await accessUploadPlace(ctx, actor, { parentId, sizeBytes });
  const prepared: FileOfChange[] = [];
  for (const file of files) prepared.push({ ...(await prepareFile(ctx, file)), whenTaken });
  return putAll(ctx, place, prepared);
}

type Bytes = { readonly name: string; readonly data: Buffer };

async function prepareFile(ctx: Context, { name: asked, data }: Bytes): Promise<Omit<FileOfChange, "whenTaken">> {
  const name = mendName(asked, "file");
  const hash = createHash("sha256").update(data).digest();
  const content = {
    hash,
    sizeBytes: data.length,
    crc: crc32(data) | 0,
    mime: mimeOf(name, data.subarray(0, headBytes)),
  };
  const { write } = await ctx.blobs.prepare(data);
  return { name, content, write };
}

type FileOfChange = {
  readonly name: string;
  readonly whenTaken: Upload["whenTaken"];
  readonly content: Content;
  readonly write: Write;
  readonly uploadId?: string;
};

async function put(ctx: Context, place: UploadPlace, file: FileOfChange): Promise<string> {
  const [id = ""] = await putAll(ctx, place, [file]);
  return id;
}

async function putAll(
  ctx: Context,
  { parentId, spaceId, accountId, linkId, guestId = null, isRoom = false }: UploadPlace,
  files: readonly FileOfChange[],
): Promise<string[]> {
  const ids = await changeInGroup(ctx, spaceId, async (client, modseq) => {
    await checkPlace(client, { id: parentId, spaceId }, []);
    const done: string[] = [];
    for (const { write, uploadId, ...asked } of files) {
      // A visitor is not told what is there, and changes none of it; nor is anybody in a room.
      const file = linkId === null && !isRoom ? asked : { ...asked, whenTaken: "both" as const };
      await write(client);
      await askScan(ctx, client, { hash: file.content.hash, name: file.name });
      const at = ctx.clock.now();
      const into = isRoom
        ? await placeInRoom(client, { folderId: parentId, spaceId, accountId, name: file.name, at, modseq })
        : parentId;
      const { id, name } = await putFile(client, { spaceId, accountId, parentId: into, ...file, at, modseq });
      // Their own, so that they and nobody else may send it.
      if (guestId !== null) await client.query('UPDATE "Node" SET "creatorId" = $2 WHERE "id" = $1', [id, guestId]);
      if (linkId !== null)
        await countLinkUpload(client, { linkId, nodeId: id, name, bytes: file.content.sizeBytes, at, modseq });
      if (uploadId !== undefined)
        await client.query('UPDATE "FileUpload" SET "nodeId" = $2 WHERE "id" = $1', [uploadId, id]);
      done.push(id);
    }
    return done;
  });
  hintScan(ctx);
  if (linkId !== null) await tellMaker(ctx, linkId);
  return ids;
}
