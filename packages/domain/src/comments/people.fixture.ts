import type { Actor } from "@carbyne/kernel";
import { createAccount } from "../accounts/index.ts";
import type { Context } from "../context.ts";
import { putSmallFile } from "../files/index.ts";
import { share, type ShareRole } from "../sharing/index.ts";

let counter = 0;

export type Person = Awaited<ReturnType<typeof buildPerson>>;

/** Somebody with files of their own. */
export async function buildPerson(ctx: Context) {
  const address = `c${++counter}@town.example`;
  const name = `Person ${counter}`;
  const { accountId, spaceId } = await createAccount(ctx, { address, name, password: "long enough pw" });
  const actor: Actor = { kind: "user", accountId };
  return { actor, accountId, spaceId, address };
}

/** A small file in a folder. */
export async function buildFile(ctx: Context, { actor }: Person, parentId: string): Promise<string> {
  const data = Buffer.from("Slates");
  const input = { parentId, name: "Offer.txt", sizeBytes: data.length, whenTaken: "refuse" as const, data };
  return (await putSmallFile(ctx, actor, input)).nodeId;
}

type Gift = { from: Person; to: Person; id: string; role: ShareRole };

/** Shares an entry. */
export async function give(ctx: Context, { from, to, id, role }: Gift): Promise<void> {
  await share(ctx, from.actor, { object: { kind: "node", id }, with: { address: to.address }, role });
}
