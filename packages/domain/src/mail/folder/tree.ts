import type { Actor } from "@carbyne/kernel";
import {
  accessMailbox,
  accessOwnAccount,
  accessSpaces,
  mailboxesWith,
  type MailboxRole,
  type Right,
} from "../../access/index.ts";
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
  return rows.map(folderOf);
}

function folderOf<More>(row: Row & More) {
  const { uidValidity, uidNext, highestModseq } = row;
  return {
    ...row,
    uidValidity: Number(uidValidity),
    uidNext: Number(uidNext),
    highestModseq: BigInt(highestModseq),
  };
}

/** A folder of somebody else's mail that the actor may read. */
export type SharedFolder = Folder & { readonly spaceId: string; readonly rights: ReadonlySet<Right> };

/** Every folder that others share with the actor, in no order; `isSubscribed` is the actor's own choice. */
export async function listSharedFolders(ctx: Context, actor: Actor): Promise<SharedFolder[]> {
  const [own, ...spaces] = await accessSpaces(ctx, actor);
  const readable = new Map(spaces.map((space) => [space.spaceId, { space, ids: mailboxesWith(space, "read") }]));
  if (readable.size === 0) return [];
  const { rows } = await ctx.db.pool.query<Row & { spaceId: string }>({
    name: "list-shared-folders",
    text: `SELECT b."id", b."spaceId", b."parentId", b."name", b."role", b."uidValidity", b."uidNext", b."highestModseq", b."total", b."unseen",
             NOT EXISTS (SELECT 1 FROM "Unsubscription" u WHERE u."mailboxId" = b."id" AND u."accountId" = $2) AS "isSubscribed"
           FROM "Mailbox" b WHERE b."spaceId" = ANY($1)`,
    values: [[...readable.keys()], own.accountId],
  });
  return rows.flatMap((row) => {
    const { space, ids } = readable.get(row.spaceId) ?? {};
    if (!space || (ids && !ids.includes(row.id))) return [];
    return { ...folderOf(row), rights: new Set([...space.rights, ...(space.folders.get(row.id) ?? [])]) };
  });
}

export type FolderSums = {
  readonly id: string;
  readonly sizeBytes: number;
  readonly deleted: number;
  readonly deletedBytes: number;
};

/** What STATUS asks beyond the counters that are kept: bytes (RFC 8438) and messages with \\Deleted (RFC 9051 §6.3.11). */
export async function folderSums(
  ctx: Context,
  actor: Actor,
  { ids }: { ids: readonly string[] },
): Promise<FolderSums[]> {
  const spaces = await accessSpaces(ctx, actor);
  const whole = spaces.filter((space) => mailboxesWith(space, "read") === null).map((space) => space.spaceId);
  const single = spaces.flatMap((space) => mailboxesWith(space, "read") ?? []);
  const { rows } = await ctx.db.pool.query<{ id: string; size: string; deleted: number; deletedSize: string | null }>(
    `SELECT p."mailboxId" AS "id", sum(m."sizeBytes") AS "size", count(*) FILTER (WHERE p."flags" & 8 <> 0)::int AS "deleted",
       sum(m."sizeBytes") FILTER (WHERE p."flags" & 8 <> 0) AS "deletedSize"
     FROM "MailboxMessage" p JOIN "Message" m ON m."id" = p."messageId" WHERE p."mailboxId" = ANY($1) AND (p."spaceId" = ANY($2) OR p."mailboxId" = ANY($3)) GROUP BY 1`,
    [ids, whole, single],
  );
  return rows.map(({ id, size, deleted, deletedSize }) => ({
    id,
    sizeBytes: Number(size),
    deleted,
    deletedBytes: Number(deletedSize ?? 0),
  }));
}

/** The space whose hints tell of a mailbox. */
export async function spaceOfMailbox(ctx: Context, actor: Actor, { id }: { id: string }): Promise<string> {
  return (await accessMailbox(ctx, actor, id, "read")).spaceId;
}
