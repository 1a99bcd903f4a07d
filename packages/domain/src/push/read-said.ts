import type { Spoken } from "@carbyne/schemas/telling";
import type { Context } from "../context.ts";

/** A message of the chat as it is told outside of the page. */
export type SaidRow = Spoken & {
  readonly at: Date;
  readonly text: string;
  /** Who said it. */
  readonly name: string | null;
  /** The first of the files that came with it. */
  readonly file: string | null;
  /** The names of the people whom it names. */
  readonly names: Readonly<Record<string, string>>;
};

const mostRows = 100;
const mostLetters = 500;

/** What was said in a room after a number and up to another one, not before a time, in order. */
export async function readSaid(
  ctx: Context,
  { roomId, from, to, since }: { roomId: string; from: number; to: number; since: Date },
): Promise<SaidRow[]> {
  const { rows } = await ctx.db.pool.query<SaidRow>({
    name: "push-said",
    text: `SELECT m."number", m."kind", m."authorId", m."deletedAt" IS NOT NULL AS "isDeleted", m."mentions", m."addresses", m."threadId", m."isAlsoInRoom",
             m."at", left(m."text", ${mostLetters}) AS "text", coalesce(m."detail" #>> '{bot,name}', a."name", g."name") AS "name",
             (SELECT q."authorId" FROM "ChatMessage" q WHERE q."id" = m."replyToId") AS "answersId",
             (SELECT n."name" FROM "ChatAttachment" f JOIN "Node" n ON n."id" = f."nodeId" WHERE f."messageId" = m."id" ORDER BY f."position" LIMIT 1) AS "file",
             coalesce((SELECT jsonb_object_agg(p."id", p."name") FROM "Account" p WHERE p."id" = ANY(m."mentions")), '{}') AS "names"
           FROM "ChatMessage" m LEFT JOIN "Account" a ON a."id" = m."authorId" LEFT JOIN "RoomGuest" g ON g."id" = m."authorId"
           WHERE m."spaceId" = $1 AND m."number" > $2 AND m."number" <= $3 AND m."at" >= $4 ORDER BY m."number" DESC LIMIT ${mostRows}`,
    values: [roomId, from, to, since],
  });
  return rows.reverse();
}

/** What was said in one line, with names where people stand in it; of what has no words the name of its file. */
export function plainText({ text, file, names }: Pick<SaidRow, "text" | "file" | "names">): string {
  const words = text
    .replaceAll(/<@([\w-]+)>/g, (_whole, id: string) => `@${names[id] ?? id}`)
    .replaceAll(/<#[\w-]+>/g, "#")
    .replaceAll(/^```\w*|(?<![\p{L}\p{N}])[*_~`]{1,3}(?=\S)|(?<=\S)[*_~`]{1,3}(?![\p{L}\p{N}])|^>\s?/gmu, "")
    .replaceAll(/\s+/g, " ")
    .trim();
  return words === "" ? (file ?? "") : words;
}
