import { type Actor, newId, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { accessOwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { changeSpace } from "../../spaces/index.ts";
import { movePlaces } from "../move-places.ts";
import { setFlags } from "../set-flags.ts";

/**
 * How one part of an act is taken back. Messages are named by id, not by UID: an act that was taken back before this one may have given them
 * other UIDs.
 */
export type UndoStep =
  | { readonly kind: "move"; readonly from: string; readonly to: string; readonly messageIds: readonly string[] }
  | {
      readonly kind: "flags";
      /** The bits that the act set or took; others may have changed since. */
      readonly mask: number;
      readonly places: readonly { readonly mailboxId: string; readonly messageId: string; readonly flags: number }[];
    };

/** Keeps what takes an act back; answers its id, or null when nothing was changed. */
export async function keepUndo(
  client: pg.PoolClient,
  spaceId: string,
  steps: readonly UndoStep[],
): Promise<string | null> {
  if (steps.length === 0) return null;
  const id = newId();
  await client.query('INSERT INTO "UndoStep" ("id", "spaceId", "data") VALUES ($1, $2, $3)', [
    id,
    spaceId,
    JSON.stringify(steps),
  ]);
  return id;
}

/** Takes an act back, once. What has meanwhile been moved on or deleted stays where it is. */
export async function undoAct(ctx: Context, actor: Actor, { undo }: { undo: string }): Promise<void> {
  const { spaceId } = await accessOwnAccount(ctx, actor);
  await changeSpace(ctx, spaceId, async (client, modseq) => {
    const { rows } = await client.query<{ data: readonly UndoStep[] }>(
      'DELETE FROM "UndoStep" WHERE "id" = $1 AND "spaceId" = $2 RETURNING "data"',
      [undo, spaceId],
    );
    const steps = rows[0]?.data;
    if (!steps) throw new Refusal("not-found", "undo-too-late");
    // What was done last is taken back first.
    for (const step of steps.toReversed()) await takeBack(client, modseq, step);
  });
}

async function takeBack(client: pg.PoolClient, modseq: bigint, step: UndoStep): Promise<void> {
  switch (step.kind) {
    case "move": {
      const uids = [...(await uidsOf(client, step.from, step.messageIds)).values()].flat();
      await movePlaces(client, modseq, { fromMailboxId: step.from, uids, toMailboxId: step.to });
      return;
    }
    case "flags":
      for (const [mailboxId, places] of Map.groupBy(step.places, (place) => place.mailboxId))
        await restoreFlags(client, modseq, { mailboxId, places, mask: step.mask });
  }
}

async function restoreFlags(
  client: pg.PoolClient,
  modseq: bigint,
  input: { mailboxId: string; mask: number; places: readonly { messageId: string; flags: number }[] },
): Promise<void> {
  const { mailboxId, mask } = input;
  const messageIds = input.places.map((place) => place.messageId);
  const known = await uidsOf(client, mailboxId, messageIds);
  for (const [flags, places] of Map.groupBy(input.places, (place) => place.flags & mask)) {
    const uids = places.flatMap((place) => known.get(place.messageId) ?? []);
    if (uids.length === 0) continue;
    const change = { mailboxId, uids, change: { mode: "add", flags, keywords: [] } } as const;
    await setFlags(client, modseq, change);
    await setFlags(client, modseq, {
      ...change,
      change: { mode: "remove", flags: ~flags & mask, keywords: [] },
    });
  }
}

async function uidsOf(
  client: pg.PoolClient,
  mailboxId: string,
  messageIds: readonly string[],
): Promise<Map<string, number[]>> {
  const { rows } = await client.query<{ messageId: string; uid: string }>(
    'SELECT "messageId", "uid" FROM "MailboxMessage" WHERE "mailboxId" = $1 AND "messageId" = ANY($2)',
    [mailboxId, messageIds],
  );
  const byMessage = new Map<string, number[]>();
  for (const { messageId, uid } of rows) byMessage.set(messageId, [...(byMessage.get(messageId) ?? []), Number(uid)]);
  return byMessage;
}
