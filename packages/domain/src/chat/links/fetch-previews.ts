import { readPageInfo } from "@carbyne/mime";
import type pg from "pg";
import type { Context } from "../../context.ts";
import { rasterType } from "../../mail/index.ts";
import { changeSpace } from "../../spaces/index.ts";

const atOnce = 8;
/** A process that dies in the middle is missed for so long. */
const leaseMs = 120_000;
const retryMs = 60_000;
const mostAttempts = 3;
const dayMs = 86_400_000;
const page = { maxBytes: 2_000_000, timeoutMs: 10_000, maxRedirects: 4, accept: "text/html,image/*;q=0.8" };
const picture = { maxBytes: 5_000_000, timeoutMs: 10_000, maxRedirects: 4, accept: "image/avif,image/webp,image/*" };

type Due = { urlHash: Buffer; url: string; attempts: number };
type Found = { title: string; description: string; siteName: string; picture: Buffer | null };

/** Asks for what pages that were linked to say of themselves, through the one way out, and tells those in the rooms. Answers whether there may be more. */
export async function fetchPreviews(ctx: Context): Promise<boolean> {
  const now = ctx.clock.now();
  const { rows } = await ctx.db.pool.query<Due>({
    name: "claim-link-previews",
    text: `UPDATE "ChatLinkPreview" SET "dueAt" = $2, "attempts" = "attempts" + 1 WHERE "urlHash" IN (
             SELECT "urlHash" FROM "ChatLinkPreview" WHERE "dueAt" <= $1 ORDER BY "dueAt" LIMIT ${atOnce} FOR UPDATE SKIP LOCKED) RETURNING "urlHash", "url", "attempts"`,
    values: [now, new Date(now.getTime() + leaseMs)],
  });
  const done = await Promise.allSettled(rows.map((due) => fetchOne(ctx, due)));
  for (const [at, one] of done.entries())
    if (one.status === "rejected") ctx.log.error({ err: one.reason, url: rows[at]?.url }, "link preview not made");
  return rows.length === atOnce;
}

async function fetchOne(ctx: Context, due: Due): Promise<void> {
  const found = await ask(ctx, due.url);
  if (found === "later" && due.attempts < mostAttempts) {
    await ctx.db.pool.query('UPDATE "ChatLinkPreview" SET "dueAt" = $2 WHERE "urlHash" = $1', [
      due.urlHash,
      new Date(ctx.clock.now().getTime() + retryMs),
    ]);
    return;
  }
  await keep(ctx, due, found === "later" ? null : found);
  await tell(ctx, due);
  // Only now it is over: whoever takes it up after a fall does all of it again.
  await ctx.db.pool.query('UPDATE "ChatLinkPreview" SET "dueAt" = NULL, "attempts" = 0 WHERE "urlHash" = $1', [
    due.urlHash,
  ]);
}

/** Null when there is nothing to show. */
async function ask(ctx: Context, url: string): Promise<Found | "later" | null> {
  const answer = await ctx.outside.ask({ url, ...page });
  if (answer.status !== "answered") return answer.reason === "busy" ? "later" : null;
  if (answer.code !== 200) return answer.code >= 500 || answer.code === 429 ? "later" : null;
  const [type = "", charset = ""] =
    /^([^;]*)(?:.*charset="?([^";]+))?/i.exec(answer.headers["content-type"] ?? "")?.slice(1) ?? [];
  if (rasterType(answer.body)) return { title: "", description: "", siteName: "", picture: answer.body };
  if (!/^(?:text\/html|application\/xhtml\+xml)$/i.test(type.trim())) return null;
  const { picture: address, ...said } = readPageInfo(answer.body, charset);
  const shown = address === null ? null : await askPicture(ctx, address, url);
  return said.title === "" && shown === null ? null : { ...said, picture: shown };
}

async function askPicture(ctx: Context, address: string, base: string): Promise<Buffer | null> {
  if (!URL.canParse(address, base)) return null;
  const answer = await ctx.outside.ask({ url: new URL(address, base).href, ...picture });
  return answer.status === "answered" && answer.code === 200 && rasterType(answer.body) ? answer.body : null;
}

async function keep(ctx: Context, { urlHash }: Due, found: Found | null): Promise<void> {
  const content = found?.picture ? await ctx.blobs.prepare(found.picture) : null;
  const client = await ctx.db.pool.connect();
  try {
    await client.query("BEGIN");
    if (content) await content.write(client);
    // What is known of a page stays when it cannot be had for once.
    await client.query(
      `UPDATE "ChatLinkPreview" SET "state" = CASE WHEN $2 THEN 'ready'::"LinkPreviewState" WHEN "state" = 'ready' THEN "state" ELSE 'failed' END, "fetchedAt" = $3,
         "title" = CASE WHEN $2 THEN $4 ELSE "title" END, "description" = CASE WHEN $2 THEN $5 ELSE "description" END,
         "siteName" = CASE WHEN $2 THEN $6 ELSE "siteName" END, "pictureHash" = CASE WHEN $2 THEN $7 ELSE "pictureHash" END WHERE "urlHash" = $1`,
      [
        urlHash,
        found !== null,
        ctx.clock.now(),
        found?.title ?? "",
        found?.description ?? "",
        found?.siteName ?? "",
        content?.hash ?? null,
      ],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
}

/** Tells those in the rooms where it is waited for. */
async function tell(ctx: Context, { urlHash }: Due): Promise<void> {
  const { rows } = await ctx.db.pool.query<{ roomId: string }>(
    `SELECT DISTINCT m."spaceId" AS "roomId" FROM "ChatLink" l JOIN "ChatMessage" m ON m."id" = l."messageId" WHERE l."urlHash" = $1 AND NOT l."isTold"`,
    [urlHash],
  );
  for (const { roomId } of rows)
    await changeSpace(ctx, roomId, (client: pg.PoolClient, modseq) =>
      client.query(
        `WITH told AS (UPDATE "ChatLink" l SET "isTold" = true FROM "ChatMessage" m WHERE l."urlHash" = $1 AND NOT l."isTold" AND m."id" = l."messageId" AND m."spaceId" = $2
           RETURNING l."messageId", l."isRemoved")
         UPDATE "ChatMessage" m SET "modseq" = $3 FROM told, "ChatLinkPreview" p WHERE m."id" = told."messageId" AND p."urlHash" = $1 AND p."state" = 'ready'
           AND NOT told."isRemoved" AND m."deletedAt" IS NULL`,
        [urlHash, roomId, modseq],
      ),
    );
}

/** Forgets pages that no message links to any more. */
export async function purgePreviews(ctx: Context): Promise<void> {
  await ctx.db.pool.query(
    `DELETE FROM "ChatLinkPreview" p WHERE p."dueAt" IS NULL AND p."fetchedAt" < $1 AND NOT EXISTS (SELECT 1 FROM "ChatLink" l WHERE l."urlHash" = p."urlHash")`,
    [new Date(ctx.clock.now().getTime() - dayMs)],
  );
}
