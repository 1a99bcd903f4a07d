import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { freePort, makeFolder, removeFolder } from "../scratch.ts";

export type Prosody = { readonly port: number; readonly pid: number; stop(): Promise<void> };

/**
 * Debian's prosody with rooms (MUC) that keep what was said (MAM). In SQLite as it comes, each message is a commit with its fsync; in files, prosody's
 * own default, nothing is synced.
 */
export async function startProsody(names: readonly string[], { isSynced }: { isSynced: boolean }): Promise<Prosody> {
  for (const [name, file] of [
    ["prosody", "/usr/bin/prosody"],
    ["lua-dbi-sqlite3", "/usr/lib/x86_64-linux-gnu/lua/5.4/dbd/sqlite3.so"],
  ] as const)
    if (!existsSync(file))
      throw new Error(`the peer needs ${name}: apt-get install -y --no-install-recommends ${name}`);
  const folder = makeFolder("prosody");
  const accounts = join(folder, "bench%2eexample", "accounts");
  mkdirSync(accounts, { recursive: true });
  for (const name of names) writeFileSync(join(accounts, `${name}.dat`), `return { ["password"] = "${name}"; };\n`);
  const port = await freePort();
  const config = join(folder, "prosody.cfg.lua");
  writeFileSync(config, configuration(folder, port, isSynced));
  const child = spawn("/usr/bin/prosody", ["--config", config, "-F"], { stdio: "inherit" });
  await untilListening(child, port);
  return {
    port,
    pid: child.pid ?? 0,
    async stop() {
      await end(child);
      removeFolder(folder);
    },
  };
}

function configuration(folder: string, port: number, isSynced: boolean): string {
  const archive = isSynced ? `storage = { archive = "sql" }` : "";
  return `run_as_root = true
pidfile = "${folder}/pid"
data_path = "${folder}"
log = { warn = "${folder}/log" }
modules_enabled = { "roster", "saslauth", "disco", "ping" }
modules_disabled = { "s2s", "tls", "offline", "posix" }
network_backend = "epoll"
interfaces = { "127.0.0.1" }
c2s_ports = { ${port} }
c2s_require_encryption = false
allow_unencrypted_plain_auth = true
authentication = "internal_plain"
sql = { driver = "SQLite3", database = "${folder}/archive.sqlite" }
VirtualHost "bench.example"
Component "rooms.bench.example" "muc"
  modules_enabled = { "muc_mam" }
  muc_room_locking = false
  muc_room_default_persistent = true
  muc_log_by_default = true
  ${archive}
`;
}

async function untilListening(child: ChildProcess, port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (child.exitCode !== null) throw new Error(`prosody ended with ${child.exitCode}`);
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect({ port, host: "127.0.0.1" }, () => {
        socket.destroy();
        resolve(true);
      });
      socket.once("error", () => resolve(false));
    });
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("prosody does not listen");
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const over = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await over;
}
