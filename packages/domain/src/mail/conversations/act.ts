import { type Actor, newId, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import {
  accessConversations,
  accessMailbox,
  accessOwnAccount,
  type ConversationAccess,
  type MailboxAccess,
  type MailboxRight,
} from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { resolveSettings } from "../../settings/index.ts";
import { changeSpaces } from "../../spaces/index.ts";
import type { Spot } from "../copy-across.ts";
import { actAcross } from "./act-across.ts";
import { type ActedPlace, keptRoles } from "./steps.ts";
import { keepUndo } from "./undo.ts";
import { type Act, rightOf, verbs } from "./verbs.ts";

export type ActInput = {
  readonly ids: readonly string[];
  /** Only these messages of the conversations, where a list shows single ones. */
  readonly messageIds?: readonly string[] | undefined;
  readonly act: Act;
  /** The mailbox whose list was acted on; without it, everything of the conversation that is not sent, waiting to be, a draft, junk or in the trash. */
  readonly fromMailboxId?: string | undefined;
  readonly toMailboxId?: string | undefined;
  /** ISO 8601: when a conversation that is snoozed or waited for comes back. */
  readonly until?: string | undefined;
  /** The keywords of the tags to put on and to take off. */
  readonly tags?: { readonly add: readonly string[]; readonly remove: readonly string[] } | undefined;
};

/** Does one verb on whole conversations, and answers how many messages it touched and the id that takes it back (null when nothing can). */
export async function actOnConversations(
  ctx: Context,
  actor: Actor,
  input: ActInput,
): Promise<{ undo: string | null; count: number }> {
  const account = await accessOwnAccount(ctx, actor);
  const bySpace = await accessActed(ctx, actor, input);
  const isArchiving = input.act === "archive" || input.act === "mute";
  const archiveBy = isArchiving ? (await resolveSettings(ctx, account.id))["mail.archiveBy"].value : "folder";
  const undoId = newId();
  const across = await goAcross(ctx, { ...input, bySpace, undo: { id: undoId, accountId: account.id } });
  const parts = await changeSpaces(ctx, [...bySpace.keys()], async (client, spaceId, modseq) => {
    const { ids = [], mailboxIds = null } = bySpace.get(spaceId) ?? {};
    const places = await placesOf(client, { spaceId, threadIds: ids, mailboxIds, messageIds: input.messageIds });
    if (places.length === 0) return null;
    const { steps, count } = await verbs[input.act]({
      ...input,
      client,
      modseq,
      spaceId,
      ownSpaceId: account.spaceId,
      places,
      chosen: places.filter(isChosen(input)),
      now: ctx.clock.now(),
      zone: account.zone,
      isArchiveByYear: archiveBy === "year",
    });
    return { undo: await keepUndo(client, { id: undoId, spaceId, accountId: account.id }, steps), count };
  });
  const done = [...parts.filter((part) => part !== null), ...across];
  if (done.length === 0) throw new Refusal("not-found", "conversation-unknown");
  return {
    undo: done.some((part) => part.undo !== null) ? undoId : null,
    count: done.reduce((sum, part) => sum + part.count, 0),
  };
}

/** Does what of the act goes from one person's mail into another's, and takes it off what is left to do. */
async function goAcross(
  ctx: Context,
  input: Pick<ActInput, "act" | "fromMailboxId" | "messageIds"> & {
    bySpace: Map<string, Acted>;
    undo: { id: string; accountId: string };
  },
): Promise<{ undo: string; count: number }[]> {
  const { act, bySpace, undo } = input;
  const chosen = new Map<string, readonly ActedPlace[]>();
  let to: Spot | undefined;
  for (const [spaceId, { ids, mailboxIds, target }] of bySpace) {
    if (!target || target.spaceId === spaceId) continue;
    if (act !== "move" && act !== "copy") throw new Refusal("invalid", "mailbox-other-space");
    to = { spaceId: target.spaceId, mailboxId: target.id };
    const places = await placesOf(ctx.db.pool, { spaceId, threadIds: ids, mailboxIds, messageIds: input.messageIds });
    const here = places.filter(isChosen(input));
    // A copy of each message, in however many folders it lies.
    chosen.set(spaceId, act === "copy" ? [...new Map(here.map((place) => [place.messageId, place])).values()] : here);
    bySpace.delete(spaceId);
  }
  if (!to || (act !== "move" && act !== "copy")) return [];
  const count = await actAcross(ctx, { act, chosen, to, undo });
  return count > 0 ? [{ undo: undo.id, count }] : [];
}

/** Of a list what lies in it, otherwise all that does not stay where it is. */
function isChosen({ fromMailboxId }: Pick<ActInput, "fromMailboxId">): (place: ActedPlace) => boolean {
  return (place) => (fromMailboxId ? place.mailboxId === fromMailboxId : !keptRoles.includes(place.role));
}

type Acted = ConversationAccess & { readonly target: MailboxAccess | undefined };

/** What the act may touch, by space. Whoever may throw a message away may also move it to its owner's trash, archive or junk. */
async function accessActed(ctx: Context, actor: Actor, input: ActInput): Promise<Map<string, Acted>> {
  const need: MailboxRight = rightOf(input.act);
  const from = input.fromMailboxId ? await accessMailbox(ctx, actor, input.fromMailboxId, need) : undefined;
  const to = input.toMailboxId ? await accessMailbox(ctx, actor, input.toMailboxId, "insert") : undefined;
  const found = await accessConversations(ctx, actor, input.ids, need);
  const here = found.filter(({ space }) => from === undefined || space.spaceId === from.spaceId);
  if (here.length === 0 && (await accessConversations(ctx, actor, input.ids, "read")).length > 0)
    throw new Refusal("forbidden", "share-right-missing");
  return new Map(here.map((one) => [one.space.spaceId, { ...one, target: to }]));
}

async function placesOf(
  client: pg.PoolClient | pg.Pool,
  input: {
    spaceId: string;
    threadIds: readonly string[];
    mailboxIds: readonly string[] | null;
    messageIds: readonly string[] | undefined;
  },
): Promise<ActedPlace[]> {
  const { rows } = await client.query<Omit<ActedPlace, "uid"> & { uid: string }>(
    `SELECT p."mailboxId", p."uid", p."messageId", p."flags", p."keywords", p."threadId", p."date", b."role"
     FROM "MailboxMessage" p JOIN "Mailbox" b ON b."id" = p."mailboxId"
     WHERE p."spaceId" = $1 AND p."threadId" = ANY($2) AND ($3::uuid[] IS NULL OR p."mailboxId" = ANY($3))
       AND ($4::uuid[] IS NULL OR p."messageId" = ANY($4)) ORDER BY p."date", p."uid"`,
    [input.spaceId, input.threadIds, input.mailboxIds, input.messageIds ?? null],
  );
  return rows.map((row) => ({ ...row, uid: Number(row.uid) }));
}
