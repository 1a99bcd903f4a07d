import { newId, silentLogger } from "@carbyne/kernel";
import { testDatabase } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Hint } from "./bus.ts";
import { createPostgresBus } from "./postgres.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const open = () => createPostgresBus({ url: db.url, log: silentLogger });

test("a burst in one process is a few hints in another, and the last one arrives", async () => {
  const [sender, receiver] = [open(), open()];
  const space = newId();
  const heard: Hint[] = [];
  receiver.subscribe(space, (hint) => heard.push(hint));
  receiver.subscribe(newId(), () => expect.unreachable("another space's hint"));
  await vi.waitFor(async () => expect((await listening()).length).toBe(2));
  for (let modseq = 1n; modseq <= 1000n; modseq++) sender.publish({ spaceId: space, modseq });
  await vi.waitFor(() => expect(heard.at(-1)?.modseq).toBe(1000n), { timeout: 5000 });
  expect(heard.length).toBeLessThan(10);
  await Promise.all([sender.close(), receiver.close()]);
});

test("a broken connection comes back, and says that hints may be missing", async () => {
  const bus = open();
  const space = newId();
  const heard: Hint[] = [];
  let gaps = 0;
  bus.subscribe(space, (hint) => heard.push(hint));
  bus.onGap(() => gaps++);
  await vi.waitFor(async () => expect((await listening()).length).toBe(1));
  await db.pool.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()",
  );
  await vi.waitFor(() => expect(gaps).toBe(1), { timeout: 5000 });
  bus.publish({ spaceId: space, modseq: 7n });
  await vi.waitFor(() => expect(heard).toEqual([{ spaceId: space, modseq: 7n }]), { timeout: 5000 });
  await bus.close();
});

async function listening(): Promise<unknown[]> {
  const { rows } = await db.pool.query(
    "SELECT pid FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database() AND state = 'idle'",
  );
  return rows;
}
