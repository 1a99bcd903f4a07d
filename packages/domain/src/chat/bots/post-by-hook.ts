import { createHash } from "node:crypto";
import { newId, Refusal } from "@carbyne/kernel";
import { accessTalk } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { countAttempt } from "../../sign-in/index.ts";
import { hashSecret } from "../guests/token.ts";
import type { Message } from "../messages/message-json.ts";
import { readText } from "../messages/read-text.ts";
import { postMessage } from "../messages/send-message.ts";
import { readBotName } from "../rooms/terms.ts";
import { noteUse } from "./note-use.ts";

/** A webhook that was found by its address. */
export type FoundHook = { readonly id: string; readonly name: string; readonly roomId: string };

export type HookPost = {
  readonly hook: FoundHook;
  readonly text: string;
  /** Shown in the place of the webhook's own name. */
  readonly username: string | null;
  /** What is sent again under the same key is the same message. */
  readonly idempotencyKey: string | null;
};

const rate = { burst: 60, perMinute: 60 };

/** The webhook with an address, before anything of what it sends is read; counts that it was asked. */
export async function findHook(ctx: Context, token: string): Promise<FoundHook> {
  const { rows } = await ctx.db.pool.query<FoundHook>({
    name: "find-hook",
    text: `SELECT b."id", b."name", s."roomId" FROM "ChatBot" b JOIN "BotSeat" s ON s."botId" = b."id" AND s."leftAt" IS NULL
           WHERE b."tokenHash" = $1 AND b."kind" = 'hook' AND b."revokedAt" IS NULL`,
    values: [hashSecret(token)],
  });
  const [hook] = rows;
  if (!hook) throw new Refusal("not-found", "hook-unknown");
  await countAttempt(ctx, `hook:${hook.id}`, rate);
  return hook;
}

/** Says something in the room of a webhook; also where only owners and moderators begin something: one of them made it. */
export async function postByHook(
  ctx: Context,
  { hook, text: typed, username, idempotencyKey }: HookPost,
): Promise<Message> {
  const room = await accessTalk(ctx, { kind: "bot", botId: hook.id }, hook.roomId, "write");
  const text = readText(typed);
  if (text === "") throw new Refusal("invalid", "chat-empty");
  const name = username === null || username.trim() === "" ? hook.name : readBotName(username);
  const message = await postMessage(ctx, room, { key: keyOf(idempotencyKey), text, detail: { bot: { name } } });
  await noteUse(ctx, hook.id);
  return message;
}

/** A key of ours from one that may be anything. */
export function keyOf(idempotencyKey: string | null): string {
  return idempotencyKey === null ? newId() : createHash("sha256").update(idempotencyKey).digest("base64url");
}
