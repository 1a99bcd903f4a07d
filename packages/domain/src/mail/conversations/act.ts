import { type Actor, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { accessMailbox, accessOwnAccount, type MailboxRole } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { changeSpace } from "../../spaces/index.ts";
import { mailboxByRole } from "../deliver-message.ts";
import { expungePlaces } from "../expunge-places.ts";
import { flag } from "../flags.ts";
import { movePlaces } from "../move-places.ts";
import { setFlags } from "../set-flags.ts";
import { keepUndo, type UndoStep } from "./undo.ts";

export type Act = "archive" | "trash" | "junk" | "not-junk" | "move" | "read" | "unread" | "star" | "unstar" | "delete";

export type ActInput = {
  readonly ids: readonly string[];
  readonly act: Act;
  /** The mailbox whose list was acted on; without it, everything of the conversation that is not sent, a draft, junk or in the trash. */
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
const kept: readonly (MailboxRole | null)[] = ["sent", "drafts", "trash", "junk"];

/** Does one verb on whole conversations, and answers how many messages it touched and the id that takes it back (null when nothing can). */
export async function actOnConversations(
  ctx: Context,
  actor: Actor,
  input: ActInput,
): Promise<{ undo: string | null; count: number }> {
  const { spaceId } = await accessOwnAccount(ctx, actor);
  if (input.fromMailboxId) await accessOwn(ctx, actor, input.fromMailboxId, spaceId);
  if (input.toMailboxId) await accessOwn(ctx, actor, input.toMailboxId, spaceId);
  return changeSpace(ctx, spaceId, async (client, modseq) => {
    const places = await placesOf(client, spaceId, input.ids);
    if (places.length === 0) throw new Refusal("not-found", "conversation-unknown");
    const change = flagChanges[input.act];
    if (change) return flagPlaces(client, modseq, { spaceId, places: change.choose(places), ...change });
    const chosen = places.filter((place) =>
      input.fromMailboxId ? place.mailboxId === input.fromMailboxId : !kept.includes(place.role),
    );
    if (input.act === "delete") return deletePlaces(client, modseq, chosen);
    const role = targets[input.act];
    const to = role ? await mailboxByRole(client, spaceId, role) : input.toMailboxId;
    if (!to) throw new Refusal("invalid", "target-needed");
    return movePlacesTo(client, modseq, { spaceId, to, places: chosen.filter((place) => place.mailboxId !== to) });
  });
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

async function accessOwn(ctx: Context, actor: Actor, id: string, spaceId: string): Promise<void> {
  const mailbox = await accessMailbox(ctx, actor, id, "write");
  if (mailbox.spaceId !== spaceId) throw new Refusal("invalid", "mailbox-other-space");
}

async function placesOf(client: pg.PoolClient, spaceId: string, threadIds: readonly string[]): Promise<Place[]> {
  const { rows } = await client.query<Omit<Place, "uid"> & { uid: string }>(
    `SELECT p."mailboxId", p."uid", p."messageId", p."flags", p."threadId", b."role" FROM "MailboxMessage" p JOIN "Mailbox" b ON b."id" = p."mailboxId"
     WHERE p."spaceId" = $1 AND p."threadId" = ANY($2) ORDER BY p."date", p."uid"`,
    [spaceId, threadIds],
  );
  return rows.map((row) => ({ ...row, uid: Number(row.uid) }));
}

async function flagPlaces(
  client: pg.PoolClient,
  modseq: bigint,
  input: { spaceId: string; places: readonly Place[]; mode: "add" | "remove"; flags: number },
): Promise<{ undo: string | null; count: number }> {
  for (const [mailboxId, places] of Map.groupBy(input.places, (place) => place.mailboxId)) {
    const change = { mode: input.mode, flags: input.flags, keywords: [] };
    await setFlags(client, modseq, { mailboxId, uids: places.map((place) => place.uid), change });
  }
  const places = input.places.map(({ mailboxId, messageId, flags }) => ({ mailboxId, messageId, flags }));
  return {
    undo: await keepUndo(client, input.spaceId, [{ kind: "flags", mask: input.flags, places }]),
    count: places.length,
  };
}

async function movePlacesTo(
  client: pg.PoolClient,
  modseq: bigint,
  input: { spaceId: string; to: string; places: readonly Place[] },
): Promise<{ undo: string | null; count: number }> {
  const steps: UndoStep[] = [];
  for (const [from, places] of Map.groupBy(input.places, (place) => place.mailboxId)) {
    const uids = places.map((place) => place.uid);
    await movePlaces(client, modseq, { fromMailboxId: from, uids, toMailboxId: input.to });
    steps.push({ kind: "move", from: input.to, to: from, messageIds: places.map((place) => place.messageId) });
  }
  return { undo: await keepUndo(client, input.spaceId, steps), count: input.places.length };
}

async function deletePlaces(
  client: pg.PoolClient,
  modseq: bigint,
  places: readonly Place[],
): Promise<{ undo: null; count: number }> {
  for (const [mailboxId, chosen] of Map.groupBy(places, (place) => place.mailboxId))
    await expungePlaces(client, modseq, { mailboxId, uids: chosen.map((place) => place.uid) });
  return { undo: null, count: places.length };
}
