import { Refusal } from "@carbyne/kernel";
import type { TalkAccess } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { type Resolved, resolveSettings, type SettingKey, settingsOfSpace } from "../../settings/index.ts";

/** Who acts, in which room. */
export type Author = Pick<TalkAccess, "id" | "personId" | "personKind">;

/** What of the chat can be switched off by itself. */
export type ChatFeature = "chat.threads" | "chat.reactions" | "chat.polls" | "chat.voice";

/** Refuses what an administrator has switched off; what was made with it before stays. */
export async function refuseWithout(ctx: Context, room: Author, feature: ChatFeature): Promise<void> {
  if ((await settingsIn(ctx, room))[feature].value !== true) throw new Refusal("forbidden", "chat-not-allowed");
}

/** What holds for whoever acts in a room: an account's own settings; of others those of the room's domain. */
export function settingsIn(ctx: Context, room: Author): Promise<Record<SettingKey, Resolved>> {
  return room.personKind === "account" ? resolveSettings(ctx, room.personId) : settingsOfSpace(ctx.db.pool, room.id);
}
