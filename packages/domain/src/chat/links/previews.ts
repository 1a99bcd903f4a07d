import { type Actor, Refusal } from "@carbyne/kernel";
import type { Context } from "../../context.ts";
import { rasterType } from "../../mail/index.ts";
import { changeSpace } from "../../spaces/index.ts";
import { accessSaid } from "../messages/access-said.ts";
import type { Message } from "../messages/message-json.ts";
import { readMessage } from "../messages/send-message.ts";

/** Takes the preview of a link away from one's own message, for everybody. */
export async function removePreview(
  ctx: Context,
  actor: Actor,
  { id, url }: { id: string; url: string },
): Promise<Message> {
  const said = await accessSaid(ctx, actor, id, "write");
  if (!said.isMine) throw new Refusal("forbidden", "message-not-own");
  return changeSpace(ctx, said.room.id, async (client, modseq) => {
    const { rowCount } = await client.query(
      `UPDATE "ChatLink" l SET "isRemoved" = true FROM "ChatLinkPreview" p WHERE l."messageId" = $1 AND p."urlHash" = l."urlHash" AND p."url" = $2 AND NOT l."isRemoved"`,
      [said.id, url],
    );
    if (rowCount) await client.query('UPDATE "ChatMessage" SET "modseq" = $2 WHERE "id" = $1', [said.id, modseq]);
    return readMessage(client, said.id);
  });
}

/** The picture of a preview, for those who may see the message that it is shown with. */
export async function readPreviewPicture(
  ctx: Context,
  actor: Actor,
  { messageId, name }: { messageId: string; name: string },
): Promise<{ type: string; content: Buffer }> {
  const said = await accessSaid(ctx, actor, messageId, "read");
  const { rows } = await ctx.db.pool.query<{ hash: Buffer }>(
    `SELECT p."pictureHash" AS "hash" FROM "ChatLink" l JOIN "ChatLinkPreview" p ON p."urlHash" = l."urlHash"
     WHERE l."messageId" = $1 AND NOT l."isRemoved" AND p."pictureHash" IS NOT NULL AND left(encode(p."pictureHash", 'hex'), 32) = $2`,
    [said.id, name],
  );
  const unknown = new Refusal("not-found", "picture-unknown");
  if (!rows[0]) throw unknown;
  const content = await ctx.blobs.read(rows[0].hash);
  const type = rasterType(content);
  if (type === null) throw unknown;
  return { type, content };
}
