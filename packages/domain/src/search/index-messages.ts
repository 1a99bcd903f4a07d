import { transaction } from "@carbyne/db";
import { htmlToText, type Part, parseMessage, readContent, summarize } from "@carbyne/mime";
import type { Context } from "../context.ts";
import { storable } from "../mail/index.ts";
import { markedWords } from "./fields.ts";
import { hasLink, kindsOf } from "./kinds.ts";
import { indexText } from "./terms.ts";

type Row = {
  id: string;
  spaceId: string;
  blobHash: Buffer;
  subject: string;
  people: Record<string, { name: string; address: string }[]>;
  internalDate: Date;
};

type Doc = {
  id: string;
  spaceId: string;
  title: string;
  text: string;
  people: string;
  /** JSON, as PostgreSQL's arrays of arrays must all be equally long. */
  tags: string;
  at: Date;
};

/** A text search vector has a limit of a megabyte, and nobody searches for the end of such a text. */
const longestText = 400_000;
const longestIndexBytes = 900_000;
const longestTitle = 1_000;
const longestPeople = 10_000;
const mostPeople = 2_000;
const mostNames = 1_000;
const mostMessages = 20;
const deepestMessage = 3;

/** Puts messages that came in into the index, the newest first and up to `limit`; answers how many. Several processes may do it at the same time. */
export async function indexMessages(ctx: Context, { limit }: { limit: number }): Promise<number> {
  return transaction(ctx.db.pool, async (client) => {
    const { rows } = await client.query<Row>({
      name: "unindexed-messages",
      text: `SELECT "id", "spaceId", "blobHash", "subject", "people", "internalDate" FROM "Message"
             WHERE NOT "isIndexed" AND "deletedAt" IS NULL ORDER BY "createdAt" DESC LIMIT $1 FOR NO KEY UPDATE SKIP LOCKED`,
      values: [limit],
    });
    if (rows.length === 0) return 0;
    const docs: Doc[] = [];
    // One after the other: a batch of large messages must not be in memory at once.
    for (const row of rows) docs.push(await docOf(ctx, row));
    const column = <Key extends keyof Doc>(key: Key) => docs.map((doc) => doc[key]);
    await client.query({
      name: "index-messages",
      text: `INSERT INTO "SearchDoc" ("objectId", "spaceId", "kind", "title", "text", "people", "tags", "at")
             SELECT d."id", d."spaceId", 'message', d."title", d."text", d."people", ARRAY(SELECT jsonb_array_elements_text(d."tags")), d."at"
             FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::jsonb[], $7::timestamptz[])
               AS d("id", "spaceId", "title", "text", "people", "tags", "at")
             ON CONFLICT ("objectId") DO UPDATE SET "title" = EXCLUDED."title", "text" = EXCLUDED."text", "people" = EXCLUDED."people", "tags" = EXCLUDED."tags"`,
      values: [
        column("id"),
        column("spaceId"),
        column("title"),
        column("text"),
        column("people"),
        column("tags"),
        column("at"),
      ],
    });
    await client.query('UPDATE "Message" SET "isIndexed" = true WHERE "id" = ANY($1)', [column("id")]);
    return rows.length;
  });
}

async function docOf(ctx: Context, row: Row): Promise<Doc> {
  const people = Object.values(row.people).flatMap((list) => list.map(shownPerson));
  const { body, names, kinds, list } = await contentOf(ctx, row);
  const marked = [
    ...(["from", "to", "cc", "bcc"] as const).map((field) =>
      markedWords(field, (row.people[field] ?? []).slice(0, mostPeople).map(shownPerson).join(" ")),
    ),
    markedWords("subject", row.subject),
    markedWords("filename", names.join(" ")),
    markedWords("list", list),
    markedWords("has", kinds.join(" ")),
  ];
  const fields = [row.subject, ...names, ...people.slice(0, mostPeople), ...marked, body];
  return {
    id: row.id,
    spaceId: row.spaceId,
    title: row.subject.slice(0, longestTitle).toWellFormed(),
    text: indexText(fields, longestIndexBytes),
    people: people.join("\n").slice(0, longestPeople).toWellFormed(),
    tags: JSON.stringify(names),
    at: row.internalDate,
  };
}

function shownPerson({ name, address }: { name: string; address: string }): string {
  return `${name} ${address}`;
}

/** What there is to read in the message. One that cannot be read is found by its subject and people, and stops no other. */
async function contentOf(ctx: Context, row: Row): Promise<Indexed> {
  try {
    const raw = await ctx.blobs.read(row.blobHash);
    const root = parseMessage(raw);
    const contents = messagesIn(root).map((message) => readContent(raw, message));
    const attachments = contents.flatMap((content) => content.attachments).slice(0, mostNames);
    const texts = contents.map(textOf);
    // A picture that the text shows is not what "with a picture" asks for.
    const kinds = new Set<string>(attachments.filter(({ isInline }) => !isInline).flatMap(kindsOf));
    if (contents.some((content, i) => hasLink(`${texts[i]} ${content.html ?? ""}`))) kinds.add("link");
    return {
      body: storable(texts.join("\n").slice(0, longestText)),
      names: attachments.map(({ name }) => storable(name)),
      kinds: [...kinds],
      list: storable(summarize(raw, root).listId ?? ""),
    };
  } catch (error) {
    ctx.log.error({ err: error, messageId: row.id }, "message not read for the index");
    return { body: "", names: [], kinds: [], list: "" };
  }
}

type Indexed = { body: string; names: string[]; kinds: string[]; list: string };

/** A message and those that are attached to it, to a depth that people write. */
function messagesIn(root: Part): Part[] {
  const found = [root];
  const search = (part: Part, depth: number): void => {
    if (part.message && depth < deepestMessage && found.length < mostMessages) {
      found.push(part.message);
      search(part.message, depth + 1);
    }
    for (const child of part.children) search(child, depth);
  };
  search(root, 0);
  return found;
}

/** Plain text, and the HTML beside it when the text is only a remark that there is some. */
function textOf({ text, html }: { text: string | null; html: string | null }): string {
  const shown = html === null ? "" : htmlToText(html);
  if (text === null) return shown;
  return text.length * 4 < shown.length ? `${text}\n${shown}` : text;
}
