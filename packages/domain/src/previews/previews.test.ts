import { readFileSync } from "node:fs";
import path from "node:path";
import { keyOf, type PictureWant, type Want } from "@carbyne/preview";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { purge } from "../maintenance/index.ts";
import { makeNext, type Preview, preview, purgePreviews } from "./index.ts";

let ctx: TestContext;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

const day = 86_400_000;
const file = (name: string) => readFileSync(path.resolve(import.meta.dirname, "../../../../fixtures/files", name));
const picture: PictureWant = {
  as: "picture",
  width: 100,
  height: 100,
  fit: "contain",
  quality: "medium",
  format: "webp",
  shape: "rectangular",
  page: 1,
};
const drawing = (colour: string) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10" fill="${colour}"/></svg>`,
  );

const ask = (content: Buffer, want: Want = picture, waitMs = 0): Promise<Preview> =>
  preview(ctx, { source: { name: "x", type: "application/octet-stream", content }, want, waitMs });

async function makeAll(): Promise<number> {
  for (let made = 0; ; made++) if (!(await makeNext(ctx, "all"))) return made;
}

async function rows() {
  const { rows: all } = await ctx.db.pool.query<{ kind: string; want: string; state: string; attempts: number }>(
    'SELECT "kind", "want", "state", "attempts" FROM "Preview" ORDER BY "kind", "want"',
  );
  return all;
}

test("many who ask at once, over two workers, have it made once, and later it is there at once", async () => {
  const content = drawing("red");
  const asked = Array.from({ length: 12 }, () => ask(content, picture, 20_000));
  await expect.poll(async () => (await rows()).length).toBe(1);
  const worked = await Promise.all([makeNext(ctx, "all"), makeNext(ctx, "quick")]);
  expect(worked.filter(Boolean)).toHaveLength(1);
  const answers = await Promise.all(asked);
  for (const answer of answers) expect(answer).toMatchObject({ status: "made", type: "image/webp" });
  expect(await rows()).toMatchObject([{ kind: "picture svg", state: "made", attempts: 1 }]);
  expect(await ask(content)).toEqual(answers[0]);
  expect(await makeNext(ctx, "all")).toBe(false);
});

test("the pages of an office file are made once, for whatever is wanted of it; a picture does not wait behind it", async () => {
  const content = file("talk.pptx");
  const wants: readonly Want[] = [picture, { ...picture, page: 2 }, { as: "pdf", first: 1, last: null }];
  for (const want of wants) expect(await ask(content, want)).toEqual({ status: "waiting" });
  await ask(drawing("green"));
  expect(await makeNext(ctx, "quick")).toBe(true);
  expect(await makeNext(ctx, "quick")).toBe(false);
  await makeAll();
  for (const want of wants) expect(await ask(content, want)).toMatchObject({ status: "made" });
  const office = (await rows()).filter(({ kind }) => kind === "office pptx");
  expect(office.map(({ want, state, attempts }) => [want, state, attempts])).toEqual([
    ["pdf 1-", "made", 0],
    [keyOf(picture), "made", 1],
    [keyOf({ ...picture, page: 2 }), "made", 1],
  ]);
}, 60_000);

test("who waits comes before what is made for later", async () => {
  await ask(drawing("#010101"));
  await ask(drawing("#020202"));
  const waited = ask(drawing("#030303"), picture, 10_000);
  await expect
    .poll(
      async () =>
        (await ctx.db.pool.query('SELECT 1 FROM "Preview" WHERE "isUrgent" AND "state" = \'waiting\'')).rowCount,
    )
    .toBe(1);
  await makeNext(ctx, "all");
  expect(await waited).toMatchObject({ status: "made" });
  expect(await makeAll()).toBe(2);
});

test("a failure is remembered for a day, with its reason", async () => {
  const broken = Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), Buffer.alloc(50, 1)]);
  await ask(broken);
  await makeAll();
  expect(await ask(broken)).toEqual({ status: "failed", reason: "broken" });
  expect(await makeAll()).toBe(0);
  ctx.advance(1.1 * day);
  expect(await ask(broken)).toEqual({ status: "waiting" });
  expect(await makeAll()).toBe(1);
  expect(await ask(Buffer.from("just some words"))).toEqual({ status: "failed", reason: "unknown" });
});

test("one that ends the process that makes it is tried three times, and then given up", async () => {
  const content = drawing("blue");
  await ask(content);
  // As it looks after processes have died with it.
  await ctx.db.pool.query(`UPDATE "Preview" SET "attempts" = 3, "leasedUntil" = $1 WHERE "state" = 'waiting'`, [
    new Date(ctx.clock.now().getTime() + 60_000),
  ]);
  expect(await makeAll()).toBe(0);
  ctx.advance(120_000);
  expect(await makeAll()).toBe(1);
  expect(await ask(content)).toEqual({ status: "failed", reason: "broken" });
});

test("bytes stay as long as a preview needs them, and no longer; what takes too much room goes by last use", async () => {
  const content = drawing("gold");
  await ask(content);
  ctx.advance(2 * day);
  await purge(ctx);
  expect(await ask(content)).toEqual({ status: "waiting" });
  await makeAll();
  expect(await ask(content)).toMatchObject({ status: "made" });
  await ctx.db.pool.query(`UPDATE "Blob" SET "createdAt" = $1`, [new Date(ctx.clock.now().getTime() - 2 * day)]);
  await purge(ctx);
  expect(await ask(content)).toMatchObject({ status: "made" });
  const before = (await rows()).filter(({ state }) => state === "made").length;
  ctx.advance(2 * day);
  expect(await ask(content)).toMatchObject({ status: "made" });
  await purgePreviews(ctx, { limit: 300 });
  const left = await rows();
  expect(left.length).toBeLessThan(before);
  expect(await ask(content)).toMatchObject({ status: "made" });
  ctx.advance(61 * day);
  await purgePreviews(ctx);
  expect(await rows()).toEqual([]);
});
