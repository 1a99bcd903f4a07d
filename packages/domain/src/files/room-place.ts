import { type Actor, isId, newId, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { accessTalk, type TalkAccess } from "../access/index.ts";
import type { Context } from "../context.ts";
import { refuseWithoutRoom } from "../quota/index.ts";
import { resolveSettings, settingsOfSpace } from "../settings/index.ts";
import { insertFolder } from "./create-folder.ts";
import { takenNames } from "./taken.ts";

type Place = {
  readonly parentId: string;
  readonly spaceId: string;
  readonly accountId: string | null;
  readonly linkId: null;
  readonly guestId: string | null;
  readonly isRoom: true;
};

/** The folder of a room, as a place that members who may write put files into: nobody does anything else with it. Any other folder is not found. */
export async function accessRoomPlace(
  ctx: Context,
  actor: Actor,
  { folderId, sizeBytes }: { folderId: string; sizeBytes: number },
): Promise<Place> {
  const { rows } = isId(folderId)
    ? await ctx.db.pool.query<{ roomId: string }>({
        name: "room-of-folder",
        text: 'SELECT "spaceId" AS "roomId" FROM "Room" WHERE "filesId" = $1',
        values: [folderId],
      })
    : { rows: [] };
  const unknown = new Refusal("not-found", "node-unknown");
  if (!rows[0]) throw unknown;
  const room = await accessTalk(ctx, actor, rows[0].roomId, "write").catch((error: unknown) => {
    throw error instanceof Refusal && error.reason === "room-unknown" ? unknown : error;
  });
  if (!room.mayUpload) throw new Refusal("forbidden", "room-right-missing", { name: room.name });
  await refuseLargeInRoom(ctx, room, [sizeBytes]);
  await refuseWithoutRoom(ctx, { spaceId: room.id, isOwn: false, bytes: sizeBytes });
  return { parentId: folderId, spaceId: room.id, ...byWhom(room), linkId: null, isRoom: true };
}

function byWhom({ personKind, personId }: TalkAccess): { accountId: string | null; guestId: string | null } {
  return personKind === "account" ? { accountId: personId, guestId: null } : { accountId: null, guestId: personId };
}

/** Refuses files that are larger than what may go with a message. */
export async function refuseLargeInRoom(
  ctx: Context,
  room: Pick<TalkAccess, "id" | "personId" | "personKind">,
  sizes: readonly number[],
): Promise<void> {
  const { id, personId, personKind } = room;
  const settings =
    personKind === "account" ? await resolveSettings(ctx, personId) : await settingsOfSpace(ctx.db.pool, id);
  const max = Number(settings["chat.attachmentBytes"].value);
  if (sizes.some((bytes) => bytes > max)) throw new Refusal("too-large", "attachment-too-large", { max });
}

/** Where a file of a room lies, so that it keeps its name: beside the others, or in a folder of its own when one has that name already. */
export async function placeInRoom(
  client: pg.ClientBase,
  file: { folderId: string; spaceId: string; accountId: string | null; name: string; modseq: bigint; at: Date },
): Promise<string> {
  const { folderId, name, accountId } = file;
  if (accountId === null || (await takenNames(client, folderId, [name])).size === 0) return folderId;
  const id = newId();
  await insertFolder(client, { ...file, accountId, id, parentId: folderId, name: id });
  return id;
}
