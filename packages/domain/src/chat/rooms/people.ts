import { isId, Refusal } from "@carbyne/kernel";
import type { OwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";

export type Person = { readonly id: string; readonly spaceId: string; readonly name: string };

/** Active people that the actor can talk with: those of the own domain, and of others those who are in a room with them. */
export async function findPeople(ctx: Context, own: OwnAccount, ids: readonly string[]): Promise<Person[]> {
  const wanted = [...new Set(ids)];
  const { rows } = await ctx.db.pool.query<Person>({
    name: "chat-people",
    text: `SELECT a."id", a."spaceId", a."name" FROM "Account" a JOIN "Domain" d ON d."id" = a."domainId"
           WHERE a."id" = ANY($1) AND a."kind" = 'user' AND a."state" = 'active' AND d."state" = 'active' AND (a."domainId" = $2 OR EXISTS (
             SELECT 1 FROM "RoomMember" x JOIN "RoomMember" y ON y."spaceId" = x."spaceId" AND y."leftAt" IS NULL
             WHERE x."accountId" = a."id" AND x."leftAt" IS NULL AND y."accountId" = $3))`,
    values: [wanted.filter(isId), own.domainId, own.id],
  });
  if (rows.length !== wanted.length) throw new Refusal("not-found", "chat-person-unknown");
  return rows;
}
