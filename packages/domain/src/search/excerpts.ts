import type { Actor } from "@carbyne/kernel";
import { parseMessage } from "@carbyne/mime";
import { parseQuery, type Wanted, wantedOf } from "@carbyne/query";
import { accessOwnAccount, accessSpaces } from "../access/index.ts";
import type { Context } from "../context.ts";
import { marks } from "./fields.ts";
import { excerpt, says, soughtOf } from "./find-hit.ts";
import { readAll } from "./read-all.ts";
import { searchSql } from "./search-sql.ts";
import { sourcesOf } from "./sources.ts";
import { inOrder, termOf } from "./terms.ts";

export type Excerpt = {
  /** The part of the text that says it. */
  readonly text: string | null;
  /** The attached file whose name or text says it. */
  readonly file: string | null;
};

/** So many octets are read for one answer; the lines of larger messages stay without an excerpt. */
const mostBytes = 40_000_000;
const mostMessages = 500;

/**
 * Where the conversations say what is searched for, by their ids: for lines whose subject and beginning do not show it. Found anew among what the
 * actor may search, so that an id alone shows nothing.
 */
export async function excerptsOf(
  ctx: Context,
  actor: Actor,
  { text, ids }: { text: string; ids: readonly string[] },
): Promise<Record<string, Excerpt>> {
  const account = await accessOwnAccount(ctx, actor);
  const query = parseQuery(text);
  const wanted = wantedOf(query);
  if (!query || wanted.length === 0) return {};
  const sources = await sourcesOf(ctx, account, { spaces: await accessSpaces(ctx, actor), query });
  const columns = 'm."blobHash", m."sizeBytes"';
  const found = await Promise.all(
    sources.map(({ ask }) =>
      ask<Hit>((parts) => searchSql({ ...parts, columns, stretch: { threadIds: ids, limit: mostMessages } })),
    ),
  );
  const excerpts: Record<string, Excerpt> = {};
  let left = mostBytes;
  for (const hit of found.flat().toSorted((a, b) => b.at.getTime() - a.at.getTime())) {
    if (excerpts[hit.threadId] || hit.sizeBytes > left) continue;
    left -= hit.sizeBytes;
    excerpts[hit.threadId] = await excerptOf(ctx, hit, wanted);
  }
  return excerpts;
}

type Hit = { id: string; threadId: string; at: Date; blobHash: Buffer; sizeBytes: number };

async function excerptOf(ctx: Context, hit: Hit, wanted: readonly Wanted[]): Promise<Excerpt> {
  const sought = (fields: readonly Wanted["field"][]) =>
    wanted.flatMap((one) => (fields.includes(one.field) ? (soughtOf(one.text, one) ?? []) : []));
  const { texts, attachments } = await contentOf(ctx, hit);
  const anywhere = sought(["any"]);
  const text = texts.map((one) => excerpt(one, anywhere)).find((one) => one !== null) ?? null;
  const named = attachments.find(({ name }) => says(name, sought(["any", "filename"])));
  if (named || text !== null || attachments.length === 0) return { text, file: named?.name ?? null };
  const number = await documentThatSays(ctx, hit.id, wanted);
  return { text, file: number === null ? null : (attachments[number]?.name ?? null) };
}

async function contentOf(
  ctx: Context,
  { id, blobHash }: Hit,
): Promise<{ texts: readonly string[]; attachments: readonly { name: string }[] }> {
  try {
    const raw = await ctx.blobs.read(blobHash);
    return readAll(raw, parseMessage(raw));
  } catch (error) {
    // What cannot be read was found by its subject and people, and stops no other line.
    ctx.log.error({ err: error, messageId: id }, "message not read for an excerpt");
    return { texts: [], attachments: [] };
  }
}

/** The number of the attached document whose text says it, as the index has it. */
async function documentThatSays(ctx: Context, messageId: string, wanted: readonly Wanted[]): Promise<number | null> {
  const { rows } = await ctx.db.pool.query<{ text: string }>({
    name: "document-texts",
    text: `SELECT substr("text", strpos("text", $2) + 3) AS "text" FROM "SearchDoc" WHERE "objectId" = $1 AND strpos("text", $2) > 0`,
    values: [messageId, ` | ${marks.document}`],
  });
  const pieces = wanted.flatMap(({ text, field, isPhrase }) => {
    const term = field === "any" ? termOf(text, { isWhole: isPhrase }) : null;
    return term ? [inOrder(term)] : [];
  });
  for (const document of rows[0]?.text.split(" | ") ?? []) {
    const [, number] = numbered.exec(document) ?? [];
    if (number !== undefined && pieces.some((piece) => `${document} `.includes(piece))) return Number(number);
  }
  return null;
}

const numbered = new RegExp(`^${marks.document}(\\d+) `);
