import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { inject } from "vitest";
import { ask, signIn } from "./api.ts";
import {
  domain,
  end,
  environmentOf,
  launch,
  node,
  password,
  pidOfRole,
  type Ports,
  root,
  untilRunning,
} from "./server-process.ts";
import { makeData, removeData, type Spare, startSpare, takeSpare } from "./spare.ts";

export { password } from "./server-process.ts";

export type Product = {
  readonly ports: Ports;
  readonly url: string;
  readonly domain: string;
  readonly admin: { readonly address: string; readonly password: string };
  readonly dataDir: string;
  /** The database, to fill it with more than can be typed. */
  databaseUrl(): string;
  /** Everything that the server printed. */
  output(): string;
  /** Runs `carbyne …`; throws when it fails. */
  carbyne(args: readonly string[], input?: string): Promise<string>;
  /** Makes an account and answers its address. */
  account(name: string, password?: string): Promise<{ address: string; password: string }>;
  /** The process that runs a role; waits for the next one while the supervisor starts it. */
  pidOf(role: "http" | "mail" | "sfu" | "jobs"): Promise<number>;
  /** Ends the supervisor with a signal and waits for it. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** Starts again on the same data and ports after `stop`. */
  start(): Promise<void>;
  /** Stops and removes the data. */
  remove(): Promise<void>;
};

interface Start {
  readonly env?: Readonly<Record<string, string>>;
  /** Begins with nothing, as on a new machine, and not with a copy of what a first start has left. */
  readonly isFirst?: boolean;
}

/** While a page is opened and its test has begun to wait for it. */
const spareAfterMs = 3000;

/** Starts the product as its owner would, on ports and data of its own. */
export async function startProduct({ env = {}, isFirst = false }: Start = {}): Promise<Product> {
  if (isFirst) return productOf(await launched(null, env));
  const { folder, data } = inject("started");
  const isPlain = Object.keys(env).length === 0;
  const started = (isPlain ? takeSpare(folder) : null) ?? (await launched(data, env));
  const product = await productOf(started);
  if (isPlain) setTimeout(() => void startSpare(folder, data), spareAfterMs);
  return product;
}

async function launched(template: string | null, env: Readonly<Record<string, string>>): Promise<Spare> {
  const place = await makeData(template, env);
  return { place, pid: launch(place) };
}

async function productOf({ place, ...started }: Spare): Promise<Product> {
  let { pid } = started;
  let admin: Promise<string> | undefined;
  await untilRunning(place, pid, 0);
  const product: Product = {
    ports: place.ports,
    url: `http://127.0.0.1:${place.ports.HTTP}`,
    domain,
    admin: { address: `admin@${domain}`, password },
    dataDir: place.dataDir,
    databaseUrl: () => {
      const secret = readFileSync(path.join(place.dataDir, "postgres-password"), "utf8").trim();
      return `postgresql://carbyne:${secret}@127.0.0.1:${place.postgresPort}/carbyne`;
    },
    output: () => readFileSync(place.log, "utf8"),
    async carbyne(args, input) {
      const running = promisify(execFile)(node, [path.join(root, "apps/server/cli/main.ts"), ...args], {
        env: environmentOf(place),
        maxBuffer: 64 * 1024 * 1024,
      });
      running.child.stdin?.end(input ?? "");
      return (await running).stdout;
    },
    async account(name, secret = password) {
      const address = `${name}@${domain}`;
      // As an administrator does in the browser: a program of its own for each takes a second.
      admin ??= signIn(product.url, product.admin);
      const input = { address, name, password: secret, role: "user" };
      const made = await ask(product.url, "admin.accounts.create", input, await admin);
      if (!made.ok) throw new Error(`${address} could not be made: ${await made.text()}`);
      return { address, password: secret };
    },
    async pidOf(role) {
      const until = Date.now() + 15_000;
      while (Date.now() < until) {
        const found = pidOfRole(pid, role);
        if (found) return found;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`nobody runs ${role}`);
    },
    stop: (signal = "SIGTERM") => end(pid, signal),
    async start() {
      const from = readFileSync(place.log).length;
      pid = launch(place);
      await untilRunning(place, pid, from);
    },
    async remove() {
      await product.stop();
      removeData(place);
    },
  };
  return product;
}
