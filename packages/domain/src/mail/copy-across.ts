import { Refusal } from "@carbyne/kernel";
import type pg from "pg";
import type { Context } from "../context.ts";
import { changeTogether } from "../spaces/index.ts";
import type { Moved } from "./move-places.ts";
import { type GonePlace, takePlaces } from "./restore-places.ts";
import { prepareMessage, type Verdict } from "./store-message.ts";

/** A mailbox with its space. */
export type Spot = { readonly spaceId: string; readonly mailboxId: string };

type Row = {
  uid: string;
  blobHash: Buffer;
  verdict: Verdict;
  internalDate: Date;
  flags: number;
  keywords: string[];
};

/** All of it is one change, and is held in memory for it. */
const most = { messages: 500, bytes: 256 * 1024 * 1024 };

/**
 * Copies messages into another person's mail, or from there: they are new messages of that space, in its own conversations, with flags and dates as
 * they were. `move` takes them away at the source in the same change. All or none.
 */
export async function copyAcross(
  ctx: Context,
  input: {
    from: Spot;
    uids: readonly number[];
    to: Spot;
    mode: "copy" | "move";
    /** Told of it in the same change: the new UIDs, and what was taken away. */
    within?: (client: pg.PoolClient, done: { uids: readonly number[]; gone: readonly GonePlace[] }) => Promise<void>;
  },
): Promise<Moved[]> {
  const { from, to, mode } = input;
  const messages = await prepareAll(ctx, from.mailboxId, input.uids);
  const moved: Moved[] = [];
  await changeTogether(ctx, [from.spaceId, to.spaceId], async (client, modseqOf) => {
    const taken = mode === "move" ? await takeAway(client, modseqOf(from.spaceId), { from, messages }) : null;
    for (const { uid, flags, keywords, message } of messages) {
      if (taken && !taken.present.has(uid)) continue;
      const place = { ...to, modseq: modseqOf(to.spaceId), flags, keywords };
      moved.push({ from: uid, to: (await message.store(client, place)).uid });
    }
    await input.within?.(client, { uids: moved.map((one) => one.to), gone: taken?.gone ?? [] });
  });
  return moved;
}

async function prepareAll(ctx: Context, mailboxId: string, uids: readonly number[]) {
  const { rows } = await ctx.db.pool.query<Row & { sizeBytes: number }>(
    `SELECT p."uid", m."blobHash", m."verdict", m."internalDate", m."sizeBytes", p."flags", p."keywords"
     FROM "MailboxMessage" p JOIN "Message" m ON m."id" = p."messageId" WHERE p."mailboxId" = $1 AND p."uid" = ANY($2) ORDER BY p."uid" LIMIT $3`,
    [mailboxId, uids, most.messages + 1],
  );
  const bytes = rows.reduce((sum, row) => sum + row.sizeBytes, 0);
  if (rows.length > most.messages || bytes > most.bytes)
    throw new Refusal("too-many", "copy-too-many", { max: most.messages });
  const prepared = [];
  for (const { uid, blobHash, verdict, internalDate, flags, keywords } of rows) {
    const message = await prepareMessage(ctx, await ctx.blobs.read(blobHash), { verdict, internalDate });
    prepared.push({ uid: Number(uid), flags, keywords, message });
  }
  return prepared;
}

/** Of those that are still there; what somebody else took meanwhile is not copied. */
async function takeAway(
  client: pg.PoolClient,
  modseq: bigint,
  { from: { mailboxId }, messages }: { from: Spot; messages: readonly { uid: number }[] },
): Promise<{ present: Set<number>; gone: GonePlace[] }> {
  const { rows } = await client.query<{ uid: string }>(
    'SELECT "uid" FROM "MailboxMessage" WHERE "mailboxId" = $1 AND "uid" = ANY($2)',
    [mailboxId, messages.map((message) => message.uid)],
  );
  const uids = rows.map((row) => Number(row.uid));
  return { present: new Set(uids), gone: await takePlaces(client, modseq, { mailboxId, uids }) };
}
