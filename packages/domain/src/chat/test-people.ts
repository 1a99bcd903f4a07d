import type { Actor } from "@carbyne/kernel";
import { createAccount } from "../accounts/index.ts";
import type { Context } from "../context.ts";
import { sendMessage } from "./messages/send-message.ts";
import { createRoom, type NewRoom } from "./rooms/create-room.ts";

let counter = 0;

/** Somebody of a domain, for tests of the chat. */
export async function buildPerson(ctx: Context, { domain = "chat.example" }: { domain?: string } = {}) {
  const address = `p${++counter}@${domain}`;
  const name = `Person ${counter}`;
  const { accountId, spaceId } = await createAccount(ctx, { address, name, password: "long enough pw" });
  const actor: Actor = { kind: "user", accountId };
  return { id: accountId, actor, spaceId, address, name };
}

export type TestPerson = Awaited<ReturnType<typeof buildPerson>>;

/** A room that the first of the people owns. */
export async function buildRoom(
  ctx: Context,
  people: readonly TestPerson[],
  more: Partial<NewRoom> = {},
): Promise<string> {
  const [owner, ...rest] = people;
  if (!owner) throw new Error("a room needs its owner");
  const { id } = await createRoom(ctx, owner.actor, {
    kind: "group",
    name: "Roof",
    people: rest.map((one) => one.id),
    ...more,
  });
  return id;
}

let keys = 0;

/** Says something under a name of its own. */
export function say(ctx: Context, person: TestPerson, roomId: string, text: string, more: object = {}) {
  return sendMessage(ctx, person.actor, { roomId, key: `key-${String(++keys).padStart(8, "0")}`, text, ...more });
}
