import { type Actor, Refusal } from "@carbyne/kernel";
import { accessMailbox, accessOwnAccount, accessSpace, mailboxesWith, ownSpace } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { ownAddresses } from "./own-addresses.ts";
import { type ConversationRow, conversationRows } from "./rows.ts";

export type ListInput = {
  readonly mailboxId?: string | undefined;
  readonly view?: "starred" | "all" | undefined;
  /** Whose mail a view is over; the actor's own when missing. */
  readonly spaceId?: string | undefined;
  readonly filter?: "unread" | "starred" | "attachments" | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
};

export type ConversationPage = {
  readonly items: readonly ConversationRow[];
  readonly nextCursor: string | null;
  /** The space's modseq from before the read: what changes later is asked for with it. */
  readonly modseq: string;
};

const filters = {
  unread: 'p."flags" & 1 = 0',
  starred: 'p."flags" & 4 <> 0',
  attachments: 'EXISTS (SELECT 1 FROM "Message" x WHERE x."id" = p."messageId" AND x."hasAttachments")',
} as const;

/**
 * A page of conversations, newest first. A conversation stands where its newest message in the mailbox stands; the page is read along one index,
 * so its cost does not grow with the mailbox.
 */
export async function listConversations(ctx: Context, actor: Actor, input: ListInput): Promise<ConversationPage> {
  const account = await accessOwnAccount(ctx, actor);
  const spaceId = input.mailboxId
    ? (await accessMailbox(ctx, actor, input.mailboxId, "read")).spaceId
    : (input.spaceId ?? account.spaceId);
  const space = spaceId === account.spaceId ? ownSpace(account) : await accessSpace(ctx, actor, spaceId, "read");
  const visible = mailboxesWith(space, "read");
  const limit = input.limit ?? 50;
  const modseq = await spaceModseq(ctx, spaceId);
  const found = await page(ctx, { ...input, spaceId, visible, limit });
  const threadIds = found.map((row) => row.threadId);
  const last = found.at(-1);
  return {
    ...(await conversationRowsOf(ctx, {
      spaceId,
      visible,
      accountId: account.id,
      threadIds,
      mailboxId: input.mailboxId,
    })),
    nextCursor: last && found.length === limit ? `${last.date.getTime()}.${last.uid}.${last.mailboxId}` : null,
    modseq,
  };
}

/** Rows in the order of the threads, with the modseq from before they were read. */
export async function conversationRowsOf(
  ctx: Context,
  input: {
    spaceId: string;
    visible: readonly string[] | null;
    /** The reader, whose own addresses are "me". */
    accountId: string;
    threadIds: readonly string[];
    mailboxId?: string | undefined;
  },
): Promise<Omit<ConversationPage, "nextCursor">> {
  const { spaceId, visible, accountId, threadIds, mailboxId } = input;
  const modseq = await spaceModseq(ctx, spaceId);
  const own = await ownAddresses(ctx, accountId);
  const rows = await conversationRows(ctx, { spaceId, visible, threadIds, mailboxId, own });
  return { items: threadIds.flatMap((id) => rows.get(id) ?? []), modseq };
}

export async function spaceModseq(ctx: Context, spaceId: string): Promise<string> {
  const { rows } = await ctx.db.pool.query<{ modseq: string }>({
    name: "space-modseq",
    text: 'SELECT "modseq" FROM "Space" WHERE "id" = $1',
    values: [spaceId],
  });
  return rows[0]?.modseq ?? "0";
}

type Found = { threadId: string; mailboxId: string; date: Date; uid: string };

type PageInput = ListInput & { spaceId: string; visible: readonly string[] | null; limit: number };

async function page(ctx: Context, input: PageInput): Promise<Found[]> {
  const at = input.cursor === undefined ? null : readCursor(input.cursor);
  const own = [input.filter ? filters[input.filter] : "true", input.view === "starred" ? filters.starred : "true"].join(
    " AND ",
  );
  // A later message of the same thread that passes the same filter stands for the thread.
  const later = own.replaceAll("p.", "n.");
  const scope = input.mailboxId
    ? { p: 'p."mailboxId" = $1', n: 'n."mailboxId" = $1', id: input.mailboxId, more: [] }
    : {
        p: `p."spaceId" = $1 AND ${shown("p")}`,
        n: `n."spaceId" = $1 AND ${shown("n")}`,
        id: input.spaceId,
        more: [input.visible],
      };
  const { rows } = await ctx.db.pool.query<Found>(
    `SELECT p."threadId", p."mailboxId", p."date", p."uid" FROM "MailboxMessage" p
     WHERE ${scope.p} AND ${own} AND ($2::timestamptz IS NULL OR (p."date", p."uid", p."mailboxId") < ($2, $3::bigint, $4::uuid))
       AND NOT EXISTS (SELECT 1 FROM "MailboxMessage" n WHERE ${scope.n} AND n."threadId" = p."threadId" AND ${later}
         AND (n."date", n."uid", n."mailboxId") > (p."date", p."uid", p."mailboxId"))
     ORDER BY p."date" DESC, p."uid" DESC, p."mailboxId" DESC LIMIT $5`,
    [scope.id, at?.date ?? null, at?.uid ?? null, at?.mailboxId ?? null, input.limit, ...scope.more],
  );
  return rows;
}

function shown(alias: string): string {
  const aside = `SELECT 1 FROM "Mailbox" b WHERE b."id" = ${alias}."mailboxId" AND b."role" IN ('trash', 'junk')`;
  return `NOT EXISTS (${aside}) AND ($6::uuid[] IS NULL OR ${alias}."mailboxId" = ANY($6))`;
}

function readCursor(cursor: string): { date: Date; uid: string; mailboxId: string } {
  const match = /^(\d{1,15})\.(\d{1,10})\.([0-9a-f-]{36})$/.exec(cursor);
  if (!match?.[1] || !match[2] || !match[3]) throw new Refusal("invalid", "cursor-invalid");
  return { date: new Date(Number(match[1])), uid: match[2], mailboxId: match[3] };
}
