import { type Dns, findHosts, type Host } from "./find-hosts.ts";
import { type Attempt, type Message, type Result, transact } from "./transaction.ts";

export type MxClientOptions = {
  /** How we call ourselves in EHLO. */
  readonly hostname: string;
  readonly dns: Dns;
  /** Whether we may connect to an address: keeps mail to a made-up domain from reaching into our own network. */
  readonly mayConnect: (ip: string) => boolean;
  /** Whether a host name is ours: mail that DNS sends back to us would go round. */
  readonly isSelf: (hostname: string) => boolean;
  readonly port?: number;
  readonly timeoutMs?: number;
  /** Takes everything instead of the recipients' servers. */
  readonly route?: { readonly host: string; readonly port: number } | undefined;
};

export type Delivery = Message & { readonly domain: string; readonly requiresTls?: boolean };

/** How it ended for one recipient. `deferred` may succeed later, `failed` never. */
export type Outcome = {
  readonly address: string;
  readonly status: "delivered" | "deferred" | "failed";
  readonly reply: string;
  /** The server that answered, if one did. */
  readonly host?: string;
  readonly isEncrypted?: boolean;
};

const defaultTimeoutMs = 5 * 60_000;

/** Delivers mail to the servers that DNS names for a domain. */
export function createMxClient(options: MxClientOptions) {
  return {
    /** Tries the domain's servers in order until one takes or refuses the message. Never throws for what the other side does. */
    async deliver(delivery: Delivery): Promise<Outcome[]> {
      const found = options.route
        ? ({ status: "found", hosts: [await routeHost(options)] } as const)
        : await findHosts(delivery.domain, options.dns);
      const all = (status: "deferred" | "failed", reply: string) =>
        delivery.recipients.map((address): Outcome => ({ address, status, reply }));
      if (found.status !== "found") return all(found.status, found.reply);
      const own = found.hosts.findIndex(({ name }) => options.isSelf(name));
      // Only servers that are preferred to ourselves may be tried, RFC 5321 §5.1.
      const hosts = own === -1 ? found.hosts : found.hosts.slice(0, own);
      if (hosts.length === 0) return all("failed", `554 5.4.6 mail for ${delivery.domain} comes back to this server`);
      return tryHosts(options, delivery, hosts);
    },
  };
}

async function routeHost({ route, dns }: MxClientOptions): Promise<Host> {
  const name = route?.host ?? "";
  const found = await findHosts(`[${name}]`, dns);
  return found.status === "found"
    ? (found.hosts[0] ?? { name, addresses: [] })
    : { name, addresses: await dns.resolve4(name) };
}

async function tryHosts(options: MxClientOptions, delivery: Delivery, hosts: readonly Host[]): Promise<Outcome[]> {
  let left: readonly string[] = delivery.recipients;
  const ended: Outcome[] = [];
  let lastReply = `451 4.4.1 no server of ${delivery.domain} answers`;
  let host = "";
  for (const { name, addresses } of hosts) {
    for (const address of addresses) {
      if (left.length === 0) break;
      if (!options.route && !options.mayConnect(address)) {
        lastReply = `451 4.4.1 ${name} has the private address ${address}`;
        continue;
      }
      const attempt = await attemptAt(options, { ...delivery, recipients: left }, { name, address });
      if (attempt.status === "unreachable") {
        lastReply = attempt.reply;
        continue;
      }
      host = name;
      const outcomes = attempt.results.map((result) => outcomeOf(result, { host, isEncrypted: attempt.isEncrypted }));
      ended.push(...outcomes.filter((outcome) => outcome.status !== "deferred"));
      const waiting = outcomes.filter((outcome) => outcome.status === "deferred");
      lastReply = waiting.at(-1)?.reply ?? lastReply;
      left = waiting.map((outcome) => outcome.address);
    }
  }
  const deferred = left.map(
    (address): Outcome => ({ address, status: "deferred", reply: lastReply, ...(host ? { host } : {}) }),
  );
  return [...ended, ...deferred];
}

/** STARTTLS when it is offered; a server whose TLS is broken is tried again without, unless the message may only go encrypted. */
async function attemptAt(
  options: MxClientOptions,
  delivery: Delivery,
  { name, address }: { name: string; address: string },
): Promise<Attempt> {
  const door = {
    address,
    serverName: name,
    port: options.route?.port ?? options.port ?? 25,
    helo: options.hostname,
    timeoutMs: options.timeoutMs ?? defaultTimeoutMs,
  };
  const tls = delivery.requiresTls ? "required" : "opportunistic";
  const attempt = await transact({ ...door, tls }, delivery);
  const mayFallBack = attempt.status === "unreachable" && attempt.isTlsFault && tls === "opportunistic";
  return mayFallBack ? transact({ ...door, tls: "none" }, delivery) : attempt;
}

/** 2xx is delivered, 5xx is for good; all else, a broken connection too, may pass. RFC 5321 §4.2.1. */
function outcomeOf(
  { address, code, reply }: Result,
  { host, isEncrypted }: { host: string; isEncrypted: boolean },
): Outcome {
  const status = code >= 200 && code < 300 ? "delivered" : code >= 500 && code < 600 ? "failed" : "deferred";
  return { address, status, reply, host, isEncrypted };
}
