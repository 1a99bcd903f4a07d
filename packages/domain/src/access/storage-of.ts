import type pg from "pg";

export type Storage = {
  readonly usedBytes: number;
  readonly quotaBytes: number;
  /** What its owner is called, or the team. */
  readonly holder: string;
};

type Row = { spaceId: string; usedBytes: string; quotaBytes: string | null; holder: string | null };

/** SQL for what a setting says in a space, of an account `a`, a team folder `t` or a `room`. */
const setting = (key: string) => `(SELECT s."value" #>> '{}' FROM "Setting" s WHERE s."key" = '${key}' AND (
  (s."scope" = 'account' AND s."scopeId" = a."id") OR (s."scope" = 'class' AND s."scopeId" = a."classId") OR
  (s."scope" = 'domain' AND s."scopeId" = coalesce(a."domainId", t."domainId", room."domainId")) OR s."scope" = 'global')
  ORDER BY array_position(ARRAY['account', 'class', 'domain', 'global'], s."scope"::text) LIMIT 1)`;

/**
 * What the spaces' mail and files take and may take, `Infinity` where nothing limits it: for an account its quota, for a team folder what its managers
 * and what the settings say, whichever is less; for a room what the settings of its domain say.
 */
export async function storageOf(
  db: pg.ClientBase | pg.Pool,
  spaceIds: readonly string[],
): Promise<Map<string, Storage>> {
  const [only, ...others] = spaceIds;
  const isOne = only !== undefined && others.length === 0;
  const { rows } = await db.query<Row>({
    // For an array the planner plans anew each time, which takes five times as long as the question; asked for one, as with every recipient, it does not.
    name: isOne ? "storage-of-one" : "storage-of",
    text: `SELECT p."id" AS "spaceId", p."usedBytes", CASE WHEN room."spaceId" IS NOT NULL THEN ${setting("chat.roomQuotaBytes")}
               WHEN t."spaceId" IS NULL THEN ${setting("account.quotaBytes")}
             ELSE least(nullif(t."quotaBytes", 0), nullif(${setting("files.teamQuotaBytes")}::bigint, 0))::text END AS "quotaBytes",
             coalesce(a."name", r."name", room."name") AS "holder"
           FROM "Space" p LEFT JOIN "Account" a ON a."spaceId" = p."id" LEFT JOIN "TeamFolder" t ON t."spaceId" = p."id"
             LEFT JOIN "Node" r ON r."id" = t."rootId" LEFT JOIN "Room" room ON room."spaceId" = p."id" WHERE p."id" = ${isOne ? "$1" : "ANY($1)"}`,
    values: [isOne ? only : spaceIds],
  });
  return new Map(
    rows.map((row) => {
      const limit = Number(row.quotaBytes ?? 0);
      return [
        row.spaceId,
        {
          usedBytes: Number(row.usedBytes),
          quotaBytes: limit > 0 ? limit : Number.POSITIVE_INFINITY,
          holder: row.holder ?? "",
        },
      ];
    }),
  );
}
