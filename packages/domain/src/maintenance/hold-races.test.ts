import type { Actor } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../accounts/index.ts";
import { placeHold } from "../administration/index.ts";
import { deliverMessage } from "../mail/index.ts";

let ctx: TestContext;
let counter = 0;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

const system: Actor = { kind: "system", part: "cli" };
const removal = 'DELETE FROM "Message" WHERE "id" = $1';

/** Somebody with a message that nothing refers to any more, as the purge finds it. */
async function withMessage(): Promise<{ accountId: string; spaceId: string; messageId: string }> {
  const address = `r${++counter}@town.example`;
  const account = await createAccount(ctx, { address, name: "", password: "correct horse battery" });
  const raw = Buffer.from(`From: ana@lindenau.example\r\nTo: ${address}\r\nSubject: Deed\r\n\r\nA deed.\r\n`);
  await deliverMessage(ctx, { spaceIds: [account.spaceId], raw, verdict: "unverified" });
  const { rows } = await ctx.db.pool.query<{ messageId: string }>(
    'DELETE FROM "MailboxMessage" WHERE "spaceId" = $1 RETURNING "messageId"',
    [account.spaceId],
  );
  return { ...account, messageId: rows[0]?.messageId ?? "" };
}

/** Who waits for a hold, or with one, in this test's own database. */
async function waiting(): Promise<number> {
  const { rows } = await ctx.db.pool.query<{ count: number }>(
    `SELECT count(*)::int AS "count" FROM pg_locks l JOIN pg_database d ON d."oid" = l."database"
     WHERE d."datname" = current_database() AND l."locktype" = 'advisory' AND NOT l."granted"`,
  );
  return rows[0]?.count ?? 0;
}

async function keptOf(spaceId: string): Promise<number | null> {
  return (await ctx.db.pool.query('SELECT 1 FROM "KeptRow" WHERE "spaceId" = $1', [spaceId])).rowCount;
}

test("a hold is there only once every removal that did not know of it has ended", async () => {
  const { accountId, spaceId, messageId } = await withMessage();
  const client = await ctx.db.pool.connect();
  await client.query("BEGIN");
  await client.query(removal, [messageId]);
  let isThere = false;
  const placed = placeHold(ctx, system, { id: accountId, reason: "Case 21" }).then(() => (isThere = true));
  await expect.poll(waiting, { timeout: 15_000 }).toBe(1);
  expect(isThere).toBe(false);
  await client.query("ROLLBACK");
  client.release();
  await placed;
  // What was not removed after all is kept when it is.
  await ctx.db.pool.query(removal, [messageId]);
  expect(await keptOf(spaceId)).toBe(1);
});

test("what is removed while a hold is being placed waits for it, and is kept, also where nothing else is", async () => {
  await ctx.db.pool.query('UPDATE "LegalHold" SET "releasedAt" = now()');
  const { accountId, spaceId, messageId } = await withMessage();
  const client = await ctx.db.pool.connect();
  await client.query("BEGIN");
  await client.query(
    `INSERT INTO "LegalHold" ("id", "accountId", "spaceId", "reason", "placedAt") VALUES (gen_random_uuid(), $1, $2, 'Case 22', now())`,
    [accountId, spaceId],
  );
  const removed = ctx.db.pool.query(removal, [messageId]);
  await expect.poll(waiting, { timeout: 15_000 }).toBe(1);
  await client.query("COMMIT");
  client.release();
  expect((await removed).rowCount).toBe(1);
  expect(await keptOf(spaceId)).toBe(1);
});
