import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import type { Database } from "@carbyne/db";
import { testDatabase } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { holdFolder } from "./hold-folder.ts";

// The program as it is started: by hand, by a unit file, by its own supervisor.
const main = path.join(import.meta.dirname, "main.ts");
// Each test starts a whole program, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });
const dataDir = mkdtempSync(path.join(os.tmpdir(), "carbyne-main-"));
let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => {
  await database.close();
  rmSync(dataDir, { recursive: true });
});

const ports = ["SMTP", "SUBMISSION", "SUBMISSIONS", "IMAP", "IMAPS", "POP3", "POP3S"];
const ofRoles = () => ({
  DATABASE_URL: database.url,
  ...Object.fromEntries(ports.map((name) => [`CARBYNE_${name}_PORT`, "0"])),
});

type Run = { readonly child: ChildProcess; readonly errors: () => string; readonly ended: Promise<number | null> };

function run(more: Record<string, string>): Run {
  const own = { NODE_ENV: "production", CARBYNE_DATA_DIR: dataDir, CARBYNE_LISTEN_HOST: "127.0.0.1" } as const;
  const env = { PATH: process.env["PATH"], ...own, ...more };
  const child: ChildProcess = spawn(process.execPath, [main], { env, stdio: ["ignore", "ignore", "pipe", "ipc"] });
  let errors = "";
  child.stderr?.on("data", (data: Buffer) => (errors += data.toString()));
  const silent = new Promise((resolve) => child.stderr?.once("end", resolve));
  // Not "close": it never comes to a parent that closed the channel itself.
  const ended = new Promise<number | null>((resolve) =>
    child.once("exit", (code) => void silent.then(() => resolve(code))),
  );
  return { child, errors: () => errors, ended };
}

function ready(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve) => child.on("message", (word) => word === "ready" && resolve(word)));
}

test("a faulty environment is told line by line before anything is touched", async () => {
  const nowhere = path.join(dataDir, "nowhere");
  const { errors, ended } = run({ CARBYNE_DATA_DIR: nowhere, CARBYNE_HTTP_PORT: "x", CARBYNE_SMPT_PORT: "25" });
  expect(await ended).toBe(1);
  expect(errors()).toBe("CARBYNE_HTTP_PORT is no port number\nCARBYNE_SMPT_PORT is unknown\n");
  expect(existsSync(nowhere)).toBe(false);
});

test("a second start on the same data leaves the first one alone", async () => {
  const letGo = holdFolder(dataDir);
  const { errors, ended } = run({ DATABASE_URL: database.url });
  expect(await ended).toBe(1);
  expect(errors()).toContain(`${dataDir} is in use: Carbyne runs already, as process ${process.pid}\n`);
  expect(errors()).not.toContain("    at ");
  letGo();
});

test("a port that is taken is named in a sentence", async () => {
  const other = net.createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const { port } = other.address() as net.AddressInfo;
  const { errors, ended } = run({ ...ofRoles(), CARBYNE_ROLES: "mail", CARBYNE_IMAP_PORT: String(port) });
  expect(await ended).toBe(1);
  expect(errors()).toBe(`port ${port} is taken by another program\n`);
  other.close();
});

test("a role stops in order when told, not by the terminal's Ctrl+C that its supervisor gets too", async () => {
  const { child, errors, ended } = run({ ...ofRoles(), CARBYNE_ROLES: "mail,jobs" });
  await ready(child);
  child.kill("SIGINT");
  expect(await Promise.race([ended, new Promise((resolve) => setTimeout(() => resolve("runs"), 1000))])).toBe("runs");
  child.kill("SIGTERM");
  expect(await ended).toBe(0);
  expect(errors()).toBe("");
  expect(await database.prisma.serviceNode.count()).toBe(0);
});

test("a role does not outlive its supervisor", async () => {
  const { child, ended } = run({ ...ofRoles(), CARBYNE_ROLES: "mail" });
  await ready(child);
  child.disconnect();
  expect(await ended).toBe(0);
});

test("a role whose supervisor goes before it has begun ends too", async () => {
  const { child, ended } = run({ ...ofRoles(), CARBYNE_ROLES: "mail" });
  child.disconnect();
  expect(await ended).toBe(0);
});

test("the role for meetings says where it takes sockets, and without a media worker that it takes none", async () => {
  const media = { CARBYNE_ROLES: "sfu", CARBYNE_RTC_PORT: "0", CARBYNE_RTC_WORKERS: "1" };
  const workerBin = process.env["MEDIASOUP_WORKER_BIN"] ?? "";
  // An empty variable is one that was not set.
  const user = { CARBYNE_RUN_AS: process.getuid?.() === 0 ? "nobody" : "" };
  for (const [bin, address] of [
    [workerBin, /^127\.0\.0\.1:\d+$/],
    ["/nowhere", /^null$/],
  ] as const) {
    const { child, errors, ended } = run({ ...ofRoles(), ...media, ...user, MEDIASOUP_WORKER_BIN: bin });
    await ready(child);
    const node = await database.prisma.serviceNode.findFirstOrThrow({ where: { role: "sfu" } });
    expect(String(node.address)).toMatch(address);
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
    expect(errors()).toBe("");
  }
});

test("a port for media that is taken is named in a sentence", async () => {
  const other = net.createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const { port } = other.address() as net.AddressInfo;
  const MEDIASOUP_WORKER_BIN = process.env["MEDIASOUP_WORKER_BIN"] ?? "";
  const media = {
    CARBYNE_ROLES: "sfu",
    CARBYNE_RTC_PORT: String(port),
    CARBYNE_RTC_WORKERS: "1",
    MEDIASOUP_WORKER_BIN,
  };
  const { errors, ended } = run({ ...ofRoles(), ...media });
  expect(await ended).toBe(1);
  expect(errors()).toBe(`port ${port} is taken by another program\n`);
  other.close();
});
