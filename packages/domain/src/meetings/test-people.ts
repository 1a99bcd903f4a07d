import type { Actor } from "@carbyne/kernel";
import { createAccount } from "../accounts/index.ts";
import { createRoom } from "../chat/index.ts";
import type { Context } from "../context.ts";

/** Somebody who may act: a person with an account, or a guest. */
export type Somebody = { readonly id: string; readonly actor: Actor; readonly name: string };

let counter = 0;

/** Somebody with an account, for tests of meetings. */
export async function buildPerson(
  ctx: Context,
  { domain = "meet.example" }: { domain?: string } = {},
): Promise<Somebody> {
  const name = `Person ${++counter}`;
  const { accountId: id } = await createAccount(ctx, {
    address: `m${counter}@${domain}`,
    name,
    password: "long enough pw",
  });
  return { id, name, actor: { kind: "user", accountId: id } };
}

/** A group that the first of the people owns. */
export async function buildRoom(ctx: Context, people: readonly Somebody[]): Promise<string> {
  const [owner, ...rest] = people;
  if (!owner) throw new Error("a room needs its owner");
  const { id } = await createRoom(ctx, owner.actor, { kind: "group", name: "Roof", people: rest.map((one) => one.id) });
  return id;
}
