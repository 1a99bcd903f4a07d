import type { Actor } from "@carbyne/kernel";
import { accessAdmin } from "../access/index.ts";
import type { Context } from "../context.ts";

export type Counts = {
  readonly domains: number;
  readonly accounts: number;
  readonly lists: number;
  readonly messages: number;
  readonly queued: number;
  readonly storedBytes: number;
};

/** How much there is; for a domain's administrator, of that domain only. The queue and the store are the whole server's. */
export async function overview(ctx: Context, actor: Actor): Promise<Counts> {
  const { scope } = await accessAdmin(ctx, actor);
  const { rows } = await ctx.db.pool.query<Record<keyof Counts, string>>(
    `SELECT (SELECT count(*) FROM "Domain" d WHERE $1::uuid IS NULL OR d."id" = $1) AS "domains",
       (SELECT count(*) FROM "Account" a WHERE a."state" <> 'closed' AND ($1::uuid IS NULL OR a."domainId" = $1)) AS "accounts",
       (SELECT count(*) FROM "MailList" l WHERE $1::uuid IS NULL OR l."domainId" = $1) AS "lists",
       (SELECT coalesce(sum(b."total"), 0) FROM "Mailbox" b JOIN "Account" a ON a."spaceId" = b."spaceId" WHERE $1::uuid IS NULL OR a."domainId" = $1) AS "messages",
       (SELECT count(*) FROM "OutboundRecipient" WHERE "state" = 'queued' AND $1::uuid IS NULL) AS "queued",
       (SELECT coalesce(sum("sizeBytes"), 0) FROM "Blob" WHERE $1::uuid IS NULL) AS "storedBytes"`,
    [scope ?? null],
  );
  const row = rows[0];
  const number = (key: keyof Counts) => Number(row?.[key] ?? 0);
  return {
    domains: number("domains"),
    accounts: number("accounts"),
    lists: number("lists"),
    messages: number("messages"),
    queued: number("queued"),
    storedBytes: number("storedBytes"),
  };
}
