import { newId } from "@carbyne/kernel";
import type { ReadElsewhere } from "@carbyne/office/convert";
import type pg from "pg";
import type { Context } from "../../context.ts";
import { refuseWithoutRoomLeft } from "../../quota/index.ts";
import { settingsOfSpace } from "../../settings/index.ts";
import { pictureMime } from "../pictures/add-picture.ts";
import { insertPicture } from "../pictures/insert-picture.ts";
import { conversionRefusal } from "./refuse-conversion.ts";

type Prepared = {
  readonly id: string;
  readonly hash: Buffer;
  readonly sizeBytes: number;
  readonly mime: string;
  readonly write: (client: pg.ClientBase) => Promise<void>;
};

/** Makes what was read ready for a document, before anything is locked: refuses what is larger than a document may be in its space. */
export async function prepareRead(
  ctx: Context,
  { pictures, state }: Pick<ReadElsewhere, "pictures" | "state">,
  { spaceId, name }: { spaceId: string; name: string },
): Promise<Prepared[]> {
  const most = Number((await settingsOfSpace(ctx.db.pool, spaceId))["docs.textBytes"].value);
  if (state.length > most) throw conversionRefusal("too-large", name);
  const prepared: Prepared[] = [];
  for (const { id, bytes } of pictures) {
    const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const mime = pictureMime(content);
    if (mime === null) continue;
    prepared.push({ id, mime, sizeBytes: content.length, ...(await ctx.blobs.prepare(content)) });
  }
  return prepared;
}

type Into = {
  readonly nodeId: string;
  readonly spaceId: string;
  readonly accountId: string;
  readonly modseq: bigint;
  readonly at: Date;
};

/** Puts the pictures and discussions of a file into its document, under the space's lock. */
export async function putRead(
  client: pg.ClientBase,
  into: Into,
  { read, pictures }: { read: ReadElsewhere; pictures: readonly Prepared[] },
): Promise<void> {
  const { nodeId, spaceId, accountId, at } = into;
  const bytes = pictures.reduce((sum, one) => sum + one.sizeBytes, 0);
  await refuseWithoutRoomLeft(client, { spaceId, accountId, bytes });
  for (const { write, ...picture } of pictures) {
    await write(client);
    await insertPicture(client, { ...picture, nodeId, spaceId, at });
  }
  for (const discussion of read.discussions) await putDiscussion(client, into, { read, discussion });
}

const mostCharacters = 4000;

async function putDiscussion(
  client: pg.ClientBase,
  { nodeId, spaceId, accountId, modseq, at }: Into,
  { read, discussion }: { read: ReadElsewhere; discussion: ReadElsewhere["discussions"][number] },
): Promise<void> {
  const remarks = discussion.remarks
    .map(({ author, text, at: said }) => ({ text: wordsOf(author, text), at: said ?? at }))
    .filter(({ text }) => text !== "");
  const [first] = remarks;
  if (!first) return;
  const quote = read.quotes.get(discussion.id);
  const anchor = quote === undefined ? null : JSON.stringify({ kind: "text", quote });
  await client.query(
    `INSERT INTO "CommentThread" ("id", "nodeId", "spaceId", "modseq", "anchor", "createdAt", "resolvedAt", "resolvedById")
     VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7, $8)`,
    [
      discussion.id,
      nodeId,
      spaceId,
      modseq,
      anchor,
      first.at,
      discussion.isResolved ? at : null,
      discussion.isResolved ? accountId : null,
    ],
  );
  await client.query(
    `INSERT INTO "Comment" ("id", "threadId", "nodeId", "spaceId", "modseq", "authorId", "text", "mentions", "createdAt")
     SELECT c."id", $1, $2, $3, $4, $5, c."text", '{}', c."at" FROM unnest($6::uuid[], $7::text[], $8::timestamptz[]) AS c("id", "text", "at")`,
    [
      discussion.id,
      nodeId,
      spaceId,
      modseq,
      accountId,
      remarks.map(() => newId()),
      remarks.map((one) => one.text),
      remarks.map((one) => one.at),
    ],
  );
}

/**
 * What a remark says under the name of who brought it: whose it was stands in its words, for a file may claim anybody's name. Nobody is named by it.
 */
function wordsOf(author: string, text: string): string {
  const clean = text.toWellFormed().replaceAll("\0", "").replaceAll("<@", "<\u200b@").trim();
  const whole = author === "" || clean === "" ? clean : `${author.replaceAll("<@", "<\u200b@")}: ${clean}`;
  return Array.from(whole).slice(0, mostCharacters).join("").trim();
}
