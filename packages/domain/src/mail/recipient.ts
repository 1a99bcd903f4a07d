import { Refusal } from "@carbyne/kernel";
import { splitAddress } from "../addresses/index.ts";
import type { Context } from "../context.ts";
import { withoutRoom } from "../quota/index.ts";

type Row = { spaceId: string | null; listId: string | null; accountState: string | null; domainState: string };

/** Whose mail an address is: an account's, or that of a list, which passes it on. */
export type Recipient = { readonly spaceId: string; readonly listId?: string };

/**
 * The space that mail for an address goes to. Refuses an address of a domain that is not ours (`relay-denied`) and one that nobody here answers
 * for (`recipient-unknown`); a suspended or locked account still gets its mail, a closed one does not, and neither does a closed domain.
 */
export async function resolveRecipient(ctx: Context, address: string): Promise<Recipient> {
  // RFC 5321 §4.5.1: "postmaster" without a domain is always a recipient; it is the first administrator.
  if (address.toLowerCase() === "postmaster") return postmaster(ctx);
  const { local, domain } = splitAddress(address);
  const plus = local.indexOf("+");
  const { rows } = await ctx.db.pool.query<Row>({
    name: "resolve-recipient",
    text: `SELECT coalesce(c."spaceId", l."spaceId") AS "spaceId", l."id" AS "listId", c."state" AS "accountState", d."state" AS "domainState" FROM "Domain" d
           LEFT JOIN "Address" a ON a."domainId" = d."id" AND a."local" = ANY($2) LEFT JOIN "Account" c ON c."id" = a."accountId"
           LEFT JOIN "MailList" l ON l."id" = a."listId"
           WHERE d."name" = $1 ORDER BY length(a."local") DESC NULLS LAST LIMIT 1`,
    values: [domain, plus > 0 ? [local, local.slice(0, plus)] : [local]],
  });
  const row = rows[0];
  if (!row) throw new Refusal("forbidden", "relay-denied", { address });
  const takesMail = row.domainState !== "closed" && row.accountState !== "closed" && row.accountState !== "pending";
  if (row.spaceId && takesMail) return { spaceId: row.spaceId, ...(row.listId ? { listId: row.listId } : {}) };
  if (local === "postmaster" && row.domainState !== "closed") return postmaster(ctx);
  throw new Refusal("not-found", "recipient-unknown", { address });
}

/**
 * Where mail of a size for addresses goes to, for a door that can still refuse it. Refuses with `recipient-full` when none of them has
 * room; where one has, the others get this one too, for an answer is given for all.
 */
export async function resolveRecipients(
  ctx: Context,
  { addresses, sizeBytes }: { addresses: readonly string[]; sizeBytes: number },
): Promise<(Recipient & { address: string })[]> {
  const owners = await Promise.all(
    addresses.map(async (address) => ({ address, ...(await resolveRecipient(ctx, address)) })),
  );
  const spaceIds = [...new Set(owners.map(({ spaceId }) => spaceId))];
  const full = await withoutRoom(ctx, spaceIds, sizeBytes);
  if (full.size > 0 && full.size === spaceIds.length)
    throw new Refusal("over-quota", "recipient-full", { address: addresses[0] ?? "" });
  return owners;
}

async function postmaster(ctx: Context): Promise<{ spaceId: string }> {
  const { rows } = await ctx.db.pool.query<{ spaceId: string }>(
    `SELECT "spaceId" FROM "Account" WHERE "role" = 'admin' AND "state" = 'active' ORDER BY "createdAt" LIMIT 1`,
  );
  const admin = rows[0];
  if (!admin) throw new Refusal("not-found", "recipient-unknown", { address: "postmaster" });
  return admin;
}
