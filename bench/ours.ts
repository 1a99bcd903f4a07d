import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { answerNothing } from "./load/dns.ts";
import { isRunning, type Process, processesOf } from "./processes.ts";
import { freePort, makeFolder, removeFolder } from "./scratch.ts";
import { type Account, accounts, domain, type MailServer, untilGreeting } from "./servers.ts";

const repository = join(import.meta.dirname, "..");
const startMs = 120_000;
const stopMs = 30_000;
const ports = [
  "HTTP",
  "HTTPS",
  "SMTP",
  "SUBMISSION",
  "SUBMISSIONS",
  "IMAP",
  "IMAPS",
  "POP3",
  "POP3S",
  "MANAGESIEVE",
  "LDAP",
  "LDAPS",
  "RTC",
  "POSTGRES",
];

/** Our server as a stranger starts it: the program, an empty data folder, and accounts made by the command line. */
export interface OurServer extends MailServer {
  readonly httpPort: number;
  /** The running server's own database, to fill it with more than can be sent. */
  databaseUrl(): string;
  processes(): Process[];
}

/** `people` are the accounts that are made at the first start. */
export async function createOurs({ people = accounts }: { people?: readonly Account[] } = {}): Promise<OurServer> {
  const folder = makeFolder("ours");
  const data = join(folder, "data");
  mkdirSync(data);
  const dns = await answerNothing();
  const environment = await environmentFor(data, dns.port);
  const port = (name: string) => Number(environment[`CARBYNE_${name}_PORT`]);
  let child: ChildProcess | undefined;
  let hasAccounts = false;

  const log = (): string => readFileSync(join(folder, "server.log"), "utf8").slice(-4_000);
  const failure = (): string | undefined =>
    child && child.exitCode === null && child.signalCode === null ? undefined : `the server ended:\n${log()}`;

  const stop = async (): Promise<void> => {
    const members = processesOf(child?.pid, data);
    child?.kill("SIGTERM");
    child = undefined;
    if (await allGone(members, data)) return;
    // Only what carries our data folder is ended, each by its id.
    for (const { pid } of processesOf(undefined, data)) end(pid);
    throw new Error(`the server did not stop within ${stopMs / 1000} s of SIGTERM:\n${log()}`);
  };

  return {
    side: "ours",
    smtpPort: port("SMTP"),
    imapsPort: port("IMAPS"),
    httpPort: port("HTTP"),
    accounts: people,
    databaseUrl() {
      const password = readFileSync(join(data, "postgres-password"), "utf8").trim();
      return `postgresql://carbyne:${password}@127.0.0.1:${port("POSTGRES")}/carbyne`;
    },
    processes: () => processesOf(child?.pid, data),
    async start() {
      const output = openSync(join(folder, "server.log"), "a");
      child = spawn(process.execPath, ["apps/server/main.ts"], {
        cwd: repository,
        env: environment,
        stdio: ["ignore", output, output],
      });
      closeSync(output);
      await untilGreeting(port("SMTP"), startMs, failure);
      await untilGreeting(port("IMAPS"), startMs, failure, "tls");
      await untilHealthy(port("HTTP"), failure);
      if (!hasAccounts) createAccounts(environment, people);
      hasAccounts = true;
    },
    stop,
    async destroy() {
      try {
        await stop();
      } finally {
        dns.close();
        removeFolder(folder);
      }
    },
  };
}

/** The caller's environment without any setting of ours, then the few that a bench needs. */
async function environmentFor(data: string, dnsPort: number): Promise<NodeJS.ProcessEnv> {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !name.startsWith("CARBYNE_") && name !== "DATABASE_URL",
  );
  const environment: NodeJS.ProcessEnv = {
    ...Object.fromEntries(inherited),
    NODE_ENV: "production",
    CARBYNE_DATA_DIR: data,
    CARBYNE_DOMAIN: domain,
    CARBYNE_ADMIN_PASSWORD: "Bench-Admin-Password-1",
    CARBYNE_LISTEN_HOST: "127.0.0.1",
    CARBYNE_DNS_SERVERS: `127.0.0.1:${dnsPort}`,
  };
  for (const name of ports) environment[`CARBYNE_${name}_PORT`] = String(await freePort());
  return environment;
}

function createAccounts(environment: NodeJS.ProcessEnv, people: readonly Account[]): void {
  for (const { user, password } of people) {
    // `npx carbyne` without npx, which takes longer than what it starts.
    const made = spawnSync(
      process.execPath,
      ["apps/server/cli/main.ts", "account", "create", user, "--password-stdin"],
      {
        cwd: repository,
        env: environment,
        input: `${password}\n`,
        encoding: "utf8",
      },
    );
    if (made.status !== 0) throw new Error(`could not create ${user}:\n${made.stdout}${made.stderr}`);
  }
}

async function untilHealthy(port: number, failure: () => string | undefined): Promise<void> {
  const deadline = performance.now() + startMs;
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/health`).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.ok) return;
    const dead = failure();
    if (dead) throw new Error(dead);
    if (performance.now() > deadline) throw new Error(`/health is not well: ${answer?.status ?? "no answer"}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Waits until no process of the server is left, the database's included, so that the disk is still. */
async function allGone(members: readonly Process[], data: string): Promise<boolean> {
  const deadline = performance.now() + stopMs;
  while (processesOf(undefined, data).length > 0 || members.some(({ pid }) => isRunning(pid))) {
    if (performance.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return true;
}

function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It went by itself in between.
  }
}
