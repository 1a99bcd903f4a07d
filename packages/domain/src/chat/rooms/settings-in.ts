import type { TalkAccess } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { type Resolved, resolveSettings, type SettingKey, settingsOfSpace } from "../../settings/index.ts";

/** Who acts, in which room. */
export type Author = Pick<TalkAccess, "id" | "personId" | "personKind">;

/** What holds for whoever acts in a room: an account's own settings; of others those of the room's domain. */
export function settingsIn(ctx: Context, room: Author): Promise<Record<SettingKey, Resolved>> {
  return room.personKind === "account" ? resolveSettings(ctx, room.personId) : settingsOfSpace(ctx.db.pool, room.id);
}
