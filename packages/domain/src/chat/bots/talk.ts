import { type Actor, Refusal } from "@carbyne/kernel";
import { accessTalk, isBotIn } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { editMessage } from "../messages/change-message.ts";
import { listMessages } from "../messages/list-messages.ts";
import type { Message } from "../messages/message-json.ts";
import { react } from "../messages/react.ts";
import { readText } from "../messages/read-text.ts";
import { postMessage, refuseAnnouncement } from "../messages/send-message.ts";
import { keyOf } from "./post-by-hook.ts";
import { type ShownMessage, showMessages } from "./shown.ts";

export type BotRoom = {
  readonly id: string;
  readonly kind: "group" | "channel";
  readonly name: string;
  readonly topic: string;
  readonly isArchived: boolean;
  /** The number of what was said last. */
  readonly lastNumber: number;
};

/** The rooms that a bot is in, by their names. */
export async function botRooms(ctx: Context, actor: Actor): Promise<BotRoom[]> {
  const { rows } = await ctx.db.pool.query<BotRoom>(
    `SELECT r."spaceId" AS "id", r."kind", r."name", r."topic", r."archivedAt" IS NOT NULL AS "isArchived", r."lastNumber"
     FROM "BotSeat" s JOIN "ChatBot" b ON b."id" = s."botId" JOIN "Room" r ON r."spaceId" = s."roomId" JOIN "Domain" d ON d."id" = r."domainId"
     WHERE b."id" = $1 AND d."state" = 'active' AND ${isBotIn("$2")} ORDER BY lower(r."name"), r."spaceId"`,
    [botOf(actor), ctx.clock.now()],
  );
  return rows;
}

function botOf(actor: Actor): string {
  if (actor.kind !== "bot") throw new Refusal("unauthenticated", "bot-token-needed");
  return actor.botId;
}

/** What was said in a room after a number, or the latest, in order. */
export async function botMessages(
  ctx: Context,
  actor: Actor,
  { roomId, since, limit }: { roomId: string; since: number | undefined; limit: number | undefined },
): Promise<{ messages: ShownMessage[]; hasMore: boolean }> {
  botOf(actor);
  const { messages, hasLater } = await listMessages(ctx, actor, { roomId, after: since, limit });
  return { messages: await showMessages(ctx.db.pool, messages), hasMore: hasLater };
}

/** Says something as a bot, once under one key. */
export async function postByBot(
  ctx: Context,
  actor: Actor,
  input: {
    readonly roomId: string;
    readonly text: string;
    readonly threadId?: string | undefined;
    readonly replyToId?: string | undefined;
    readonly idempotencyKey: string | null;
  },
): Promise<ShownMessage> {
  const id = botOf(actor);
  const room = await accessTalk(ctx, actor, input.roomId, "write");
  const text = readText(input.text);
  if (text === "") throw new Refusal("invalid", "chat-empty");
  refuseAnnouncement(room, input);
  const { threadId, replyToId } = input;
  const { name } = await ctx.db.prisma.chatBot.findUniqueOrThrow({ where: { id }, select: { name: true } });
  return show(
    ctx,
    await postMessage(ctx, room, {
      key: keyOf(input.idempotencyKey),
      text,
      threadId,
      replyToId,
      detail: { bot: { name } },
    }),
  );
}

/** Changes what a bot said, within the time that the settings of the room's domain allow. */
export async function changeByBot(
  ctx: Context,
  actor: Actor,
  input: { id: string; text: string },
): Promise<ShownMessage> {
  botOf(actor);
  return show(ctx, await editMessage(ctx, actor, input));
}

/** Gives a message an emoji as a bot, or takes it away. */
export async function reactByBot(
  ctx: Context,
  actor: Actor,
  input: { id: string; emoji: string; isOn: boolean },
): Promise<ShownMessage> {
  botOf(actor);
  return show(ctx, await react(ctx, actor, input));
}

async function show(ctx: Context, message: Message): Promise<ShownMessage> {
  const [shown] = await showMessages(ctx.db.pool, [message]);
  if (!shown) throw new Error("a message that was said is shown");
  return shown;
}
