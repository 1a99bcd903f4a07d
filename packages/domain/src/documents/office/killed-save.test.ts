import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { rewriteText } from "@carbyne/office/model";
import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { setUp } from "../../accounts/index.ts";
import { listVersions, putSmallFile } from "../../files/index.ts";
import { createDocumentStore, openOfficeFile, saveNext } from "../index.ts";
import { buildPerson } from "../people.fixture.ts";

let ctx: TestContext;
beforeAll(async () => {
  ctx = await testContext();
  await setUp(ctx, { domain: "town.example", adminPassword: "a long enough password" });
});
afterAll(() => ctx.close());

/** A process of its own that dies while it saves. */
async function saveAndDie(): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "carbyne-office-"));
  const script = path.join(import.meta.dirname, "killed.fixture.ts");
  const child = spawn(process.execPath, [script, ctx.db.url, folder, ctx.clock.now().toISOString()], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const signal = await new Promise((resolve) => child.on("exit", (_code, by) => resolve(by)));
  expect(signal).toBe("SIGKILL");
  await rm(folder, { recursive: true });
}

test("a process that is killed while it saves has changed nothing, and another one saves when it is missed", async () => {
  const { actor, accountId } = await buildPerson(ctx);
  const data = await readFile(path.resolve(import.meta.dirname, "../../../../../fixtures/office/report.docx"));
  const file = { parentId: null, name: "report.docx", sizeBytes: data.length, whenTaken: "refuse" as const, data };
  const { nodeId: id } = await putSmallFile(ctx, actor, file);
  await openOfficeFile(ctx, actor, { id });
  const store = createDocumentStore(ctx, { address: "here" });
  const loaded = await store.load(id, 0n);
  const bytes = rewriteText(loaded?.updates ?? [], (text) => text.copy(text.content.cut(0, 27)));
  if (!bytes) throw new Error("nothing was written");
  await store.append(id, { epoch: 1, updates: [{ authorId: accountId, bytes }] });
  await store.close();
  await saveNext(ctx);
  ctx.advance(21_000);
  await saveAndDie();
  expect(await listVersions(ctx, actor, { id })).toHaveLength(1);
  // Who died still has it for a while.
  expect(await saveNext(ctx)).toBe(false);
  ctx.advance(301_000);
  expect(await saveNext(ctx)).toBe(true);
  expect(await listVersions(ctx, actor, { id })).toMatchObject([{ number: 2, isCurrent: true }, { number: 1 }]);
}, 60_000);
