import type { Summary } from "@carbyne/mime";
import type pg from "pg";
import type { MailboxRole } from "../../access/index.ts";
import { flag } from "../flags.ts";
import type { Place } from "../place-message.ts";
import { moveBack } from "./snooze.ts";
import type { ThreadState } from "./states.ts";

/** What matters of a conversation's state when a message of it comes in. */
export type Awaiting = Pick<ThreadState, "mutedAt" | "snoozedUntil" | "followUpAt" | "returned">;

/**
 * Where a message that comes in goes when its conversation is muted, snoozed or waited for.
 * Muted: into the archive and read, unless it is to nobody but the person. Snoozed: all of it is back in the inbox. Waited for: whoever answers
 * ends that; an automatic answer (RFC 3834 §5) is none.
 */
export async function arrive(
  client: pg.PoolClient,
  place: Place,
  { threadId, state, summary }: { threadId: string; state: Awaiting; summary: Summary },
): Promise<Place> {
  const { spaceId, modseq } = place;
  const role = "role" in place ? place.role : await roleOf(client, place.mailboxId);
  if (role === "junk" || role === "trash") return place;
  const needsOwn = state.mutedAt !== null || state.followUpAt !== null;
  const own = needsOwn ? await addressesOf(client, spaceId) : new Set<string>();
  const isOwn = ({ address }: { address: string }) => own.has(address.toLowerCase());
  const isAnswer = !summary.from.some(isOwn) && (summary.autoSubmitted ?? "no") === "no";
  if (state.snoozedUntil) await moveBack(client, modseq, { spaceId, threadId, onTop: null });
  const ends = [
    ...(state.snoozedUntil ? ["snoozedUntil"] : []),
    ...(state.followUpAt && isAnswer ? ["followUpAt", "followUpSince"] : []),
    ...(state.returned ? ["returned", "returnedTime"] : []),
  ];
  if (ends.length > 0)
    await client.query(
      `UPDATE "ThreadState" SET "modseq" = $3, ${ends.map((column) => `"${column}" = NULL`).join(", ")} WHERE "spaceId" = $1 AND "threadId" = $2`,
      [spaceId, threadId, modseq],
    );
  const isToMeAlone = summary.to.length > 0 && [...summary.to, ...summary.cc].every(isOwn);
  if (!state.mutedAt || isToMeAlone || role !== "inbox") return place;
  const { flags, keywords } = place;
  return { spaceId, modseq, keywords, flags: flags | flag.seen, role: "archive" };
}

async function roleOf(client: pg.PoolClient, mailboxId: string): Promise<MailboxRole | null> {
  const { rows } = await client.query<{ role: MailboxRole | null }>('SELECT "role" FROM "Mailbox" WHERE "id" = $1', [
    mailboxId,
  ]);
  return rows[0]?.role ?? null;
}

async function addressesOf(client: pg.PoolClient, spaceId: string): Promise<Set<string>> {
  const { rows } = await client.query<{ address: string }>(
    `SELECT a."local" || '@' || d."name" AS "address" FROM "Account" c JOIN "Address" a ON a."accountId" = c."id"
     JOIN "Domain" d ON d."id" = a."domainId" WHERE c."spaceId" = $1`,
    [spaceId],
  );
  return new Set(rows.map((row) => row.address));
}
