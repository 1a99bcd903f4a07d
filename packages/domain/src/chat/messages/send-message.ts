import { type Actor, isId, newId, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { accessTalk, type TalkAccess } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { changeInGroup } from "../../spaces/index.ts";
import { keepLinks, linksToShow } from "../links/keep-links.ts";
import { refuseWithout } from "../rooms/settings-in.ts";
import { type Message, messageJson } from "./message-json.ts";
import { postAlone } from "./post-alone.ts";
import { type Mentions, readMentions } from "./read-mentions.ts";
import { readText } from "./read-text.ts";

export type NewMessage = {
  readonly roomId: string;
  /** Named by the client, anew for each message; what is sent again under the same name is the same message. */
  readonly key: string;
  readonly text: string;
  readonly replyToId?: string | undefined;
  /** The message whose thread this belongs to. */
  readonly threadId?: string | undefined;
  /** Of an answer in a thread: whether it is to stand in the room too. */
  readonly isAlsoInRoom?: boolean | undefined;
  /** Files of the room that the actor brought in, in order. */
  readonly attachments?: readonly { id: string; width?: number | undefined; height?: number | undefined }[] | undefined;
};

const mostAttachments = 20;
const keyForm = /^[\w-]{8,64}$/;

/** Says something in a room. What was acknowledged is there for everybody, once, at a number of its own. */
export async function sendMessage(ctx: Context, actor: Actor, input: NewMessage): Promise<Message> {
  const room = await accessTalk(ctx, actor, input.roomId, "write");
  const text = readText(input.text);
  const attachments = input.attachments ?? [];
  if (text === "" && attachments.length === 0) throw new Refusal("invalid", "chat-empty");
  if (attachments.length > mostAttachments)
    throw new Refusal("too-large", "chat-attachments-many", { most: mostAttachments });
  refuseAnnouncement(room, input);
  return postMessage(ctx, room, { ...input, text, attachments });
}

/** Refuses to begin something in a room where only those do who keep order in it. */
export function refuseAnnouncement(room: TalkAccess, { threadId }: { threadId?: string | undefined }): void {
  if (room.isAnnouncement && room.role === "member" && !threadId)
    throw new Refusal("forbidden", "room-announcements", { name: room.name });
}

type Attached = NonNullable<NewMessage["attachments"]>;

export type Post = Omit<NewMessage, "roomId"> & {
  readonly kind?: "text" | "poll" | "voice";
  readonly detail?: Record<string, unknown>;
  /** Whom it speaks to, when that is not what stands in the text. */
  readonly mentions?: Mentions;
  /** Makes what is attached in the change that says it, once. */
  readonly bring?: (client: pg.ClientBase, when: { modseq: bigint; at: Date }) => Promise<Attached>;
  /** Keeps what else belongs to the message in the change that says it, once. */
  readonly bind?: (client: pg.ClientBase, posted: { messageId: string; modseq: bigint; at: Date }) => Promise<void>;
};

/** Puts a message of the actor into a room that was accessed for writing. */
export async function postMessage(ctx: Context, room: TalkAccess, post: Post): Promise<Message> {
  const { key, attachments = [] } = post;
  if (post.threadId) await refuseWithout(ctx, room, "chat.threads");
  if (!keyForm.test(key)) throw new Refusal("invalid", "chat-key");
  if (attachments.some((one) => !isId(one.id))) throw new Refusal("not-found", "node-unknown");
  const { ids, addresses } = post.mentions ?? readMentions(post.text);
  const { isAlsoInRoom = false } = post;
  const links = await linksToShow(ctx, room, post.text);
  const isPlain =
    room.personKind === "account" &&
    links.length + attachments.length === 0 &&
    !post.threadId &&
    !post.replyToId &&
    !post.bring &&
    !post.bind;
  const said = {
    key,
    kind: post.kind ?? "text",
    text: post.text,
    ids,
    addresses,
    detail: JSON.stringify(post.detail ?? {}),
  };
  const long = async (client: pg.ClientBase, modseq: bigint) => {
    const { threadId, replyToId } = await places(client, room, post);
    const at = ctx.clock.now();
    const { rows } = await client.query<{ id: string; isNew: boolean; number: number }>({
      name: "post-message",
      text: postSql,
      values: [
        room.id,
        room.personId,
        key,
        newId(),
        modseq,
        at,
        said.kind,
        said.text,
        replyToId,
        threadId,
        isAlsoInRoom && threadId !== null,
        ids,
        addresses,
        said.detail,
        room.personKind,
      ],
    });
    const posted = rows[0];
    // Between the access and this lock somebody took the actor out, or put the room away.
    if (!posted) throw new Refusal("not-found", "room-unknown");
    if (posted.isNew) {
      const files = post.bring ? await post.bring(client, { modseq, at }) : attachments;
      if (files.length > 0) await attach(client, room, posted.id, files);
      await post.bind?.(client, { messageId: posted.id, modseq, at });
      if (links.length > 0) await keepLinks(client, { messageId: posted.id, links, at });
      if (threadId) await answerThread(client, { threadId, modseq, at });
    }
    return readMessage(client, posted.id);
  };
  return changeInGroup(ctx, room.id, long, isPlain ? () => postAlone(ctx, room, said) : undefined);
}

/** One statement: a message under a name that is known changes nothing, and no number is taken for it. */
const postSql = `WITH known AS (SELECT "id", "number" FROM "ChatMessage" WHERE "spaceId" = $1 AND "authorId" = $2 AND "key" = $3),
  room AS (UPDATE "Room" r SET "lastNumber" = r."lastNumber" + 1, "lastAt" = $6 WHERE r."spaceId" = $1 AND r."archivedAt" IS NULL
    AND NOT EXISTS (SELECT 1 FROM known) AND (EXISTS (SELECT 1 FROM "RoomMember" x WHERE x."spaceId" = $1 AND x."accountId" = $2 AND x."leftAt" IS NULL)
      OR EXISTS (SELECT 1 FROM "RoomGuest" g WHERE g."roomId" = $1 AND g."id" = $2 AND g."leftAt" IS NULL)
      OR EXISTS (SELECT 1 FROM "BotSeat" b WHERE b."roomId" = $1 AND b."botId" = $2 AND b."leftAt" IS NULL))
    RETURNING r."lastNumber" AS "number"),
  posted AS (INSERT INTO "ChatMessage" ("id", "spaceId", "number", "modseq", "kind", "authorKind", "authorId", "key", "text", "replyToId", "threadId",
      "isAlsoInRoom", "mentions", "addresses", "detail", "at")
    SELECT $4::uuid, $1, room."number", $5, $7::"ChatKind", $15::"ChatAuthorKind", $2, $3, $8, $9, $10, $11, $12, $13::"ChatAddresses", $14::jsonb, $6 FROM room RETURNING "id", "number"),
  reader AS (UPDATE "RoomMember" x SET "readNumber" = greatest(x."readNumber", posted."number"), "deliveredNumber" = greatest(x."deliveredNumber", posted."number")
    FROM posted WHERE x."spaceId" = $1 AND x."accountId" = $2),
  visitor AS (UPDATE "RoomGuest" x SET "readNumber" = greatest(x."readNumber", posted."number"), "deliveredNumber" = greatest(x."deliveredNumber", posted."number")
    FROM posted WHERE x."roomId" = $1 AND x."id" = $2)
  SELECT "id", "number", true AS "isNew" FROM posted UNION ALL SELECT "id", "number", false FROM known`;

/** The message that is answered, and the thread: both are of this room, and for the actor to see; a thread has no threads in it. */
async function places(
  client: pg.ClientBase,
  room: TalkAccess,
  { threadId, replyToId }: Post,
): Promise<{ threadId: string | null; replyToId: string | null }> {
  const asked = [threadId, replyToId].filter((id) => id !== undefined);
  if (asked.length === 0) return { threadId: null, replyToId: null };
  if (!asked.every(isId)) throw new Refusal("not-found", "message-unknown");
  const { rows } = await client.query<{ id: string; threadId: string | null }>(
    `SELECT "id", "threadId" FROM "ChatMessage" WHERE "spaceId" = $1 AND "id" = ANY($2) AND "number" > $3 AND "deletedAt" IS NULL`,
    [room.id, asked, room.hiddenUpTo],
  );
  const thread = rows.find((row) => row.id === threadId);
  const answered = rows.find((row) => row.id === replyToId);
  if ((threadId && !thread) || (replyToId && !answered)) throw new Refusal("not-found", "message-unknown");
  return { threadId: thread ? (thread.threadId ?? thread.id) : null, replyToId: answered?.id ?? null };
}

async function attach(
  client: pg.ClientBase,
  room: TalkAccess,
  messageId: string,
  attachments: Attached,
): Promise<void> {
  const { rowCount } = await client.query(
    `INSERT INTO "ChatAttachment" ("messageId", "nodeId", "position", "width", "height")
     SELECT $1, n."id", f."position", f."width", f."height"
     FROM jsonb_to_recordset($2::jsonb) AS f("id" uuid, "position" int, "width" int, "height" int)
     JOIN "Node" n ON n."id" = f."id" WHERE n."spaceId" = $3 AND n."kind" = 'file' AND n."creatorId" = $4 AND n."deletedAt" IS NULL AND n."purgedAt" IS NULL`,
    [messageId, JSON.stringify(attachments.map((one, position) => ({ ...one, position }))), room.id, room.personId],
  );
  if (rowCount !== attachments.length) throw new Refusal("not-found", "node-unknown");
}

async function answerThread(
  client: pg.ClientBase,
  { threadId, modseq, at }: { threadId: string; modseq: bigint; at: Date },
): Promise<void> {
  await client.query(
    `UPDATE "ChatMessage" SET "replyCount" = "replyCount" + 1, "lastReplyAt" = $2, "modseq" = $3 WHERE "id" = $1`,
    [threadId, at, modseq],
  );
}

/** A message as everybody sees it, in the change that made or changed it. */
export async function readMessage(client: pg.ClientBase | pg.Pool, id: string): Promise<Message> {
  const { rows } = await client.query<{ message: Message }>({
    name: "read-chat-message",
    text: `SELECT ${messageJson} AS "message" FROM "ChatMessage" m WHERE m."id" = $1`,
    values: [id],
  });
  const row = rows[0];
  if (!row) throw new Refusal("not-found", "message-unknown");
  return row.message;
}
