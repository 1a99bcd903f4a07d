import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import tls from "node:tls";
import { type Logger, silentLogger } from "@carbyne/kernel";
import { generate } from "selfsigned";
import { afterEach, expect, test, vi } from "vitest";
import type { Bus, Hint } from "./bus.ts";
import { createNatsBus } from "./nats.ts";
import { startNats } from "./nats-server.fixture.ts";

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function started(args: readonly string[] = []) {
  const server = await startNats(args);
  undo.push(() => server.remove());
  return server;
}

function open(url: string, log: Logger = silentLogger): Bus {
  const bus = createNatsBus({ url: new URL(url), log });
  undo.push(() => bus.close());
  return bus;
}

const connected = (bus: Bus) => vi.waitFor(() => expect(bus.isConnected()).toBe(true), { timeout: 5000 });

test("a server that goes comes back: hints may be missing, and those said meanwhile arrive", async () => {
  const server = await started();
  const url = `nats://127.0.0.1:${server.port}`;
  const lines: string[] = [];
  const log: Logger = { ...silentLogger, warn: (_, line) => lines.push(line), info: (_, line) => lines.push(line) };
  const [bus, other] = [open(url, log), open(url)];
  const gaps = { bus: 0, other: 0 };
  bus.onGap(() => gaps.bus++);
  other.onGap(() => gaps.other++);
  const heard: Hint[] = [];
  const here: string[] = [];
  other.subscribe("space", (hint) => heard.push(hint));
  bus.onSignal("here/", ({ data }) => here.push(data));
  await Promise.all([connected(bus), connected(other)]);

  await server.stop();
  await vi.waitFor(() => expect([bus.isConnected(), other.isConnected()]).toEqual([false, false]), { timeout: 5000 });
  bus.publish({ spaceId: "space", modseq: 6n });
  bus.publish({ spaceId: "space", modseq: 7n });
  await new Promise((resolve) => void setTimeout(resolve, 1200));
  await server.start();
  await vi.waitFor(() => expect(gaps).toEqual({ bus: 1, other: 1 }), { timeout: 5000 });

  // Whoever comes back later than the hint asks because of the gap.
  bus.publish({ spaceId: "space", modseq: 8n });
  other.signal("here/ann", "1");
  await vi.waitFor(() => expect(heard.at(-1)).toEqual({ spaceId: "space", modseq: 8n }), { timeout: 5000 });
  await vi.waitFor(() => expect(here).toEqual(["1"]), { timeout: 5000 });
  const at = `NATS at 127.0.0.1:${server.port}`;
  expect(lines).toEqual([
    `the bus has lost ${at}, trying again`,
    `the bus cannot reach ${at}, trying again`,
    `the bus has reached ${at} again`,
  ]);
});

test("it begins without a server and finds it later", async () => {
  const server = await started();
  await server.stop();
  const bus = open(`nats://127.0.0.1:${server.port}`);
  await new Promise((resolve) => void setTimeout(resolve, 300));
  expect(bus.isConnected()).toBe(false);
  await server.start();
  await connected(bus);
});

test("it signs in with a user and a password, or with a token, and says when that is refused", async () => {
  const byUser = await started(["--user", "car", "--pass", "p@ss/word"]);
  await connected(open(`nats://car:${encodeURIComponent("p@ss/word")}@127.0.0.1:${byUser.port}`));
  const byToken = await started(["--auth", "s3cret"]);
  await connected(open(`nats://s3cret@127.0.0.1:${byToken.port}`));

  const warn = vi.fn();
  const refused = open(`nats://wrong@127.0.0.1:${byToken.port}`, { ...silentLogger, warn });
  await new Promise((resolve) => void setTimeout(resolve, 1500));
  expect(refused.isConnected()).toBe(false);
  expect(warn).toHaveBeenCalledOnce();
  expect(String(warn.mock.calls[0]?.[0]?.err)).toMatch(/authorization/i);
  expect(JSON.stringify(warn.mock.calls)).not.toContain("wrong");
});

test("tls: insists on a certificate that is trusted", async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "carbyne-nats-tls-"));
  undo.push(() => rmSync(folder, { recursive: true }));
  const made = await generate([{ name: "commonName", value: "localhost" }], { keyType: "ec" });
  const [key, cert] = [path.join(folder, "key.pem"), path.join(folder, "cert.pem")];
  writeFileSync(key, made.private);
  writeFileSync(cert, made.cert);
  const server = await started(["--tls", "--tlscert", cert, "--tlskey", key]);
  const warn = vi.fn();
  const strict = open(`tls://localhost:${server.port}`, { ...silentLogger, warn });
  await vi.waitFor(() => expect(String(warn.mock.calls[0]?.[0]?.err)).toMatch(/self.signed/i), { timeout: 5000 });
  expect(strict.isConnected()).toBe(false);

  const trusted = tls.getCACertificates("default");
  undo.push(() => tls.setDefaultCACertificates(trusted));
  tls.setDefaultCACertificates([...trusted, made.cert]);
  await connected(open(`tls://localhost:${server.port}`));

  const plain = await started();
  const none = open(`tls://localhost:${plain.port}`);
  await new Promise((resolve) => void setTimeout(resolve, 300));
  expect(none.isConnected()).toBe(false);
});
