import type { Actor } from "@carbyne/kernel";
import { accessOwnAccount } from "../access/index.ts";
import type { Context } from "../context.ts";

const mostShown = 10;
/** Whom one wrote with lately: more is not read for a suggestion. */
const messagesRead = 2000;

/** Whom one wrote to counts more than who wrote, and each message counts half after so many days. */
const writtenTo = 4;
const halfLifeDays = 45;

export type Suggested = { readonly name: string; readonly address: string; readonly isList: boolean };

/**
 * People whose name or address has a word that begins with the text: by how often and how lately the actor wrote to them or they wrote, then the
 * accounts and lists of the own domain. Lists are marked, for what is written to one goes to many.
 */
export async function suggestPeople(ctx: Context, actor: Actor, { text }: { text: string }): Promise<Suggested[]> {
  const account = await accessOwnAccount(ctx, actor);
  const wanted = text.trim().toLowerCase().slice(0, 100);
  if (wanted === "") return [];
  const { rows } = await ctx.db.pool.query<Suggested>({
    name: "suggest-people",
    text: `WITH recent AS (
             SELECT m."people", m."internalDate", EXISTS (SELECT 1 FROM "MailboxMessage" p JOIN "Mailbox" b ON b."id" = p."mailboxId"
               WHERE p."messageId" = m."id" AND b."role" = 'sent') AS "isSent"
             FROM "Message" m WHERE m."spaceId" = $1 AND m."deletedAt" IS NULL ORDER BY m."internalDate" DESC LIMIT ${messagesRead}),
           met AS (
             SELECT p->>'name' AS "name", p->>'address' AS "address", "internalDate" AS "at", false AS "isList",
               CASE WHEN "isSent" THEN ${writtenTo} ELSE 1 END * power(0.5, greatest(0, extract(epoch FROM $4::timestamptz - "internalDate")) / ${halfLifeDays * 86_400}) AS "weight"
             FROM recent, jsonb_array_elements(CASE WHEN "isSent" THEN ("people"->'to') || ("people"->'cc') || ("people"->'bcc') ELSE "people"->'from' END) p
             UNION ALL
             SELECT a."name", x."local" || '@' || d."name", a."createdAt", false, 0 FROM "Account" a JOIN "Domain" d ON d."id" = a."domainId"
             JOIN "Address" x ON x."accountId" = a."id" AND x."kind" IN ('account', 'shared') WHERE a."domainId" = $2 AND a."state" = 'active'
             UNION ALL
             SELECT l."name", x."local" || '@' || d."name", l."createdAt", true, 0 FROM "MailList" l JOIN "Domain" d ON d."id" = l."domainId"
             JOIN "Address" x ON x."listId" = l."id" WHERE l."domainId" = $2)
           SELECT (array_agg("name" ORDER BY ("name" = ''), "at" DESC))[1] AS "name", min("address") AS "address", bool_or("isList") AS "isList" FROM met
           WHERE "address" LIKE '%@%' AND (starts_with(lower("address"), $3) OR starts_with(lower("name"), $3) OR position(' ' || $3 IN lower("name")) > 0
             OR position('.' || $3 IN lower("address")) > 0 OR position('@' || $3 IN lower("address")) > 0)
           GROUP BY lower("address") ORDER BY sum("weight") DESC, min("address") LIMIT ${mostShown}`,
    values: [account.spaceId, account.domainId, wanted, ctx.clock.now()],
  });
  return rows;
}
