import { type Actor, isId, Refusal } from "@carbyne/kernel";
import { accessConversation, accessOwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { accessSaid } from "../messages/access-said.ts";
import type { ChatPerson } from "../rooms/list-people.ts";
import { hashOf } from "./link-sent.ts";
import { memberOf, visibleTo } from "../rooms/visible.ts";

/**
 * Where the mail that a message of the chat is bound to lies in the actor's own mailbox; null where they do not have it. Nobody else's mail is
 * looked at.
 */
export async function findLinkedMail(
  ctx: Context,
  actor: Actor,
  { id }: { id: string },
): Promise<{ conversationId: string | null }> {
  const own = await accessOwnAccount(ctx, actor);
  const unknown = new Refusal("not-found", "chat-mail-unknown");
  if (!isId(id)) throw unknown;
  const { rows: links } = await ctx.db.pool.query<{ messageId: string; mailHash: Buffer }>(
    'SELECT "messageId", "mailHash" FROM "ChatMailLink" WHERE "id" = $1',
    [id],
  );
  const [link] = links;
  if (!link) throw unknown;
  await accessSaid(ctx, actor, link.messageId, "read").catch((error: unknown) => {
    throw error instanceof Refusal && error.kind === "not-found" ? unknown : error;
  });
  // By the hash that threads are found by, which has an index.
  const { rows } = await ctx.db.pool.query<{ threadId: string }>(
    `SELECT m."threadId" FROM "ThreadReference" t JOIN "Message" m ON m."spaceId" = t."spaceId" AND m."threadId" = t."threadId"
       AND sha256(convert_to(m."messageId", 'UTF8')) = $2
     WHERE t."spaceId" = $1 AND t."idHash" = $2 AND EXISTS (SELECT 1 FROM "MailboxMessage" p WHERE p."messageId" = m."id") LIMIT 1`,
    [own.spaceId, link.mailHash],
  );
  return { conversationId: rows[0]?.threadId ?? null };
}

/** Where in the chat a conversation of mail came from or is talked about. */
export type MailTalk = {
  readonly id: string;
  readonly kind: "sent" | "discussed";
  readonly roomId: string;
  /** The room's name; of a one-to-one whom it is with. */
  readonly roomName: string;
  readonly number: number;
  readonly threadId: string | null;
  /** ISO 8601. */
  readonly at: string;
};

const mostTalks = 20;

/** The places of the chat that are bound to a conversation of mail, of those that the actor can see, the latest first. */
export async function listMailTalks(
  ctx: Context,
  actor: Actor,
  { conversationId }: { conversationId: string },
): Promise<MailTalk[]> {
  const own = await accessOwnAccount(ctx, actor);
  const mail = await messagesOf(ctx, actor, conversationId);
  const { rows } = await ctx.db.pool.query<Omit<MailTalk, "at"> & { at: Date }>({
    name: "chat-mail-talks",
    text: `SELECT k."id", k."kind", k."at", m."number", m."threadId", m."spaceId" AS "roomId", CASE WHEN r."kind" = 'direct' THEN (SELECT o."name" FROM "RoomMember" y
             JOIN "Account" o ON o."id" = y."accountId" WHERE y."spaceId" = m."spaceId" ORDER BY y."accountId" = $1 LIMIT 1) ELSE r."name" END AS "roomName"
           FROM "ChatMailLink" k JOIN "ChatMessage" m ON m."id" = k."messageId" ${memberOf("$1")} JOIN "Room" r ON r."spaceId" = m."spaceId"
           WHERE k."mailHash" = ANY($2) AND ${visibleTo} ORDER BY k."at" DESC, k."id" LIMIT ${mostTalks}`,
    values: [own.id, mail.flatMap(({ mailId }) => (mailId === null ? [] : [hashOf(mailId)]))],
  });
  return rows.map(({ at, ...talk }) => ({ ...talk, at: at.toISOString() }));
}

/** Those of the actor's domain who wrote or got a conversation of mail, to talk about it with; the actor is not among them. */
export async function listMailPeople(
  ctx: Context,
  actor: Actor,
  { conversationId }: { conversationId: string },
): Promise<ChatPerson[]> {
  const own = await accessOwnAccount(ctx, actor);
  const mail = await messagesOf(ctx, actor, conversationId);
  const { rows } = await ctx.db.pool.query<ChatPerson>(
    `SELECT a."id", a."name", p."local" || '@' || d."name" AS "address" FROM "Account" a JOIN "Domain" d ON d."id" = a."domainId"
     JOIN "Address" p ON p."accountId" = a."id" AND p."kind" = 'account'
     WHERE a."domainId" = $1 AND a."id" <> $2 AND a."kind" = 'user' AND a."state" = 'active' AND EXISTS (
       SELECT 1 FROM "Address" x JOIN "Domain" y ON y."id" = x."domainId" WHERE x."accountId" = a."id" AND x."local" || '@' || y."name" = ANY($3))
     ORDER BY lower(a."name"), a."id" LIMIT 50`,
    [own.domainId, own.id, mail.flatMap(({ addresses }) => addresses)],
  );
  return rows;
}

/** The Message-IDs of a conversation that the actor may read, and all who are named in its messages. */
async function messagesOf(
  ctx: Context,
  actor: Actor,
  conversationId: string,
): Promise<{ mailId: string | null; addresses: string[] }[]> {
  const { space, mailboxIds } = await accessConversation(ctx, actor, conversationId, "read");
  const { rows } = await ctx.db.pool.query<{ mailId: string | null; addresses: string[] }>({
    name: "chat-mail-of-conversation",
    text: `SELECT DISTINCT ON (m."id") m."messageId" AS "mailId", ARRAY(SELECT lower(e ->> 'address') FROM jsonb_array_elements(
             (m."people" -> 'from') || (m."people" -> 'to') || (m."people" -> 'cc')) e) AS "addresses"
           FROM "MailboxMessage" p JOIN "Message" m ON m."id" = p."messageId"
           WHERE p."spaceId" = $1 AND p."threadId" = $2 AND ($3::uuid[] IS NULL OR p."mailboxId" = ANY($3)) ORDER BY m."id" DESC LIMIT 500`,
    values: [space.spaceId, conversationId, mailboxIds],
  });
  if (rows.length === 0) throw new Refusal("not-found", "conversation-unknown");
  return rows;
}
