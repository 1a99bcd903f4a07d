import { Refusal } from "@carbyne/kernel";
import type pg from "pg";
import type { Context } from "../context.ts";
import { scanAskedSpace } from "../spaces/index.ts";

/**
 * Has content looked at, in the change that stores it; nobody but the owner gets it before. Content in which something was found before is refused.
 * Nothing is asked where there is no scanner.
 */
export async function askScan(
  ctx: Context,
  client: pg.ClientBase,
  { hash, name }: { hash: Buffer; name: string },
): Promise<void> {
  if (!ctx.scanner) return;
  const { rows } = await client.query<{ state: string; found: string }>({
    name: "known-scan",
    text: 'SELECT "state", "found" FROM "BlobScan" WHERE "hash" = $1',
    values: [hash],
  });
  const [known] = rows;
  if (known?.state === "infected") throw new Refusal("forbidden", "content-infected", { name, found: known.found });
  if (known) return;
  await client.query(
    'INSERT INTO "BlobScan" ("hash", "isHeld", "dueAt") VALUES ($1, true, $2) ON CONFLICT DO NOTHING',
    [hash, ctx.clock.now()],
  );
}

/** Wakes the job that has content looked at, once it is stored. */
export function hintScan({ bus, scanner }: Context): void {
  if (scanner) bus.publish({ spaceId: scanAskedSpace, modseq: 0n });
}

const backlogAtOnce = 200;

/** Has files looked at that were there before there was a scanner, some at a time; nobody waits for it. Answers whether there may be more. */
export async function askScanOfOld({ db, clock, scanner }: Context): Promise<boolean> {
  if (!scanner) return false;
  const { rowCount } = await db.pool.query(
    `INSERT INTO "BlobScan" ("hash", "isHeld", "dueAt")
     SELECT DISTINCT v."blobHash", false, $1::timestamptz FROM "NodeVersion" v
     WHERE NOT EXISTS (SELECT 1 FROM "BlobScan" s WHERE s."hash" = v."blobHash") LIMIT ${backlogAtOnce} ON CONFLICT DO NOTHING`,
    [clock.now()],
  );
  return rowCount === backlogAtOnce;
}
