import { type Actor, isId, newId, Refusal } from "@carbyne/kernel";
import { accessFolder, accessOwnAccount, accessUploadLink } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { refuseWithoutRoom } from "../../quota/index.ts";
import { homeOf } from "../home.ts";
import { accessLinkPlace } from "../links/upload.ts";
import { accessRoomPlace } from "../room-place.ts";
import { mendName } from "../names.ts";
import type { WhenTaken } from "../put-file.ts";

/** How long one that broke off waits to be gone on with. */
export const waitsMs = 86_400_000;
const mostOpen = 500;
/** What the disk keeps for others. */
const spareBytes = 1024 ** 3;

export type Upload = {
  readonly id: string;
  readonly parentId: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly receivedBytes: number;
  readonly whenTaken: WhenTaken;
  /** What became of it. */
  readonly nodeId: string | null;
  readonly expiresAt: Date;
};

export type NewUpload = {
  /** Null is the actor's home. */
  readonly parentId: string | null;
  readonly name: string;
  readonly sizeBytes: number;
  readonly whenTaken: WhenTaken;
};

/** A folder that files come into, and by whose hand: a person's, or that of a visitor who came by a link; in that of a room nobody is told what is there. */
export type UploadPlace = {
  readonly parentId: string;
  readonly spaceId: string;
  readonly accountId: string | null;
  readonly linkId: string | null;
  /** A guest of the room that it is in. */
  readonly guestId?: string | null;
  readonly isRoom?: boolean;
};

/** Where a file is to go: refused before a byte is sent when there is no room for it, or no right. */
export async function accessUploadPlace(
  ctx: Context,
  actor: Actor,
  { parentId, sizeBytes }: Pick<NewUpload, "parentId" | "sizeBytes">,
): Promise<UploadPlace> {
  if (actor.kind === "link") return accessLinkPlace(ctx, actor, { sizeBytes });
  if (actor.kind === "guest") return accessRoomPlace(ctx, actor, { folderId: parentId ?? "", sizeBytes });
  const { spaceId: ownId } = await accessOwnAccount(ctx, actor);
  const id = parentId ?? (await homeOf(ctx, ownId));
  const parent = await accessFolder(ctx, actor, id, "write").catch((error: unknown) => {
    if (error instanceof Refusal && error.reason === "node-unknown") return null;
    throw error;
  });
  if (!parent) return accessRoomPlace(ctx, actor, { folderId: id, sizeBytes });
  await refuseWithoutRoom(ctx, { spaceId: parent.spaceId, isOwn: parent.isOwn, bytes: sizeBytes });
  return { parentId: parent.id, spaceId: parent.spaceId, accountId: parent.accountId, linkId: null };
}

/** Makes a place for a file that is to come. */
export async function beginUpload(ctx: Context, actor: Actor, input: NewUpload): Promise<Upload> {
  const { parentId, accountId, linkId, guestId = null } = await accessUploadPlace(ctx, actor, input);
  if ((await ctx.spool.freeBytes()) < input.sizeBytes + spareBytes) throw new Refusal("busy", "upload-no-disk");
  const { rows } = await ctx.db.pool.query<{ n: number }>(
    `SELECT count(*)::int AS "n" FROM "FileUpload" WHERE "${linkId !== null ? "linkId" : guestId !== null ? "guestId" : "accountId"}" = $1 AND "nodeId" IS NULL`,
    [linkId ?? guestId ?? accountId],
  );
  if ((rows[0]?.n ?? 0) >= mostOpen) throw new Refusal("too-many", "upload-too-many", { max: mostOpen });
  const id = newId();
  const name = mendName(input.name, "file");
  const now = ctx.clock.now();
  const expiresAt = new Date(now.getTime() + waitsMs);
  const { sizeBytes, whenTaken } = input;
  await ctx.db.pool.query(
    `INSERT INTO "FileUpload" ("id", "accountId", "linkId", "guestId", "parentId", "name", "sizeBytes", "whenTaken", "createdAt", "expiresAt")
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [id, accountId, linkId, guestId, parentId, name, sizeBytes, whenTaken, now, expiresAt],
  );
  return { id, parentId, name, sizeBytes, receivedBytes: 0, whenTaken, nodeId: null, expiresAt };
}

/** One of the actor's own uploads; of a visitor's, one of the same link. */
export async function accessUpload(ctx: Context, actor: Actor, id: string): Promise<Upload> {
  const owner = await ownerOf(ctx, actor);
  const { rows } = isId(id)
    ? await ctx.db.pool.query<
        Omit<Upload, "sizeBytes" | "receivedBytes"> & { sizeBytes: string; receivedBytes: string }
      >({
        name: `access-upload-of-${owner.column}`,
        text: `SELECT "id", "parentId", "name", "sizeBytes", "receivedBytes", "whenTaken", "nodeId", "expiresAt" FROM "FileUpload"
               WHERE "id" = $1 AND "${owner.column}" = $2 AND "expiresAt" > $3`,
        values: [id, owner.id, ctx.clock.now()],
      })
    : { rows: [] };
  const row = rows[0];
  if (!row) throw new Refusal("not-found", "upload-unknown");
  return { ...row, sizeBytes: Number(row.sizeBytes), receivedBytes: Number(row.receivedBytes) };
}

async function ownerOf(
  ctx: Context,
  actor: Actor,
): Promise<{ id: string; column: "accountId" | "linkId" | "guestId" }> {
  if (actor.kind === "link") return { id: (await accessUploadLink(ctx, actor)).id, column: "linkId" };
  // Whether they may still bring it is asked where it goes.
  if (actor.kind === "guest") return { id: actor.guestId, column: "guestId" };
  return { id: (await accessOwnAccount(ctx, actor)).id, column: "accountId" };
}

/** Removes uploads that nobody went on with. */
export async function purgeUploads(ctx: Context): Promise<void> {
  const { rows } = await ctx.db.pool.query<{ id: string }>(
    'DELETE FROM "FileUpload" WHERE "expiresAt" < $1 RETURNING "id"',
    [ctx.clock.now()],
  );
  for (const { id } of rows) await ctx.spool.remove(id);
}
