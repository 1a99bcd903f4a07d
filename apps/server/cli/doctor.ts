import { X509Certificate } from "node:crypto";
import { promises as dns } from "node:dns";
import { statfs } from "node:fs/promises";
import { createConnection } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { administration, maintenance } from "@carbyne/domain";
import { missingTools } from "@carbyne/preview";
import { confinementFault } from "@carbyne/sandbox";
import type { Env } from "../env.ts";
import { openTls } from "../tls.ts";
import type { Cli, Command } from "./command.ts";
import { checkBlobs } from "./doctor-blobs.ts";

type Finding = { readonly check: string; readonly state: "ok" | "warning" | "fault"; readonly detail: string };

const lowDiskBytes = 2 * 1024 ** 3;
const silentMs = 10_000;
const expiresSoonMs = 14 * 86_400_000;

/** Looks at everything that people ask about when mail does not arrive. */
const run: Command = {
  usage: "[--blobs]",
  summary: "Checks roles, ports, disk, certificate, queue and DNS records; with --blobs reads all content instead.",
  async run(cli) {
    if (cli.options["blobs"] === true) return checkBlobs(cli);
    const groups = await Promise.all([
      roles(cli),
      ports(cli.env),
      disk(cli.env),
      certificate(cli.env),
      queue(cli),
      records(cli),
      conversion(),
      scanner(cli),
      nats(cli),
    ]);
    const findings = groups.flat();
    const marks = { ok: "ok     ", warning: "warning", fault: "FAULT  " };
    cli.print(
      findings,
      findings.map(({ check, state, detail }) => `${marks[state]}  ${check}${detail ? `: ${detail}` : ""}`),
    );
    if (findings.some(({ state }) => state === "fault")) process.exitCode = 1;
  },
};

async function roles({ ctx }: Cli): Promise<Finding[]> {
  const nodes = await maintenance.listNodes(ctx);
  if (nodes.length === 0)
    return [{ check: "roles", state: "fault", detail: "none is running; start with `npm start`" }];
  const names = [...new Set(nodes.map((node) => node.role))];
  return names.map((role): Finding => {
    const latest = Math.max(...nodes.filter((node) => node.role === role).map((node) => node.heartbeatAt.getTime()));
    const isAlive = Date.now() - latest < silentMs;
    if (!isAlive)
      return { check: `role ${role}`, state: "fault", detail: `silent since ${new Date(latest).toISOString()}` };
    const lacksMedia = role === "sfu" && !nodes.some((node) => node.role === role && node.address !== null);
    return {
      check: `role ${role}`,
      state: lacksMedia ? "warning" : "ok",
      detail: lacksMedia ? "there is no media worker, so nobody can meet; `npm start` makes it" : "",
    };
  });
}

const listened = ["HTTP", "HTTPS", "SMTP", "SUBMISSION", "SUBMISSIONS", "IMAP", "IMAPS", "POP3", "POP3S"] as const;

async function ports(env: Env): Promise<Finding[]> {
  return Promise.all(
    listened.map(async (name): Promise<Finding> => {
      const port = env.ports[name];
      const isOpen = await canConnect(env.listenHost ?? "127.0.0.1", port);
      return {
        check: `port ${port} (${name})`,
        state: isOpen ? "ok" : "fault",
        detail: isOpen ? "" : "nobody listens",
      };
    }),
  );
}

function canConnect(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host, port, timeout: 2000 });
    const end = (isOpen: boolean) => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
    socket.once("timeout", () => end(false));
  });
}

async function disk({ dataDir }: Env): Promise<Finding[]> {
  const { bavail, bsize } = await statfs(dataDir);
  const free = bavail * bsize;
  const detail = `${(free / 1024 ** 3).toFixed(1)} GB free in ${dataDir}`;
  return [{ check: "disk", state: free < lowDiskBytes ? "warning" : "ok", detail }];
}

async function certificate(env: Env): Promise<Finding[]> {
  const { cert, isSelfSigned } = await openTls(env);
  const until = new Date(new X509Certificate(cert).validTo);
  const left = until.getTime() - Date.now();
  if (left < 0) return [{ check: "certificate", state: "fault", detail: `ended on ${until.toISOString()}` }];
  const detail = `until ${until.toISOString().slice(0, 10)}${isSelfSigned ? ", self-signed: programs will ask" : ""}`;
  return [{ check: "certificate", state: isSelfSigned || left < expiresSoonMs ? "warning" : "ok", detail }];
}

async function queue({ ctx, actor }: Cli): Promise<Finding[]> {
  const { queued } = await administration.overview(ctx, actor);
  return [{ check: "queue", state: "ok", detail: `${queued} waiting` }];
}

/** What previews are made with. The product runs without; those files are then offered to be downloaded. */
async function conversion(): Promise<Finding[]> {
  const missing = missingTools().map(({ program, packageName, shows }): Finding => {
    const detail = `${program} is missing, so ${shows} cannot be shown; on Debian: apt-get install ${packageName}`;
    return { check: "previews", state: "warning", detail };
  });
  const fault = missing.some(({ detail }) => detail.startsWith("bwrap")) ? null : await confinementFault();
  if (fault)
    missing.push({
      check: "previews",
      state: "warning",
      detail: `nothing is converted: no namespaces here (${fault})`,
    });
  return missing.length > 0 ? missing : [{ check: "previews", state: "ok", detail: "" }];
}

/** Without NATS the bus is the database, of which all else speaks. */
async function nats({ env, ctx }: Cli): Promise<Finding[]> {
  if (!env.nats) return [];
  for (let tries = 0; tries < 50 && !ctx.bus.isConnected(); tries++) await pause(100);
  const isThere = ctx.bus.isConnected();
  const detail = "does not answer or does not let us in; until it does, what others do is seen up to a minute later";
  return [{ check: `NATS at ${env.nats.host}`, state: isThere ? "ok" : "fault", detail: isThere ? "" : detail }];
}

/** Without a scanner nothing is said: it is not part of the product. */
async function scanner({ ctx }: Cli): Promise<Finding[]> {
  if (!ctx.scanner) return [];
  try {
    return [{ check: "virus scanner", state: "ok", detail: await ctx.scanner.version() }];
  } catch (error) {
    return [{ check: "virus scanner", state: "fault", detail: error instanceof Error ? error.message : String(error) }];
  }
}

async function records(cli: Cli): Promise<Finding[]> {
  const domains = await administration.listDomains(cli.ctx, cli.actor);
  const hints = domains.filter((domain) => domain.state === "active").flatMap((domain) => domain.dnsHints);
  return Promise.all(
    hints.map(async (hint): Promise<Finding> => {
      const check = `DNS ${hint.name} ${hint.type}`;
      const found = await lookUp(hint);
      if (found === null) return { check, state: "warning", detail: "DNS does not answer" };
      const isThere = found.some((value) => value.startsWith(hint.value.slice(0, 10)));
      return { check, state: isThere ? "ok" : "warning", detail: isThere ? "" : `missing, should be ${hint.value}` };
    }),
  );
}

async function lookUp({ name, type }: administration.DnsHint): Promise<string[] | null> {
  try {
    if (type === "TXT") return (await dns.resolveTxt(name)).map((parts) => parts.join(""));
    return (await dns.resolveMx(name)).map(({ priority, exchange }) => `${priority} ${exchange}.`);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    return code === "ENOTFOUND" || code === "ENODATA" ? [] : null;
  }
}

export const doctor: Readonly<Record<string, Command>> = { run };
