import { newId, type Actor, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import {
  accessMailbox,
  accessOwnAccount,
  accessSpace,
  accessSpaces,
  mailboxesWith,
  type MailboxRole,
  type Right,
  rightsIn,
  type SpaceAccess,
} from "../access/index.ts";
import type { Context } from "../context.ts";
import { changeSpace, changeTogether } from "../spaces/index.ts";
import { keepUndo } from "./conversations/undo.ts";
import { expungePlaces } from "./expunge-places.ts";
import { followRename } from "./filters/follow-rename.ts";
import { pathOf, pathRows } from "./filters/paths.ts";
import { flag } from "./flags.ts";
import { takePlaces } from "./restore-places.ts";
import { setFlags } from "./set-flags.ts";
import { newUidValidity } from "./standard-mailboxes.ts";

export type Mailbox = {
  readonly id: string;
  /** Whose mail it is part of. */
  readonly spaceId: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly role: MailboxRole | null;
  readonly total: number;
  readonly unseen: number;
};

/** A mailbox with what the reader may do with it. */
export type MailboxView = Mailbox & { readonly isOwn: boolean; readonly rights: readonly Right[] };

/** A mailbox as a reader sees it. */
export function viewMailbox(space: SpaceAccess, mailbox: Mailbox): MailboxView {
  return { ...mailbox, isOwn: space.isOwn, rights: rightsIn(space, mailbox.id) };
}

export const mailboxColumns = '"id", "spaceId", "parentId", "name", "role", "total", "unseen"';
const roles: readonly MailboxRole[] = ["inbox", "snoozed", "sent", "drafts", "scheduled", "archive", "junk", "trash"];
const maxDepth = 20;

/** Every mailbox of a space that the actor may read, the own one by default: those with a role first in their usual order, then by name. */
export async function listMailboxes(
  ctx: Context,
  actor: Actor,
  input: { spaceId?: string | undefined } = {},
): Promise<MailboxView[]> {
  const { spaceId } = await accessOwnAccount(ctx, actor);
  return readMailboxes(ctx, [await accessSpace(ctx, actor, input.spaceId ?? spaceId, "read")]);
}

/** Every mailbox that the actor may read: the own ones first, then those that others share. */
export async function listAllMailboxes(ctx: Context, actor: Actor): Promise<MailboxView[]> {
  return readMailboxes(ctx, await accessSpaces(ctx, actor));
}

async function readMailboxes(ctx: Context, spaces: readonly SpaceAccess[]): Promise<MailboxView[]> {
  const { rows } = await ctx.db.pool.query<Mailbox>(
    `SELECT ${mailboxColumns} FROM "Mailbox" WHERE "spaceId" = ANY($1::uuid[])`,
    [spaces.map((space) => space.spaceId)],
  );
  const bySpace = Map.groupBy(rows, (row) => row.spaceId);
  const rank = (mailbox: Mailbox) => (mailbox.role ? roles.indexOf(mailbox.role) : roles.length);
  return spaces.flatMap((space) =>
    (bySpace.get(space.spaceId) ?? [])
      .map((row) => viewMailbox(space, row))
      .filter(({ rights }) => rights.includes("read"))
      .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name)),
  );
}

/** Makes a mailbox below another, or at the top of a space, by default the own one; refuses a name that is taken among its siblings, empty, too long, with control characters or the separator. */
export async function createMailbox(
  ctx: Context,
  actor: Actor,
  input: { name: string; parentId: string | null; spaceId?: string | undefined },
): Promise<MailboxView> {
  const spaceId = input.parentId
    ? (await accessMailbox(ctx, actor, input.parentId, "manage")).spaceId
    : await accessTop(ctx, actor, input.spaceId);
  const made = await changeSpace(ctx, spaceId, (client, modseq) =>
    insertMailbox(client, { ...input, spaceId, modseq }),
  );
  return viewMailbox(await accessSpace(ctx, actor, spaceId, "read"), made);
}

/** Makes a mailbox under the space's lock, with the refusals of `createMailbox`. All but a taken name are told before anything is written. */
export async function insertMailbox(
  client: pg.PoolClient,
  input: { spaceId: string; modseq: bigint; name: string; parentId: string | null },
): Promise<Mailbox> {
  const name = checkName(input.name);
  await refuseDepth(client, input.parentId, undefined);
  const { rows } = await refuseTaken(name, () =>
    client.query<Mailbox>(
      `INSERT INTO "Mailbox" ("id", "spaceId", "parentId", "name", "uidValidity", "modseq", "highestModseq") VALUES ($1, $2, $3, $4, $5, $6, $6) RETURNING ${mailboxColumns}`,
      [newId(), input.spaceId, input.parentId, name, newUidValidity(), input.modseq],
    ),
  );
  return rows[0] as Mailbox;
}

/** Renames a mailbox that has no role. */
export async function renameMailbox(ctx: Context, actor: Actor, input: { id: string; name: string }): Promise<void> {
  const { parentId } = await accessFolder(ctx, actor, input.id);
  await placeMailbox(ctx, actor, { ...input, parentId });
}

/** Hangs a mailbox below another, or at the top; refuses a place inside itself. */
export async function moveMailbox(
  ctx: Context,
  actor: Actor,
  input: { id: string; parentId: string | null },
): Promise<void> {
  const { name } = await accessFolder(ctx, actor, input.id);
  await placeMailbox(ctx, actor, { ...input, name });
}

/** Gives a mailbox without a role a name and a place in one step; its children come along. */
export async function placeMailbox(
  ctx: Context,
  actor: Actor,
  input: { id: string; name: string; parentId: string | null },
): Promise<void> {
  const { id, spaceId, parentId } = await accessFolder(ctx, actor, input.id);
  const name = checkName(input.name);
  // Whoever manages a folder may rename it where it is; another place must be managed too.
  if (input.parentId !== parentId) await accessPlace(ctx, actor, { parentId: input.parentId, spaceId });
  await changeSpace(ctx, spaceId, async (client, modseq) => {
    await refuseDepth(client, input.parentId, id);
    const from = pathOf(await pathRows(client, spaceId), id);
    await refuseTaken(name, () =>
      client.query('UPDATE "Mailbox" SET "name" = $2, "parentId" = $3, "modseq" = $4 WHERE "id" = $1', [
        id,
        name,
        input.parentId,
        modseq,
      ]),
    );
    await followRename(client, modseq, { spaceId, from, to: pathOf(await pathRows(client, spaceId), id) });
  });
}

/** Removes an empty-or-not folder without children; its messages are expunged, and recoverable for the retention time. */
export async function removeMailbox(ctx: Context, actor: Actor, { id }: { id: string }): Promise<void> {
  const mailbox = await accessFolder(ctx, actor, id);
  const holders = await ctx.db.prisma.holding.findMany({
    where: { grant: { objectKind: "mailbox", objectId: id } },
    select: { spaceId: true },
  });
  const spaces = [mailbox.spaceId, ...holders.map((holder) => holder.spaceId)];
  await changeTogether(ctx, spaces, async (client, modseqOf) => {
    const modseq = modseqOf(mailbox.spaceId);
    const { rowCount } = await client.query('SELECT 1 FROM "Mailbox" WHERE "parentId" = $1 LIMIT 1', [id]);
    if (rowCount) throw new Refusal("conflict", "mailbox-has-children", { name: mailbox.name });
    await expungePlaces(client, modseq, { mailboxId: id, uids: await uidsOf(client, id) });
    await client.query('DELETE FROM "Mailbox" WHERE "id" = $1', [id]);
    // Whoever it was shared with learns of it as of a share that was taken back.
    for (const spaceId of new Set(holders.map((holder) => holder.spaceId)))
      await client.query(
        `INSERT INTO "Tombstone" ("spaceId", "modseq", "kind", "objectId") VALUES ($1, $2, 'grant', $3)`,
        [spaceId, modseqOf(spaceId), id],
      );
    await client.query(`DELETE FROM "Grant" WHERE "objectKind" = 'mailbox' AND "objectId" = $1`, [id]);
    await client.query(
      `INSERT INTO "Tombstone" ("spaceId", "modseq", "kind", "objectId") VALUES ($1, $2, 'mailbox', $3)`,
      [mailbox.spaceId, modseq, id],
    );
  });
}

/** Expunges everything in the trash or the junk folder; no other may be emptied at once. Answers how much it was, and what takes it back. */
export async function emptyMailbox(
  ctx: Context,
  actor: Actor,
  { id }: { id: string },
): Promise<{ undo: string | null; count: number }> {
  const account = await accessOwnAccount(ctx, actor);
  const { spaceId, role, name } = await accessMailbox(ctx, actor, id, "delete");
  if (role !== "trash" && role !== "junk") throw new Refusal("forbidden", "mailbox-not-emptied", { name });
  return changeSpace(ctx, spaceId, async (client, modseq) => {
    const places = await takePlaces(client, modseq, { mailboxId: id });
    const owner = { id: newId(), spaceId, accountId: account.id };
    const steps = places.length > 0 ? [{ kind: "expunge", mailboxId: id, places } as const] : [];
    return { undo: await keepUndo(client, owner, steps), count: places.length };
  });
}

/** Marks every message of a mailbox as read. Answers how many were not, and what takes it back. */
export async function markMailboxRead(
  ctx: Context,
  actor: Actor,
  { id }: { id: string },
): Promise<{ undo: string | null; count: number }> {
  const account = await accessOwnAccount(ctx, actor);
  const { spaceId } = await accessMailbox(ctx, actor, id, "write");
  return changeSpace(ctx, spaceId, async (client, modseq) => {
    const { rows } = await client.query<{ uid: string; messageId: string; flags: number }>(
      `SELECT "uid", "messageId", "flags" FROM "MailboxMessage" WHERE "mailboxId" = $1 AND "flags" & ${flag.seen} = 0`,
      [id],
    );
    const uids = rows.map((row) => Number(row.uid));
    await setFlags(client, modseq, { mailboxId: id, uids, change: { mode: "add", flags: flag.seen, keywords: [] } });
    const places = rows.map(({ messageId, flags }) => ({ mailboxId: id, messageId, flags }));
    const owner = { id: newId(), spaceId, accountId: account.id };
    const steps = places.length > 0 ? [{ kind: "flags", mask: flag.seen, places } as const] : [];
    return { undo: await keepUndo(client, owner, steps), count: places.length };
  });
}

async function uidsOf(client: pg.PoolClient, mailboxId: string): Promise<number[]> {
  const { rows } = await client.query<{ uid: string }>('SELECT "uid" FROM "MailboxMessage" WHERE "mailboxId" = $1', [
    mailboxId,
  ]);
  return rows.map((row) => Number(row.uid));
}

async function accessFolder(ctx: Context, actor: Actor, id: string) {
  const mailbox = await accessMailbox(ctx, actor, id, "manage");
  if (mailbox.role) throw new Refusal("forbidden", "mailbox-has-role", { name: mailbox.name });
  return mailbox;
}

/** The space, by default the own one, at whose top the actor may make mailboxes: who manages single folders may not. */
async function accessTop(ctx: Context, actor: Actor, wanted: string | undefined): Promise<string> {
  const own = await accessOwnAccount(ctx, actor);
  const space = await accessSpace(ctx, actor, wanted ?? own.spaceId, "read");
  if (mailboxesWith(space, "manage") !== null) throw new Refusal("forbidden", "share-right-missing");
  return space.spaceId;
}

async function accessPlace(
  ctx: Context,
  actor: Actor,
  { parentId, spaceId }: { parentId: string | null; spaceId: string },
): Promise<void> {
  if (parentId === null) return void (await accessTop(ctx, actor, spaceId));
  const parent = await accessMailbox(ctx, actor, parentId, "manage");
  if (parent.spaceId !== spaceId) throw new Refusal("invalid", "mailbox-other-space");
}

function checkName(name: string): string {
  const clean = name.trim().normalize("NFC");
  if (clean === "" || Buffer.byteLength(clean) > 255 || /[\p{Cc}/]/u.test(clean) || !clean.isWellFormed())
    throw new Refusal("invalid", "mailbox-name-invalid", { name: clean.slice(0, 100) });
  return clean;
}

async function refuseTaken<Result>(name: string, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof Error && "constraint" in error && error.constraint === "Mailbox_siblings")
      throw new Refusal("conflict", "mailbox-name-taken", { name });
    throw error;
  }
}

/** The way up from the new parent must end, must not pass the mailbox itself, and must not be too long. */
async function refuseDepth(client: pg.PoolClient, parentId: string | null, movedId: string | undefined): Promise<void> {
  let depth = 0;
  for (let at = parentId; at; depth++) {
    if (at === movedId) throw new Refusal("invalid", "mailbox-inside-itself");
    if (depth >= maxDepth) throw new Refusal("invalid", "mailbox-too-deep", { max: maxDepth });
    const { rows } = await client.query<{ parentId: string | null }>(
      'SELECT "parentId" FROM "Mailbox" WHERE "id" = $1',
      [at],
    );
    at = rows[0]?.parentId ?? null;
  }
}
