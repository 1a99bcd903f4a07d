import { z } from "zod";

const Id = z.uuid();

/** What a bot may ask over HTTP. */
export const BotPage = z.object({
  /** Only what was said after this number. */
  since: z.coerce.number().int().min(0).max(2_147_483_647).optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
});
export const BotSay = z.object({
  text: z.string().max(65_536),
  threadId: Id.optional(),
  replyToId: Id.optional(),
});
export const BotEdit = z.object({ text: z.string().max(65_536) });

const Name = z.string().max(1000);
export const CreateIncoming = z.object({ roomId: Id, name: Name });
export const OneHook = z.object({ id: Id });
const outgoing = {
  name: Name,
  url: z.string().max(4000),
  events: z
    .array(z.enum(["message.posted", "message.changed", "message.deleted", "member.joined", "member.left"]))
    .max(10),
  trigger: z.string().max(1000),
  withBots: z.boolean(),
};
export const CreateOutgoing = z.object({ roomId: Id, ...outgoing });
export const ChangeOutgoing = z.object({ id: Id, ...outgoing });
export const SwitchOutgoing = z.object({ id: Id, isOn: z.boolean() });

export const CreateBot = z.object({
  name: Name,
  rooms: z.array(Id).min(1).max(50),
  expiresAt: z.iso.datetime({ offset: true }).nullable(),
});
export const OneBot = z.object({ id: Id });
export const SeatBot = z.object({ id: Id, roomId: Id });
