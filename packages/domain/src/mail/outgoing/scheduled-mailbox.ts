import { newId } from "@carbyne/kernel";
import type pg from "pg";
import { newUidValidity } from "../standard-mailboxes.ts";

/**
 * The space's mailbox of the role `scheduled` (\Scheduled in IANA's registry of mailbox name attributes), made when it is first needed. A folder
 * that a person named so before keeps its name.
 */
export async function scheduledMailbox(client: pg.PoolClient, modseq: bigint, spaceId: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT "id" FROM "Mailbox" WHERE "spaceId" = $1 AND "role" = 'scheduled'`,
    [spaceId],
  );
  if (rows[0]) return rows[0].id;
  const { rows: taken } = await client.query<{ name: string }>(
    `SELECT "name" FROM "Mailbox" WHERE "spaceId" = $1 AND "parentId" IS NULL AND "name" LIKE 'Scheduled%'`,
    [spaceId],
  );
  const names = new Set(taken.map(({ name }) => name));
  let name = "Scheduled";
  for (let n = 2; names.has(name); n++) name = `Scheduled ${n}`;
  const id = newId();
  await client.query(
    `INSERT INTO "Mailbox" ("id", "spaceId", "name", "role", "uidValidity", "modseq", "highestModseq") VALUES ($1, $2, $3, 'scheduled', $4, $5, $5)`,
    [id, spaceId, name, newUidValidity(), modseq],
  );
  return id;
}
