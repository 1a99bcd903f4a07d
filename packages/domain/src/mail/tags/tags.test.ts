import type { Actor } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../../accounts/index.ts";
import { actOnConversations, conversationChanges, listConversations, undoAct } from "../conversations/index.ts";
import { deliverMessage } from "../deliver-message.ts";
import { appendMessages, openFolder, storeFlags } from "../folder/index.ts";
import { listMailboxes } from "../mailboxes.ts";
import { isTagKeyword, keywordOf, nameOf } from "./keywords.ts";
import { createTag, listTags, removeTag, updateTag } from "./tags.ts";

let ctx: TestContext;
let counter = 0;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

async function buildPerson(locale = "en") {
  const address = `tag${++counter}@town.example`;
  const made = await createAccount(ctx, { address, name: "Lucía", password: "correct horse battery", locale });
  const actor: Actor = { kind: "user", accountId: made.accountId };
  const inbox = (await listMailboxes(ctx, actor)).find((one) => one.role === "inbox")?.id ?? "";
  return { actor, spaceId: made.spaceId, inbox };
}

async function deliver(spaceId: string, subject: string) {
  ctx.advance(1000);
  const raw = Buffer.from(`From: jonas@elsewhere.example\r\nSubject: ${subject}\r\n\r\nText.\r\n`);
  const [delivered] = await deliverMessage(ctx, { spaceIds: [spaceId], raw, verdict: "unverified" });
  return delivered?.threadId ?? "";
}
const keywordsIn = async ({ actor, inbox }: { actor: Actor; inbox: string }) =>
  (await openFolder(ctx, actor, { id: inbox })).entries.map((entry) => entry.keywords);

test.each([
  ["Press", "Press"],
  ["Umbau Rathaus", "Umbau_Rathaus"],
  ["Büro", "Buro"],
  ['a "b" (c) {d} %* \\]', "a_b_c_d"],
  ["会議", "&TxqLcA-"],
  ["$money", "money"],
  ["()", null],
  ["Junk", null],
  ["x".repeat(200), null],
])("the keyword of %j is %j", (name, keyword) => expect(keywordOf(name)).toBe(keyword));

test.each([
  ["to_do", "to do"],
  ["&TxqLcA-", "会議"],
  ["R&-D", "R&D"],
  ["&broken", "&broken"],
  ["_", "_"],
])("the keyword %j is read as %j", (keyword, name) => expect(nameOf(keyword)).toBe(name));

test("keywords that programs keep for themselves are no tags", () => {
  expect(["$Forwarded", "NonJunk", "$Junk", "$MDNSent"].filter(isTagKeyword)).toEqual([]);
  expect(["$label1", "$Label5", "Press"].every(isTagKeyword)).toBe(true);
});

test("a tag is made, put on, listed with its counts, and its keyword stays when it is renamed", async () => {
  const ann = await buildPerson();
  const [a, b] = [await deliver(ann.spaceId, "A"), await deliver(ann.spaceId, "B")];
  const tag = await createTag(ctx, ann.actor, { name: "Press work", tint: 4 });
  expect(tag).toMatchObject({ keyword: "Press_work", tint: 4 });
  await actOnConversations(ctx, ann.actor, { ids: [a, b], act: "tag", tags: { add: [tag.keyword], remove: [] } });
  await actOnConversations(ctx, ann.actor, { ids: [a], act: "read" });
  await updateTag(ctx, ann.actor, { id: tag.id, name: "Journalists", tint: 7 });
  expect(await listTags(ctx, ann.actor)).toEqual([
    { id: tag.id, name: "Journalists", tint: 7, keyword: "Press_work", total: 2, unread: 1 },
  ]);
  expect(await keywordsIn(ann)).toEqual([["Press_work"], ["Press_work"]]);
  const page = await listConversations(ctx, ann.actor, { tag: "Press_work" });
  expect(page.items.map((row) => [row.subject, row.labels])).toEqual([
    ["B", ["Press_work"]],
    ["A", ["Press_work"]],
  ]);
});

test("putting on and taking off is taken back for exactly what it changed", async () => {
  const ann = await buildPerson();
  const [a, b] = [await deliver(ann.spaceId, "A"), await deliver(ann.spaceId, "B")];
  const [one, two] = [
    await createTag(ctx, ann.actor, { name: "One" }),
    await createTag(ctx, ann.actor, { name: "Two" }),
  ];
  await actOnConversations(ctx, ann.actor, { ids: [a], act: "tag", tags: { add: [one.keyword], remove: [] } });
  const { undo } = await actOnConversations(ctx, ann.actor, {
    ids: [a, b],
    act: "tag",
    tags: { add: [two.keyword], remove: [one.keyword] },
  });
  expect(await keywordsIn(ann)).toEqual([["Two"], ["Two"]]);
  await undoAct(ctx, ann.actor, { undo: undo ?? "" });
  expect(await keywordsIn(ann)).toEqual([["One"], []]);
  await expect(
    actOnConversations(ctx, ann.actor, { ids: [a], act: "tag", tags: { add: ["Nobody"], remove: [] } }),
  ).rejects.toThrow("not-found: tag-unknown");
});

test("a removed tag is off every message, and is back on the same ones when that is taken back", async () => {
  const ann = await buildPerson();
  const [a] = [await deliver(ann.spaceId, "A"), await deliver(ann.spaceId, "B")];
  const tag = await createTag(ctx, ann.actor, { name: "Gone" });
  await actOnConversations(ctx, ann.actor, { ids: [a], act: "tag", tags: { add: [tag.keyword], remove: [] } });
  const { modseqs } = await listConversations(ctx, ann.actor, { mailboxId: ann.inbox });
  const { undo, count } = await removeTag(ctx, ann.actor, { id: tag.id });
  expect(count).toBe(1);
  expect(await keywordsIn(ann)).toEqual([[], []]);
  expect(await listTags(ctx, ann.actor)).toEqual([]);
  const changes = await conversationChanges(ctx, ann.actor, { since: modseqs[ann.spaceId] ?? "" });
  expect([changes.stale, changes.conversationIds]).toEqual([["tags"], [a]]);
  await undoAct(ctx, ann.actor, { undo: undo ?? "" });
  expect(await keywordsIn(ann)).toEqual([["Gone"], []]);
  expect(await listTags(ctx, ann.actor)).toMatchObject([{ id: tag.id, name: "Gone", total: 1 }]);
});

test("keywords of mail programs become tags, the five of Thunderbird in the person's language, in one spelling", async () => {
  const ann = await buildPerson("de");
  await deliver(ann.spaceId, "A");
  const store = (keywords: string[], mode: "add" | "remove" = "add") =>
    storeFlags(ctx, ann.actor, { id: ann.inbox, uids: [1], change: { mode, flags: 0, keywords } });
  await store(["$Label1", "to_do", "$forwarded", "NonJunk"]);
  await store(["TO_DO"]);
  expect(await keywordsIn(ann)).toEqual([["$label1", "to_do", "$Forwarded", "NonJunk"]]);
  expect((await listTags(ctx, ann.actor)).map(({ name, keyword, tint }) => [name, keyword, tint])).toEqual([
    ["to do", "to_do", expect.any(Number)],
    ["Wichtig", "$label1", 1],
  ]);
  await store(["To_Do"], "remove");
  expect(await keywordsIn(ann)).toEqual([["$label1", "$Forwarded", "NonJunk"]]);
  const raw = Buffer.from("Subject: B\r\n\r\nx\r\n");
  await appendMessages(ctx, ann.actor, { id: ann.inbox, messages: [{ raw, flags: 0, keywords: ["to_DO"] }] });
  expect((await keywordsIn(ann))[1]).toEqual(["to_do"]);
});

test("names are unique in any case, and what cannot be one is refused", async () => {
  const ann = await buildPerson();
  await createTag(ctx, ann.actor, { name: "Press" });
  const other = await createTag(ctx, ann.actor, { name: "Pre ss" });
  await expect(createTag(ctx, ann.actor, { name: "PRESS" })).rejects.toThrow("conflict: tag-name-taken");
  await expect(updateTag(ctx, ann.actor, { id: other.id, name: "press" })).rejects.toThrow("conflict: tag-name-taken");
  for (const name of ["", "  ", "a\nb", "x".repeat(101)])
    await expect(createTag(ctx, ann.actor, { name })).rejects.toThrow("invalid: tag-name-invalid");
  // Another name for the same keyword gets a number.
  expect((await createTag(ctx, ann.actor, { name: "Pré_ss" })).keyword).toBe("Pre_ss_2");
});

test("a stranger finds no tag of another, and neither does a person without an account", async () => {
  const [ann, eve] = [await buildPerson(), await buildPerson()];
  const tag = await createTag(ctx, ann.actor, { name: "Mine" });
  await expect(updateTag(ctx, eve.actor, { id: tag.id, name: "x" })).rejects.toThrow("not-found: tag-unknown");
  await expect(removeTag(ctx, eve.actor, { id: tag.id })).rejects.toThrow("not-found: tag-unknown");
  await expect(removeTag(ctx, eve.actor, { id: "'; DROP" })).rejects.toThrow("not-found: tag-unknown");
  expect(await listTags(ctx, eve.actor)).toEqual([]);
  await expect(listTags(ctx, { kind: "system", part: "x" })).rejects.toThrow("unauthenticated");
});
