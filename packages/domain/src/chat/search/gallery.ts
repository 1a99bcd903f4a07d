import type { Actor } from "@carbyne/kernel";
import { accessRoom } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import type { Attachment } from "../messages/message-json.ts";
import { readLinks } from "../messages/read-links.ts";

export type GalleryKind = "pictures" | "files" | "links";

/** Something that was shown in a room, with the message that it came with. */
export type GalleryItem = {
  readonly messageId: string;
  readonly number: number;
  readonly authorId: string | null;
  readonly at: string;
  readonly attachment: Attachment | null;
  readonly url: string | null;
};

/** Messages of a page; one may have several things. */
const pageSize = 40;
const mostLinks = 20;

type Row = Omit<GalleryItem, "attachment" | "url"> & { text: string; attachments: Attachment[] };

const isShown = `(n."mime" LIKE 'image/%' OR n."mime" LIKE 'video/%')`;
const files = (where: string) =>
  `coalesce((SELECT json_agg(json_build_object('id', n."id", 'name', n."name", 'mime', n."mime", 'sizeBytes', n."sizeBytes", 'width', f."width", 'height', f."height")
     ORDER BY f."position") FROM "ChatAttachment" f JOIN "Node" n ON n."id" = f."nodeId" WHERE f."messageId" = m."id" AND ${where}), '[]')`;
const has = (where: string) =>
  `EXISTS (SELECT 1 FROM "ChatAttachment" f JOIN "Node" n ON n."id" = f."nodeId" WHERE f."messageId" = m."id" AND ${where})`;

const queries: Record<GalleryKind, { columns: string; where: string }> = {
  pictures: { columns: files(isShown), where: has(isShown) },
  files: { columns: files(`NOT ${isShown}`), where: `m."kind" <> 'voice' AND ${has(`NOT ${isShown}`)}` },
  links: { columns: "'[]'::json", where: `m."text" ~* 'https?://'` },
};

/** The pictures and films, the other files, or the links of a room that the actor may see, the latest first; `before` is the number to go on at. */
export async function listGallery(
  ctx: Context,
  actor: Actor,
  { roomId, kind, before = 2_147_483_647 }: { roomId: string; kind: GalleryKind; before?: number | undefined },
): Promise<{ items: GalleryItem[]; before: number | null }> {
  const room = await accessRoom(ctx, actor, roomId, "read");
  const { columns, where } = queries[kind];
  const { rows } = await ctx.db.pool.query<Row>({
    name: `chat-gallery-${kind}`,
    text: `SELECT m."id" AS "messageId", m."number", m."authorId", to_json(m."at") AS "at", CASE WHEN $4 THEN m."text" ELSE '' END AS "text", ${columns} AS "attachments"
           FROM "ChatMessage" m WHERE m."spaceId" = $1 AND m."number" > $2 AND m."number" < $3 AND m."deletedAt" IS NULL AND ${where}
           ORDER BY m."number" DESC LIMIT ${pageSize + 1}`,
    values: [room.id, room.hiddenUpTo, before, kind === "links"],
  });
  const page = rows.slice(0, pageSize);
  const items = page.flatMap(({ text, attachments, ...said }): GalleryItem[] =>
    kind === "links"
      ? readLinks(text, mostLinks).map((url) => ({ ...said, attachment: null, url }))
      : attachments.map((attachment) => ({ ...said, attachment, url: null })),
  );
  return { items, before: rows.length > pageSize ? (page.at(-1)?.number ?? null) : null };
}
