import type { Actor } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../../accounts/index.ts";
import { countFound } from "../../search/index.ts";
import { actOnConversations, conversationChanges, listConversations, undoAct } from "../conversations/index.ts";
import { deliverMessage } from "../deliver-message.ts";
import {
  createSavedSearch,
  listSavedSearches,
  orderSavedSearches,
  removeSavedSearch,
  updateSavedSearch,
} from "./saved-searches.ts";

let ctx: TestContext;
let counter = 0;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

async function buildPerson() {
  const address = `saved${++counter}@town.example`;
  const made = await createAccount(ctx, { address, name: "Lucía", password: "correct horse battery" });
  const actor: Actor = { kind: "user", accountId: made.accountId };
  return { actor, spaceId: made.spaceId };
}
const names = async (actor: Actor) => (await listSavedSearches(ctx, actor)).map((one) => one.name);

test("searches are kept in their order, changed, and brought back where they stood", async () => {
  const { actor } = await buildPerson();
  const [a, b] = [
    await createSavedSearch(ctx, actor, { name: "From Jonas", query: "from:jonas is:unread", tint: 3 }),
    await createSavedSearch(ctx, actor, { name: "Bills", query: "subject:invoice" }),
  ];
  const c = await createSavedSearch(ctx, actor, { name: "Roof", query: "roof" });
  await orderSavedSearches(ctx, actor, { ids: [c.id, a.id] });
  expect(await names(actor)).toEqual(["Roof", "From Jonas", "Bills"]);
  await updateSavedSearch(ctx, actor, { id: b.id, name: "Invoices", query: "invoice has:attachment" });
  const since = Object.values((await listConversations(ctx, actor, { view: "all" })).modseqs)[0] ?? "";
  const { undo } = await removeSavedSearch(ctx, actor, { id: a.id });
  expect(await names(actor)).toEqual(["Roof", "Invoices"]);
  expect((await conversationChanges(ctx, actor, { since })).stale).toEqual(["saved-searches"]);
  await undoAct(ctx, actor, { undo: undo ?? "" });
  expect(await listSavedSearches(ctx, actor)).toMatchObject([
    { name: "Roof" },
    { id: a.id, name: "From Jonas", query: "from:jonas is:unread", tint: 3 },
    { name: "Invoices", query: "invoice has:attachment" },
  ]);
});

test("what is unread of a search is counted, up to a limit", async () => {
  const { actor, spaceId } = await buildPerson();
  const threads: string[] = [];
  for (const subject of ["Roof one", "Roof two", "Bridge"]) {
    const raw = Buffer.from(`From: jonas@elsewhere.example\r\nSubject: ${subject}\r\n\r\nText.\r\n`);
    const [delivered] = await deliverMessage(ctx, { spaceIds: [spaceId], raw, verdict: "unverified" });
    threads.push(delivered?.threadId ?? "");
  }
  expect(await countFound(ctx, actor, { text: "subject:roof" })).toEqual({ unread: 2, isMore: false });
  await actOnConversations(ctx, actor, { ids: threads.slice(0, 1), act: "read" });
  expect(await countFound(ctx, actor, { text: "subject:roof OR bridge" })).toEqual({ unread: 2, isMore: false });
  expect(await countFound(ctx, actor, { text: "" })).toEqual({ unread: 0, isMore: false });
});

test("names are unique, and what cannot be one or asks nothing is refused", async () => {
  const { actor } = await buildPerson();
  await createSavedSearch(ctx, actor, { name: "Roof", query: "roof" });
  await expect(createSavedSearch(ctx, actor, { name: "ROOF", query: "x" })).rejects.toThrow("search-name-taken");
  await expect(createSavedSearch(ctx, actor, { name: " ", query: "x" })).rejects.toThrow("search-name-invalid");
  await expect(createSavedSearch(ctx, actor, { name: "Nothing", query: "  " })).rejects.toThrow("search-query-invalid");
});

test("a stranger finds no saved search of another", async () => {
  const [ann, eve] = [await buildPerson(), await buildPerson()];
  const { id } = await createSavedSearch(ctx, ann.actor, { name: "Mine", query: "x" });
  await expect(updateSavedSearch(ctx, eve.actor, { id, name: "x" })).rejects.toThrow("not-found: search-unknown");
  await expect(removeSavedSearch(ctx, eve.actor, { id })).rejects.toThrow("not-found: search-unknown");
  await orderSavedSearches(ctx, eve.actor, { ids: [id] });
  expect(await names(eve.actor)).toEqual([]);
  expect(await names(ann.actor)).toEqual(["Mine"]);
});
