import type { Actor } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../../accounts/index.ts";
import { flag } from "../flags.ts";
import {
  appendMessages,
  copyMessages,
  expungeMessages,
  fetchMessages,
  folderChanges,
  folderSums,
  listFolders,
  moveMessages,
  openFolder,
  setSubscribed,
  storeFlags,
} from "./index.ts";

let ctx: TestContext;
let counter = 0;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

async function buildPerson() {
  const address = `f${++counter}@town.example`;
  const { accountId } = await createAccount(ctx, { address, name: "", password: "long enough pw" });
  const actor: Actor = { kind: "user", accountId };
  const folders = await listFolders(ctx, actor);
  const id = (role: string) => folders.find((folder) => folder.role === role)?.id ?? "";
  return { actor, inbox: id("inbox"), archive: id("archive") };
}
type Person = Awaited<ReturnType<typeof buildPerson>>;

const rawOf = (subject: string) =>
  Buffer.from(`From: a@x.example\r\nSubject: ${subject}\r\n\r\nText of ${subject}.\r\n`);
const append = ({ actor, inbox }: Person, subject: string, flags = 0) =>
  appendMessages(ctx, actor, { id: inbox, messages: [{ raw: rawOf(subject), flags, keywords: [] }] });

test("what a mail program appends it finds again: flags, date, size, wire forms and every byte", async () => {
  const person = await buildPerson();
  const internalDate = new Date("2001-02-03T04:05:06Z");
  const { actor, inbox: id } = person;
  const message = { raw: rawOf("One"), internalDate, flags: flag.seen, keywords: ["$Label1"] };
  const [uid = 0] = await appendMessages(ctx, actor, { id, messages: [message] });
  const needs = { envelope: true, body: true, bodyStructure: true, raw: true };
  const [batch] = await Array.fromAsync(fetchMessages(ctx, actor, { id, uids: [uid, 99], needs }));
  expect(batch).toHaveLength(1);
  expect(batch?.[0]).toMatchObject({ uid: 1, flags: 1, keywords: ["$label1"], internalDate, raw: rawOf("One") });
  expect(batch?.[0]?.envelope?.toString()).toContain('"One"');
  expect(await folderSums(ctx, actor, { ids: [id] })).toEqual([
    { id, sizeBytes: rawOf("One").length, deleted: 0, deletedBytes: 0 },
  ]);
});

test("changes after a modseq are complete: new, changed, vanished, and nothing twice", async () => {
  const person = await buildPerson();
  const { actor, inbox: id } = person;
  for (const subject of ["a", "b", "c"]) await append(person, subject);
  const { highestModseq: since, entries } = await openFolder(ctx, actor, { id });
  expect(entries.map((entry) => entry.uid)).toEqual([1, 2, 3]);
  await append(person, "d");
  await storeFlags(ctx, actor, { id, uids: [2], change: { mode: "add", flags: flag.deleted, keywords: ["$Junk"] } });
  await storeFlags(ctx, actor, { id, uids: [1], change: { mode: "add", flags: flag.seen, keywords: [] } });
  expect(await expungeMessages(ctx, actor, { id })).toEqual([2]);
  const changes = await folderChanges(ctx, actor, { id, since });
  expect(changes.changed.map(({ uid, flags }) => [uid, flags])).toEqual([
    [1, 1],
    [4, 0],
  ]);
  expect([changes.vanished, changes.uidNext]).toEqual([[2], 5]);
  const none = await folderChanges(ctx, actor, { id, since: changes.highestModseq });
  expect([none.changed, none.vanished]).toEqual([[], []]);
});

test("copies get new UIDs in order, a move leaves nothing behind, UNCHANGEDSINCE spares what changed", async () => {
  const person = await buildPerson();
  const { actor, inbox: id, archive: toId } = person;
  for (const subject of ["a", "b"]) await append(person, subject);
  const { highestModseq } = await openFolder(ctx, actor, { id });
  expect(await copyMessages(ctx, actor, { id, uids: [2, 1], toId })).toEqual([
    { from: 1, to: 1 },
    { from: 2, to: 2 },
  ]);
  await storeFlags(ctx, actor, { id, uids: [1], change: { mode: "add", flags: flag.flagged, keywords: [] } });
  const change = { mode: "replace", flags: flag.answered, keywords: [] } as const;
  const result = await storeFlags(ctx, actor, { id, uids: [1, 2], change, unchangedSince: highestModseq });
  expect([result.stored.map((one) => one.uid), result.modified]).toEqual([[2], [1]]);
  expect(await moveMessages(ctx, actor, { id, uids: [1, 2], toId })).toHaveLength(2);
  expect((await openFolder(ctx, actor, { id })).entries).toEqual([]);
  expect((await openFolder(ctx, actor, { id: toId })).entries.map((entry) => entry.uid)).toEqual([1, 2, 3, 4]);
});

test("a stranger's mailbox is not found by any of the verbs", async () => {
  const [owner, { actor, inbox: toId }] = [await buildPerson(), await buildPerson()];
  await append(owner, "private");
  const id = owner.inbox;
  const uids = [1];
  const change = { mode: "add", flags: 1, keywords: [] } as const;
  const attempts = [
    () => openFolder(ctx, actor, { id }),
    () => folderChanges(ctx, actor, { id, since: 0n }),
    () => Array.fromAsync(fetchMessages(ctx, actor, { id, uids, needs: { raw: true } })),
    () => storeFlags(ctx, actor, { id, uids, change }),
    () => appendMessages(ctx, actor, { id, messages: [{ raw: rawOf("x"), flags: 0, keywords: [] }] }),
    () => copyMessages(ctx, actor, { id, uids, toId }),
    () => moveMessages(ctx, actor, { id, uids, toId }),
    () => expungeMessages(ctx, actor, { id }),
    () => setSubscribed(ctx, actor, { id, isSubscribed: false }),
  ];
  for (const attempt of attempts) await expect(attempt()).rejects.toThrow("not-found: mailbox-unknown");
  expect(await folderSums(ctx, actor, { ids: [id] })).toEqual([]);
});

test("a damaged message is a fault and never other bytes", async () => {
  const person = await buildPerson();
  const { actor, inbox: id } = person;
  const [uid = 0] = await append(person, "Right");
  await ctx.db.pool.query(`UPDATE "StagedBlob" SET "data" = overlay("data" PLACING 'W' FROM 20) WHERE "data" = $1`, [
    rawOf("Right"),
  ]);
  const needs = { envelope: false, body: false, bodyStructure: false, raw: true };
  await expect(Array.fromAsync(fetchMessages(ctx, actor, { id, uids: [uid], needs }))).rejects.toThrow("is damaged");
});
