import { Refusal } from "@carbyne/kernel";
import type { Context } from "../context.ts";
import { settingsOfSpace } from "../settings/index.ts";

type Content = { readonly hash: Buffer; readonly name: string };
/** Who came by a link owns nothing. */
type Whose = { readonly spaceId: string; readonly isOwn?: boolean | undefined };

type Row = { readonly hash: Buffer; readonly state: string; readonly found: string; readonly isAway: boolean };

/**
 * Refuses content in which something was found, to everybody; and to others than its owner what nobody has looked at yet. When the scanner is away the
 * owner's `files.unscanned` says whether they get it all the same.
 */
export async function refuseUnsafe(
  ctx: Context,
  contents: readonly Content[],
  { spaceId, isOwn }: Whose,
): Promise<void> {
  const { rows } = await ctx.db.pool.query<Row>({
    name: "unsafe-contents",
    text: `SELECT "hash", "state", "found", "failedAt" IS NOT NULL AS "isAway" FROM "BlobScan"
           WHERE "hash" = ANY($1) AND ("state" = 'infected' OR ("state" = 'waiting' AND "isHeld")) ORDER BY "state" DESC`,
    values: [contents.map((one) => one.hash)],
  });
  const nameOf = ({ hash }: Row) => contents.find((one) => one.hash.equals(hash))?.name ?? "";
  const infected = rows.find((row) => row.state === "infected");
  if (infected) throw new Refusal("forbidden", "content-infected", { name: nameOf(infected), found: infected.found });
  if (isOwn || !ctx.scanner) return;
  const [waiting] = rows;
  if (!waiting) return;
  const isAllowed =
    rows.every((row) => row.isAway) &&
    (await settingsOfSpace(ctx.db.pool, spaceId))["files.unscanned"].value === "allow";
  if (!isAllowed) throw new Refusal("busy", "content-unscanned", { name: nameOf(waiting) });
}

/** What a list says of a file: it is being looked at, nobody could look at it, or something was found. */
export type ScanMark = { readonly state: "waiting" | "unscanned" | "infected"; readonly found: string };

/** SQL: whether content has to be asked about by `refuseUnsafe`; what is clean, nearly all, costs no question more. */
export const isDoubtful = (hash: string) =>
  `EXISTS (SELECT 1 FROM "BlobScan" s WHERE s."hash" = ${hash} AND s."state" <> 'clean')`;

/** SQL: the mark of the scan `s`, null where there is none. */
export const scanMark = `CASE WHEN s."state" = 'infected' THEN json_build_object('state', 'infected', 'found', s."found")
  WHEN s."state" = 'tooLarge' OR (s."state" = 'waiting' AND s."isHeld" AND s."failedAt" IS NOT NULL) THEN json_build_object('state', 'unscanned', 'found', '')
  WHEN s."state" = 'waiting' AND s."isHeld" THEN json_build_object('state', 'waiting', 'found', '') END`;
