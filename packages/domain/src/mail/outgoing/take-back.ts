import { newId, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { mailboxByRole } from "../mailbox-by-role.ts";
import { expungePlaces } from "../expunge-places.ts";
import { flag } from "../flags.ts";
import { movePlaces } from "../move-places.ts";
import { setFlags } from "../set-flags.ts";
import { endFollowUp } from "../threads/follow-up.ts";

type TakenBack = {
  readonly spaceId: string;
  readonly messageId: string;
  readonly replyToMessageId: string | null;
  readonly forwardOfMessageId: string | null;
  readonly now: Date;
};

/** Makes the copy of a message that will not leave a draft again, wherever it lies; its queue entry is gone already. */
export async function takeBack(client: pg.PoolClient, modseq: bigint, taken: TakenBack): Promise<{ draftId: string }> {
  const { spaceId, messageId } = taken;
  const drafts = await mailboxByRole(client, spaceId, "drafts");
  const { rows: places } = await client.query<{ mailboxId: string; uid: string }>(
    'SELECT "mailboxId", "uid" FROM "MailboxMessage" WHERE "spaceId" = $1 AND "messageId" = $2 ORDER BY "mailboxId" = $3 DESC',
    [spaceId, messageId, drafts],
  );
  const [place] = places;
  if (!place) throw new Refusal("conflict", "undo-send-too-late");
  const route = { fromMailboxId: place.mailboxId, uids: [Number(place.uid)], toMailboxId: drafts };
  const uids = place.mailboxId === drafts ? route.uids : (await movePlaces(client, modseq, route)).map(({ to }) => to);
  // Filters may have put copies elsewhere.
  for (const { mailboxId, uid } of places.slice(1))
    await expungePlaces(client, modseq, { mailboxId, uids: [Number(uid)] });
  const change = { mode: "add", flags: flag.draft | flag.seen, keywords: [] } as const;
  await setFlags(client, modseq, { mailboxId: drafts, uids, change });
  await endFollowUp(client, modseq, { spaceId, messageId });
  const draftId = newId();
  await client.query(
    'INSERT INTO "Draft" ("id", "spaceId", "messageId", "replyToMessageId", "forwardOfMessageId", "savedAt") VALUES ($1, $2, $3, $4, $5, $6)',
    [draftId, spaceId, messageId, taken.replyToMessageId, taken.forwardOfMessageId, taken.now],
  );
  return { draftId };
}
