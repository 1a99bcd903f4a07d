import { type Actor, isId, newId, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { accessOwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { changeSpace } from "../../spaces/index.ts";
import { keepUndo } from "../conversations/undo.ts";
import { mostTags, type Tag } from "./keep-tags.ts";
import { keywordOf } from "./keywords.ts";

export type CountedTag = Tag & {
  /** Conversations that have it outside of trash and spam, and those of them that are unread. */
  readonly total: number;
  readonly unread: number;
};

const longestName = 100;

/** The actor's tags by name, with how many conversations each is on. */
export async function listTags(ctx: Context, actor: Actor): Promise<CountedTag[]> {
  const { spaceId } = await accessOwnAccount(ctx, actor);
  const { rows } = await ctx.db.pool.query<CountedTag>(
    `WITH used AS (
       SELECT k, count(DISTINCT p."threadId")::int AS "total", count(DISTINCT p."threadId") FILTER (WHERE p."flags" & 1 = 0)::int AS "unread"
       FROM "MailboxMessage" p, unnest(p."keywords") k
       WHERE p."spaceId" = $1 AND p."keywords" <> '{}' AND NOT EXISTS (
         SELECT 1 FROM "Mailbox" b WHERE b."id" = p."mailboxId" AND b."role" IN ('trash', 'junk')) GROUP BY k)
     SELECT t."id", t."name", t."tint", t."keyword", coalesce(u."total", 0) AS "total", coalesce(u."unread", 0) AS "unread"
     FROM "Tag" t LEFT JOIN used u ON u.k = t."keyword" WHERE t."spaceId" = $1 ORDER BY lower(t."name")`,
    [spaceId],
  );
  return rows;
}

/** Makes a tag; its keyword comes from the name and stays when the name changes. */
export async function createTag(
  ctx: Context,
  actor: Actor,
  input: { name: string; tint?: number | undefined },
): Promise<Tag> {
  const { spaceId } = await accessOwnAccount(ctx, actor);
  const name = checkName(input.name);
  const id = newId();
  return changeSpace(ctx, spaceId, async (client, modseq) => {
    const { rows: known } = await client.query<{ keyword: string }>(
      'SELECT lower("keyword") AS "keyword" FROM "Tag" WHERE "spaceId" = $1',
      [spaceId],
    );
    if (known.length >= mostTags) throw new Refusal("too-many", "tags-too-many", { max: mostTags });
    const keyword = freeKeyword(name, { id, taken: new Set(known.map((one) => one.keyword)) });
    const tint = input.tint ?? ((known.length * 5) % 12) + 1;
    await refuseTaken(name, () =>
      client.query(
        'INSERT INTO "Tag" ("id", "spaceId", "name", "tint", "keyword", "modseq") VALUES ($1, $2, $3, $4, $5, $6)',
        [id, spaceId, name, tint, keyword, modseq],
      ),
    );
    return { id, name, tint, keyword };
  });
}

/** Gives a tag another name or colour. */
export async function updateTag(
  ctx: Context,
  actor: Actor,
  input: { id: string; name?: string | undefined; tint?: number | undefined },
): Promise<void> {
  const { spaceId } = await accessOwnAccount(ctx, actor);
  const name = input.name === undefined ? null : checkName(input.name);
  await changeSpace(ctx, spaceId, async (client, modseq) => {
    await accessTag(client, spaceId, input.id);
    await refuseTaken(name ?? "", () =>
      client.query(
        'UPDATE "Tag" SET "name" = coalesce($2, "name"), "tint" = coalesce($3, "tint"), "modseq" = $4 WHERE "id" = $1',
        [input.id, name, input.tint ?? null, modseq],
      ),
    );
  });
}

/** Removes a tag and takes it off every message, in every client; answers what brings it back. */
export async function removeTag(
  ctx: Context,
  actor: Actor,
  { id }: { id: string },
): Promise<{ undo: string | null; count: number }> {
  const { id: accountId, spaceId } = await accessOwnAccount(ctx, actor);
  return changeSpace(ctx, spaceId, async (client, modseq) => {
    const tag = await accessTag(client, spaceId, id);
    const { rows } = await client.query<{ mailboxId: string; messageId: string }>(
      `WITH had AS (
         UPDATE "MailboxMessage" SET "keywords" = array_remove("keywords", $2), "modseq" = $3
         WHERE "spaceId" = $1 AND "keywords" <> '{}' AND "keywords" @> ARRAY[$2::text] RETURNING "mailboxId", "messageId"),
       told AS (UPDATE "Mailbox" SET "highestModseq" = $3, "modseq" = $3 WHERE "id" IN (SELECT "mailboxId" FROM had))
       SELECT * FROM had`,
      [spaceId, tag.keyword, modseq],
    );
    await client.query('DELETE FROM "Tag" WHERE "id" = $1', [id]);
    await client.query(`INSERT INTO "Tombstone" ("spaceId", "modseq", "kind", "objectId") VALUES ($1, $2, 'tag', $3)`, [
      spaceId,
      modseq,
      id,
    ]);
    const places = [...Map.groupBy(rows, (row) => row.mailboxId)].map(([mailboxId, here]) => ({
      mailboxId,
      messageIds: here.map((row) => row.messageId),
    }));
    const undo = await keepUndo(client, { id: newId(), spaceId, accountId }, [
      { kind: "tag", spaceId, tag: { ...tag, places } },
    ]);
    return { undo, count: rows.length };
  });
}

async function accessTag(client: pg.PoolClient, spaceId: string, id: string): Promise<Tag> {
  const { rows } = isId(id)
    ? await client.query<Tag>('SELECT "id", "name", "tint", "keyword" FROM "Tag" WHERE "id" = $1 AND "spaceId" = $2', [
        id,
        spaceId,
      ])
    : { rows: [] };
  const tag = rows[0];
  if (!tag) throw new Refusal("not-found", "tag-unknown");
  return tag;
}

/** The keyword of the name, or of the name and a number, that no other tag has. */
function freeKeyword(name: string, { id, taken }: { id: string; taken: ReadonlySet<string> }): string {
  const base = keywordOf(name) ?? `tag-${id}`;
  let keyword = base;
  for (let at = 2; taken.has(keyword.toLowerCase()); at++) keyword = `${base}_${at}`;
  return keyword;
}

function checkName(name: string): string {
  const clean = name.trim().normalize("NFC");
  if (clean === "" || clean.length > longestName || /\p{Cc}/u.test(clean) || !clean.isWellFormed())
    throw new Refusal("invalid", "tag-name-invalid");
  return clean;
}

async function refuseTaken(name: string, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (error instanceof Error && "constraint" in error && error.constraint === "Tag_name")
      throw new Refusal("conflict", "tag-name-taken", { name });
    throw error;
  }
}
