import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { startPostgres } from "@carbyne/db";
import { silentLogger } from "@carbyne/kernel";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { keepDatabase } from "./keep-database.ts";

vi.setConfig({ testTimeout: 60_000 });
const folder = mkdtempSync(path.join(os.tmpdir(), "carbyne-database-"));
chmodSync(folder, 0o755);
const dataDir = path.join(folder, "postgres");
let port = 0;
beforeAll(async () => {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as net.AddressInfo).port;
  await new Promise((resolve) => server.close(resolve));
});
afterAll(() => rmSync(folder, { recursive: true }));

const start = () => startPostgres({ dataDir, port, database: "carbyne" });

/** The server's process, or 0 when there is none. */
function postmaster(): number {
  try {
    const pid = Number.parseInt(readFileSync(path.join(dataDir, "postmaster.pid"), "utf8"), 10);
    process.kill(pid, 0);
    return pid;
  } catch {
    return 0;
  }
}

test("a database that falls is started again, and one that is stopped stays so", async () => {
  const kept = await keepDatabase(start, silentLogger);
  const before = postmaster();
  process.kill(before, "SIGKILL");
  await expect.poll(() => postmaster() !== before && postmaster(), { timeout: 30_000 }).toBeGreaterThan(0);
  await kept.stop();
  expect(postmaster()).toBe(0);
});

test("a stop in the middle of a new start leaves nothing running", async () => {
  const kept = await keepDatabase(start, silentLogger);
  process.kill(postmaster(), "SIGKILL");
  await expect.poll(postmaster, { interval: 5 }).toBe(0);
  await kept.stop();
  expect(postmaster()).toBe(0);
});

test("a database that outlived a killed supervisor is taken over, and stopped with the new one", async () => {
  const left = await start();
  const pid = postmaster();
  const kept = await keepDatabase(start, silentLogger);
  expect(postmaster()).toBe(pid);
  await kept.stop();
  expect(postmaster()).toBe(0);
  await left.ended;
});
