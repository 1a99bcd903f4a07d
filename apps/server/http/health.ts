import { maintenance } from "@carbyne/domain";
import type { App } from "../app.ts";
import { roleNames } from "../env.ts";

/** A role that was not heard of for so long is down; one that was not for an hour is no part of this installation any more. */
const [silentMs, forgottenMs] = [10_000, 3_600_000];

/** The rest works without: it is told, and is no reason to send people elsewhere. */
const withoutMedia = "there is no media worker, so nobody can meet: docs/operations.md says how it is made";

export type RoleHealth = {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly since: string | null;
};

/** The state of each role that this installation has, by its latest sign of life. */
export async function roleHealth({ ctx, env }: Pick<App, "ctx" | "env">): Promise<RoleHealth[]> {
  const nodes = await maintenance.listNodes(ctx);
  const now = Date.now();
  const latest = new Map<string, Date>();
  for (const { role, heartbeatAt } of nodes) {
    const known = latest.get(role);
    if (now - heartbeatAt.getTime() < forgottenMs && (!known || known < heartbeatAt)) latest.set(role, heartbeatAt);
  }
  const hasMedia = nodes.some(
    ({ role, address, heartbeatAt }) => role === "sfu" && address !== null && now - heartbeatAt.getTime() < silentMs,
  );
  const missing = env.isSupervised ? roleNames.filter((name) => !latest.has(name)) : [];
  const heard = [...latest].map(([name, at]) => {
    const ok = now - at.getTime() < silentMs;
    const idle = name === "sfu" && !hasMedia ? withoutMedia : "";
    return { name, ok, detail: ok ? idle : `silent since ${at.toISOString()}`, since: at.toISOString() };
  });
  return [...heard, ...missing.map((name) => ({ name, ok: false, detail: "not started yet", since: null }))];
}

/**
 * What `GET /health` says: 503 while a role is down or the database does not answer. A bus that is away costs latency only: it is told, and is no
 * reason to send people elsewhere.
 */
export async function answerHealth(app: App): Promise<{ code: 200 | 503; body: object }> {
  try {
    const roles = await roleHealth(app);
    const ok = roles.every((role) => role.ok);
    const body = {
      status: ok ? "ok" : "down",
      roles: Object.fromEntries(roles.map(({ name, ok: up }) => [name, up ? "ok" : "down"])),
      bus: app.ctx.bus.isConnected() ? "ok" : "down",
    };
    return { code: ok ? 200 : 503, body };
  } catch (error) {
    app.log.error({ err: error }, "health cannot be told");
    return { code: 503, body: { status: "down", database: "down" } };
  }
}
