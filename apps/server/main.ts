import { EnvironmentError, readEnv } from "./env.ts";
import { asStartFault } from "./start-fault.ts";

/** `node apps/server/main.ts`: the roles of CARBYNE_ROLES in this process, or without it all of them under a supervisor. */
try {
  // The one place that reads the environment; the rest is given what it needs.
  const env = readEnv(process.env);
  if (env.roles) await (await import("./run-roles.ts")).runRoles(env, env.roles);
  else await (await import("./supervisor.ts")).supervise(env, process.env);
} catch (error) {
  const told = error instanceof EnvironmentError ? error : asStartFault(error);
  const bug = error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${told ? told.message : bug}\n`);
  process.exit(1);
}
