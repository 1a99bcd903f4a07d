import path from "node:path";
import { migrate, startPostgres } from "@carbyne/db";
import { accounts, openContext } from "@carbyne/domain";
import type { Logger } from "@carbyne/kernel";
import { banner } from "./banner.ts";
import { makeFolderFor, roleUser } from "./become-user.ts";
import { type Env, roleNames } from "./env.ts";
import { keepDatabase } from "./keep-database.ts";
import { keepRunning } from "./keep-running.ts";
import { createLogger } from "./log.ts";
import { openTls } from "./tls.ts";

const main = path.join(import.meta.dirname, "main.ts");
const migrations = path.join(import.meta.dirname, "../../prisma/migrations");

/**
 * Runs the whole product on one machine: the database, then each role as a process of its own, until it is told to stop. The roles get the
 * environment that is inherited.
 */
export async function supervise(env: Env, inherited: Readonly<Record<string, string | undefined>>): Promise<void> {
  const log = createLogger({ level: env.logLevel, role: "supervisor" });
  const user = roleUser(main);
  if (process.getuid?.() === 0 && user === undefined)
    log.warn({}, "runs as root: the user carbyne cannot be made or cannot read the program");
  makeFolderFor(user, env.dataDir, 0o711);
  makeFolderFor(user, path.join(env.dataDir, "blobs"), 0o700);

  const database = await openOrStart(env, log);
  await migrate({ url: database.url, dir: migrations });
  const { isSelfSigned } = await openTls(env);
  const first = await setUp(env, database.url, log);

  const environment = {
    ...inherited,
    DATABASE_URL: database.url,
    CARBYNE_DATA_DIR: env.dataDir,
    ...(user === undefined ? {} : { CARBYNE_RUN_AS: user }),
  };
  const roles = roleNames.map((role) =>
    keepRunning({ name: role, file: main, environment: { ...environment, CARBYNE_ROLES: role }, log }),
  );
  const stopped = toldToStop();
  await Promise.race([Promise.all(roles.map((role) => role.isReady)), stopped]);
  process.stdout.write(banner(env, { first, isSelfSigned }));

  await stopped;
  // Doors first, so that nothing comes in while the rest ends; the database last.
  for (const role of roles) await role.stop();
  await database.stop();
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
  const ctx = openContext({ databaseUrl, blobFolder: path.join(env.dataDir, "blobs"), log, connections: 2 });
  try {
    return await accounts.setUp(ctx, { domain: env.domain, adminPassword: env.adminPassword });
  } finally {
    await ctx.close();
  }
}

/** The first signal ends everything in order, a second one at once. */
function toldToStop(): Promise<void> {
  return new Promise((resolve) => {
    let isTold = false;
    for (const signal of ["SIGINT", "SIGTERM"] as const)
      process.on(signal, () => {
        if (isTold) process.exit(1);
        isTold = true;
        resolve();
      });
  });
}
