import { newId } from "@carbyne/kernel";
import type pg from "pg";
import { mailboxByRole } from "../mailbox-by-role.ts";
import { flag } from "../flags.ts";
import { movePlaces } from "../move-places.ts";
import { setFlags } from "../set-flags.ts";
import { newUidValidity } from "../standard-mailboxes.ts";

/** The mailbox of snoozed messages, made when it is first needed; a folder of the person's own with that name stays theirs. */
export async function snoozedMailbox(client: pg.PoolClient, spaceId: string, modseq: bigint): Promise<string> {
  const { rows } = await client.query<{ id: string; name: string; role: string | null }>(
    `SELECT "id", "name", "role" FROM "Mailbox" WHERE "spaceId" = $1 AND ("role" = 'snoozed' OR "parentId" IS NULL)`,
    [spaceId],
  );
  const known = rows.find((mailbox) => mailbox.role === "snoozed");
  if (known) return known.id;
  const names = new Set(rows.map((mailbox) => mailbox.name));
  let name = "Snoozed";
  for (let at = 2; names.has(name); at++) name = `Snoozed ${at}`;
  const id = newId();
  await client.query(
    `INSERT INTO "Mailbox" ("id", "spaceId", "name", "role", "uidValidity", "modseq", "highestModseq") VALUES ($1, $2, $3, 'snoozed', $4, $5, $5)`,
    [id, spaceId, name, newUidValidity(), modseq],
  );
  return id;
}

/**
 * Moves a snoozed conversation back into the inbox. With `onTop` its newest message stands there under that date and is unread again: every
 * client shows it first, while its Date field stays what it was.
 */
export async function moveBack(
  client: pg.PoolClient,
  modseq: bigint,
  { spaceId, threadId, onTop }: { spaceId: string; threadId: string; onTop: Date | null },
): Promise<void> {
  const { rows } = await client.query<{ mailboxId: string; uid: string }>(
    `SELECT p."mailboxId", p."uid" FROM "MailboxMessage" p JOIN "Mailbox" b ON b."id" = p."mailboxId"
     WHERE p."spaceId" = $1 AND p."threadId" = $2 AND b."role" = 'snoozed' ORDER BY p."date", p."uid"`,
    [spaceId, threadId],
  );
  const newest = rows.at(-1);
  if (!newest) return;
  const inbox = await mailboxByRole(client, spaceId, "inbox");
  const route = { fromMailboxId: newest.mailboxId, toMailboxId: inbox };
  const uids = rows.map((row) => Number(row.uid));
  const rest = onTop ? uids.slice(0, -1) : uids;
  await movePlaces(client, modseq, { ...route, uids: rest });
  if (!onTop) return;
  const moved = await movePlaces(client, modseq, { ...route, uids: uids.slice(-1), date: onTop });
  const change = { mode: "remove", flags: flag.seen, keywords: [] } as const;
  await setFlags(client, modseq, { mailboxId: inbox, uids: moved.map((one) => one.to), change });
}
