import type pg from "pg";
import { flag } from "../flags.ts";
import { setFlags } from "../set-flags.ts";

/** The message that was answered or passed on says so: \Answered, or $Forwarded (RFC 5788 §3). */
export async function markOriginal(
  client: pg.PoolClient,
  modseq: bigint,
  {
    spaceId,
    inReplyToMessageId,
    forwardOfMessageId,
  }: { spaceId: string; inReplyToMessageId: string | null | undefined; forwardOfMessageId: string | null | undefined },
): Promise<void> {
  const id = inReplyToMessageId ?? forwardOfMessageId;
  if (!id) return;
  const { rows } = await client.query<{ mailboxId: string; uid: string }>(
    'SELECT "mailboxId", "uid" FROM "MailboxMessage" WHERE "messageId" = $1 AND "spaceId" = $2',
    [id, spaceId],
  );
  const change = inReplyToMessageId
    ? ({ mode: "add", flags: flag.answered, keywords: [] } as const)
    : ({ mode: "add", flags: 0, keywords: ["$Forwarded"] } as const);
  for (const { mailboxId, uid } of rows) await setFlags(client, modseq, { mailboxId, uids: [Number(uid)], change });
}
