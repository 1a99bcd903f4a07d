import type { Context } from "../../context.ts";
import { splitAddress } from "../../addresses/index.ts";
import type { SenderJudgment } from "./sender-rules.ts";

/**
 * What each of these spaces has said of the author of a message: the address itself, its domain, or a domain above it. Who is allowed by one line
 * and blocked by another is allowed.
 */
export async function judgmentsOf(
  ctx: Context,
  spaceIds: readonly string[],
  author: string,
): Promise<Map<string, SenderJudgment>> {
  const { rows } = await ctx.db.pool.query<{ spaceId: string; verdict: SenderJudgment }>({
    name: "judgments-of",
    text: `SELECT "spaceId", min("verdict") AS "verdict" FROM "SenderRule" WHERE "spaceId" = ANY($1) AND "sender" = ANY($2) GROUP BY 1`,
    values: [spaceIds, namesOf(author)],
  });
  return new Map(rows.map((row) => [row.spaceId, row.verdict]));
}

/** The address, and every domain that holds it: `a@b.example.org`, `b.example.org`, `example.org`. */
function namesOf(author: string): string[] {
  const at = author.lastIndexOf("@");
  if (at < 1) return [];
  const { local, domain } = lenient(author);
  const labels = domain.split(".").slice(0, 20);
  return [`${local}@${domain}`, ...labels.slice(0, -1).map((_, i) => labels.slice(i).join("."))];
}

/** Authors are taken as they are written: one that cannot be an address of ours can still be of a blocked domain. */
function lenient(author: string): { local: string; domain: string } {
  try {
    return splitAddress(author);
  } catch {
    const at = author.lastIndexOf("@");
    return { local: author.slice(0, at).toLowerCase(), domain: author.slice(at + 1).toLowerCase() };
  }
}
