import { expect, test } from "vitest";
import { EnvironmentError, readEnv } from "./env.ts";

function faultsOf(source: Record<string, string>): string[] {
  try {
    readEnv(source);
  } catch (error) {
    if (error instanceof EnvironmentError) return error.message.split("\n");
    throw error;
  }
  return [];
}

test("without a word said, everything has a value that works without rights", () => {
  const env = readEnv({});
  expect(env.ports).toMatchObject({ HTTP: 8080, HTTPS: 8443, SMTP: 2525, IMAPS: 2993, RTC: 44444 });
  expect(env).toMatchObject({ domain: "carbyne.localhost", logLevel: "info", roles: undefined, trustedProxies: [] });
  expect(env.databaseUrl).toBeUndefined();
});

test("the well-known ports are taken when asked for, and one of them may be another", () => {
  const { ports } = readEnv({ CARBYNE_STANDARD_PORTS: "1", CARBYNE_HTTP_PORT: "8000" });
  expect(ports).toMatchObject({ HTTP: 8000, HTTPS: 443, SMTP: 25, SUBMISSION: 587, SUBMISSIONS: 465, IMAP: 143 });
});

test("all faults are told at once, each in a line that names its variable", () => {
  const faults = faultsOf({
    CARBYNE_DOMAIN: "not a domain",
    CARBYNE_ADMIN_PASSWORD: "short",
    CARBYNE_ROLES: "mail,coffee",
    CARBYNE_HTTP_PORT: "http",
    CARBYNE_IMAP_PORT: "70000",
    CARBYNE_STANDARD_PORTS: "yes",
    CARBYNE_PUBLIC_URL: "ftp://town.example",
    CARBYNE_PUBLIC_PORTS: "IMAPS=993,SIEVE=4190,POP3S=99999",
    CARBYNE_TLS_CERT: "/etc/cert.pem",
    CARBYNE_TRUSTED_PROXIES: "10.0.0.0/8, everybody, 10.0.0.0/99",
    CARBYNE_DNS_SERVERS: "127.0.0.1:53,dns.example",
    CARBYNE_LOG_LEVEL: "loud",
    CARBYNE_LISTEN_HOST: "localhost",
    CARBYNE_CLAMD: "clamd.example",
    CARBYNE_INTERNAL_ADDRESS: "10.0.0.5",
    CARBYNE_NATS: "https://nats.example",
    CARBYNE_SMTP_ROUTE: "relay.example:99999",
    CARBYNE_DOMIAN: "town.example",
    DATABASE_URL: "mysql://localhost/carbyne",
  });
  expect(faults.sort()).toEqual([
    "CARBYNE_ADMIN_PASSWORD is shorter than 10 characters",
    "CARBYNE_CLAMD is neither HOST:PORT nor the path of a socket",
    "CARBYNE_DNS_SERVERS has an entry that is no address, with or without a port",
    "CARBYNE_DOMAIN is no domain name such as town.example",
    "CARBYNE_DOMIAN is unknown",
    "CARBYNE_HTTP_PORT is no port number",
    "CARBYNE_IMAP_PORT is no port number",
    "CARBYNE_INTERNAL_ADDRESS is not HOST:PORT",
    "CARBYNE_LISTEN_HOST is no IP address",
    "CARBYNE_LOG_LEVEL is none of debug, info, warn, error",
    "CARBYNE_NATS is no nats:// or tls:// URL",
    "CARBYNE_PUBLIC_PORTS has a port above 65535",
    "CARBYNE_PUBLIC_PORTS has an entry that is not a service and a port such as IMAPS=993",
    "CARBYNE_PUBLIC_URL is no http or https URL",
    "CARBYNE_ROLES has a role that is none of http, mail, sfu, jobs",
    "CARBYNE_SMTP_ROUTE is not HOST:PORT",
    "CARBYNE_STANDARD_PORTS is neither 0 nor 1",
    "CARBYNE_TLS_CERT and CARBYNE_TLS_KEY belong together: one of them is missing",
    "CARBYNE_TRUSTED_PROXIES has an entry that is neither an address nor a network such as 10.0.0.0/8",
    "DATABASE_URL is no postgresql:// URL",
  ]);
});

test("mail programs are told the ports that are listened on, but where others lead to them", () => {
  const { ports, publicPorts } = readEnv({ CARBYNE_PUBLIC_PORTS: "imaps=993, SUBMISSIONS=465" });
  expect(ports).toMatchObject({ IMAPS: 2993, SUBMISSIONS: 2465 });
  expect(publicPorts).toMatchObject({ IMAPS: 993, SUBMISSIONS: 465, IMAP: 2143, SUBMISSION: 2587, POP3S: 2995 });
  expect(faultsOf({ CARBYNE_PUBLIC_PORTS: "IMAPS=993,imaps=1993" })).toEqual([
    "CARBYNE_PUBLIC_PORTS names a service twice",
  ]);
});

test("two listeners cannot have one port, except the one that the machine chooses", () => {
  expect(faultsOf({ CARBYNE_IMAP_PORT: "2525", CARBYNE_POSTGRES_PORT: "8080" })).toEqual([
    "CARBYNE_IMAP_PORT and CARBYNE_SMTP_PORT are both 2525",
    "CARBYNE_POSTGRES_PORT and CARBYNE_HTTP_PORT are both 8080",
  ]);
  expect(faultsOf({ CARBYNE_IMAP_PORT: "0", CARBYNE_SMTP_PORT: "0" })).toEqual([]);
});

test("an empty variable is one that was not set", () => {
  expect(readEnv({ CARBYNE_HTTP_PORT: "", DATABASE_URL: "", CARBYNE_TLS_CERT: "" }).ports.HTTP).toBe(8080);
});

test("addresses are taken in all their forms", () => {
  const env = readEnv({
    CARBYNE_DNS_SERVERS: "192.0.2.1, 192.0.2.2:5353,2001:db8::1,[2001:db8::2]:53",
    CARBYNE_TRUSTED_PROXIES: "::1,10.0.0.0/8,2001:db8::/32",
    CARBYNE_SMTP_ROUTE: "relay.example:587",
  });
  expect(env.dnsServers).toHaveLength(4);
  expect(env.trustedProxies).toEqual(["::1", "10.0.0.0/8", "2001:db8::/32"]);
  expect(env.smtpRoute).toEqual({ host: "relay.example", port: 587 });
});

test("clamd is at a host and port, or at a socket of the machine", () => {
  const at = (text: string) => readEnv({ CARBYNE_CLAMD: text }).clamd;
  expect(at("/run/clamav/clamd.ctl")).toEqual({ path: "/run/clamav/clamd.ctl" });
  expect(at("clamd.example:3310")).toEqual({ host: "clamd.example", port: 3310 });
  expect(at("[::1]:3310")).toEqual({ host: "::1", port: 3310 });
});

test("NATS is at a URL, with or without TLS, a user or a token", () => {
  for (const url of ["nats://nats.example", "nats://car:p%40ss@[::1]:4223", "tls://s3cret@127.0.0.1:4222"])
    expect(readEnv({ CARBYNE_NATS: url }).nats?.href).toBe(url);
  expect(readEnv({}).nats).toBeUndefined();
  for (const url of ["nats.example:4222", "nats://", "nats://:4222"])
    expect(faultsOf({ CARBYNE_NATS: url })).toEqual(["CARBYNE_NATS is no nats:// or tls:// URL"]);
});

test("other processes reach this one where it listens, or where it was said", () => {
  expect(readEnv({}).internalAddress).toBe("127.0.0.1:8080");
  expect(readEnv({ CARBYNE_LISTEN_HOST: "10.0.0.5", CARBYNE_HTTP_PORT: "81" }).internalAddress).toBe("10.0.0.5:81");
  expect(readEnv({ CARBYNE_LISTEN_HOST: "::1" }).internalAddress).toBe("[::1]:8080");
  expect(readEnv({ CARBYNE_INTERNAL_ADDRESS: "web-2:8080" }).internalAddress).toBe("web-2:8080");
});

test("STUN and TURN servers are told apart, and those that share a secret need one", () => {
  const urls = "stun:stun.example:3478, turn:turn.example:3478?transport=udp,turns:turn.example:5349";
  const { media } = readEnv({ CARBYNE_TURN_URLS: urls, CARBYNE_TURN_SECRET: "s3cret", CARBYNE_RTC_WORKERS: "2" });
  expect(media).toMatchObject({
    workers: 2,
    stun: ["stun:stun.example:3478"],
    turn: { urls: ["turn:turn.example:3478?transport=udp", "turns:turn.example:5349"], secret: "s3cret" },
  });
  expect(readEnv({}).media.workers).toBeLessThanOrEqual(8);
  expect(faultsOf({ CARBYNE_TURN_URLS: "turn:turn.example" })).toEqual([
    "CARBYNE_TURN_URLS names a TURN server and CARBYNE_TURN_SECRET is missing",
  ]);
  expect(faultsOf({ CARBYNE_TURN_URLS: "turn.example", CARBYNE_RTC_WORKERS: "0" }).sort()).toEqual([
    "CARBYNE_RTC_WORKERS is no number from 1 to 64",
    "CARBYNE_TURN_URLS has an entry that is no stun:, turn: or turns: address",
  ]);
});
