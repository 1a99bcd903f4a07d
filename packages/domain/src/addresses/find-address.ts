import { domainToASCII } from "node:url";
import { Refusal } from "@carbyne/kernel";
import type { Context } from "../context.ts";

export type AddressParts = { readonly local: string; readonly domain: string };

/** Splits an address into the forms that are stored: local part in lower case, domain in ASCII. Refuses what cannot be one. */
export function splitAddress(address: string): AddressParts {
  const at = address.lastIndexOf("@");
  const local = address.slice(0, Math.max(at, 0)).normalize("NFC").toLowerCase();
  const domain = domainToASCII(address.slice(at + 1)).toLowerCase();
  // RFC 5321 §4.5.3.1: 64 octets of local part, 255 of domain.
  const isFit =
    local.length > 0 &&
    Buffer.byteLength(local) <= 64 &&
    /^[^\s"(),:;<>@[\\\]\p{Cc}]+$/u.test(local) &&
    isDomain(domain);
  if (!isFit) throw new Refusal("invalid", "address-invalid", { address: address.slice(0, 320) });
  return { local, domain };
}

function isDomain(name: string): boolean {
  return (
    name.length <= 253 && /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/.test(name)
  );
}

/**
 * The row that answers for an address, or null. `name+anything` finds `name` (subaddressing, RFC 5233) unless the whole is an address of its own.
 */
export async function findAddress(
  ctx: Context,
  address: string,
): Promise<{ id: string; accountId: string | null; listId: string | null } | null> {
  const parts = tryToSplit(address);
  if (!parts) return null;
  const plus = parts.local.indexOf("+");
  const candidates = plus > 0 ? [parts.local, parts.local.slice(0, plus)] : [parts.local];
  const { rows } = await ctx.db.pool.query<{ id: string; accountId: string | null; listId: string | null }>(
    `SELECT a."id", a."accountId", a."listId" FROM "Address" a JOIN "Domain" d ON d."id" = a."domainId"
     WHERE d."name" = $1 AND a."local" = ANY($2) ORDER BY length(a."local") DESC LIMIT 1`,
    [parts.domain, candidates],
  );
  return rows[0] ?? null;
}

function tryToSplit(address: string): AddressParts | null {
  try {
    return splitAddress(address);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
