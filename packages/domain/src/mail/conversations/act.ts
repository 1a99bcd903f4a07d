import { type Actor, newId, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import {
  accessConversations,
  accessMailbox,
  accessOwnAccount,
  type ConversationAccess,
  type MailboxRight,
  type MailboxRole,
} from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { changeSpaces } from "../../spaces/index.ts";
import { mailboxByRole } from "../deliver-message.ts";
import { expungePlaces } from "../expunge-places.ts";
import { flag } from "../flags.ts";
import { movePlaces } from "../move-places.ts";
import { setFlags } from "../set-flags.ts";
import { keepUndo, type UndoOwner, type UndoStep } from "./undo.ts";

export type Act = "archive" | "trash" | "junk" | "not-junk" | "move" | "read" | "unread" | "star" | "unstar" | "delete";

export type ActInput = {
  readonly ids: readonly string[];
  readonly act: Act;
  /** The mailbox whose list was acted on; without it, everything of the conversation that is not sent, waiting to be, a draft, junk or in the trash. */
  readonly fromMailboxId?: string | undefined;
  readonly toMailboxId?: string | undefined;
};

type Place = {
  mailboxId: string;
  uid: number;
  messageId: string;
  flags: number;
  role: MailboxRole | null;
  threadId: string;
};

const targets: Partial<Record<Act, MailboxRole>> = {
  archive: "archive",
  trash: "trash",
  junk: "junk",
  "not-junk": "inbox",
};
const kept: readonly (MailboxRole | null)[] = ["sent", "drafts", "scheduled", "trash", "junk"];

/** Does one verb on whole conversations, and answers how many messages it touched and the id that takes it back (null when nothing can). */
export async function actOnConversations(
  ctx: Context,
  actor: Actor,
  input: ActInput,
): Promise<{ undo: string | null; count: number }> {
  const account = await accessOwnAccount(ctx, actor);
  const bySpace = await accessActed(ctx, actor, input);
  const undoId = newId();
  const parts = await changeSpaces(ctx, [...bySpace.keys()], async (client, spaceId, modseq) => {
    const { ids = [], mailboxIds = null } = bySpace.get(spaceId) ?? {};
    const places = await placesOf(client, { spaceId, threadIds: ids, mailboxIds });
    const owner = { id: undoId, spaceId, accountId: account.id };
    return places.length === 0 ? null : actOnPlaces(client, modseq, { ...input, owner, places });
  });
  const done = parts.filter((part) => part !== null);
  if (done.length === 0) throw new Refusal("not-found", "conversation-unknown");
  return {
    undo: done.some((part) => part.undo !== null) ? undoId : null,
    count: done.reduce((sum, part) => sum + part.count, 0),
  };
}

type Done = { readonly undo: string | null; readonly count: number };

async function actOnPlaces(
  client: pg.PoolClient,
  modseq: bigint,
  { act, fromMailboxId, toMailboxId, owner, places }: ActInput & { owner: UndoOwner; places: readonly Place[] },
): Promise<Done> {
  const change = flagChanges[act];
  if (change) return flagPlaces(client, modseq, { owner, places: change.choose(places), ...change });
  const chosen = places.filter((place) =>
    fromMailboxId ? place.mailboxId === fromMailboxId : !kept.includes(place.role),
  );
  if (act === "delete") return deletePlaces(client, modseq, chosen);
  const role = targets[act];
  const to = role ? await mailboxByRole(client, owner.spaceId, role) : toMailboxId;
  if (!to) throw new Refusal("invalid", "target-needed");
  return movePlacesTo(client, modseq, { owner, to, places: chosen.filter((place) => place.mailboxId !== to) });
}

/** What the act may touch, by space. Whoever may throw a message away may also move it to its owner's trash, archive or junk. */
async function accessActed(ctx: Context, actor: Actor, input: ActInput): Promise<Map<string, ConversationAccess>> {
  const need: MailboxRight = flagChanges[input.act] ? "write" : "delete";
  const from = input.fromMailboxId ? await accessMailbox(ctx, actor, input.fromMailboxId, need) : undefined;
  const to = input.toMailboxId ? await accessMailbox(ctx, actor, input.toMailboxId, "insert") : undefined;
  const found = await accessConversations(ctx, actor, input.ids, need);
  const here = found.filter(({ space }) => from === undefined || space.spaceId === from.spaceId);
  if (to && here.some(({ space }) => space.spaceId !== to.spaceId)) throw new Refusal("invalid", "mailbox-other-space");
  if (here.length === 0 && (await accessConversations(ctx, actor, input.ids, "read")).length > 0)
    throw new Refusal("forbidden", "share-right-missing");
  return new Map(here.map((one) => [one.space.spaceId, one]));
}

const all = (places: readonly Place[]) => places;
const flagChanges: Partial<
  Record<Act, { mode: "add" | "remove"; flags: number; choose: (places: readonly Place[]) => readonly Place[] }>
> = {
  read: { mode: "add", flags: flag.seen, choose: all },
  // What was last: the newest message that was read is unread again.
  unread: { mode: "remove", flags: flag.seen, choose: newest },
  star: { mode: "add", flags: flag.flagged, choose: newest },
  unstar: { mode: "remove", flags: flag.flagged, choose: all },
};

function newest(places: readonly Place[]): Place[] {
  const last = new Map<string, Place>();
  for (const place of places)
    if (!last.has(place.threadId) || (place.flags & flag.draft) === 0) last.set(place.threadId, place);
  return [...last.values()];
}

async function placesOf(
  client: pg.PoolClient,
  input: { spaceId: string; threadIds: readonly string[]; mailboxIds: readonly string[] | null },
): Promise<Place[]> {
  const { rows } = await client.query<Omit<Place, "uid"> & { uid: string }>(
    `SELECT p."mailboxId", p."uid", p."messageId", p."flags", p."threadId", b."role" FROM "MailboxMessage" p JOIN "Mailbox" b ON b."id" = p."mailboxId"
     WHERE p."spaceId" = $1 AND p."threadId" = ANY($2) AND ($3::uuid[] IS NULL OR p."mailboxId" = ANY($3)) ORDER BY p."date", p."uid"`,
    [input.spaceId, input.threadIds, input.mailboxIds],
  );
  return rows.map((row) => ({ ...row, uid: Number(row.uid) }));
}

async function flagPlaces(
  client: pg.PoolClient,
  modseq: bigint,
  input: { owner: UndoOwner; places: readonly Place[]; mode: "add" | "remove"; flags: number },
): Promise<Done> {
  for (const [mailboxId, places] of Map.groupBy(input.places, (place) => place.mailboxId)) {
    const change = { mode: input.mode, flags: input.flags, keywords: [] };
    await setFlags(client, modseq, { mailboxId, uids: places.map((place) => place.uid), change });
  }
  const places = input.places.map(({ mailboxId, messageId, flags }) => ({ mailboxId, messageId, flags }));
  return {
    undo: await keepUndo(client, input.owner, [{ kind: "flags", mask: input.flags, places }]),
    count: places.length,
  };
}

async function movePlacesTo(
  client: pg.PoolClient,
  modseq: bigint,
  input: { owner: UndoOwner; to: string; places: readonly Place[] },
): Promise<Done> {
  const steps: UndoStep[] = [];
  for (const [from, places] of Map.groupBy(input.places, (place) => place.mailboxId)) {
    const uids = places.map((place) => place.uid);
    await movePlaces(client, modseq, { fromMailboxId: from, uids, toMailboxId: input.to });
    steps.push({ kind: "move", from: input.to, to: from, messageIds: places.map((place) => place.messageId) });
  }
  return { undo: await keepUndo(client, input.owner, steps), count: input.places.length };
}

async function deletePlaces(client: pg.PoolClient, modseq: bigint, places: readonly Place[]): Promise<Done> {
  for (const [mailboxId, chosen] of Map.groupBy(places, (place) => place.mailboxId))
    await expungePlaces(client, modseq, { mailboxId, uids: chosen.map((place) => place.uid) });
  return { undo: null, count: places.length };
}
