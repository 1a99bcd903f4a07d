import type { Actor } from "@carbyne/kernel";
import * as Y from "yjs";
import { createAccount } from "../accounts/index.ts";
import type { Context } from "../context.ts";
import { share, type ShareRole } from "../sharing/index.ts";
import { createDocument } from "./index.ts";

let counter = 0;

export type Person = Awaited<ReturnType<typeof buildPerson>>;

/** Somebody with files of their own. */
export async function buildPerson(ctx: Context) {
  const address = `d${++counter}@town.example`;
  const name = `Person ${counter}`;
  const { accountId, spaceId } = await createAccount(ctx, { address, name, password: "long enough pw" });
  const actor: Actor = { kind: "user", accountId };
  return { actor, accountId, spaceId, address, name };
}

/** A document in somebody's home. */
export async function buildDocument(ctx: Context, { actor }: Person, name = "Minutes"): Promise<string> {
  return (await createDocument(ctx, actor, { parentId: null, name, kind: "text" })).id;
}

type Gift = { from: Person; to: Person; id: string; role: ShareRole };

/** Shares an entry; returns the share. */
export async function give(ctx: Context, { from, to, id, role }: Gift) {
  return share(ctx, from.actor, { object: { kind: "node", id }, with: { address: to.address }, role });
}

/** An update that writes words, by a client of its own. */
export function updateOf(words: string): Uint8Array {
  const doc = new Y.Doc();
  doc.getText("text").insert(0, words);
  return Y.encodeStateAsUpdate(doc);
}

/** What updates say together. */
export function wordsOf(updates: readonly Uint8Array[]): string {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc.getText("text").toJSON();
}
