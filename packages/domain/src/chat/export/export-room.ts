import type { Actor } from "@carbyne/kernel";
import { accessOwnAccount, accessRoom } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { type Message, messageJson } from "../messages/message-json.ts";
import { namesOf } from "../messages/readable.ts";
import { jsonPieces } from "./as-json.ts";
import { textPieces } from "./as-text.ts";

export type ExportFormat = "txt" | "json";

export type RoomExport = {
  /** For the file that it becomes. */
  readonly name: string;
  readonly pieces: AsyncGenerator<string>;
};

/** A stretch of what was said, in order, with the names of all who are in it by their ids. */
export type Page = { readonly messages: readonly Message[]; readonly names: ReadonlyMap<string, string> };

export type Exported = {
  readonly room: { readonly id: string; readonly name: string; readonly topic: string };
  /** In whose zone times are written. */
  readonly zone: string;
  readonly at: Date;
  readonly pages: AsyncGenerator<Page>;
};

const atOnce = 500;

/**
 * All that was said in a room and the actor may see, as text to read or as JSON with everything, piece by piece. Who is taken out of the room
 * meanwhile gets no more of it.
 */
export async function exportRoom(
  ctx: Context,
  actor: Actor,
  { roomId, format }: { roomId: string; format: ExportFormat },
): Promise<RoomExport> {
  const access = await accessRoom(ctx, actor, roomId, "read");
  const { zone } = await accessOwnAccount(ctx, actor);
  const { rows } = await ctx.db.pool.query<{ topic: string; others: string[] }>(
    `SELECT r."topic", ARRAY(SELECT a."name" FROM "RoomMember" x JOIN "Account" a ON a."id" = x."accountId" WHERE x."spaceId" = r."spaceId" AND a."id" <> $2 ORDER BY 1) AS "others"
     FROM "Room" r WHERE r."spaceId" = $1`,
    [access.id, access.accountId],
  );
  const { topic = "", others = [] } = rows[0] ?? {};
  // A talk between two is called as the other is; notes to oneself as oneself.
  const name = access.kind === "direct" ? (others[0] ?? access.ownName) : access.name;
  const room = { id: access.id, name, topic };
  const exported = { room, zone, at: ctx.clock.now(), pages: pagesOf(ctx, actor, access.id) };
  return { name, pieces: format === "txt" ? textPieces(exported) : jsonPieces(exported) };
}

async function* pagesOf(ctx: Context, actor: Actor, roomId: string): AsyncGenerator<Page> {
  for (let last = 0; ; ) {
    const room = await accessRoom(ctx, actor, roomId, "read");
    const { rows } = await ctx.db.pool.query<{ message: Message }>({
      name: "chat-export",
      text: `SELECT ${messageJson} AS "message" FROM "ChatMessage" m WHERE m."spaceId" = $1 AND m."number" > $2 ORDER BY m."number" LIMIT ${atOnce}`,
      values: [room.id, Math.max(last, room.hiddenUpTo)],
    });
    const messages = rows.map((row) => row.message);
    const ids = messages.flatMap((one) => [one.authorId ?? [], one.mentions].flat());
    if (messages.length > 0) yield { messages, names: await namesOf(ctx.db.pool, [...new Set(ids)]) };
    if (messages.length < atOnce) return;
    last = messages.at(-1)?.number ?? last;
  }
}
