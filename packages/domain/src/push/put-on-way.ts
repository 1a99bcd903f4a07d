import { newId } from "@carbyne/kernel";
import type pg from "pg";
import { payloadText, type Told } from "./payload.ts";

/** After a day nobody wants to be told any more. */
const keptMs = 86_400_000;

/** Puts what is told on its way to all browsers of an account, in the place of what waits with the same topic. */
export async function putOnWay(
  client: pg.ClientBase,
  { accountId, told, now, livesMs = keptMs }: { accountId: string; told: Told; now: Date; livesMs?: number },
): Promise<void> {
  const { rows } = await client.query<{ id: string }>('SELECT "id" FROM "PushSubscription" WHERE "accountId" = $1', [
    accountId,
  ]);
  for (const { id } of rows) {
    await client.query('DELETE FROM "PushMessage" WHERE "subscriptionId" = $1 AND "topic" = $2', [id, told.topic]);
    await client.query(
      `INSERT INTO "PushMessage" ("id", "subscriptionId", "payload", "topic", "messageIds", "roomId", "roomNumber", "nextAt", "expiresAt")
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        newId(),
        id,
        payloadText(told.payload),
        told.topic,
        told.messageIds,
        told.room?.id ?? null,
        told.room?.number ?? null,
        now,
        new Date(now.getTime() + livesMs),
      ],
    );
  }
}
