import { type Actor, isId, Refusal } from "@carbyne/kernel";
import type { Context } from "../context.ts";
import { accessOwnAccount, type OwnAccount } from "./access-account.ts";
import type { MailboxRight } from "./access-mailbox.ts";
import { grantedObjects } from "./held-grants.ts";

/** What an account may be allowed with another one's mail, or, to comment, with its files. */
export type Right = MailboxRight | "sendAs" | "sendOnBehalf" | "comment";

/** The mail of one account, as far as the actor may do something with it. */
export type SpaceAccess = {
  readonly spaceId: string;
  /** Whose it is. */
  readonly accountId: string;
  readonly isOwn: boolean;
  /** Rights on the whole account. */
  readonly rights: ReadonlySet<Right>;
  /** Further rights on single folders, by mailbox id. */
  readonly folders: ReadonlyMap<string, ReadonlySet<Right>>;
};

const everything: ReadonlySet<Right> = new Set([
  "read",
  "write",
  "insert",
  "delete",
  "manage",
  "sendAs",
  "sendOnBehalf",
]);

type Row = { spaceId: string; ownerId: string; mailboxId: string | null; rights: Right[] };

/** Every space in which the actor has rights: the own one first, then those of accounts that share something with it. */
export async function accessSpaces(ctx: Context, actor: Actor): Promise<readonly [SpaceAccess, ...SpaceAccess[]]> {
  const account = await accessOwnAccount(ctx, actor);
  return [ownSpace(account), ...(await sharedSpaces(ctx, account))];
}

/** The space of the account itself, with every right. */
export function ownSpace({ spaceId, id }: OwnAccount): SpaceAccess {
  return { spaceId, accountId: id, isOwn: true, rights: everything, folders: new Map() };
}

async function sharedSpaces(ctx: Context, account: OwnAccount): Promise<SpaceAccess[]> {
  const { rows } = await ctx.db.pool.query<Row>({
    name: "granted-objects",
    text: grantedObjects,
    values: [account.id, ctx.clock.now()],
  });
  return [...Map.groupBy(rows, (row) => row.spaceId)].map(([spaceId, granted]) => {
    const folders = new Map<string, Set<Right>>();
    for (const { mailboxId, rights } of granted)
      if (mailboxId) folders.set(mailboxId, new Set([...(folders.get(mailboxId) ?? []), ...rights]));
    const rights = new Set(granted.flatMap((row) => (row.mailboxId === null ? row.rights : [])));
    return { spaceId, accountId: granted[0]?.ownerId ?? "", isOwn: false, rights, folders };
  });
}

/** A space in which the actor has the right on at least one mailbox; any other is not found, also when it exists. */
export async function accessSpace(
  ctx: Context,
  actor: Actor,
  spaceId: string,
  need: MailboxRight,
): Promise<SpaceAccess> {
  const account = await accessOwnAccount(ctx, actor);
  if (spaceId === account.spaceId) return ownSpace(account);
  const space = (await sharedSpaces(ctx, account)).find((one) => one.spaceId === spaceId);
  if (!space || mailboxesWith(space, need)?.length === 0) throw new Refusal("not-found", "account-unknown");
  return space;
}

/** The mailboxes of a space on which the actor has a right; null stands for all of them. */
export function mailboxesWith(space: SpaceAccess, need: MailboxRight): readonly string[] | null {
  if (space.rights.has(need)) return null;
  return [...space.folders].filter(([, rights]) => rights.has(need)).map(([id]) => id);
}

/** All that the actor may do with a mailbox of a space. */
export function rightsIn(space: SpaceAccess, mailboxId: string): Right[] {
  return [...new Set([...space.rights, ...(space.folders.get(mailboxId) ?? [])])];
}

/** Conversations of one space, with the mailboxes of it on which the actor has the right: the rest of a conversation is not theirs. */
export type ConversationAccess = {
  readonly space: SpaceAccess;
  readonly ids: readonly string[];
  readonly mailboxIds: readonly string[] | null;
};

/**
 * The spaces that conversations lie in, each with those ids and the mailboxes that the actor has the right on. Ids that are in none of the actor's
 * spaces are in no group.
 */
export async function accessConversations(
  ctx: Context,
  actor: Actor,
  ids: readonly string[],
  need: MailboxRight,
): Promise<ConversationAccess[]> {
  const spaces = await accessSpaces(ctx, actor);
  const known = ids.filter(isId);
  const [own] = spaces;
  // Who is given nothing by anybody can only mean the own mail, and needs no question about it.
  if (spaces.length === 1) return known.length > 0 ? [{ space: own, ids: known, mailboxIds: null }] : [];
  const { rows } = await ctx.db.pool.query<{ id: string; spaceId: string }>({
    name: "spaces-of-threads",
    text: `SELECT DISTINCT "threadId" AS "id", "spaceId" FROM "MailboxMessage" WHERE "spaceId" = ANY($1) AND "threadId" = ANY($2)`,
    values: [spaces.map((space) => space.spaceId), known],
  });
  return spaces.flatMap((space) => {
    const here = rows.filter((row) => row.spaceId === space.spaceId).map((row) => row.id);
    const mailboxIds = mailboxesWith(space, need);
    return here.length === 0 || mailboxIds?.length === 0 ? [] : [{ space, ids: here, mailboxIds }];
  });
}

/** A conversation that lies, at least in part, where the actor has the right; any other is not found. */
export async function accessConversation(
  ctx: Context,
  actor: Actor,
  id: string,
  need: MailboxRight,
): Promise<ConversationAccess> {
  const [found] = await accessConversations(ctx, actor, [id], need);
  if (!found) throw new Refusal("not-found", "conversation-unknown");
  return found;
}
