import { type Actor, Refusal } from "@carbyne/kernel";
import { accessAdmin } from "../access/index.ts";
import type { Context } from "../context.ts";

/** What is wrong with the content that is kept, and what it belongs to. */
export type ContentFault = {
  readonly fault: "missing" | "damaged" | "orphan";
  /** The content's SHA-256 in hex, or the file of an orphan. */
  readonly what: string;
  readonly sizeBytes: number;
  /** Files with whose they are, and messages, as far as they are few. */
  readonly usedBy: readonly string[];
};

const mostNamed = 5;

/** Reads all content and tells what is missing or damaged, with what that hits, and files that belong to nothing. */
export async function* checkContent(
  ctx: Context,
  actor: Actor,
  { onChecked }: { onChecked: (count: number) => void },
): AsyncGenerator<ContentFault> {
  const { scope } = await accessAdmin(ctx, actor);
  if (scope !== undefined) throw new Refusal("forbidden", "admin-needed");
  for await (const found of ctx.blobs.check({ now: ctx.clock.now(), onChecked })) {
    const { fault, sizeBytes } = found;
    if (found.fault === "orphan") yield { fault, what: found.file, sizeBytes, usedBy: [] };
    else yield { fault, what: found.hash.toString("hex"), sizeBytes, usedBy: await usersOf(ctx, found.hash) };
  }
}

async function usersOf(ctx: Context, hash: Buffer): Promise<string[]> {
  const { rows } = await ctx.db.pool.query<{ used: string }>(
    `SELECT 'file ' || n."name" || ' (version ' || v."number" || ') of ' || coalesce(p."local" || '@' || d."name", n."spaceId"::text) AS "used"
     FROM "NodeVersion" v JOIN "Node" n ON n."id" = v."nodeId" LEFT JOIN "Account" a ON a."spaceId" = n."spaceId"
     LEFT JOIN "Address" p ON p."accountId" = a."id" AND p."kind" IN ('account', 'shared') LEFT JOIN "Domain" d ON d."id" = p."domainId" WHERE v."blobHash" = $1
     UNION ALL SELECT 'message ' || m."id" || ' of ' || coalesce(p."local" || '@' || d."name", m."spaceId"::text)
     FROM "Message" m LEFT JOIN "Account" a ON a."spaceId" = m."spaceId"
     LEFT JOIN "Address" p ON p."accountId" = a."id" AND p."kind" IN ('account', 'shared') LEFT JOIN "Domain" d ON d."id" = p."domainId" WHERE m."blobHash" = $1
     LIMIT ${mostNamed}`,
    [hash],
  );
  return rows.map((row) => row.used);
}
