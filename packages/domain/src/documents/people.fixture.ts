import type { Actor } from "@carbyne/kernel";
import { commentsIn, contentOf, plainText, readText, rewriteText, textSchema } from "@carbyne/office/model";
import * as Y from "yjs";
import { createAccount } from "../accounts/index.ts";
import type { Context } from "../context.ts";
import { share, type ShareRole } from "../sharing/index.ts";
import { createDocument } from "./index.ts";
import { appendUpdates, loadUpdates } from "./updates.ts";

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

/** Makes a text say lines, as an edit by somebody; null for nobody. */
export async function writeLines(ctx: Context, id: string, by: Person | null, lines: readonly string[]): Promise<void> {
  const loaded = await loadUpdates(ctx, { id, after: 0n });
  const content = lines.map((text) => ({
    type: "paragraph",
    content: text === "" ? [] : [{ type: "text", text }],
  }));
  const bytes = rewriteText(loaded?.updates ?? [], () => textSchema().nodeFromJSON({ type: "doc", content }));
  const epoch = loaded?.epoch ?? 1;
  if (bytes) await appendUpdates(ctx, { id, epoch, updates: [{ authorId: by?.accountId ?? null, bytes }] });
}

/** The lines of a text now. */
export async function linesOf(ctx: Context, id: string): Promise<string[]> {
  const loaded = await loadUpdates(ctx, { id, after: 0n });
  return plainText(readText(loaded?.updates ?? [])).split("\n");
}

/** Where a word is in the text of a line, as an editor names it to others; each line is one text. */
export async function placeOf(ctx: Context, id: string, word: string): Promise<{ from: unknown; to: unknown }> {
  const loaded = await loadUpdates(ctx, { id, after: 0n });
  const doc = new Y.Doc();
  for (const update of loaded?.updates ?? []) Y.applyUpdate(doc, update);
  return placeIn(doc, word);
}

/** The same in a document that somebody has open. */
export function placeIn(doc: Y.Doc, word: string): { from: unknown; to: unknown } {
  for (const line of contentOf(doc).toArray()) {
    const text = line instanceof Y.XmlElement ? line.get(0) : null;
    const index = text instanceof Y.XmlText ? wordsOfText(text).indexOf(word) : -1;
    if (!(text instanceof Y.XmlText) || index < 0) continue;
    const [from, to] = [index, index + word.length].map((at): unknown =>
      JSON.parse(JSON.stringify(Y.createRelativePositionFromTypeIndex(text, at, -1))),
    );
    return { from, to };
  }
  throw new Error(`nobody says ${word}`);
}

const wordsOfText = (text: Y.XmlText): string =>
  (text.toDelta() as { insert: unknown }[]).map(({ insert }) => (typeof insert === "string" ? insert : " ")).join("");

/** What threads are about, by their ids. */
export async function markedIn(ctx: Context, id: string): Promise<Record<string, string>> {
  const loaded = await loadUpdates(ctx, { id, after: 0n });
  const text = readText(loaded?.updates ?? []);
  return Object.fromEntries(commentsIn(text).map((one) => [one.id, text.textBetween(one.from, one.to, "|")]));
}
