import { type Actor, isId } from "@carbyne/kernel";
import { accessOwnAccount, accessRoom, accessRooms } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { excerpt, inOrder, soughtOf, termOf } from "../../search/index.ts";
import { type Message, messageJson } from "../messages/message-json.ts";
import { memberOf, visibleTo } from "../rooms/visible.ts";

export type ChatSearch = {
  /** Words that all must be there, a phrase in quotes; empty finds by the rest alone. */
  readonly text: string;
  readonly roomId?: string | undefined;
  /** The id of who said it. */
  readonly from?: string | undefined;
  /** ISO 8601. */
  readonly after?: string | undefined;
  readonly before?: string | undefined;
  readonly has?: "file" | "link" | "picture" | undefined;
  /** The last message of the page before. */
  readonly cursor?: string | undefined;
};

export type FoundMessage = {
  readonly message: Message;
  readonly roomName: string;
  /** The part of the text that says it; null where that is a file. */
  readonly excerpt: string | null;
  /** The attached file that says it in its text or is called so. */
  readonly file: { readonly id: string; readonly excerpt: string | null } | null;
};

const pageSize = 30;
const mostPieces = 20;

const conditions = {
  file: 'EXISTS (SELECT 1 FROM "ChatAttachment" f WHERE f."messageId" = m."id")',
  picture: `EXISTS (SELECT 1 FROM "ChatAttachment" f JOIN "Node" n ON n."id" = f."nodeId" WHERE f."messageId" = m."id" AND n."mime" LIKE 'image/%')`,
  link: `m."text" ~* 'https?://'`,
} as const;

type Row = Omit<FoundMessage, "excerpt" | "file"> & {
  plain: string | null;
  files: { id: string; name: string; plain: string }[];
};

/** What was said in the actor's rooms, or in one of them, and meets the search; what they may see alone, the latest first. */
export async function searchChat(
  ctx: Context,
  actor: Actor,
  search: ChatSearch,
): Promise<{ found: FoundMessage[]; hasMore: boolean }> {
  const own = await accessOwnAccount(ctx, actor);
  const rooms =
    search.roomId === undefined
      ? await accessRooms(ctx, actor)
      : [(await accessRoom(ctx, actor, search.roomId, "read")).id];
  const pieces = piecesOf(search.text);
  // Signs alone are no words, and find nothing.
  if (pieces.length === 0 && search.text.trim() !== "") return { found: [], hasMore: false };
  const values: unknown[] = [own.id, rooms];
  const value = (one: unknown) => `$${values.push(one)}`;
  const says = pieces.length > 0 ? saysSql(pieces, value) : null;
  const found = says
    ? `SELECT d."objectId" AS "id" FROM "SearchDoc" d WHERE d."spaceId" = ANY($2::uuid[]) AND d."kind" = 'chat' AND ${says}
       UNION SELECT f."messageId" FROM "SearchDoc" d JOIN "ChatAttachment" f ON f."nodeId" = d."objectId" WHERE d."spaceId" = ANY($2::uuid[]) AND d."kind" = 'file' AND ${says}`
    : `SELECT c."id" FROM "ChatMessage" c WHERE c."spaceId" = ANY($2::uuid[]) AND c."kind" <> 'event'`;
  const more = [
    search.from === undefined ? "" : `m."authorId" = ${value(isId(search.from) ? search.from : null)}::uuid`,
    search.after === undefined ? "" : `m."at" >= ${value(search.after)}::timestamptz`,
    search.before === undefined ? "" : `m."at" < ${value(search.before)}::timestamptz`,
    search.has === undefined ? "" : conditions[search.has],
    search.cursor === undefined || !isId(search.cursor) ? "" : `m."id" < ${value(search.cursor)}::uuid`,
  ].filter(Boolean);
  const { rows } = await ctx.db.pool.query<Row>(
    `WITH found AS (${found})
     SELECT ${messageJson} AS "message", r."name" AS "roomName", (SELECT d."plain" FROM "SearchDoc" d WHERE d."objectId" = m."id" AND ${says ?? "true"}) AS "plain",
       coalesce((SELECT json_agg(json_build_object('id', n."id", 'name', n."name", 'plain', d."plain") ORDER BY f."position") FROM "ChatAttachment" f
         JOIN "Node" n ON n."id" = f."nodeId" JOIN "SearchDoc" d ON d."objectId" = n."id" WHERE f."messageId" = m."id" AND ${says ?? "false"}), '[]') AS "files"
     FROM found JOIN "ChatMessage" m ON m."id" = found."id" ${memberOf("$1")} JOIN "Room" r ON r."spaceId" = m."spaceId"
     WHERE ${[visibleTo, ...more].join(" AND ")} ORDER BY m."id" DESC LIMIT ${pageSize + 1}`,
    values,
  );
  const sought = pieces.flatMap(({ text, isPhrase }) => soughtOf(text, { isPhrase }) ?? []);
  return {
    found: rows.slice(0, pageSize).map(({ message, roomName, plain, files }) => {
      const [file] = files;
      return {
        message,
        roomName,
        excerpt: plain === null ? null : excerpt(plain, sought),
        file: file ? { id: file.id, excerpt: excerpt(file.plain, sought) } : null,
      };
    }),
    hasMore: rows.length > pageSize,
  };
}

type Piece = { readonly text: string; readonly isPhrase: boolean };

/** What is typed, piece by piece; what stands in quotes is one. */
function piecesOf(typed: string): Piece[] {
  const clean = typed.replaceAll("\0", " ").toWellFormed();
  return Array.from(clean.matchAll(/"([^"]+)"|[^\s"]+/g), ([whole, quoted]) => ({
    text: quoted ?? whole,
    isPhrase: quoted !== undefined,
  }))
    .filter(({ text, isPhrase }) => termOf(text, { isWhole: isPhrase }) !== null)
    .slice(0, mostPieces);
}

/** SQL that is true of a `SearchDoc d` that has all the pieces. */
function saysSql(pieces: readonly Piece[], value: (one: unknown) => string): string {
  const terms = pieces.flatMap(({ text, isPhrase }) => termOf(text, { isWhole: isPhrase }) ?? []);
  const lexemes = terms.flatMap(({ words, isPrefix }) =>
    words.map((word, at) => `'${word}'${isPrefix && at === words.length - 1 ? ":*" : ""}`),
  );
  const inRow = terms.filter(({ words }) => words.length > 1);
  return [
    `d."vector" @@ to_tsquery('simple', ${value(lexemes.join(" & "))})`,
    ...inRow.map((term) => `strpos(' ' || d."text" || ' ', ${value(inOrder(term))}) > 0`),
  ].join(" AND ");
}
