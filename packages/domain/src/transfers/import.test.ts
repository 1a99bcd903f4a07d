import type { Actor } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../accounts/index.ts";
import { cancelWork, runWork } from "../long-work/index.ts";
import { fetchMessages, listFolders, openFolder } from "../mail/index.ts";
import { listNotices } from "../notices/index.ts";
import {
  beginImport,
  importStep,
  listTransfers,
  lookStep,
  purgeTransfers,
  receivePiece,
  removeTransfer,
  startImport,
} from "./index.ts";

let ctx: TestContext;
let counter = 0;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

const runners = { "import-look": lookStep, "import-mail": importStep };
const runAll = async () => {
  while (await runWork(ctx, runners));
};

async function buildPerson() {
  const address = `mover${++counter}@town.example`;
  const made = await createAccount(ctx, { address, name: "Lucía", password: "correct horse battery" });
  const actor: Actor = { kind: "user", accountId: made.accountId };
  return { actor, spaceId: made.spaceId };
}

async function send(actor: Actor, name: string, data: Buffer, piece = 1000): Promise<string> {
  const { id } = await beginImport(ctx, actor, { name, sizeBytes: data.length });
  for (let at = 0; at < data.length; at += piece)
    await receivePiece(ctx, actor, { id, at, data: data.subarray(at, at + piece) });
  return id;
}

async function stateOf(actor: Actor, id: string) {
  return (await listTransfers(ctx, actor)).find((one) => one.id === id);
}

/** Everything in the account: folder path, flags, keywords, date, bytes. */
async function contentOf(actor: Actor) {
  const folders = await listFolders(ctx, actor);
  const all: { folder: string; flags: number; keywords: readonly string[]; date: string; raw: string }[] = [];
  for (const { id, name, role } of folders) {
    const { entries } = await openFolder(ctx, actor, { id });
    const uids = entries.map((entry) => entry.uid);
    for await (const page of fetchMessages(ctx, actor, { id, uids, needs: { raw: true } }))
      for (const { flags, keywords, internalDate, raw } of page)
        all.push({
          folder: role ?? name,
          flags,
          keywords,
          date: internalDate.toISOString(),
          raw: raw?.toString("latin1") ?? "",
        });
  }
  return all;
}

const mbox = (count: number, folder = "") =>
  Buffer.from(
    Array.from(
      { length: count },
      (_, n) =>
        `From ana@lindenau.example Wed Nov 25 10:00:${String(n % 60).padStart(2, "0")} 2026\nFrom: Ana <ana@lindenau.example>\nSubject: Plan ${folder}${n}\nMessage-ID: <${folder}${n}@lindenau.example>\nStatus: ${n % 2 ? "RO" : "O"}\nX-Status: ${n % 3 ? "" : "F"}\nX-Keywords: Press\n\nText of ${n}\n>From here on it is quoted.\n\n`,
    ).join(""),
  );

test("an mbox file is looked through, brought in with flags, dates and tags, and not doubled when it comes again", async () => {
  const { actor } = await buildPerson();
  const id = await send(actor, "Projects.mbox", mbox(130));
  expect(await stateOf(actor, id)).toMatchObject({ state: "looking", receivedBytes: mbox(130).length });
  await runAll();
  expect(await stateOf(actor, id)).toMatchObject({
    state: "looked",
    result: { messages: 130, here: 0, faultCount: 0, folders: [{ folder: ["Projects"], count: 130 }] },
  });
  await startImport(ctx, actor, { id, mailboxId: null, withAccount: false });
  await runAll();
  expect(await stateOf(actor, id)).toMatchObject({ state: "ended", result: { added: 130, skipped: 0 } });
  expect(await listNotices(ctx, actor)).toMatchObject([
    { kind: "import-finished", params: { name: "Projects.mbox", count: 130 }, link: "/settings/transfer" },
  ]);
  const content = await contentOf(actor);
  expect(content).toHaveLength(130);
  expect(content[3]).toEqual({
    folder: "Projects",
    flags: 5,
    keywords: ["Press"],
    date: "2026-11-25T10:00:03.000Z",
    raw: "From: Ana <ana@lindenau.example>\r\nSubject: Plan 3\r\nMessage-ID: <3@lindenau.example>\r\nStatus: RO\r\nX-Status: F\r\nX-Keywords: Press\r\n\r\nText of 3\r\nFrom here on it is quoted.\r\n",
  });
  expect(await ctx.spool.sizeOf(id, "source")).toBeNull();

  const again = await send(actor, "Projects.mbox", mbox(131));
  await runAll();
  expect(await stateOf(actor, again)).toMatchObject({ result: { messages: 131, here: 130 } });
  await startImport(ctx, actor, { id: again, mailboxId: null, withAccount: false });
  await runAll();
  expect(await stateOf(actor, again)).toMatchObject({ result: { added: 1, skipped: 130 } });
  expect(await contentOf(actor)).toHaveLength(131);
});

test("pieces may come twice, never leave a gap, and never reach over the end", async () => {
  const { actor } = await buildPerson();
  const data = mbox(3);
  const { id } = await beginImport(ctx, actor, { name: "x.mbox", sizeBytes: data.length });
  const piece = (at: number, end: number) => receivePiece(ctx, actor, { id, at, data: data.subarray(at, end) });
  expect(await piece(0, 100)).toEqual({ receivedBytes: 100 });
  expect(await piece(50, 90)).toEqual({ receivedBytes: 100 });
  await expect(piece(101, 200)).rejects.toThrow("conflict: transfer-gap");
  await expect(receivePiece(ctx, actor, { id, at: 100, data: Buffer.alloc(data.length) })).rejects.toThrow("conflict");
  await expect(startImport(ctx, actor, { id, mailboxId: null, withAccount: false })).rejects.toThrow(
    "conflict: transfer-not-ready",
  );
  await piece(100, data.length);
  await runAll();
  expect(await stateOf(actor, id)).toMatchObject({ state: "looked", result: { messages: 3 } });
});

test("a process that dies in the middle of an import costs nothing and doubles nothing", async () => {
  const { actor } = await buildPerson();
  const id = await send(actor, "Long.mbox", mbox(400, "long"), 20_000);
  await runAll();
  const { id: workId } = await startImport(ctx, actor, { id, mailboxId: null, withAccount: false });
  // It dies in its third batch.
  let reads = 0;
  const open: typeof ctx.spool.open = async (...where) => {
    const file = await ctx.spool.open(...where);
    const read: typeof file.read = (at, length) =>
      ++reads > 120 ? Promise.reject(Object.assign(new Error("gone"), { code: "ECONNRESET" })) : file.read(at, length);
    return { ...file, read };
  };
  await expect(runWork({ ...ctx, spool: { ...ctx.spool, open } }, runners)).rejects.toThrow("gone");
  expect((await contentOf(actor)).length).toBe(100);
  expect(await runWork(ctx, runners)).toBe(false);
  ctx.advance(150_000);
  await runAll();
  expect(await stateOf(actor, id)).toMatchObject({ state: "ended", workId, result: { added: 400, skipped: 0 } });
  expect(new Set((await contentOf(actor)).map((one) => one.raw)).size).toBe(400);
});

test("what was stopped stays as far as it is, and is gone on with", async () => {
  const { actor } = await buildPerson();
  const id = await send(actor, "Stop.mbox", mbox(20, "stop"));
  await runAll();
  const { id: workId } = await startImport(ctx, actor, { id, mailboxId: null, withAccount: false });
  await expect(startImport(ctx, actor, { id, mailboxId: null, withAccount: false })).rejects.toThrow(
    "conflict: transfer-not-ready",
  );
  await cancelWork(ctx, actor, { id: workId });
  await runAll();
  expect(await stateOf(actor, id)).toMatchObject({ state: "stopped" });
  await startImport(ctx, actor, { id, mailboxId: null, withAccount: false });
  await runAll();
  expect(await stateOf(actor, id)).toMatchObject({ state: "ended", result: { added: 20 } });
});

test("an account that is full ends the import in words, and goes on when there is room", async () => {
  const { actor, spaceId } = await buildPerson();
  const { rows } = await ctx.db.pool.query<{ id: string }>('SELECT "id" FROM "Account" WHERE "spaceId" = $1', [
    spaceId,
  ]);
  const limit = (bytes: number) =>
    ctx.db.pool.query(
      `INSERT INTO "Setting" ("scope", "scopeId", "key", "value") VALUES ('account', $1, 'account.quotaBytes', to_jsonb($2::bigint))
       ON CONFLICT ("scope", "scopeId", "key") DO UPDATE SET "value" = excluded."value"`,
      [rows[0]?.id, bytes],
    );
  await limit(20_000);
  const id = await send(actor, "Full.mbox", mbox(120, "full"), 50_000);
  await runAll();
  await startImport(ctx, actor, { id, mailboxId: null, withAccount: false });
  await runAll();
  const full = await stateOf(actor, id);
  expect(full).toMatchObject({ state: "ended", result: { stop: "no-room" } });
  expect(full?.result.added).toBeLessThan(120);
  await limit(10_000_000);
  await startImport(ctx, actor, { id, mailboxId: null, withAccount: false });
  await runAll();
  expect(await contentOf(actor)).toHaveLength(120);
});

test("a stranger finds no transfer of another, can send nothing to it and remove nothing", async () => {
  const [ann, eve] = [await buildPerson(), await buildPerson()];
  const { id } = await beginImport(ctx, ann.actor, { name: "x.mbox", sizeBytes: 10 });
  const data = Buffer.alloc(5);
  await expect(receivePiece(ctx, eve.actor, { id, at: 0, data })).rejects.toThrow("not-found: transfer-unknown");
  await expect(startImport(ctx, eve.actor, { id, mailboxId: null, withAccount: false })).rejects.toThrow(
    "not-found: transfer-unknown",
  );
  await expect(removeTransfer(ctx, eve.actor, { id })).rejects.toThrow("not-found: transfer-unknown");
  await expect(removeTransfer(ctx, eve.actor, { id: "'; --" })).rejects.toThrow("not-found: transfer-unknown");
  expect(await listTransfers(ctx, eve.actor)).toEqual([]);
  await expect(listTransfers(ctx, { kind: "system", part: "x" })).rejects.toThrow("unauthenticated");
  await removeTransfer(ctx, ann.actor, { id });
  expect(await listTransfers(ctx, ann.actor)).toEqual([]);
});

test("what nobody fetches goes with its files, and files that belong to nothing go too", async () => {
  const { actor } = await buildPerson();
  const id = await send(actor, "Old.mbox", mbox(2, "old"));
  const orphan = "01234567-89ab-7cde-8f01-23456789abcd";
  await ctx.spool.write(orphan, "source", { at: 0, data: Buffer.from("left by a crash") });
  await runAll();
  await purgeTransfers(ctx);
  expect([await ctx.spool.sizeOf(orphan, "source"), (await stateOf(actor, id))?.state]).toEqual([15, "looked"]);
  ctx.advance(3 * 86_400_000);
  await purgeTransfers(ctx);
  expect([await ctx.spool.sizeOf(orphan, "source"), await stateOf(actor, id)]).toEqual([null, undefined]);
  expect(await ctx.spool.sizeOf(id, "source")).toBeNull();
});
