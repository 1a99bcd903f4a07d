import { type Actor, Refusal } from "@carbyne/kernel";
import type { Context } from "../../context.ts";
import { changeInGroup } from "../../spaces/index.ts";
import { refuseWithout } from "../rooms/settings-in.ts";
import { accessTalkSaid } from "./access-said.ts";
import { isEmoji } from "./emoji.ts";
import type { Message } from "./message-json.ts";
import { readMessage } from "./send-message.ts";

/** Emoji that one message may have, and that one person may give it. */
const mostOnMessage = 50;
const mostOfPerson = 20;

/** Gives a message an emoji, takes it away, or with `instead` gives it in the place of another one. */
export async function react(
  ctx: Context,
  actor: Actor,
  { id, emoji, isOn, instead }: { id: string; emoji: string; isOn: boolean; instead?: string | undefined },
): Promise<Message> {
  const said = await accessTalkSaid(ctx, actor, id, "write");
  if (!isEmoji(emoji)) throw new Refusal("invalid", "reaction-no-emoji");
  if (said.kind === "event") throw new Refusal("invalid", "message-is-event");
  // What one gave one may take away all the same.
  if (isOn) await refuseWithout(ctx, said.room, "chat.reactions");
  const me = said.room.personId;
  return changeInGroup(ctx, said.room.id, async (client, modseq) => {
    const gone = [...(isOn ? [] : [emoji]), ...(instead === undefined || instead === emoji ? [] : [instead])];
    const { rowCount: removed } = await client.query(
      'DELETE FROM "ChatReaction" WHERE "messageId" = $1 AND "personId" = $2 AND "emoji" = ANY($3)',
      [said.id, me, gone],
    );
    const { rowCount: added } = isOn
      ? await client.query(
          'INSERT INTO "ChatReaction" ("messageId", "personId", "emoji", "at") VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
          [said.id, me, emoji, ctx.clock.now()],
        )
      : { rowCount: 0 };
    if (added) {
      const { rows } = await client.query<{ all: number; mine: number }>(
        `SELECT count(DISTINCT "emoji")::int AS "all", count(*) FILTER (WHERE "personId" = $2)::int AS "mine" FROM "ChatReaction" WHERE "messageId" = $1`,
        [said.id, me],
      );
      if ((rows[0]?.all ?? 0) > mostOnMessage || (rows[0]?.mine ?? 0) > mostOfPerson)
        throw new Refusal("too-many", "reactions-most");
    }
    if (removed || added)
      await client.query('UPDATE "ChatMessage" SET "modseq" = $2 WHERE "id" = $1 AND "deletedAt" IS NULL', [
        said.id,
        modseq,
      ]);
    return readMessage(client, said.id);
  });
}
