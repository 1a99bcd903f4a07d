import { type Discussion, type PictureBytes, readState, type WrittenElsewhere } from "@carbyne/office/convert";
import { commentsIn, readSuggestionId } from "@carbyne/office/model";
import type { Context } from "../../context.ts";
import type { Make } from "./make.ts";

type Asked = {
  readonly id: string;
  readonly title: string;
  readonly updates: readonly Uint8Array[];
  readonly as: "docx" | "md" | "html";
  readonly make: Make;
};

type Text = ReturnType<typeof readState>["text"];

/** All that is written into a file of a document: what it says, its pictures, what is said about it, and what those are called who proposed something. */
export async function gather(ctx: Context, { id, title, updates, as, make }: Asked): Promise<WrittenElsewhere> {
  const { text, page } = readState(updates);
  return {
    title,
    text: text.toJSON() as object,
    page,
    discussions: await discussionsOf(ctx, { id, text }),
    people: await peopleOf(ctx, text),
    pictures: await picturesOf(ctx, { id, text, as, make }),
  };
}

async function peopleOf(ctx: Context, text: Text): Promise<(readonly [string, string])[]> {
  const ids = new Set<string>();
  text.descendants((node) => {
    for (const { attrs } of node.marks) {
      const id: unknown = attrs["id"];
      const suggested = typeof id === "string" ? readSuggestionId(id) : null;
      if (suggested) ids.add(suggested.by);
    }
  });
  const { rows } = await ctx.db.pool.query<{ id: string; name: string }>(
    'SELECT "id"::text, "name" FROM "Account" WHERE "id"::text = ANY($1)',
    [[...ids]],
  );
  return rows.map(({ id, name }) => [id, name] as const);
}

type Row = { threadId: string; isResolved: boolean; author: string | null; at: Date; text: string };

/** What is said about places that are still in the text. People who are named stand in it by their names. */
async function discussionsOf(ctx: Context, { id, text }: { id: string; text: Text }): Promise<Discussion[]> {
  const ids = commentsIn(text).map((one) => one.id);
  if (ids.length === 0) return [];
  const { rows } = await ctx.db.pool.query<Row>(
    `SELECT c."threadId", t."resolvedAt" IS NOT NULL AS "isResolved", a."name" AS "author", c."createdAt" AS "at",
       coalesce((SELECT string_agg(CASE WHEN p."part" ~ '^<@[0-9a-f-]{36}>$' THEN '@' || coalesce(m."name", '?') ELSE p."part" END, '' ORDER BY p."place")
         FROM regexp_split_to_table(regexp_replace(c."text", '(<@[0-9a-f-]{36}>)', E'\\x01\\\\1\\x01', 'g'), E'\\x01') WITH ORDINALITY AS p("part", "place")
         LEFT JOIN "Account" m ON p."part" = '<@' || m."id" || '>'), c."text") AS "text"
     FROM "Comment" c JOIN "CommentThread" t ON t."id" = c."threadId" LEFT JOIN "Account" a ON a."id" = c."authorId"
     WHERE t."nodeId" = $1 AND t."id"::text = ANY($2) AND c."deletedAt" IS NULL ORDER BY c."createdAt", c."id"`,
    [id, ids],
  );
  return [...Map.groupBy(rows, (row) => row.threadId)].map(([threadId, remarks]) => ({
    id: threadId,
    isResolved: remarks[0]?.isResolved ?? false,
    remarks: remarks.map(({ author, at, text: words }) => ({ author: author ?? "", at, text: words })),
  }));
}

/** What office files cannot have is drawn anew for them. */
const drawn = new Set(["image/webp", "image/avif"]);
/** Of all pictures together: what is more is left out, and its words stand there. */
const mostBytes = 200 * 2 ** 20;
const side = 2400;

async function picturesOf(
  ctx: Context,
  { id, text, as, make }: Pick<Asked, "id" | "as" | "make"> & { text: Text },
): Promise<Map<string, PictureBytes>> {
  const ids = new Set<string>();
  text.descendants((node) => {
    if (node.type.name === "picture") ids.add(String(node.attrs["pictureId"]));
  });
  const { rows } = await ctx.db.pool.query<{ id: string; hash: Buffer; mime: string; sizeBytes: string }>(
    `SELECT p."id", p."blobHash" AS "hash", p."mime", p."sizeBytes" FROM "DocPicture" p WHERE p."nodeId" = $1 AND p."id"::text = ANY($2)
       AND NOT EXISTS (SELECT 1 FROM "BlobScan" s WHERE s."hash" = p."blobHash" AND s."state" = 'infected')`,
    [id, [...ids]],
  );
  const pictures = new Map<string, PictureBytes>();
  let left = mostBytes;
  for (const row of rows) {
    left -= Number(row.sizeBytes);
    if (left < 0) break;
    const bytes = await ctx.blobs.read(row.hash);
    if (as !== "docx" || !drawn.has(row.mime)) pictures.set(row.id, { bytes, mime: row.mime });
    else {
      const png = await make({
        name: "",
        content: bytes,
        want: {
          as: "picture",
          width: side,
          height: side,
          fit: "contain",
          quality: "high",
          format: "png",
          shape: "rectangular",
          page: 1,
        },
      }).catch(() => null);
      if (png) pictures.set(row.id, { bytes: png, mime: "image/png" });
    }
  }
  return pictures;
}
