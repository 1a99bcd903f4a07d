import type { Actor } from "@carbyne/kernel";
import { Refusal } from "@carbyne/kernel";
import { accessMailbox } from "../../access/index.ts";
import type { Context } from "../../context.ts";

export type Entry = {
  readonly uid: number;
  /** The bit set of MailboxMessage. */
  readonly flags: number;
  readonly keywords: readonly string[];
  readonly modseq: bigint;
};

export type OpenFolder = {
  readonly uidValidity: number;
  readonly uidNext: number;
  readonly highestModseq: bigint;
  /** In ascending order of UID. */
  readonly entries: readonly Entry[];
};

type EntryRow = { uid: string; flags: number; keywords: string[]; modseq: string };

const entryOf = (row: EntryRow): Entry => ({
  uid: Number(row.uid),
  flags: row.flags,
  keywords: row.keywords,
  modseq: BigInt(row.modseq),
});

/** A mailbox as SELECT needs it. The numbers are read before the rows: what arrives between is found by the next `folderChanges`. */
export async function openFolder(ctx: Context, actor: Actor, { id }: { id: string }): Promise<OpenFolder> {
  await accessMailbox(ctx, actor, id, "read");
  const numbers = await folderNumbers(ctx, id);
  const { rows } = await ctx.db.pool.query<EntryRow>({
    name: "open-folder",
    text: 'SELECT "uid", "flags", "keywords", "modseq" FROM "MailboxMessage" WHERE "mailboxId" = $1 AND "uid" < $2 ORDER BY "uid"',
    values: [id, numbers.uidNext],
  });
  return { ...numbers, entries: rows.map(entryOf) };
}

export type FolderChanges = {
  readonly uidNext: number;
  readonly highestModseq: bigint;
  /** New and changed messages, ascending. */
  readonly changed: readonly Entry[];
  readonly vanished: readonly number[];
};

/** What happened in a mailbox after a modseq. Complete up to `highestModseq`: what commits later has a higher one. */
export async function folderChanges(
  ctx: Context,
  actor: Actor,
  { id, since }: { id: string; since: bigint },
): Promise<FolderChanges> {
  await accessMailbox(ctx, actor, id, "read");
  const { uidNext, highestModseq } = await folderNumbers(ctx, id);
  if (highestModseq <= since) return { uidNext, highestModseq, changed: [], vanished: [] };
  const between = '"mailboxId" = $1 AND "modseq" > $2 AND "modseq" <= $3 ORDER BY "uid"';
  const values = [id, since.toString(), highestModseq.toString()];
  const [changed, gone] = await Promise.all([
    ctx.db.pool.query<EntryRow>({
      name: "folder-changed",
      text: `SELECT "uid", "flags", "keywords", "modseq" FROM "MailboxMessage" WHERE ${between}`,
      values,
    }),
    ctx.db.pool.query<{ uid: string }>({
      name: "folder-vanished",
      text: `SELECT "uid" FROM "Expunged" WHERE ${between}`,
      values,
    }),
  ]);
  return {
    uidNext,
    highestModseq,
    changed: changed.rows.map(entryOf),
    vanished: gone.rows.map((row) => Number(row.uid)),
  };
}

async function folderNumbers(ctx: Context, id: string) {
  const { rows } = await ctx.db.pool.query<Record<"uidValidity" | "uidNext" | "highestModseq", string>>({
    name: "folder-numbers",
    text: 'SELECT "uidValidity", "uidNext", "highestModseq" FROM "Mailbox" WHERE "id" = $1',
    values: [id],
  });
  const row = rows[0];
  if (!row) throw new Refusal("not-found", "mailbox-unknown");
  return {
    uidValidity: Number(row.uidValidity),
    uidNext: Number(row.uidNext),
    highestModseq: BigInt(row.highestModseq),
  };
}
