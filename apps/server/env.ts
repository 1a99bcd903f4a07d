import os from "node:os";
import path from "node:path";
import ipaddr from "ipaddr.js";
import { z } from "zod";

/** Ports of a machine where the well-known ones are free to take and its owner said so, and of any other. */
const ports = {
  HTTP: [80, 8080],
  HTTPS: [443, 8443],
  SMTP: [25, 2525],
  SUBMISSION: [587, 2587],
  SUBMISSIONS: [465, 2465],
  IMAP: [143, 2143],
  IMAPS: [993, 2993],
  POP3: [110, 2110],
  POP3S: [995, 2995],
  MANAGESIEVE: [4190, 4190],
  LDAP: [389, 3389],
  LDAPS: [636, 3636],
  RTC: [44_444, 44_444],
} as const satisfies Record<string, readonly [standard: number, other: number]>;

type PortName = keyof typeof ports;
/** Media workers that are started unless another number is asked for. */
const mostWorkers = 8;
const logLevels = ["debug", "info", "warn", "error"] as const;
export const roleNames = ["http", "mail", "sfu", "jobs"] as const;
export type RoleName = (typeof roleNames)[number];

const Flag = z.enum(["0", "1"], { message: "is neither 0 nor 1" }).transform((value) => value === "1");
const Port = z
  .string()
  .regex(/^\d{1,5}$/, "is no port number")
  .transform(Number)
  .pipe(z.number().max(65_535, "is no port number"));
/** A service that mail programs are told of, and the port at which they find it: `IMAPS=993`. */
const ToldPort = z
  .string()
  .regex(
    /^(?:SUBMISSIONS?|IMAPS?|POP3S?)=[1-9]\d{0,4}$/i,
    "has an entry that is not a service and a port such as IMAPS=993",
  )
  .transform(
    (text) => [text.slice(0, text.indexOf("=")).toUpperCase(), Number(text.slice(text.indexOf("=") + 1))] as const,
  )
  .refine(([, port]) => port <= 65_535, "has a port above 65535");
const List = z.string().transform((value) => value.split(",").flatMap((one) => one.trim() || []));
const IceUrl = z
  .string()
  .regex(/^(?:stuns?|turns?):[^\s,]+$/, "has an entry that is no stun:, turn: or turns: address");
const hostname = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/;

const Environment = z.object({
  CARBYNE_DATA_DIR: z.string().min(1).optional(),
  CARBYNE_DOMAIN: z.string().toLowerCase().regex(hostname, "is no domain name such as town.example").optional(),
  CARBYNE_ADMIN_PASSWORD: z.string().min(10, "is shorter than 10 characters").optional(),
  CARBYNE_PUBLIC_URL: z.url({ protocol: /^https?$/, message: "is no http or https URL" }).optional(),
  CARBYNE_PUBLIC_PORTS: List.pipe(z.array(ToldPort))
    .refine((all) => new Set(all.map(([name]) => name)).size === all.length, "names a service twice")
    .default([]),
  CARBYNE_ROLES: z
    .string()
    .transform((value) => value.split(",").map((role) => role.trim()))
    .pipe(z.array(z.enum(roleNames, { message: `has a role that is none of ${roleNames.join(", ")}` })).min(1))
    .optional(),
  CARBYNE_STANDARD_PORTS: Flag.default(false),
  CARBYNE_LISTEN_HOST: z.union([z.ipv4(), z.ipv6()], { message: "is no IP address" }).optional(),
  CARBYNE_INTERNAL_ADDRESS: z
    .string()
    .regex(/^(?:[^\s:/[\]]+|\[[\da-f:]+\]):[1-9]\d{0,4}$/i, "is not HOST:PORT")
    .optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, message: "is no postgresql:// URL" }).optional(),
  CARBYNE_TRANSCRIBER: z.string().startsWith("/", "is no path of a program").optional(),
  CARBYNE_NATS: z.url({ protocol: /^(?:nats|tls)$/, hostname: /./, message: "is no nats:// or tls:// URL" }).optional(),
  CARBYNE_POSTGRES_PORT: Port.default(5433),
  CARBYNE_TLS_CERT: z.string().min(1).optional(),
  CARBYNE_TLS_KEY: z.string().min(1).optional(),
  CARBYNE_TRUSTED_PROXIES: List.pipe(
    z.array(z.string().refine(isNetwork, "has an entry that is neither an address nor a network such as 10.0.0.0/8")),
  ).default([]),
  CARBYNE_RUN_AS: z.string().min(1).optional(),
  CARBYNE_SUPERVISED: Flag.default(false),
  CARBYNE_LOG_LEVEL: z.enum(logLevels, { message: `is none of ${logLevels.join(", ")}` }).default("info"),
  CARBYNE_DNS_SERVERS: List.pipe(
    z.array(z.string().refine(isDnsServer, "has an entry that is no address, with or without a port")),
  ).optional(),
  CARBYNE_FETCH_ALLOW: List.pipe(
    z.array(
      z.string().refine(isReachable, "has an entry that is neither an address, with or without a port, nor a network"),
    ),
  ).default([]),
  CARBYNE_CLAMD: z
    .string()
    .regex(
      /^(?:\/.{1,100}|[^\s:/]+:[1-9]\d{0,4}|\[[\da-f:]+\]:[1-9]\d{0,4})$/i,
      "is neither HOST:PORT nor the path of a socket",
    )
    .optional(),
  CARBYNE_RTC_ANNOUNCED: z
    .string()
    .regex(/^[\w.:-]+$/, "is neither a name nor an address")
    .optional(),
  CARBYNE_RTC_WORKERS: z
    .string()
    .regex(/^(?:[1-9]|[1-5]\d|6[0-4])$/, "is no number from 1 to 64")
    .transform(Number)
    .optional(),
  CARBYNE_TURN_URLS: List.pipe(z.array(IceUrl)).default([]),
  CARBYNE_TURN_SECRET: z.string().min(1).optional(),
  MEDIASOUP_WORKER_BIN: z.string().min(1).optional(),
  CARBYNE_SMTP_ROUTE: z
    .string()
    .regex(/^[^\s:]+:(?:[1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d\d|655[0-2]\d|6553[0-5])$/, "is not HOST:PORT")
    .optional(),
});

function isNetwork(text: string): boolean {
  return text.includes("/") ? ipaddr.isValidCIDR(text) : ipaddr.isValid(text);
}

/** `10.1.0.0/16`, `10.1.2.3` or `10.1.2.3:8080`. */
function isReachable(text: string): boolean {
  return isNetwork(text) || isDnsServer(text);
}

/** `192.0.2.1`, `192.0.2.1:53`, `2001:db8::1` or `[2001:db8::1]:53`. */
function isDnsServer(text: string): boolean {
  const [, bracketed, plain = text] = /^(?:\[(.+)\]|([\d.]+)):\d{1,5}$/.exec(text) ?? [];
  return ipaddr.isValid(bracketed ?? plain);
}

const portKeys = Object.keys(ports).map((name) => `CARBYNE_${name}_PORT`);
const Ports = z.object(Object.fromEntries(portKeys.map((key) => [key, Port.optional()])));

export type Env = {
  readonly dataDir: string;
  readonly domain: string;
  readonly adminPassword: string | undefined;
  readonly publicUrl: URL | undefined;
  /** What this process runs; undefined in the supervisor, which starts the roles as processes of their own. */
  readonly roles: readonly RoleName[] | undefined;
  /** Undefined: all addresses of the machine. */
  readonly listenHost: string | undefined;
  /** Host and port at which other processes reach the HTTP port of this one. */
  readonly internalAddress: string;
  readonly databaseUrl: string | undefined;
  readonly postgresPort: number;
  /** What hints and signals go through instead of the database, with the user and password, or the token, of the connection. */
  /** A program that writes down what is said in recordings; undefined: nothing does. */
  readonly transcriber: string | undefined;
  readonly nats: URL | undefined;
  readonly ports: Readonly<Record<PortName, number>>;
  /** The ports that mail programs are told: those that are listened on, but where something before this machine maps others. */
  readonly publicPorts: Readonly<Record<PortName, number>>;
  readonly tlsFiles: { readonly cert: string; readonly key: string } | undefined;
  /** Addresses and networks whose X-Forwarded headers are believed. */
  readonly trustedProxies: readonly string[];
  /** The user that a process of roles becomes once it listens; the supervisor says which. */
  readonly runAs: string | undefined;
  /** A supervisor runs all roles beside this process: one that is missing is down. */
  readonly isSupervised: boolean;
  readonly logLevel: (typeof logLevels)[number];
  readonly dnsServers: readonly string[] | undefined;
  /** Internal addresses and networks that pictures in mail may be fetched from. */
  readonly fetchAllow: readonly string[];
  /** Where clamd listens, which looks for viruses in files. */
  readonly clamd: { readonly path: string } | { readonly host: string; readonly port: number } | undefined;
  readonly media: {
    /** The program that forwards sound and picture; undefined where there is none, and nobody can meet. */
    readonly workerBin: string | undefined;
    /** How many of it, each at a port of its own. */
    readonly workers: number;
    /** What browsers are told instead of this machine's addresses. */
    readonly announced: string | undefined;
    /** Servers by which browsers find a way out of their network: STUN ones, and TURN ones that share a secret with us. */
    readonly stun: readonly string[];
    readonly turn: { readonly urls: readonly string[]; readonly secret: string };
  };
  /** A server that takes all mail that leaves, instead of the recipients' own. */
  readonly smtpRoute: { readonly host: string; readonly port: number } | undefined;
};

/** What is wrong with the environment, every fault on a line of its own. */
export class EnvironmentError extends Error {}

/** Reads and checks everything that the environment says: the one place that does. Throws EnvironmentError with all faults at once. */
export function readEnv(source: Readonly<Record<string, string | undefined>>): Env {
  // An empty value is one that was not given, as in compose files and unit files.
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = Environment.safeParse(given);
  const parsedPorts = Ports.safeParse(given);
  const issues = [...(parsed.error?.issues ?? []), ...(parsedPorts.error?.issues ?? [])];
  const faults = issues.map((issue) => `${issue.path[0]?.toString()} ${issue.message}`);
  if (Boolean(given["CARBYNE_TLS_CERT"]) !== Boolean(given["CARBYNE_TLS_KEY"]))
    faults.push("CARBYNE_TLS_CERT and CARBYNE_TLS_KEY belong together: one of them is missing");
  const turns = /(?:^|[\s,])turns?:/.test(given["CARBYNE_TURN_URLS"] ?? "");
  if (turns && !given["CARBYNE_TURN_SECRET"])
    faults.push("CARBYNE_TURN_URLS names a TURN server and CARBYNE_TURN_SECRET is missing");
  faults.push(...unknownNames(given));
  const env = parsed.success && parsedPorts.success ? envOf(parsed.data, parsedPorts.data) : undefined;
  faults.push(...(env ? sharedPorts(env) : []));
  // An entry of a list may be wrong more than once.
  if (!env || faults.length > 0) throw new EnvironmentError([...new Set(faults)].join("\n"));
  return env;
}

/** Two listeners on one port: the second would fail at its start, in words that name only itself. */
function sharedPorts({ ports: chosen, postgresPort }: Env): string[] {
  const all = [...Object.entries(chosen), ["POSTGRES", postgresPort] as const].filter(([, port]) => port !== 0);
  return all.flatMap(([name, port], i) => {
    const earlier = all.slice(0, i).find(([, taken]) => taken === port);
    return earlier ? [`CARBYNE_${name}_PORT and CARBYNE_${earlier[0]}_PORT are both ${port}`] : [];
  });
}

/** A variable that is misspelt would be silently without effect. */
function unknownNames(given: object): string[] {
  const known = [...Object.keys(Environment.shape), ...Object.keys(Ports.shape)];
  return Object.keys(given)
    .filter((name) => name.startsWith("CARBYNE_") && !known.includes(name))
    .map((name) => `${name} is unknown`);
}

function envOf(data: z.output<typeof Environment>, given: Readonly<Record<string, number | undefined>>): Env {
  const { CARBYNE_TLS_CERT: cert, CARBYNE_TLS_KEY: key, CARBYNE_SMTP_ROUTE: route } = data;
  const column = data.CARBYNE_STANDARD_PORTS ? 0 : 1;
  const portOf = (name: PortName) => given[`CARBYNE_${name}_PORT`] ?? ports[name][column];
  const listened = Object.fromEntries(
    Object.keys(ports).map((name) => [name, portOf(name as PortName)]),
  ) as Env["ports"];
  const [routeHost = "", routePort] = route?.split(":") ?? [];
  return {
    dataDir: path.resolve(data.CARBYNE_DATA_DIR ?? defaultDataDir()),
    domain: data.CARBYNE_DOMAIN ?? "carbyne.localhost",
    adminPassword: data.CARBYNE_ADMIN_PASSWORD,
    publicUrl: data.CARBYNE_PUBLIC_URL === undefined ? undefined : new URL(data.CARBYNE_PUBLIC_URL),
    roles: data.CARBYNE_ROLES,
    listenHost: data.CARBYNE_LISTEN_HOST,
    internalAddress: data.CARBYNE_INTERNAL_ADDRESS ?? `${loopbackOf(data.CARBYNE_LISTEN_HOST)}:${portOf("HTTP")}`,
    databaseUrl: data.DATABASE_URL,
    postgresPort: data.CARBYNE_POSTGRES_PORT,
    transcriber: data.CARBYNE_TRANSCRIBER,
    nats: data.CARBYNE_NATS === undefined ? undefined : new URL(data.CARBYNE_NATS),
    ports: listened,
    publicPorts: { ...listened, ...Object.fromEntries(data.CARBYNE_PUBLIC_PORTS) },
    tlsFiles: cert && key ? { cert, key } : undefined,
    trustedProxies: data.CARBYNE_TRUSTED_PROXIES,
    runAs: data.CARBYNE_RUN_AS,
    isSupervised: data.CARBYNE_SUPERVISED,
    logLevel: data.CARBYNE_LOG_LEVEL,
    dnsServers: data.CARBYNE_DNS_SERVERS,
    fetchAllow: data.CARBYNE_FETCH_ALLOW,
    clamd: data.CARBYNE_CLAMD === undefined ? undefined : clamdAt(data.CARBYNE_CLAMD),
    media: {
      workerBin: data.MEDIASOUP_WORKER_BIN,
      workers: data.CARBYNE_RTC_WORKERS ?? Math.min(os.availableParallelism(), mostWorkers),
      announced: data.CARBYNE_RTC_ANNOUNCED,
      stun: data.CARBYNE_TURN_URLS.filter((url) => url.startsWith("stun")),
      turn: {
        urls: data.CARBYNE_TURN_URLS.filter((url) => url.startsWith("turn")),
        secret: data.CARBYNE_TURN_SECRET ?? "",
      },
    },
    smtpRoute: route ? { host: routeHost, port: Number(routePort) } : undefined,
  };
}

/** Where a listener on an address, or on all, is reached on its own machine. */
function loopbackOf(host: string | undefined): string {
  if (host === undefined || host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}

function clamdAt(text: string): { path: string } | { host: string; port: number } {
  if (text.startsWith("/")) return { path: text };
  const [, host = "", port] = /^\[?(.+?)\]?:(\d+)$/.exec(text) ?? [];
  return { host, port: Number(port) };
}

function defaultDataDir(): string {
  return process.getuid?.() === 0 ? "/var/lib/carbyne" : path.join(os.homedir(), ".local/share/carbyne");
}
