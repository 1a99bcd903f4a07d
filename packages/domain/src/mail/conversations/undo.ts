import { type Actor, isId, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { accessMailbox, accessOwnAccount, accessSpace, type MailboxRight } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { changeSpaces } from "../../spaces/index.ts";
import { expungePlaces } from "../expunge-places.ts";
import { movePlaces } from "../move-places.ts";
import { resumeScheduled } from "../resume-scheduled.ts";
import { type GonePlace, restorePlaces } from "../restore-places.ts";
import { restoreSavedSearch, type SavedSearch } from "../saved-searches/restore.ts";
import { setFlags } from "../set-flags.ts";
import { type KeptTag, restoreTag } from "../tags/keep-tags.ts";
import { type KeptState, writeStates } from "../threads/states.ts";

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
    }
  | { readonly kind: "copy"; readonly mailboxId: string; readonly uids: readonly number[] }
  | {
      readonly kind: "keywords";
      readonly mailboxId: string;
      readonly messageIds: readonly string[];
      readonly added: readonly string[];
      readonly removed: readonly string[];
    }
  | { readonly kind: "expunge"; readonly mailboxId: string; readonly places: readonly GonePlace[] }
  | { readonly kind: "states"; readonly spaceId: string; readonly states: readonly KeptState[] }
  | { readonly kind: "tag"; readonly spaceId: string; readonly tag: KeptTag }
  | { readonly kind: "saved-search"; readonly spaceId: string; readonly search: SavedSearch };

/** Whose act it was, and in which space; an act in several spaces has one id. */
export type UndoOwner = { readonly id: string; readonly spaceId: string; readonly accountId: string };

/** Keeps what takes an act back, after what is kept under that id already; answers the id, or null when nothing was changed. */
export async function keepUndo(
  client: pg.PoolClient,
  { id, spaceId, accountId }: UndoOwner,
  steps: readonly UndoStep[],
): Promise<string | null> {
  if (steps.length === 0) return null;
  await client.query(
    `INSERT INTO "UndoStep" ("id", "spaceId", "accountId", "data") VALUES ($1, $2, $3, $4)
     ON CONFLICT ("id") DO UPDATE SET "data" = "UndoStep"."data" || EXCLUDED."data"`,
    [id, spaceId, accountId, JSON.stringify(steps)],
  );
  return id;
}

/**
 * Takes an act back, once. What has meanwhile been moved on or deleted stays where it is. Refuses when the actor may not change a mailbox of it
 * any more: a share may have ended since.
 */
export async function undoAct(ctx: Context, actor: Actor, { undo }: { undo: string }): Promise<void> {
  const account = await accessOwnAccount(ctx, actor);
  const { rows } = isId(undo)
    ? await ctx.db.pool.query<{ data: readonly UndoStep[] }>(
        'SELECT "data" FROM "UndoStep" WHERE "id" = $1 AND "accountId" = $2',
        [undo, account.id],
      )
    : { rows: [] };
  const bySpace = await stepsBySpace(ctx, actor, rows[0]?.data ?? []);
  let isTaken = false;
  const now = ctx.clock.now();
  await changeSpaces(ctx, [...bySpace.keys()], async (client, spaceId, modseq) => {
    // Two presses of the same button: only one of them finds the row.
    const claim = isTaken ? null : await client.query('DELETE FROM "UndoStep" WHERE "id" = $1', [undo]);
    if (claim?.rowCount === 0) throw new Refusal("not-found", "undo-too-late");
    isTaken = true;
    // What was done last is taken back first.
    for (const step of (bySpace.get(spaceId) ?? []).toReversed()) await takeBack(client, modseq, step, now);
  });
}

/** The parts of an act by the space that they are in. The actor must still be allowed to change each of its mailboxes. */
async function stepsBySpace(
  ctx: Context,
  actor: Actor,
  steps: readonly UndoStep[],
): Promise<Map<string, readonly UndoStep[]>> {
  const single = steps.flatMap((step): UndoStep[] =>
    step.kind === "flags"
      ? [...Map.groupBy(step.places, (place) => place.mailboxId).values()].map((places) => ({ ...step, places }))
      : [step],
  );
  if (single.length === 0) throw new Refusal("not-found", "undo-too-late");
  const spaces = new Map<string, string>();
  const parts: { spaceId: string; step: UndoStep }[] = [];
  for (const step of single) {
    const { id, need, kind } = placeOf(step);
    const key = `${id} ${need}`;
    const known = spaces.get(key);
    const { spaceId } =
      known !== undefined
        ? { spaceId: known }
        : kind === "space"
          ? await accessSpace(ctx, actor, id, need)
          : await accessMailbox(ctx, actor, id, need);
    spaces.set(key, spaceId);
    parts.push({ spaceId, step });
  }
  const grouped = Map.groupBy(parts, ({ spaceId }) => spaceId);
  return new Map([...grouped].map(([spaceId, here]) => [spaceId, here.map(({ step }) => step)]));
}

/** Where a part is taken back, and what one must be allowed there. */
function placeOf(step: UndoStep): { kind: "mailbox" | "space"; id: string; need: MailboxRight } {
  switch (step.kind) {
    case "move":
      return { kind: "mailbox", id: step.to, need: "insert" };
    case "copy":
      return { kind: "mailbox", id: step.mailboxId, need: "delete" };
    case "expunge":
      return { kind: "mailbox", id: step.mailboxId, need: "insert" };
    case "keywords":
      return { kind: "mailbox", id: step.mailboxId, need: "write" };
    case "flags":
      return { kind: "mailbox", id: step.places[0]?.mailboxId ?? "", need: "write" };
    case "states":
    case "tag":
    case "saved-search":
      return { kind: "space", id: step.spaceId, need: "write" };
  }
}

async function takeBack(client: pg.PoolClient, modseq: bigint, step: UndoStep, now: Date): Promise<void> {
  switch (step.kind) {
    case "move": {
      const uids = [...(await uidsOf(client, step.from, step.messageIds)).values()].flat();
      const moved = await movePlaces(client, modseq, { fromMailboxId: step.from, uids, toMailboxId: step.to });
      await resumeScheduled(client, modseq, { mailboxId: step.to, uids: moved.map(({ to }) => to), now });
      return;
    }
    case "copy":
      await expungePlaces(client, modseq, step);
      return;
    case "expunge":
      return restorePlaces(client, modseq, step);
    case "flags":
      for (const [mailboxId, places] of Map.groupBy(step.places, (place) => place.mailboxId))
        await restoreFlags(client, modseq, { mailboxId, places, mask: step.mask });
      return;
    case "keywords": {
      const { mailboxId, added, removed } = step;
      const uids = [...(await uidsOf(client, mailboxId, step.messageIds)).values()].flat();
      for (const [mode, keywords] of [["remove", added] as const, ["add", removed] as const])
        if (uids.length > 0 && keywords.length > 0)
          await setFlags(client, modseq, { mailboxId, uids, change: { mode, flags: 0, keywords } });
      return;
    }
    case "states":
      return writeStates(client, modseq, step);
    case "tag":
      return restoreTag(client, modseq, step);
    case "saved-search":
      return restoreSavedSearch(client, modseq, step);
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
