import { type Actor, isId, Refusal } from "@carbyne/kernel";
import { accessRoom } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { refuseWithout } from "../rooms/settings-in.ts";
import type { Message } from "./message-json.ts";
import { type NewMessage, postMessage, refuseAnnouncement } from "./send-message.ts";

export type NewVoice = Pick<NewMessage, "roomId" | "key" | "replyToId" | "threadId" | "isAlsoInRoom"> & {
  /** The recording, which the actor brought into the room. */
  readonly nodeId: string;
  readonly seconds: number;
  /** How loud it is, from 0 to 100, in equal steps. */
  readonly levels: readonly number[];
};

const mostSeconds = 300;
const steps = 64;

/** Says something with the voice: one recording, and what its waves look like. */
export async function sendVoice(ctx: Context, actor: Actor, input: NewVoice): Promise<Message> {
  const room = await accessRoom(ctx, actor, input.roomId, "write");
  refuseAnnouncement(room, input);
  await refuseWithout(ctx, room, "chat.voice");
  const { nodeId, seconds, levels, ...place } = input;
  const isLevel = (level: number) => Number.isInteger(level) && level >= 0 && level <= 100;
  const isForm = seconds > 0 && seconds <= mostSeconds && levels.length === steps && levels.every(isLevel);
  const { rows } = isId(nodeId)
    ? await ctx.db.pool.query<{ mime: string }>('SELECT "mime" FROM "Node" WHERE "id" = $1 AND "spaceId" = $2', [
        nodeId,
        room.id,
      ])
    : { rows: [] };
  const [node] = rows;
  if (!node) throw new Refusal("not-found", "node-unknown");
  if (!isForm || !node.mime.startsWith("audio/"))
    throw new Refusal("invalid", "voice-form", { minutes: mostSeconds / 60 });
  const detail = { seconds, levels };
  return postMessage(ctx, room, { ...place, text: "", kind: "voice", detail, attachments: [{ id: nodeId }] });
}
