import type { SenderAccess } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { changeTogether } from "../../spaces/index.ts";
import { mailboxByRole } from "../mailbox-by-role.ts";
import { expungePlaces } from "../expunge-places.ts";
import { flag } from "../flags.ts";
import { prepareMessage } from "../store-message.ts";
import type { Outbound } from "./enqueue.ts";

/** What the queue keeps of a sender: nothing of one's own address, and of somebody else's where its copy goes. */
export function ownerCopyOf({ kind, owner, sentCopy }: SenderAccess): Outbound["ownerCopy"] {
  return kind === "own" || sentCopy === "own" ? undefined : { spaceId: owner.spaceId, mode: sentCopy };
}

type Row = {
  ownerSpaceId: string;
  sentCopy: "owner" | "both";
  blobHash: Buffer;
  messageId: string | null;
  spaceId: string | null;
};

/**
 * Puts a copy of what leaves in somebody's name into their Sent, once, before the first attempt: until then it could be taken back. Where the
 * owner alone keeps it, the writer's own copy goes in the same change.
 */
export async function keepOwnerCopy(ctx: Context, { outboundId }: { outboundId: string }): Promise<void> {
  const { rows } = await ctx.db.pool.query<Row>(
    `SELECT o."ownerSpaceId", o."sentCopy", o."messageId", coalesce(m."blobHash", o."blobHash") AS "blobHash", m."spaceId"
     FROM "OutboundMessage" o LEFT JOIN "Message" m ON m."id" = o."messageId" WHERE o."id" = $1 AND o."ownerSpaceId" IS NOT NULL`,
    [outboundId],
  );
  const row = rows[0];
  if (!row) return;
  const { ownerSpaceId, sentCopy, messageId, spaceId } = row;
  const copy = await prepareMessage(ctx, await ctx.blobs.read(row.blobHash), { verdict: "local" });
  await changeTogether(ctx, [ownerSpaceId, ...(spaceId ? [spaceId] : [])], async (client, modseqOf) => {
    const claim = 'UPDATE "OutboundMessage" SET "ownerSpaceId" = NULL WHERE "id" = $1 AND "ownerSpaceId" IS NOT NULL';
    const { rowCount } = await client.query(claim, [outboundId]);
    if (!rowCount) return;
    const place = { spaceId: ownerSpaceId, modseq: modseqOf(ownerSpaceId), role: "sent", keywords: [] } as const;
    await copy.store(client, { ...place, flags: flag.seen });
    if (sentCopy !== "owner" || !messageId || !spaceId) return;
    const mailboxId = await mailboxByRole(client, spaceId, "sent");
    const { rows: places } = await client.query<{ uid: string }>(
      'SELECT "uid" FROM "MailboxMessage" WHERE "mailboxId" = $1 AND "messageId" = $2',
      [mailboxId, messageId],
    );
    const uids = places.map(({ uid }) => Number(uid));
    await expungePlaces(client, modseqOf(spaceId), { mailboxId, uids });
  });
}
