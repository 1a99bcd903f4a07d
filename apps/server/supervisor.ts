import path from "node:path";
import { migrate, startPostgres } from "@carbyne/db";
import { accounts, openContext, scanning } from "@carbyne/domain";
import type { Logger } from "@carbyne/kernel";
import { banner, signInLines } from "./banner.ts";
import { makeFolderFor, roleUser, runnableFor } from "./become-user.ts";
import { openOutside } from "./dns.ts";
import { type Env, roleNames } from "./env.ts";
import { holdFolder } from "./hold-folder.ts";
import { keepDatabase } from "./keep-database.ts";
import { keepRunning } from "./keep-running.ts";
import { createLogger } from "./log.ts";
import { openTls, watchTls } from "./tls.ts";

const main = path.join(import.meta.dirname, "main.ts");
const migrations = path.join(import.meta.dirname, "../../prisma/migrations");

/**
 * Runs the whole product on one machine: the database, then each role as a process of its own, until it is told to stop. The roles get the
 * environment that is inherited.
 */
export async function supervise(env: Env, inherited: Readonly<Record<string, string | undefined>>): Promise<void> {
  const log = createLogger({ level: env.logLevel, role: "supervisor" });
  const told = listenForSignals();
  const user = roleUser(main);
  if (process.getuid?.() === 0 && user === undefined)
    log.warn({}, "runs as root: the user carbyne cannot be made or cannot read the program");
  makeFolderFor(user, env.dataDir, 0o711);
  makeFolderFor(user, path.join(env.dataDir, "blobs"), 0o700);
  makeFolderFor(user, path.join(env.dataDir, "spool"), 0o700);
  makeFolderFor(user, path.join(env.dataDir, "keys"), 0o700);
  makeFolderFor(user, path.join(env.dataDir, "recordings"), 0o700);
  const workerBin = runnableFor(user, env.media.workerBin, path.join(env.dataDir, "media"));

  const letGo = holdFolder(env.dataDir);
  try {
    const database = await openOrStart(env, log);
    try {
      const given = { DATABASE_URL: database.url, CARBYNE_DATA_DIR: env.dataDir, CARBYNE_SUPERVISED: "1" };
      const forRoles = { ...given, ...(workerBin === undefined ? {} : { MEDIASOUP_WORKER_BIN: workerBin }) };
      const environment = { ...inherited, ...forRoles, ...(user === undefined ? {} : { CARBYNE_RUN_AS: user }) };
      await migrate({ url: database.url, dir: migrations });
      if (!told.isTold()) await runUntilTold(env, { environment, databaseUrl: database.url, log, told });
    } finally {
      await database.stop();
    }
  } finally {
    letGo();
  }
}

/** What is young may take 8 MB and not 16: the difference, thrice over, was all that a transfer of 10 GB made the process grow by. */
const youngMemory = ["--max-semi-space-size=8"];

type Parts = {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly databaseUrl: string;
  readonly log: Logger;
  readonly told: Told;
};

async function runUntilTold(env: Env, { environment, databaseUrl, log, told }: Parts): Promise<void> {
  const tls = await openTls(env);
  const first = await setUp(env, databaseUrl, log);
  const roles = roleNames.map((role) =>
    keepRunning({
      name: role,
      file: main,
      environment: { ...environment, CARBYNE_ROLES: role },
      nodeOptions: role === "http" ? youngMemory : [],
      log,
    }),
  );
  tls.onChange((renewed) => {
    log.info({}, "the certificate was renewed");
    for (const role of roles) role.tell({ renewed });
  });
  const watch = watchTls(tls);

  const isReady = Promise.all(roles.map((role) => role.isReady)).then(() => true);
  const areAllReady = await Promise.race([isReady, told.stopped.then(() => false)]);
  // The password is shown this once, also when the start was broken off.
  process.stdout.write(
    areAllReady ? banner(env, { first, isSelfSigned: tls.isSelfSigned }) : signInLines(first).join("\n"),
  );

  await told.stopped;
  watch.stop();
  // Doors first, so that nothing comes in while the rest ends.
  for (const role of roles) await role.stop();
}

async function openOrStart(env: Env, log: Logger): Promise<{ url: string; stop(): Promise<void> }> {
  if (env.databaseUrl !== undefined) return { url: env.databaseUrl, async stop() {} };
  const options = {
    dataDir: path.join(env.dataDir, "postgres"),
    port: env.postgresPort,
    database: "carbyne",
    log: (line: string) => log.debug({ line }, "postgres"),
  };
  return keepDatabase(() => startPostgres(options), log);
}

async function setUp(env: Env, databaseUrl: string, log: Logger) {
  const ctx = openContext({
    databaseUrl,
    nats: env.nats,
    blobFolder: path.join(env.dataDir, "blobs"),
    spoolFolder: path.join(env.dataDir, "spool"),
    keyFolder: path.join(env.dataDir, "keys"),
    log,
    outside: openOutside(env),
    scanner: env.clamd ? scanning.createClamd({ at: env.clamd }) : null,
    connections: 2,
  });
  try {
    return await accounts.setUp(ctx, { domain: env.domain, adminPassword: env.adminPassword });
  } finally {
    await ctx.close();
  }
}

type Told = { readonly stopped: Promise<void>; isTold(): boolean };

/** The first signal ends everything in order, a second one at once. */
function listenForSignals(): Told {
  let isTold = false;
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const)
      process.on(signal, () => {
        if (isTold) process.exit(1);
        isTold = true;
        resolve();
      });
  });
  return { stopped, isTold: () => isTold };
}
