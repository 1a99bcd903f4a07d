import type { Recipient } from "../backend.ts";
import { createConnections, type Door } from "./connections.ts";
import { type Dns, findHosts, type Host } from "./find-hosts.ts";
import { type Message, type Result, transact } from "./transaction.ts";

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
  /** How long a connection waits for another message to the same server; 0 is not at all. */
  readonly idleMs?: number;
  /** Takes everything instead of the recipients' servers. */
  readonly route?: { readonly host: string; readonly port: number } | undefined;
};

export type Delivery = Omit<Message, "recipients"> & {
  readonly domain: string;
  readonly recipients: readonly (string | Recipient)[];
  /** Rather not at all than in the clear. */
  readonly requiresTls?: boolean;
};

/** How it ended for one recipient. `deferred` may succeed later, `failed` never. */
export type Outcome = {
  readonly address: string;
  readonly status: "delivered" | "deferred" | "failed";
  /** The server's reply, or ours in its shape. */
  readonly reply: string;
  /** Of the reply, RFC 3463; of its class alone when it names none. */
  readonly enhanced: string;
  /** The server that answered, if one did. */
  readonly host?: string;
  readonly isEncrypted?: boolean;
  /** The server that took it reports its delivery if that was asked for; one that does not leaves it to us (RFC 3461 §6.2.3). */
  readonly reports?: boolean;
};

const defaultTimeoutMs = 5 * 60_000;

/** Delivers mail to the servers that DNS names for a domain. One client serves a process: it keeps connections for the next message. */
export function createMxClient(options: MxClientOptions) {
  const connections = createConnections({ idleMs: options.idleMs ?? 5000, maxIdle: 100 });
  return {
    /** Tries the domain's servers in order until one takes or refuses the message. Never throws for what the other side does. */
    async deliver(delivery: Delivery): Promise<Outcome[]> {
      const recipients = delivery.recipients.map((one) => (typeof one === "string" ? { address: one } : one));
      const found = options.route
        ? ({ status: "found", hosts: [await routeHost(options)] } as const)
        : await findHosts(delivery.domain, options.dns);
      const all = (status: "deferred" | "failed", reply: string) =>
        recipients.map(({ address }): Outcome => ({ address, status, reply, enhanced: enhancedOf(reply, status) }));
      if (found.status !== "found") return all(found.status, found.reply);
      const own = found.hosts.findIndex(({ name }) => options.isSelf(name));
      // Only servers that are preferred to ourselves may be tried, RFC 5321 §5.1.
      const hosts = own === -1 ? found.hosts : found.hosts.slice(0, own);
      if (hosts.length === 0) return all("failed", `554 5.4.6 mail for ${delivery.domain} comes back to this server`);
      return tryHosts({ options, connections }, { ...delivery, recipients }, hosts);
    },
    /** Ends the connections that wait for another message. */
    close: () => connections.close(),
  };
}

type Client = { readonly options: MxClientOptions; readonly connections: ReturnType<typeof createConnections> };
type Attempt =
  | { readonly status: "answered"; readonly results: readonly Result[]; readonly isEncrypted: boolean }
  | { readonly status: "unreachable"; readonly reply: string };
type Going = Omit<Delivery, "recipients"> & Pick<Message, "recipients">;

async function routeHost({ route, dns }: MxClientOptions): Promise<Host> {
  const name = route?.host ?? "";
  const found = await findHosts(`[${name}]`, dns);
  return found.status === "found"
    ? (found.hosts[0] ?? { name, addresses: [] })
    : { name, addresses: await dns.resolve4(name) };
}

async function tryHosts(client: Client, delivery: Going, hosts: readonly Host[]): Promise<Outcome[]> {
  const { options } = client;
  const ended: Outcome[] = [];
  let left = delivery.recipients.map((recipient) => ({ recipient, last: undefined as Outcome | undefined }));
  let lastReply = `451 4.4.1 no server of ${delivery.domain} answers`;
  for (const { name, addresses } of hosts) {
    for (const address of addresses) {
      if (left.length === 0) return ended;
      if (!options.route && !options.mayConnect(address)) {
        lastReply = `451 4.4.1 ${name} has the private address ${address}`;
        continue;
      }
      const recipients = left.map(({ recipient }) => recipient);
      const attempt = await attemptAt(client, { ...delivery, recipients }, { name, address });
      if (attempt.status === "unreachable") {
        lastReply = attempt.reply;
        continue;
      }
      const { isEncrypted } = attempt;
      const tried = attempt.results.map((result) => ({
        recipient: result.recipient,
        last: outcomeOf(result, { host: name, isEncrypted }),
      }));
      ended.push(...tried.map(({ last }) => last).filter(({ status }) => status !== "deferred"));
      left = tried.filter(({ last }) => last.status === "deferred");
    }
  }
  const noAnswer = { status: "deferred", reply: lastReply, enhanced: enhancedOf(lastReply, "deferred") } as const;
  return [...ended, ...left.map(({ recipient, last }) => last ?? { address: recipient.address, ...noAnswer })];
}

/** STARTTLS when it is offered; a server whose TLS is broken is tried again without, unless the message may only go encrypted. */
async function attemptAt(
  { options, connections }: Client,
  delivery: Going,
  { name, address }: { name: string; address: string },
): Promise<Attempt> {
  const door = {
    address,
    serverName: name,
    port: options.route?.port ?? options.port ?? 25,
    helo: options.hostname,
    timeoutMs: options.timeoutMs ?? defaultTimeoutMs,
  };
  const carry = async (tls: Door["tls"]): Promise<Attempt & { isTlsFault?: boolean }> => {
    const opened = await connections.open({ ...door, tls });
    if (opened.status === "unreachable") return opened;
    const { connection, isReused } = opened;
    const { results, isOver } = await transact(connection, delivery);
    if (isOver) connection.close();
    else connections.keep({ ...door, tls }, connection);
    // A connection that waited may have been closed by the other side meanwhile: that says nothing of the message.
    if (isOver && isReused && results.every(({ code }) => code === 0)) return carry(tls);
    return { status: "answered", results, isEncrypted: connection.secure };
  };
  const attempt = await carry(delivery.requiresTls ? "required" : "opportunistic");
  return attempt.isTlsFault && !delivery.requiresTls ? carry("none") : attempt;
}

/** 2xx is delivered, 5xx is for good; all else, a broken connection too, may pass. RFC 5321 §4.2.1. */
function outcomeOf(
  { recipient, code, reply, reports = false }: Result,
  { host, isEncrypted }: { host: string; isEncrypted: boolean },
): Outcome {
  const status = code >= 200 && code < 300 ? "delivered" : code >= 500 && code < 600 ? "failed" : "deferred";
  return { address: recipient.address, status, reply, enhanced: enhancedOf(reply, status), host, isEncrypted, reports };
}

function enhancedOf(reply: string, status: Outcome["status"]): string {
  const said = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(reply)?.[1];
  return said ?? { delivered: "2.0.0", deferred: "4.0.0", failed: "5.0.0" }[status];
}
