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

test("a broken connection comes back, says that hints may be missing, and sends what was said meanwhile", async () => {
  const bus = open();
  const space = newId();
  let gaps = 0;
  bus.onGap(() => gaps++);
  const [pid] = await vi.waitFor(async () => {
    const pids = await listening();
    expect(pids).toHaveLength(1);
    return pids;
  });
  const other = open();
  const heard: Hint[] = [];
  other.subscribe(space, (hint) => heard.push(hint));
  await vi.waitFor(async () => expect(await listening()).toHaveLength(2));
  await db.pool.query("SELECT pg_terminate_backend($1)", [pid]);
  await vi.waitFor(async () => expect(await listening()).toHaveLength(1));
  bus.publish({ spaceId: space, modseq: 7n });
  await vi.waitFor(() => expect(gaps).toBe(1), { timeout: 5000 });
  await vi.waitFor(() => expect(heard).toEqual([{ spaceId: space, modseq: 7n }]), { timeout: 5000 });
  await Promise.all([bus.close(), other.close()]);
});

async function listening(): Promise<number[]> {
  const { rows } = await db.pool.query<{ pid: number }>(
    "SELECT pid FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database() AND state = 'idle'",
  );
  return rows.map(({ pid }) => pid);
}
