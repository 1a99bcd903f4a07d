import type pg from "pg";
import type { MailboxRole } from "../access/index.ts";
import type { Context } from "../context.ts";
import { changeSpaces } from "../spaces/index.ts";
import { prepareMessage, type Stored, type Verdict } from "./store-message.ts";

export type Delivery = {
  /** All of them get the message, or none. */
  readonly spaceIds: readonly string[];
  readonly raw: Buffer;
  readonly role?: MailboxRole;
  readonly verdict: Verdict;
  /** The bit set of MailboxMessage. */
  readonly flags?: number;
  readonly internalDate?: Date;
  /** A further step of the same transaction, before its commit. */
  readonly within?: (client: pg.PoolClient) => Promise<unknown>;
};

export type Delivered = Stored & { readonly spaceId: string };

/**
 * Stores a message once a space and gives it a UID in the space's mailbox of that role. When this returns, bytes and rows are durable; when it
 * throws, nothing is there.
 */
export async function deliverMessage(ctx: Context, delivery: Delivery): Promise<Delivered[]> {
  const { raw, verdict, internalDate, flags = 0, role = "inbox" } = delivery;
  const message = await prepareMessage(ctx, raw, { verdict, internalDate });
  const first = [...delivery.spaceIds].sort()[0];
  return changeSpaces(ctx, delivery.spaceIds, async (client, spaceId, modseq) => {
    // Also when the transaction is run again: what was done of it is undone.
    if (spaceId === first) await delivery.within?.(client);
    const stored = await message.store(client, { spaceId, modseq, role, flags, keywords: [], isArrival: true });
    return { spaceId, ...stored };
  });
}
