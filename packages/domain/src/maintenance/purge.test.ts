import type { Actor } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../accounts/index.ts";
import { actOnConversations, deliverMessage, listMailboxes } from "../mail/index.ts";
import { emptyOldTrash, purge } from "./index.ts";

let ctx: TestContext;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());
const day = 86_400_000;

async function count(table: string): Promise<number> {
  const { rows } = await ctx.db.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM "${table}"`);
  return rows[0]?.n ?? -1;
}

test("deleted mail stays for its time, and then row, search entry and bytes go, also out of packs; what is in use stays", async () => {
  const { accountId, spaceId } = await createAccount(ctx, {
    address: "p@t.example",
    name: "P",
    password: "long enough pw",
  });
  const actor: Actor = { kind: "user", accountId };
  const deliver = async (subject: string) => {
    const raw = Buffer.from(`From: a@x.example\r\nSubject: ${subject}\r\n\r\n${subject}\r\n`);
    return (await deliverMessage(ctx, { spaceIds: [spaceId], raw, verdict: "unverified" }))[0]?.threadId ?? "";
  };
  const [kept, trashed] = [await deliver("kept"), await deliver("trashed")];
  await ctx.blobs.pack(100);
  await actOnConversations(ctx, actor, { ids: [trashed], act: "trash" });
  await emptyOldTrash(ctx);
  expect((await listMailboxes(ctx, actor)).find((one) => one.role === "trash")?.total).toBe(1);
  ctx.advance(31 * day);
  await emptyOldTrash(ctx);
  expect((await listMailboxes(ctx, actor)).find((one) => one.role === "trash")?.total).toBe(0);
  // The database's own clock dates a deletion.
  ctx.advance(-31 * day);
  await purge(ctx);
  expect([await count("Message"), await count("Blob")]).toEqual([2, 2]);
  ctx.advance(31 * day);
  await purge(ctx);
  expect([await count("Message"), await count("Blob"), await count("UndoStep")]).toEqual([1, 1, 0]);
  expect(kept).not.toBe("");
  await actOnConversations(ctx, actor, { ids: [kept], act: "delete" });
  ctx.advance(61 * day);
  await purge(ctx);
  expect([await count("Blob"), await count("BlobPack")]).toEqual([0, 0]);
  ctx.advance(-92 * day);
});

test("content that is written again while it is collected is not lost", async () => {
  const { spaceId } = await createAccount(ctx, { address: "q@t.example", name: "Q", password: "long enough pw" });
  const raw = Buffer.from("From: a@x.example\r\nSubject: again\r\n\r\nagain\r\n");
  for (let i = 0; i < 10; i++) {
    const blob = await ctx.blobs.prepare(raw);
    await ctx.db.pool.query('UPDATE "Blob" SET "createdAt" = $1', [new Date(0)]);
    await Promise.all([purge(ctx), deliverMessage(ctx, { spaceIds: [spaceId], raw, verdict: "unverified" })]);
    expect((await ctx.blobs.read(blob.hash)).equals(raw)).toBe(true);
    await ctx.db.pool.query('DELETE FROM "MailboxMessage"');
    await ctx.db.pool.query('DELETE FROM "Message"');
  }
});
