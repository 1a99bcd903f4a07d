import { type Actor, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { accessMessage } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { changeSpace } from "../../spaces/index.ts";
import { flag } from "../flags.ts";
import { setFlags } from "../set-flags.ts";

type Original = {
  readonly inReplyToMessageId?: string | null | undefined;
  readonly forwardOfMessageId?: string | null | undefined;
};

/** The message that was answered or passed on says so: \Answered, or $Forwarded (RFC 5788 §3). */
export async function markOriginal(
  client: pg.PoolClient,
  modseq: bigint,
  { spaceId, inReplyToMessageId, forwardOfMessageId }: Original & { spaceId: string },
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

/** The same in somebody else's mail, where the writer may change marks; a change of its own, since nobody's mail depends on it. */
export async function markElsewhere(
  ctx: Context,
  actor: Actor,
  { ownSpaceId, inReplyToMessageId, forwardOfMessageId }: Original & { ownSpaceId: string },
): Promise<void> {
  const id = inReplyToMessageId ?? forwardOfMessageId;
  const original = id ? await accessMessage(ctx, actor, id, "write").catch(orNull) : null;
  if (!original || original.spaceId === ownSpaceId) return;
  const { spaceId } = original;
  await changeSpace(ctx, spaceId, (client, modseq) =>
    markOriginal(client, modseq, { spaceId, inReplyToMessageId, forwardOfMessageId }),
  );
}

function orNull(error: unknown): null {
  if (error instanceof Refusal) return null;
  throw error;
}
