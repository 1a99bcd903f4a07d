import { flushCompileCache } from "node:module";
import { hostname, setPriority } from "node:os";
import path from "node:path";
import { maintenance, openContext, scanning } from "@carbyne/domain";
import { newId } from "@carbyne/kernel";
import type { App, Running, Service } from "./app.ts";
import { becomeUser } from "./become-user.ts";
import { openOutside } from "./dns.ts";
import type { Env, RoleName } from "./env.ts";
import { createLogger } from "./log.ts";
import { mailHostname } from "./mail-servers.ts";
import { servicesOf } from "./roles.ts";
import { beatForSupervisor, onRenewed, tellSupervisor } from "./supervisor-channel.ts";
import { openTls } from "./tls.ts";
import { version } from "./version.ts";

const beatMs = 2000;
/** After this a process that still has work under way is ended all the same. */
const stopMs = 20_000;

type Started = { readonly service: Service; readonly running: Running };

/** Jobs that nobody waits for yield to what somebody waits for, where a machine is busy with both. nice(2). */
const politeness = 10;

/** Runs roles in this process until it is told to stop. */
export async function runRoles(env: Env, roles: readonly RoleName[]): Promise<void> {
  const { databaseUrl } = env;
  if (databaseUrl === undefined) throw new Error("a process that runs roles needs DATABASE_URL");
  const log = createLogger({ level: env.logLevel, role: roles.join("+") });
  if (roles.every((role) => role === "jobs")) setPriority(politeness);
  // From here on, so that nobody who is told while it starts goes on without end.
  const stopped = toldToStop();
  beatForSupervisor();
  const ctx = openContext({
    databaseUrl,
    nats: env.nats,
    blobFolder: path.join(env.dataDir, "blobs"),
    spoolFolder: path.join(env.dataDir, "spool"),
    keyFolder: path.join(env.dataDir, "keys"),
    log,
    outside: openOutside(env),
    scanner: env.clamd ? scanning.createClamd({ at: env.clamd }) : null,
  });
  const tls = await openTls(env);
  onRenewed((pair) => tls.replace(pair));
  const app: App = { ctx, env, log, tls, hostname: mailHostname(env), version };
  // It needs no port that is root's alone, and starts programs that shall have no more rights than it keeps itself.
  if (roles.every((role) => role === "sfu")) becomeUser(env.runAs);
  const started: Started[] = [];
  for (const service of await servicesOf(roles)) {
    started.push({ service, running: await service.start(app) });
    log.info({ service: service.name }, "started");
  }
  // While the program's own folder can still be written to.
  flushCompileCache();
  becomeUser(env.runAs);
  const beats = roles.map((role) => beatingHeart(app, role, started));
  // Whoever is told that all is ready and asks for the health must not find a role missing.
  await Promise.all(beats.map((beat) => beat.first));
  // Whoever is told that all runs may ask for its health at once.
  await Promise.all(beats.map((beat) => beat.hasBegun));
  tellSupervisor("ready");

  await stopped;
  const force = setTimeout(() => process.exit(1), stopMs);
  await Promise.all(beats.map((beat) => beat.stop()));
  // The reverse order of starting, one after the other: a listener goes before what it uses.
  for (const { running } of started.reverse()) await running.stop();
  await ctx.close();
  clearTimeout(force);
  // All is done. What would still keep the process is the parent's channel, and now and then a handle that Next leaves open behind its first page.
  process.exit(0);
}

/** Tells the other processes that this role is alive, as long as all of its services say that they are. */
function beatingHeart({ ctx, log }: App, role: RoleName, started: readonly Started[]) {
  const own = started.filter(({ service }) => service.role === role);
  const told = own.find(({ running }) => running.node)?.running.node;
  const id = told?.id ?? newId();
  let beating = Promise.resolve();
  const beat = async () => {
    const ill = own.find(({ running }) => !running.health().ok);
    if (ill) log.warn({ service: ill.service.name, detail: ill.running.health().detail }, "not well");
    else
      await maintenance.beat(ctx, {
        id,
        node: hostname(),
        role,
        address: told?.address ?? null,
        load: told?.load() ?? 0,
      });
  };
  const tick = () => {
    beating = beat().catch((error: unknown) => log.warn({ err: error }, "no heartbeat"));
  };
  tick();
  const first = beating;
  const hasBegun = beating;
  const timer = setInterval(tick, beatMs);
  return {
    hasBegun,
    first,
    async stop() {
      clearInterval(timer);
      await beating;
      await maintenance.leave(ctx, { id }).catch((error: unknown) => log.warn({ err: error }, "could not sign off"));
    },
  };
}

/** SIGTERM, Ctrl+C, or the end of the parent. A second signal ends the process at once. */
function toldToStop(): Promise<void> {
  return new Promise((resolve) => {
    let isTold = false;
    const tell = () => {
      if (isTold) process.exit(1);
      isTold = true;
      resolve();
    };
    process.on("SIGTERM", tell);
    // A terminal's Ctrl+C reaches the children too; the supervisor tells them in order.
    if (process.send) process.on("SIGINT", () => {});
    else process.on("SIGINT", tell);
    process.on("disconnect", () => resolve());
    // It may have gone before anybody listened.
    if (process.send && !process.connected) resolve();
  });
}
