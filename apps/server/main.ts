import { EnvironmentError, readEnv } from "./env.ts";

/** `node apps/server/main.ts`: the roles of CARBYNE_ROLES in this process, or without it all of them under a supervisor. */
try {
  // The one place that reads the environment; the rest is given what it needs.
  const env = readEnv(process.env);
  if (env.roles) await (await import("./run-roles.ts")).runRoles(env, env.roles);
  else await (await import("./supervisor.ts")).supervise(env, process.env);
} catch (error) {
  process.stderr.write(error instanceof EnvironmentError ? `${error.message}\n` : `${String(error)}\n`);
  if (!(error instanceof EnvironmentError) && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  process.exit(1);
}
