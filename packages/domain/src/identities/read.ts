import type { Actor } from "@carbyne/kernel";
import { grantedSenders, type OwnAccount, sendingAddresses } from "../access/index.ts";
import type { Context } from "../context.ts";

export type Identity = {
  readonly id: string;
  /** What others see. */
  readonly name: string;
  readonly address: string;
  readonly replyTo: string;
  readonly isDefault: boolean;
  /** It stands for an address of the account and is there as long as that; its address cannot be changed. */
  readonly isOwnAddress: boolean;
  /** The address was taken away: nothing can be sent from it. */
  readonly isUsable: boolean;
  readonly newSignatureId: string | null;
  readonly replySignatureId: string | null;
  readonly position: number;
  /** As it is stored: a name that is null follows the account's. */
  readonly fields: {
    readonly name: string | null;
    readonly address: string;
    readonly replyTo: string;
    readonly newSignatureId: string | null;
    readonly replySignatureId: string | null;
  };
};

type Row = {
  id: string;
  name: string | null;
  address: string;
  replyTo: string;
  position: number;
  isDefault: boolean;
  newSignatureId: string | null;
  replySignatureId: string | null;
};

/**
 * Stored identities, and one for each own address that has none: with the address's own id, so that it can be stored later. Whoever lets the
 * account write in their name is one too.
 */
export async function readIdentities(ctx: Context, actor: Actor, account: OwnAccount): Promise<Identity[]> {
  const [stored, usable, own, granted] = await Promise.all([
    ctx.db.pool.query<Row>(
      `SELECT i."id", i."name", i."address", i."replyTo", i."position", i."isDefault", n."id" AS "newSignatureId", r."id" AS "replySignatureId" FROM "Identity" i
       LEFT JOIN "Signature" n ON n."id" = i."newSignatureId" AND n."deletedAt" IS NULL
       LEFT JOIN "Signature" r ON r."id" = i."replySignatureId" AND r."deletedAt" IS NULL
       WHERE i."spaceId" = $1 AND i."deletedAt" IS NULL ORDER BY i."position", i."createdAt"`,
      [account.spaceId],
    ),
    sendingAddresses(ctx, actor),
    ctx.db.pool.query<{ id: string; address: string }>(
      `SELECT CASE WHEN a."kind" IN ('alias', 'mask') THEN a."id" ELSE a."accountId" END AS "id", a."local" || '@' || d."name" AS "address"
       FROM "Address" a JOIN "Domain" d ON d."id" = a."domainId" WHERE a."accountId" = $1 AND d."state" = 'active' AND a."kind" <> 'mask'
       ORDER BY a."kind" = 'alias', a."createdAt"`,
      [account.id],
    ),
    grantedSenders(ctx, account),
  ]);
  const addresses = [...own.rows, ...granted];
  const owners = new Map(granted.map((one) => [one.id, one.name]));
  const allowed = new Set(usable.map((address) => address.toLowerCase()));
  const byId = new Map(addresses.map((row) => [row.id, row.address]));
  const known = new Set(stored.rows.map((row) => row.id));
  const main = stored.rows.find((row) => row.id === account.id);
  const missing = addresses.filter((row) => !known.has(row.id));
  const rows: Row[] = [
    ...missing.filter((row) => row.id === account.id).map((row) => unstored(row, undefined)),
    ...stored.rows,
    ...missing.filter((row) => row.id !== account.id).map((row) => unstored(row, main)),
  ];
  const hasDefault = rows.some((row) => row.isDefault);
  return rows.map((row, position) => {
    const address = byId.get(row.id) ?? row.address;
    const { replyTo, newSignatureId, replySignatureId } = row;
    return {
      id: row.id,
      name: row.name ?? owners.get(row.id) ?? account.name,
      address,
      replyTo,
      isDefault: hasDefault ? row.isDefault : row.id === account.id,
      isOwnAddress: byId.has(row.id),
      isUsable: allowed.has(withoutTag(address)),
      newSignatureId,
      replySignatureId,
      position,
      fields: { name: row.name, address, replyTo, newSignatureId, replySignatureId },
    };
  });
}

/** What nothing was chosen for has the main identity's signatures. */
function unstored({ id, address }: { id: string; address: string }, main: Row | undefined): Row {
  const { newSignatureId = null, replySignatureId = null } = main ?? {};
  return { id, name: null, address, replyTo: "", position: 0, isDefault: false, newSignatureId, replySignatureId };
}

/** An address without its plus part (subaddressing, RFC 5233). */
export function withoutTag(address: string): string {
  return address.toLowerCase().replace(/\+[^@]*@/, "@");
}
