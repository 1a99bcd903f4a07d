import { kindOf, makePreview, mostBytes } from "@carbyne/preview";
import { type Actor, isId, Refusal } from "@carbyne/kernel";
import { accessOwnAccount, accessRoom, accessTalk } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { rasterType } from "../../mail/index.ts";
import { resolveSettings } from "../../settings/index.ts";
import { changeSpace } from "../../spaces/index.ts";
import { postEvent } from "./post-event.ts";

/** What is kept of a picture, whatever came: a square of so many pixels. */
const side = 256;

/** Bytes that a picture for this room may have at most. Only who keeps order in a group or channel may ask. */
export async function pictureLimit(ctx: Context, actor: Actor, { roomId }: { roomId: string }): Promise<number> {
  const room = await accessRoom(ctx, actor, roomId, "moderate");
  if (room.kind === "direct") throw new Refusal("invalid", "room-direct");
  return Number((await resolveSettings(ctx, room.accountId))["chat.pictureBytes"].value);
}

/** Gives a room a picture: cut to a square and drawn anew, so that nothing but what is seen is kept. Drawings (SVG) are refused. */
export async function setPicture(
  ctx: Context,
  actor: Actor,
  { roomId, content }: { roomId: string; content: Buffer },
): Promise<void> {
  const max = await pictureLimit(ctx, actor, { roomId });
  if (content.length > max) throw new Refusal("too-large", "room-picture-large", { max });
  const kind = kindOf({ name: "", type: "", content });
  if (!kind || kind.format === "svg" || !["picture", "heif", "bitmap"].includes(kind.family))
    throw new Refusal("invalid", "room-picture-none");
  if (content.length > mostBytes[kind.family]) throw new Refusal("too-large", "room-picture-large", { max });
  const made = await makePreview({
    content,
    kind,
    want: {
      as: "picture",
      width: side,
      height: side,
      fit: "cover",
      quality: "high",
      format: "webp",
      shape: "rectangular",
      page: 1,
    },
  });
  if (made.status === "failed")
    throw new Refusal(made.reason === "unavailable" ? "busy" : "invalid", "room-picture-none");
  const blob = await ctx.blobs.prepare(made.content);
  await change(ctx, actor, roomId, async (client) => {
    await blob.write(client);
    return blob.hash;
  });
}

/** Takes the picture of a room away. */
export async function removePicture(ctx: Context, actor: Actor, { id }: { id: string }): Promise<void> {
  await change(ctx, actor, id, () => Promise.resolve(null));
}

type Client = Parameters<typeof postEvent>[0];

async function change(
  ctx: Context,
  actor: Actor,
  roomId: string,
  write: (client: Client) => Promise<Buffer | null>,
): Promise<void> {
  const room = await accessRoom(ctx, actor, roomId, "moderate");
  if (room.kind === "direct") throw new Refusal("invalid", "room-direct");
  const at = ctx.clock.now();
  await changeSpace(ctx, room.id, async (client, modseq) => {
    const hash = await write(client);
    const { rowCount } = await client.query(
      'UPDATE "Room" SET "pictureHash" = $2, "modseq" = $3 WHERE "spaceId" = $1 AND "pictureHash" IS DISTINCT FROM $2',
      [room.id, hash, modseq],
    );
    if (rowCount) await postEvent(client, { what: "pictured", by: room.accountId }, { roomId: room.id, modseq, at });
  });
}

/** The picture of a room, for who is in it; of public channels for everybody of the domain. */
export async function readPicture(
  ctx: Context,
  actor: Actor,
  { roomId, name }: { roomId: string; name: string },
): Promise<{ type: string; content: Buffer }> {
  const unknown = new Refusal("not-found", "picture-unknown");
  if (!(await isOpenTo(ctx, actor, roomId))) await accessTalk(ctx, actor, roomId, "read");
  const { rows } = await ctx.db.pool.query<{ hash: Buffer }>(
    `SELECT "pictureHash" AS "hash" FROM "Room" WHERE "spaceId" = $1 AND left(encode("pictureHash", 'hex'), 16) = $2`,
    [roomId, name],
  );
  if (!rows[0]) throw unknown;
  const content = await ctx.blobs.read(rows[0].hash);
  const type = rasterType(content);
  if (type === null) throw unknown;
  return { type, content };
}

/** Whether it is a public channel of the actor's domain, which they find without being in it. */
async function isOpenTo(ctx: Context, actor: Actor, roomId: string): Promise<boolean> {
  if (actor.kind === "guest" || !isId(roomId)) return false;
  const own = await accessOwnAccount(ctx, actor);
  const { rowCount } = await ctx.db.pool.query(
    `SELECT 1 FROM "Room" WHERE "spaceId" = $1 AND "domainId" = $2 AND "isPublic" AND "kind" = 'channel'`,
    [roomId, own.domainId],
  );
  return rowCount === 1;
}
