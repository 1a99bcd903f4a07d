import type { Actor } from "@carbyne/kernel";
import { accessOwnAccount, type MailboxRole } from "../../access/index.ts";
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

/** Bytes of all messages of a mailbox, STATUS SIZE of RFC 8438. */
export async function folderSize(ctx: Context, actor: Actor, { id }: { id: string }): Promise<number> {
  const { spaceId } = await accessOwnAccount(ctx, actor);
  const { rows } = await ctx.db.pool.query<{ size: string }>(
    `SELECT coalesce(sum(m."sizeBytes"), 0) AS "size" FROM "MailboxMessage" p JOIN "Message" m ON m."id" = p."messageId"
     WHERE p."mailboxId" = $1 AND p."spaceId" = $2`,
    [id, spaceId],
  );
  return Number(rows[0]?.size ?? 0);
}
