import { type Actor, isId, Refusal } from "@carbyne/kernel";
import type { Want } from "@carbyne/preview";
import { isGuestIn } from "../access/index.ts";
import type { Context } from "../context.ts";
import type { Preview } from "../previews/index.ts";
import { contentOf, type OpenContent } from "./open-content.ts";
import { previewOf } from "./preview-file.ts";

type GuestFile = Parameters<typeof contentOf>[1];

/** A file of the room that the actor is a guest of: one that they brought, that came with something said there that they may see, or the notes of its meetings. */
export async function accessGuestFile(ctx: Context, actor: Actor, id: string): Promise<GuestFile> {
  const { rows } =
    actor.kind === "guest" && isId(id)
      ? await ctx.db.pool.query<GuestFile>({
          name: "access-guest-file",
          text: `SELECT n."id", n."kind", n."name", n."versionId", n."spaceId" FROM "RoomGuest" g JOIN "RoomInvite" i ON i."id" = g."inviteId"
                 JOIN "Node" n ON n."spaceId" = g."roomId" AND n."id" = $2 AND n."kind" = 'file' AND n."deletedAt" IS NULL AND n."purgedAt" IS NULL
                 WHERE g."id" = $1 AND ${isGuestIn("$3")} AND (n."creatorId" = g."id" OR EXISTS (SELECT 1 FROM "MeetingRoom" k WHERE k."roomId" = n."spaceId" AND k."notesId" = n."id") OR EXISTS (
                   SELECT 1 FROM "ChatAttachment" f JOIN "ChatMessage" c ON c."id" = f."messageId"
                   WHERE f."nodeId" = n."id" AND c."deletedAt" IS NULL AND c."number" > g."fromNumber"))`,
          values: [actor.guestId, id, ctx.clock.now()],
        })
      : { rows: [] };
  if (!rows[0]) throw new Refusal("not-found", "node-unknown");
  return rows[0];
}

/** What a file of a room is, for a guest of it. */
export async function openGuestContent(ctx: Context, actor: Actor, { id }: { id: string }): Promise<OpenContent> {
  return contentOf(ctx, await accessGuestFile(ctx, actor, id));
}

/** What it looks like. */
export async function previewGuestFile(
  ctx: Context,
  actor: Actor,
  { id, ...ask }: { id: string; want: Want; waitMs: number },
): Promise<Preview> {
  return previewOf(ctx, await accessGuestFile(ctx, actor, id), ask);
}
