import { type Actor, Refusal } from "@carbyne/kernel";
import { accessMailbox, accessOwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { refuseWithoutRoom } from "../../quota/index.ts";
import { changeSpace } from "../../spaces/index.ts";
import { copyAcross, type Spot } from "../copy-across.ts";
import { expungePlaces } from "../expunge-places.ts";
import { type FlagChange, flag } from "../flags.ts";
import { copyPlaces, type Moved, movePlaces } from "../move-places.ts";
import { type Flagged, setFlags } from "../set-flags.ts";
import { prepareMessage } from "../store-message.ts";
import { keepTags } from "../tags/index.ts";

type Messages = { readonly id: string; readonly uids: readonly number[] };

const maxKeywords = 100;

/** STORE, RFC 9051 §6.4.6; with `unchangedSince` messages that changed after it are left as they are and answered apart (RFC 7162 §3.1.3). */
export async function storeFlags(
  ctx: Context,
  actor: Actor,
  { id, uids, change, unchangedSince }: Messages & { change: FlagChange; unchangedSince?: bigint | undefined },
): Promise<{ stored: Flagged[]; modified: number[] }> {
  const { spaceId } = await accessMailbox(ctx, actor, id, "write");
  if (change.keywords.length > maxKeywords) throw new Refusal("too-many", "keywords-too-many", { max: maxKeywords });
  return changeSpace(ctx, spaceId, async (client, modseq) => {
    const mayAdd = change.mode !== "remove";
    const keywords = await keepTags(client, modseq, { spaceId, keywords: change.keywords, mayAdd });
    let modified: number[] = [];
    if (unchangedSince !== undefined) {
      const { rows } = await client.query<{ uid: string }>(
        'SELECT "uid" FROM "MailboxMessage" WHERE "mailboxId" = $1 AND "uid" = ANY($2) AND "modseq" > $3 ORDER BY "uid"',
        [id, uids, unchangedSince.toString()],
      );
      modified = rows.map((row) => Number(row.uid));
    }
    const left = new Set(modified);
    const stored = await setFlags(client, modseq, {
      mailboxId: id,
      uids: uids.filter((uid) => !left.has(uid)),
      change: { ...change, keywords },
    });
    return { stored, modified };
  });
}

export type NewMessage = {
  readonly raw: Buffer;
  readonly flags: number;
  readonly keywords: readonly string[];
  readonly internalDate?: Date | undefined;
};

/**
 * APPEND, RFC 9051 §6.3.12, of one or several (RFC 3502): all or none, and none when they do not fit into the
 * account any more (RFC 9208 §4.3.1). Messages and UIDs are durable when this returns.
 */
export async function appendMessages(
  ctx: Context,
  actor: Actor,
  { id, messages }: { id: string; messages: readonly NewMessage[] },
): Promise<number[]> {
  const { spaceId } = await accessMailbox(ctx, actor, id, "insert");
  await refuseWithoutRoom(ctx, { spaceId, bytes: messages.reduce((sum, { raw }) => sum + raw.length, 0) });
  const prepared = await Promise.all(
    messages.map(async ({ raw, internalDate, flags, keywords }) => {
      const message = await prepareMessage(ctx, raw, { verdict: "unverified", internalDate });
      return { message, flags, keywords };
    }),
  );
  return changeSpace(ctx, spaceId, async (client, modseq) => {
    const uids: number[] = [];
    for (const { message, flags, keywords } of prepared)
      uids.push((await message.store(client, { spaceId, modseq, mailboxId: id, flags, keywords })).uid);
    return uids;
  });
}

/** COPY, RFC 9051 §6.4.7; into somebody else's mail too, where it is a new message. */
export async function copyMessages(
  ctx: Context,
  actor: Actor,
  { id, uids, toId }: Messages & { toId: string },
): Promise<Moved[]> {
  const { from, to } = await accessBoth(ctx, actor, { id, toId, need: "read" });
  if (from.spaceId !== to.spaceId) return copyAcross(ctx, { from, uids, to, mode: "copy" });
  return changeSpace(ctx, from.spaceId, (client, modseq) =>
    copyPlaces(client, modseq, { fromMailboxId: id, uids, toMailboxId: toId }),
  );
}

/** MOVE, RFC 6851 §3; into somebody else's mail too, where it is a new message. */
export async function moveMessages(
  ctx: Context,
  actor: Actor,
  { id, uids, toId }: Messages & { toId: string },
): Promise<Moved[]> {
  const { from, to } = await accessBoth(ctx, actor, { id, toId, need: "delete" });
  if (from.spaceId !== to.spaceId) return copyAcross(ctx, { from, uids, to, mode: "move" });
  return changeSpace(ctx, from.spaceId, (client, modseq) =>
    movePlaces(client, modseq, { fromMailboxId: id, uids, toMailboxId: toId }),
  );
}

async function accessBoth(
  ctx: Context,
  actor: Actor,
  { id, toId, need }: { id: string; toId: string; need: "read" | "delete" },
): Promise<{ from: Spot; to: Spot }> {
  const from = await accessMailbox(ctx, actor, id, need);
  const to = await accessMailbox(ctx, actor, toId, "insert");
  return { from: { spaceId: from.spaceId, mailboxId: id }, to: { spaceId: to.spaceId, mailboxId: toId } };
}

/** EXPUNGE, RFC 9051 §6.4.3: removes messages that carry \Deleted, of `uids` only when given (UID EXPUNGE, §6.4.9). */
export async function expungeMessages(
  ctx: Context,
  actor: Actor,
  { id, uids }: { id: string; uids?: readonly number[] | undefined },
): Promise<number[]> {
  const { spaceId } = await accessMailbox(ctx, actor, id, "delete");
  return changeSpace(ctx, spaceId, async (client, modseq) => {
    const { rows } = await client.query<{ uid: string }>(
      `SELECT "uid" FROM "MailboxMessage" WHERE "mailboxId" = $1 AND "flags" & ${flag.deleted} <> 0 AND ($2::bigint[] IS NULL OR "uid" = ANY($2))`,
      [id, uids ?? null],
    );
    return expungePlaces(client, modseq, { mailboxId: id, uids: rows.map((row) => Number(row.uid)) });
  });
}

/** Removes messages whatever their flags, as POP3's QUIT does (RFC 1939 §6). */
export async function removeMessages(ctx: Context, actor: Actor, { id, uids }: Messages): Promise<void> {
  const { spaceId } = await accessMailbox(ctx, actor, id, "delete");
  await changeSpace(ctx, spaceId, (client, modseq) => expungePlaces(client, modseq, { mailboxId: id, uids }));
}

/** SUBSCRIBE and UNSUBSCRIBE, RFC 9051 §6.3.7. */
export async function setSubscribed(
  ctx: Context,
  actor: Actor,
  { id, isSubscribed }: { id: string; isSubscribed: boolean },
): Promise<void> {
  const account = await accessOwnAccount(ctx, actor);
  const mailbox = await accessMailbox(ctx, actor, id, "read");
  if (mailbox.spaceId !== account.spaceId) {
    const key = { accountId: account.id, mailboxId: id };
    if (isSubscribed) await ctx.db.prisma.unsubscription.deleteMany({ where: key });
    else await ctx.db.prisma.unsubscription.createMany({ data: [key], skipDuplicates: true });
    return;
  }
  await changeSpace(ctx, mailbox.spaceId, (client, modseq) =>
    client.query('UPDATE "Mailbox" SET "isSubscribed" = $2, "modseq" = $3 WHERE "id" = $1', [id, isSubscribed, modseq]),
  );
}
