import type { Actor } from "@carbyne/kernel";
import { accessMailbox, accessOwnAccount, type MailboxRole } from "../../access/index.ts";
import type { Context } from "../../context.ts";

/** A mailbox with all that a mail program asks of one it has not opened. */
export type Folder = {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly role: MailboxRole | null;
  readonly isSubscribed: boolean;
  readonly uidValidity: number;
  readonly uidNext: number;
  readonly highestModseq: bigint;
  readonly total: number;
  readonly unseen: number;
};

type Row = Omit<Folder, "uidValidity" | "uidNext" | "highestModseq"> &
  Record<"uidValidity" | "uidNext" | "highestModseq", string>;

/** Every mailbox of the actor's own space, in no order. */
export async function listFolders(ctx: Context, actor: Actor): Promise<Folder[]> {
  const { spaceId } = await accessOwnAccount(ctx, actor);
  const { rows } = await ctx.db.pool.query<Row>({
    name: "list-folders",
    text: `SELECT "id", "parentId", "name", "role", "isSubscribed", "uidValidity", "uidNext", "highestModseq", "total", "unseen"
           FROM "Mailbox" WHERE "spaceId" = $1`,
    values: [spaceId],
  });
  return rows.map((row) => ({
    ...row,
    uidValidity: Number(row.uidValidity),
    uidNext: Number(row.uidNext),
    highestModseq: BigInt(row.highestModseq),
  }));
}

export type FolderSums = { readonly id: string; readonly sizeBytes: number; readonly deleted: number };

/** What STATUS asks beyond the counters that are kept: bytes (RFC 8438) and messages with \\Deleted (RFC 9051 §6.3.11). */
export async function folderSums(
  ctx: Context,
  actor: Actor,
  { ids }: { ids: readonly string[] },
): Promise<FolderSums[]> {
  const { spaceId } = await accessOwnAccount(ctx, actor);
  const { rows } = await ctx.db.pool.query<{ id: string; size: string; deleted: number }>(
    `SELECT p."mailboxId" AS "id", sum(m."sizeBytes") AS "size", count(*) FILTER (WHERE p."flags" & 8 <> 0)::int AS "deleted"
     FROM "MailboxMessage" p JOIN "Message" m ON m."id" = p."messageId" WHERE p."mailboxId" = ANY($1) AND p."spaceId" = $2 GROUP BY 1`,
    [ids, spaceId],
  );
  return rows.map(({ id, size, deleted }) => ({ id, sizeBytes: Number(size), deleted }));
}

/** The space whose hints tell of a mailbox. */
export async function spaceOfMailbox(ctx: Context, actor: Actor, { id }: { id: string }): Promise<string> {
  return (await accessMailbox(ctx, actor, id, "read")).spaceId;
}
