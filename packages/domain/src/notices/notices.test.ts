import type { Actor } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createAccount } from "../accounts/index.ts";
import { purge } from "../maintenance/index.ts";
import { changeSpace } from "../spaces/index.ts";
import { addNotice, clearNotices, listNotices, markNoticesRead, restoreNotices, tellNotice } from "./index.ts";

let ctx: TestContext;
let counter = 0;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

async function person() {
  const { accountId, spaceId } = await createAccount(ctx, {
    address: `p${++counter}@town.example`,
    name: "Maren",
    password: "a long enough password",
  });
  const user: Actor = { kind: "user", accountId };
  return { user, spaceId, told: async () => (await listNotices(ctx, user)).map(({ kind, isRead }) => [kind, isRead]) };
}

test("what is told is listed, the newest first, and open windows hear of it", async () => {
  const { user, spaceId } = await person();
  const heard = vi.fn();
  ctx.bus.subscribe(spaceId, heard);
  await tellNotice(ctx, { spaceId, kind: "import-failed", params: { name: "old.mbox" } });
  ctx.advance(1000);
  await tellNotice(ctx, {
    spaceId,
    kind: "import-finished",
    params: { name: "mail.mbox", count: 12 },
    link: "/settings/transfer",
  });
  expect(await listNotices(ctx, user)).toMatchObject([
    { kind: "import-finished", params: { name: "mail.mbox", count: 12 }, link: "/settings/transfer", isRead: false },
    { kind: "import-failed", link: null },
  ]);
  await vi.waitFor(() => expect(heard).toHaveBeenCalled(), { timeout: 3000 });
});

test("notices are read and put away, one or all, and brought back", async () => {
  const { user, spaceId, told } = await person();
  for (const name of ["a", "b"]) {
    await tellNotice(ctx, { spaceId, kind: "export-ready", params: { name } });
    ctx.advance(1000);
  }
  const [newest] = await listNotices(ctx, user);
  await markNoticesRead(ctx, user, { ids: [newest?.id ?? ""] });
  expect(await told()).toEqual([
    ["export-ready", true],
    ["export-ready", false],
  ]);
  const { ids } = await clearNotices(ctx, user, { ids: null });
  expect([ids.length, await told()]).toEqual([2, []]);
  await restoreNotices(ctx, user, { ids });
  expect((await told()).length).toBe(2);
});

test("strangers see, read and put away nothing of others", async () => {
  const owner = await person();
  const stranger = await person();
  await tellNotice(ctx, { spaceId: owner.spaceId, kind: "export-ready", params: { name: "a" } });
  const ids = (await listNotices(ctx, owner.user)).map(({ id }) => id);
  expect(await stranger.told()).toEqual([]);
  await markNoticesRead(ctx, stranger.user, { ids });
  expect(await clearNotices(ctx, stranger.user, { ids })).toEqual({ ids: [] });
  expect(await owner.told()).toEqual([["export-ready", false]]);
  const nobody: Actor = { kind: "guest", guestId: ids[0] ?? "" };
  const asks = [
    () => listNotices(ctx, nobody),
    () => clearNotices(ctx, nobody, { ids: null }),
    () => restoreNotices(ctx, nobody, { ids }),
  ];
  for (const ask of asks) await expect(ask()).rejects.toThrow("unauthenticated");
});

test("a notice of a change that fails is not told, and none leads out of the application", async () => {
  const { spaceId, told } = await person();
  const now = ctx.clock.now();
  const failing = changeSpace(ctx, spaceId, async (client) => {
    await addNotice(client, { spaceId, kind: "export-ready", params: { name: "a" } }, now);
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  for (const link of ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example"])
    await expect(tellNotice(ctx, { spaceId, kind: "export-ready", params: { name: "a" }, link })).rejects.toThrow(
      "Notice_link_check",
    );
  expect(await told()).toEqual([]);
});

test("what is old, or was put away a day ago, is gone", async () => {
  const { user, spaceId } = await person();
  const count = async () =>
    Number(
      (
        await ctx.db.pool.query(
          'SELECT count(*) AS n FROM "Notice" n JOIN "Account" a ON a."id" = n."accountId" WHERE a."spaceId" = $1',
          [spaceId],
        )
      ).rows[0]?.n,
    );
  await tellNotice(ctx, { spaceId, kind: "export-ready", params: { name: "a" } });
  await tellNotice(ctx, { spaceId, kind: "export-ready", params: { name: "b" } });
  const [one] = await listNotices(ctx, user);
  await clearNotices(ctx, user, { ids: [one?.id ?? ""] });
  ctx.advance(2 * 86_400_000);
  await purge(ctx);
  expect(await count()).toBe(1);
  ctx.advance(91 * 86_400_000);
  await purge(ctx);
  expect(await count()).toBe(0);
});
