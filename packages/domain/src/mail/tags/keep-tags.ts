import { newId, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { wordsOf } from "../../words/index.ts";
import { isTagKeyword, nameOf, spellingOf } from "./keywords.ts";

export type Tag = {
  readonly id: string;
  readonly name: string;
  /** A place in the palette of twelve. */
  readonly tint: number;
  readonly keyword: string;
};

/** A tag that was removed, with the messages that had it. */
export type KeptTag = Tag & {
  readonly places: readonly { readonly mailboxId: string; readonly messageIds: readonly string[] }[];
};

/** More tags than this help nobody. */
export const mostTags = 500;

/** The colours in which Thunderbird shows its five, as near as the palette has them. */
const labelTints = [1, 2, 6, 9, 11] as const;
const labelNames = ["tagImportant", "tagWork", "tagPersonal", "tagToDo", "tagLater"] as const;

/**
 * Keywords that come from a mail program in the spelling that the space already has for them (they are the same in any case of letters, RFC 9051
 * §2.3.2). One that is new and that people would call a tag becomes one.
 */
export async function keepTags(
  client: pg.PoolClient,
  modseq: bigint,
  { spaceId, keywords, mayAdd }: { spaceId: string; keywords: readonly string[]; mayAdd: boolean },
): Promise<string[]> {
  if (keywords.length === 0) return [];
  const spelled = keywords.map(spellingOf);
  const { rows } = await client.query<{ keyword: string }>(
    'SELECT "keyword" FROM "Tag" WHERE "spaceId" = $1 AND lower("keyword") = ANY($2)',
    [spaceId, spelled.map((keyword) => keyword.toLowerCase())],
  );
  const known = new Map(rows.map(({ keyword }) => [keyword.toLowerCase(), keyword]));
  const fresh = spelled.filter((keyword) => !known.has(keyword.toLowerCase()) && isTagKeyword(keyword));
  if (mayAdd && fresh.length > 0) await addFound(client, modseq, { spaceId, keywords: fresh });
  return spelled.map((keyword) => known.get(keyword.toLowerCase()) ?? keyword);
}

async function addFound(
  client: pg.PoolClient,
  modseq: bigint,
  { spaceId, keywords }: { spaceId: string; keywords: readonly string[] },
): Promise<void> {
  const { rows } = await client.query<{ n: number; locale: string | null }>(
    `SELECT (SELECT count(*)::int FROM "Tag" WHERE "spaceId" = $1) AS n, (SELECT "locale" FROM "Account" WHERE "spaceId" = $1) AS "locale"`,
    [spaceId],
  );
  const words = wordsOf(rows[0]?.locale ?? "en");
  let count = rows[0]?.n ?? 0;
  for (const keyword of keywords) {
    if (++count > mostTags) return;
    const label = /^\$label([1-5])$/.exec(keyword)?.[1];
    const at = Number(label) - 1;
    const name = label ? words[labelNames[at] ?? "tagLater"] : nameOf(keyword);
    const tint = (label ? labelTints[at] : undefined) ?? ((count * 5) % 12) + 1;
    // Another tag may have the name: then the keyword is shown as it is.
    await client.query(
      'INSERT INTO "Tag" ("id", "spaceId", "name", "tint", "keyword", "modseq") VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING',
      [newId(), spaceId, name, tint, keyword, modseq],
    );
  }
}

/** Refuses keywords that no tag of the space has. */
export async function refuseUnknownTags(
  client: pg.PoolClient,
  spaceId: string,
  keywords: readonly string[],
): Promise<void> {
  const { rows } = await client.query<{ keyword: string }>(
    'SELECT "keyword" FROM "Tag" WHERE "spaceId" = $1 AND "keyword" = ANY($2)',
    [spaceId, keywords],
  );
  if (rows.length < new Set(keywords).size) throw new Refusal("not-found", "tag-unknown");
}

/** Makes a removed tag again and puts its keyword back on the messages that had it. */
export async function restoreTag(
  client: pg.PoolClient,
  modseq: bigint,
  { spaceId, tag }: { spaceId: string; tag: KeptTag },
): Promise<void> {
  await client.query(
    'INSERT INTO "Tag" ("id", "spaceId", "name", "tint", "keyword", "modseq") VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING',
    [tag.id, spaceId, tag.name, tag.tint, tag.keyword, modseq],
  );
  for (const { mailboxId, messageIds } of tag.places) {
    await client.query(
      `UPDATE "MailboxMessage" SET "keywords" = "keywords" || $3::text, "modseq" = $4
       WHERE "mailboxId" = $1 AND "messageId" = ANY($2) AND "spaceId" = $5 AND $3 <> ALL("keywords")`,
      [mailboxId, messageIds, tag.keyword, modseq, spaceId],
    );
    await client.query('UPDATE "Mailbox" SET "highestModseq" = $2, "modseq" = $2 WHERE "id" = $1', [mailboxId, modseq]);
  }
}
