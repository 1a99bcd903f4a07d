import { createHash } from "node:crypto";
import type pg from "pg";
import type { Context } from "../../context.ts";
import { type Author, settingsIn } from "../rooms/settings-in.ts";
import { readLinks } from "../messages/read-links.ts";

const mostShown = 3;
const dayMs = 86_400_000;

/** The links of a text of which previews are to be shown: none where its author does not want them. */
export async function linksToShow(ctx: Context, room: Author, text: string): Promise<readonly string[]> {
  const links = readLinks(text, mostShown);
  if (links.length === 0) return links;
  return (await settingsIn(ctx, room))["chat.linkPreviews"].value === true ? links : [];
}

/** Notes the links of a message in the change that says or changes it; what nobody knows yet, or not of late, is to be asked for. */
export async function keepLinks(
  client: pg.ClientBase,
  { messageId, links, at }: { messageId: string; links: readonly string[]; at: Date },
): Promise<void> {
  // In the order of their names, so that two changes cannot wait for each other.
  const rows = links
    .map((url, position) => ({ url, position, hash: createHash("sha256").update(url).digest() }))
    .toSorted((a, b) => a.hash.compare(b.hash));
  const hashes = rows.map((row) => row.hash);
  await client.query('DELETE FROM "ChatLink" WHERE "messageId" = $1 AND NOT "urlHash" = ANY($2)', [messageId, hashes]);
  if (rows.length === 0) return;
  await client.query(
    `INSERT INTO "ChatLinkPreview" ("urlHash", "url", "dueAt") SELECT l."hash", l."url", $3 FROM unnest($1::bytea[], $2::text[]) AS l("hash", "url")
     ON CONFLICT ("urlHash") DO UPDATE SET "dueAt" = $3, "attempts" = 0 WHERE "ChatLinkPreview"."fetchedAt" < $4 AND "ChatLinkPreview"."dueAt" IS NULL`,
    [hashes, rows.map((row) => row.url), at, new Date(at.getTime() - dayMs)],
  );
  await client.query(
    `INSERT INTO "ChatLink" ("messageId", "urlHash", "position", "isTold")
     SELECT $1, p."urlHash", l."position", p."dueAt" IS NULL FROM unnest($2::bytea[], $3::int[]) AS l("hash", "position") JOIN "ChatLinkPreview" p ON p."urlHash" = l."hash"
     ON CONFLICT ("messageId", "urlHash") DO UPDATE SET "position" = excluded."position"`,
    [messageId, hashes, rows.map((row) => row.position)],
  );
}
