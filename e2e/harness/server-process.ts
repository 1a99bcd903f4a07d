import { spawn, spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import net from "node:net";
import path from "node:path";

export const root = path.resolve(import.meta.dirname, "../..");
export const node = path.join(root, "node_modules/.bin/node");
export const portNames = [
  "HTTP",
  "HTTPS",
  "SMTP",
  "SUBMISSION",
  "SUBMISSIONS",
  "IMAP",
  "IMAPS",
  "POP3",
  "POP3S",
  "RTC",
] as const;
export type Ports = Readonly<Record<(typeof portNames)[number], number>>;
export const domain = "town.example";
export const password = "a long enough password";

/** Where one copy of the product keeps its data and listens. All of it is plain, so that the next test file can take over what this one started. */
export type Place = {
  readonly dataDir: string;
  /** What it printed, of all its starts. */
  readonly log: string;
  readonly ports: Ports;
  readonly postgresPort: number;
  readonly more: Readonly<Record<string, string>>;
};

export async function makePlace(dataDir: string, log: string, more: Place["more"]): Promise<Place> {
  const found = await freePorts(portNames.length + 1);
  const ports = Object.fromEntries(portNames.map((name, i) => [name, found[i] ?? 0])) as Ports;
  return { dataDir, log, ports, postgresPort: found.at(-1) ?? 0, more };
}

export function environmentOf({ dataDir, ports, postgresPort, more }: Place): NodeJS.ProcessEnv {
  return {
    // As `npm start` and the `carbyne` command set it.
    NODE_COMPILE_CACHE: path.join(root, "node_modules/.cache/node"),
    ...process.env,
    CARBYNE_DATA_DIR: dataDir,
    CARBYNE_DOMAIN: domain,
    CARBYNE_ADMIN_PASSWORD: password,
    CARBYNE_POSTGRES_PORT: String(postgresPort),
    CARBYNE_LISTEN_HOST: "127.0.0.1",
    // Each takes a port of its own, which have to be free.
    CARBYNE_RTC_WORKERS: "1",
    // Nobody answers there: a test must not wait for the machine's resolver, nor depend on it.
    CARBYNE_DNS_SERVERS: "127.0.0.1:1",
    CARBYNE_RTC_PORT: "0",
    ...Object.fromEntries(portNames.map((name) => [`CARBYNE_${name}_PORT`, String(ports[name])])),
    ...more,
  };
}

/** Starts the supervisor, which prints into the log, and answers its process. */
export function launch(place: Place): number {
  const log = openSync(place.log, "a");
  const started = spawn(node, [path.join(root, "apps/server/main.ts")], {
    env: environmentOf(place),
    stdio: ["ignore", log, log],
    // A group of its own, so that a test can look for what is left of it.
    detached: true,
  });
  closeSync(log);
  // Who started it may end before it does.
  started.unref();
  if (!started.pid) throw new Error("the server could not be started");
  return started.pid;
}

/** Waits until a server says that it runs; `from` is where in its log this start begins. */
export async function untilRunning({ log }: Place, pid: number, from: number): Promise<void> {
  const until = Date.now() + 60_000;
  while (!readFileSync(log).subarray(from).includes("Carbyne is running.")) {
    if (!isAlive(pid) || Date.now() > until)
      throw new Error(`the server did not start:\n${readFileSync(log, "utf8").slice(-10_000)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Sends the supervisor a signal and waits for its end. */
export async function end(pid: number, signal: NodeJS.Signals): Promise<void> {
  if (!isAlive(pid)) return;
  process.kill(pid, signal);
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** The process that runs a role, or null while there is none. */
export function pidOfRole(supervisor: number, role: string): number | null {
  const children = spawnSync("ps", ["-o", "pid=", "--ppid", String(supervisor)], { encoding: "utf8" }).stdout;
  const pids = children.split("\n").map(Number);
  return (
    pids.find((pid) => pid > 0 && read(`/proc/${pid}/environ`).split("\0").includes(`CARBYNE_ROLES=${role}`)) ?? null
  );
}

/** One that has ended and was not yet asked for its end is not alive: proc(5), field 3. */
function isAlive(pid: number): boolean {
  const stat = read(`/proc/${pid}/stat`);
  return stat !== "" && stat[stat.lastIndexOf(")") + 2] !== "Z";
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
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
