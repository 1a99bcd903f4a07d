import { type ChildProcess, execFile, execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, chmodSync, readFileSync, rmSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { inject } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const node = path.join(root, "node_modules/.bin/node");
const portNames = ["HTTP", "HTTPS", "SMTP", "SUBMISSION", "SUBMISSIONS", "IMAP", "IMAPS", "POP3", "POP3S"] as const;
type PortName = (typeof portNames)[number];

export type Product = {
  readonly ports: Readonly<Record<PortName, number>>;
  readonly url: string;
  readonly domain: string;
  readonly admin: { readonly address: string; readonly password: string };
  readonly dataDir: string;
  /** Everything that the server printed. */
  output(): string;
  /** Runs `carbyne …`; throws when it fails. */
  carbyne(args: readonly string[], input?: string): Promise<string>;
  /** Makes an account and answers its address. */
  account(name: string, password?: string): Promise<{ address: string; password: string }>;
  /** The process that runs a role; waits for the next one while the supervisor starts it. */
  pidOf(role: "http" | "mail" | "jobs"): Promise<number>;
  /** Ends the supervisor with a signal and waits for it. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** Starts again on the same data and ports after `stop`. */
  start(): Promise<void>;
  /** Stops and removes the data. */
  remove(): Promise<void>;
};

export const password = "a long enough password";

interface Start {
  readonly env?: Readonly<Record<string, string>>;
  /** Begins with nothing, as on a new machine, and not with a copy of what a first start has left. */
  readonly isFirst?: boolean;
}

/** Starts the product as its owner would, on ports and data of its own. */
export async function startProduct({ env: more = {}, isFirst = false }: Start = {}): Promise<Product> {
  const dataDir = more["CARBYNE_DATA_DIR"] ?? mkdtempSync(path.join(os.tmpdir(), "carbyne-e2e-"));
  // With its owners: the database has a user of its own.
  if (!isFirst) execFileSync("cp", ["-a", `${inject("startedData")}/.`, dataDir]);
  chmodSync(dataDir, 0o755);
  const found = await freePorts(portNames.length + 1);
  const ports = Object.fromEntries(portNames.map((name, i) => [name, found[i] ?? 0])) as Product["ports"];
  const domain = "town.example";
  const environment = {
    // As `npm start` and the `carbyne` command set it.
    NODE_COMPILE_CACHE: path.join(root, "node_modules/.cache/node"),
    ...process.env,
    CARBYNE_DATA_DIR: dataDir,
    CARBYNE_DOMAIN: domain,
    CARBYNE_ADMIN_PASSWORD: password,
    CARBYNE_POSTGRES_PORT: String(found.at(-1)),
    CARBYNE_LISTEN_HOST: "127.0.0.1",
    // Nobody answers there: a test must not wait for the machine's resolver, nor depend on it.
    CARBYNE_DNS_SERVERS: "127.0.0.1:1",
    ...Object.fromEntries(portNames.map((name) => [`CARBYNE_${name}_PORT`, String(ports[name])])),
    ...more,
  };
  let child: ChildProcess | undefined;
  let text = "";

  const start = async () => {
    const begun = text.length;
    const started = spawn(node, [path.join(root, "apps/server/main.ts")], {
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
      // A group of its own, so that a test can look for what is left of it.
      detached: true,
    });
    child = started;
    started.stdout.on("data", (data: Buffer) => (text += data.toString()));
    started.stderr.on("data", (data: Buffer) => (text += data.toString()));
    const until = Date.now() + 60_000;
    while (!text.slice(begun).includes("Carbyne is running.")) {
      if (started.exitCode !== null || Date.now() > until) throw new Error(`the server did not start:\n${text}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const stop = async (signal: NodeJS.Signals = "SIGTERM") => {
    const running = child;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const over = new Promise((resolve) => running.once("exit", resolve));
    running.kill(signal);
    await over;
  };
  await start();

  const product: Product = {
    ports,
    url: `http://127.0.0.1:${ports.HTTP}`,
    domain,
    admin: { address: `admin@${domain}`, password },
    dataDir,
    output: () => text,
    async carbyne(args, input) {
      const running = promisify(execFile)(node, [path.join(root, "apps/server/cli/main.ts"), ...args], {
        env: environment,
        maxBuffer: 64 * 1024 * 1024,
      });
      running.child.stdin?.end(input ?? "");
      return (await running).stdout;
    },
    async account(name, secret = password) {
      const address = `${name}@${domain}`;
      await product.carbyne(["account", "create", address, "--password-stdin", "--name", name], secret);
      return { address, password: secret };
    },
    async pidOf(role) {
      const until = Date.now() + 15_000;
      while (Date.now() < until) {
        const children = spawnSync("ps", ["-o", "pid=", "--ppid", String(child?.pid)], { encoding: "utf8" }).stdout;
        const pid = children
          .split("\n")
          .map(Number)
          .find((one) => one > 0 && environmentOf(one)["CARBYNE_ROLES"] === role);
        if (pid) return pid;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`nobody runs ${role}`);
    },
    stop,
    start,
    async remove() {
      await stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return product;
}

function environmentOf(pid: number): Record<string, string> {
  try {
    const pairs = readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
    return Object.fromEntries(
      pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]),
    );
  } catch {
    return {};
  }
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<net.Server>((resolve, reject) => {
          const server = net.createServer();
          server.once("error", reject);
          server.listen(0, "127.0.0.1", () => resolve(server));
        }),
    ),
  );
  const ports = servers.map((server) => (server.address() as net.AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
