import { type Actor, Refusal } from "@carbyne/kernel";
import { accessLiveNode, accessRoom, type RoomAccess } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { copyInside, placeInRoom, refuseLargeInRoom } from "../../files/index.ts";
import { refuseUnsafe } from "../../scanning/index.ts";
import { folderOf } from "../files/room-folder.ts";
import { accessSaid, type Said } from "./access-said.ts";
import type { Message } from "./message-json.ts";
import { type Post, postMessage, refuseAnnouncement } from "./send-message.ts";

const mostMessages = 50;
const mostRooms = 20;
/** Leaves room for the number that each message gets beside it. */
const keyForm = /^[\w-]{8,56}$/;

/** Whose words were passed on, and from where. Who is in that room themselves finds it by its id; others are told its name where anybody may know it. */
export type Forwarded = {
  readonly authorId: string | null;
  readonly authorName: string;
  readonly roomId: string;
  readonly roomName: string | null;
  readonly number: number;
  /** ISO 8601. */
  readonly at: string;
};

type Passed = { readonly said: Said; readonly files: readonly File[]; readonly authorName: string };
type File = { id: string; name: string; sizeBytes: number; width: number | null; height: number | null };

/** Says in rooms what was said elsewhere, with its files, in the order in which it was said. The same again under the same name is done once. */
export async function forwardMessages(
  ctx: Context,
  actor: Actor,
  { ids, roomIds, key }: { ids: readonly string[]; roomIds: readonly string[]; key: string },
): Promise<Message[]> {
  const [wanted, targets] = [[...new Set(ids)], [...new Set(roomIds)]];
  if (wanted.length > mostMessages) throw new Refusal("too-large", "forward-many", { most: mostMessages });
  if (targets.length === 0 || targets.length > mostRooms)
    throw new Refusal("invalid", "forward-rooms", { most: mostRooms });
  if (!keyForm.test(key)) throw new Refusal("invalid", "chat-key");
  const passed: Passed[] = [];
  for (const id of wanted) passed.push(await readPassed(ctx, actor, id));
  passed.sort((a, b) => a.said.at.getTime() - b.said.at.getTime() || a.said.number - b.said.number);
  // All rooms are looked at before anything is said in one of them.
  const rooms: RoomAccess[] = [];
  for (const id of targets) {
    const room = await accessRoom(ctx, actor, id, "write");
    refuseAnnouncement(room, {});
    rooms.push(room);
  }
  const sizes = passed.flatMap(({ files }) => files.map((file) => file.sizeBytes));
  const [first] = rooms;
  if (first) await refuseLargeInRoom(ctx, first, sizes);
  const done: Message[] = [];
  for (const room of rooms)
    for (const [at, one] of passed.entries()) {
      const post = await postOf(ctx, room, one);
      done.push(await postMessage(ctx, room, { ...post, key: `${key}-${at}` }));
    }
  return done;
}

async function readPassed(ctx: Context, actor: Actor, id: string): Promise<Passed> {
  const said = await accessSaid(ctx, actor, id, "read");
  if (said.kind !== "text" && said.kind !== "voice") throw new Refusal("invalid", "message-no-forward");
  const { rows: files } = await ctx.db.pool.query<File & { hash: Buffer }>(
    `SELECT n."id", n."name", n."sizeBytes"::float8 AS "sizeBytes", f."width", f."height", v."blobHash" AS "hash"
     FROM "ChatAttachment" f JOIN "Node" n ON n."id" = f."nodeId" JOIN "NodeVersion" v ON v."id" = n."versionId" WHERE f."messageId" = $1 ORDER BY f."position"`,
    [said.id],
  );
  for (const { id: nodeId, hash, name } of files) {
    await accessLiveNode(ctx, actor, nodeId, "read");
    await refuseUnsafe(ctx, [{ hash, name }], { spaceId: said.room.id });
  }
  const { rows } = await ctx.db.pool.query<{ name: string }>(
    `SELECT coalesce(m."detail" #>> '{bot,name}', a."name", g."name", '') AS "name" FROM "ChatMessage" m
     LEFT JOIN "Account" a ON a."id" = m."authorId" LEFT JOIN "RoomGuest" g ON g."id" = m."authorId" WHERE m."id" = $1`,
    [said.id],
  );
  return { said, files, authorName: rows[0]?.name ?? "" };
}

async function postOf(ctx: Context, room: RoomAccess, { said, files, authorName }: Passed): Promise<Omit<Post, "key">> {
  const from = said.room;
  const roomName = from.isPublic && from.domainId === room.domainId ? from.name : null;
  const { authorId, number } = said;
  const made: Forwarded = { authorId, authorName, roomId: from.id, roomName, number, at: said.at.toISOString() };
  // What was passed on twice is still whose it was first.
  const before = said.detail["forwarded"];
  const forwarded = before ? { ...before, ...(from.domainId === room.domainId ? {} : { roomName: null }) } : made;
  const folderId = files.length > 0 ? await folderOf(ctx, room) : "";
  return {
    text: said.text,
    kind: said.kind === "voice" ? "voice" : "text",
    detail: { ...said.detail, forwarded },
    // It calls nobody a second time.
    mentions: { ids: [], addresses: "named" },
    async bring(client, { modseq, at }) {
      const brought = [];
      for (const { id, name, width, height } of files) {
        const { id: spaceId, accountId } = room;
        const place = await placeInRoom(client, { folderId, spaceId, accountId, name, modseq, at });
        const copy = await copyInside(client, { id, parent: { id: place, spaceId, accountId }, name, modseq, at });
        brought.push({ id: copy.id, width: width ?? undefined, height: height ?? undefined });
      }
      return brought;
    },
  };
}
