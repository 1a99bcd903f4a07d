import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { vi } from "vitest";

/** Debian's nats-server on a port of its own, with further arguments of its command line. */
export async function startNats(args: readonly string[] = []) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "carbyne-nats-"));
  let port = -1;
  let server: ChildProcess;
  let failure: Error | undefined;

  async function start(): Promise<void> {
    server = spawn("nats-server", ["-a", "127.0.0.1", "-p", String(port), "--ports_file_dir", folder, ...args], {
      stdio: "ignore",
    });
    server.once("error", (error) => (failure = error));
    // It writes the file once it listens, and removes it at its end.
    const file = await vi.waitFor(
      () => {
        const [name] = readdirSync(folder);
        if (failure || name === undefined) throw failure ?? new Error("nats-server does not listen");
        return path.join(folder, name);
      },
      { timeout: 10_000, interval: 20 },
    );
    const { nats } = JSON.parse(readFileSync(file, "utf8")) as { nats: [string] };
    port = Number(new URL(nats[0]).port);
  }
  async function stop(): Promise<void> {
    if (server.exitCode !== null || failure) return;
    const over = once(server, "exit");
    server.kill();
    await over;
  }
  await start();
  return {
    port,
    stop,
    /** Begins again on the same port. */
    start,
    async remove(): Promise<void> {
      await stop();
      rmSync(folder, { recursive: true });
    },
  };
}
