import type { Actor } from "@carbyne/kernel";
import { accessOwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";

export type ChatPerson = { readonly id: string; readonly name: string; readonly address: string };

const mostPeople = 50;

/** People to talk with whose name or address has a word that begins with the text: the own domain, page by page, who one talks with already first. */
export async function listPeople(
  ctx: Context,
  actor: Actor,
  { text, offset = 0 }: { text: string; offset?: number | undefined },
): Promise<{ people: ChatPerson[]; hasMore: boolean }> {
  const own = await accessOwnAccount(ctx, actor);
  const wanted = text.trim().toLowerCase().slice(0, 100);
  const { rows } = await ctx.db.pool.query<ChatPerson>({
    name: "chat-list-people",
    text: `SELECT a."id", a."name", p."local" || '@' || d."name" AS "address" FROM "Account" a JOIN "Domain" d ON d."id" = a."domainId"
           JOIN "Address" p ON p."accountId" = a."id" AND p."kind" = 'account'
           WHERE a."domainId" = $1 AND a."kind" = 'user' AND a."state" = 'active' AND ($2 = '' OR starts_with(lower(a."name"), $2)
             OR position(' ' || $2 IN lower(a."name")) > 0 OR starts_with(p."local" || '@' || d."name", $2) OR position('.' || $2 IN p."local") > 0)
           ORDER BY EXISTS (SELECT 1 FROM "Room" r WHERE r."pair" = least(a."id", $3::uuid)::text || ' ' || greatest(a."id", $3::uuid)::text) DESC,
             lower(a."name"), a."id" OFFSET $4 LIMIT ${mostPeople + 1}`,
    values: [own.domainId, wanted, own.id, offset],
  });
  return { people: rows.slice(0, mostPeople), hasMore: rows.length > mostPeople };
}
