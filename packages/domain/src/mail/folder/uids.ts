import type { Actor } from "@carbyne/kernel";
import { accessMailbox } from "../../access/index.ts";
import type { Context } from "../../context.ts";

/** Both ends included. */
export type Range = { readonly from: number; readonly to: number };

/** Up to so many numbers are tried without asking which of them exist. */
const triedBlindly = 500;

/**
 * The UIDs that a mailbox has inside of ranges, ascending. A short list is answered as it is, without a question: numbers that do not exist, or
 * are not the actor's, find nothing later.
 */
export async function uidsIn(
  ctx: Context,
  actor: Actor,
  { id, ranges }: { id: string; ranges: readonly Range[] },
): Promise<number[]> {
  const count = ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  if (count <= triedBlindly)
    return ranges.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, i) => from + i));
  await accessMailbox(ctx, actor, id, "read");
  const { rows } = await ctx.db.pool.query<{ uid: string }>({
    name: "uids-in",
    text: `SELECT p."uid" FROM unnest($2::bigint[], $3::bigint[]) AS r("from", "to")
           JOIN "MailboxMessage" p ON p."mailboxId" = $1 AND p."uid" BETWEEN r."from" AND r."to" ORDER BY p."uid"`,
    values: [id, ranges.map((range) => range.from), ranges.map((range) => range.to)],
  });
  return rows.map((row) => Number(row.uid));
}
