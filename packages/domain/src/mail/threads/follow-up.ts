import { Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { writeStates } from "./states.ts";

const longestWaitMs = 10 * 366 * 86_400_000;

/** Reads a time to come back at: not in the past, and not further off than anybody means. */
export function returnTime(until: string | undefined, now: Date): Date {
  const at = new Date(until ?? Number.NaN);
  const waitMs = at.getTime() - now.getTime();
  if (!(waitMs > 0 && waitMs < longestWaitMs)) throw new Refusal("invalid", "return-time-invalid");
  return at;
}

/** Has a conversation come back at a time unless what is sent now is answered. */
export async function awaitAnswer(
  client: pg.PoolClient,
  modseq: bigint,
  input: { spaceId: string; threadId: string; followUpAt: string; now: Date },
): Promise<void> {
  const { spaceId, threadId, now } = input;
  const followUpAt = returnTime(input.followUpAt, now);
  await writeStates(client, modseq, { spaceId, states: [{ threadId, followUpAt, followUpSince: now }] });
}

/** What was not sent after all is not waited for. */
export async function endFollowUp(
  client: pg.PoolClient,
  modseq: bigint,
  { spaceId, messageId }: { spaceId: string; messageId: string },
): Promise<void> {
  await client.query(
    `UPDATE "ThreadState" s SET "followUpAt" = NULL, "followUpSince" = NULL, "modseq" = $3 FROM "Message" m
     WHERE m."id" = $2 AND s."spaceId" = $1 AND s."threadId" = m."threadId" AND s."followUpAt" IS NOT NULL`,
    [spaceId, messageId, modseq],
  );
}
