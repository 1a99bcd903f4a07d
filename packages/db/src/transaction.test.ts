import { newId } from "@carbyne/kernel";
import { testDatabase } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "./client.ts";
import { nextModseq, transaction } from "./transaction.ts";

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

async function buildSpace(): Promise<string> {
  const id = newId();
  await db.prisma.space.create({ data: { id, kind: "account" } });
  return id;
}

test("a hundred writers in one space get a hundred modseqs, none twice and none left out", async () => {
  const space = await buildSpace();
  const got = await Promise.all(
    Array.from({ length: 100 }, () => transaction(db.pool, (client) => nextModseq(client, space))),
  );
  expect(got.map(Number).sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
});

test("a change that fails leaves no gap", async () => {
  const space = await buildSpace();
  const broken = transaction(db.pool, async (client) => {
    await nextModseq(client, space);
    throw new Error("half way");
  });
  await expect(broken).rejects.toThrow("half way");
  expect(await transaction(db.pool, (client) => nextModseq(client, space))).toBe(1n);
});

test("a connection that is cut within a transaction fails that one alone, and not the process", async () => {
  const space = await buildSpace();
  const cut = transaction(db.pool, async (client) => {
    await nextModseq(client, space);
    const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
    await db.prisma.$queryRaw`SELECT pg_terminate_backend(${rows[0]?.pid}::int)`;
    // The end comes while no question is under way: nobody but a listener hears of it.
    await new Promise((resolve) => setTimeout(resolve, 200));
    await nextModseq(client, space);
  });
  await expect(cut).rejects.toThrow();
  expect(await transaction(db.pool, (client) => nextModseq(client, space))).toBe(1n);
});

test("two that lock in opposite order deadlock once and both succeed", async () => {
  const [a, b] = [await buildSpace(), await buildSpace()];
  const both = (first: string, second: string) =>
    transaction(db.pool, async (client) => {
      await nextModseq(client, first);
      await new Promise((resolve) => setTimeout(resolve, 100));
      await nextModseq(client, second);
    });
  await Promise.all([both(a, b), both(b, a)]);
  const spaces = await db.prisma.space.findMany({ where: { id: { in: [a, b] } }, select: { modseq: true } });
  expect(spaces.map((space) => space.modseq)).toEqual([2n, 2n]);
});

test("the audit log refuses to be changed", async () => {
  await db.prisma.auditEvent.create({ data: { id: newId(), actorKind: "system", action: "test" } });
  await expect(db.pool.query('DELETE FROM "AuditEvent"')).rejects.toThrow("append-only");
});

test("one address has one owner, whatever writes it", async () => {
  const domain = await db.prisma.domain.create({ data: { id: newId(), name: "one.example" } });
  const insert = () =>
    db.prisma.address.create({ data: { id: newId(), domainId: domain.id, local: "info", kind: "mask" } });
  const results = await Promise.allSettled([insert(), insert(), insert()]);
  expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  await expect(
    db.prisma.address.create({ data: { id: newId(), domainId: domain.id, local: "Info", kind: "mask" } }),
  ).rejects.toThrow();
});
