import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ConnectMail, createOutside, isPublicAddress, readAllowed } from "./index.ts";

let server: Server;
let port = 0;
const seen: IncomingMessage[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(request);
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://x.example");
    if (pathname === "/to") return response.writeHead(302, { location: searchParams.get("u") ?? "" }).end();
    if (pathname === "/endless") return void response.write("x".repeat(100));
    if (pathname === "/large") return response.end("x".repeat(5000));
    if (pathname === "/loop") return response.writeHead(301, { location: "/loop" }).end();
    return response.end("hello");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const names: Record<string, string[]> = {
  "pictures.example.org": ["127.0.0.1"],
  "rebound.example.org": ["93.184.215.14", "10.0.0.1"],
  "inside.example.org": ["10.0.0.5"],
  "imap.example.org": ["93.184.215.14"],
};
/** Says where it was sent instead of going there. */
const connectMail: ConnectMail = ({ host, address, isKnown }) =>
  Promise.reject(new Error(`${host} at ${address}, ${isKnown ? "known" : "of the open Internet"}`));
/** This machine is the Internet of the test, at one port. */
const outside = () =>
  createOutside({
    resolve: (name) => Promise.resolve(names[name] ?? []),
    isAllowed: readAllowed([`127.0.0.1:${port}`]),
    connectMail,
  });
const ask = (url: string, more = {}) => outside().ask({ url, maxBytes: 1000, ...more });

test.each([
  ..."8.8.8.8 93.184.215.14 2606:4700::1111 2a01:4f8::1".split(" ").map((ip) => [ip, true] as const),
  ..."0.0.0.0 10.1.2.3 100.64.0.1 100.100.100.200 127.0.0.1 127.8.8.8 168.63.129.16 169.254.169.254 172.16.0.1 172.31.255.255"
    .split(" ")
    .map((ip) => [ip, false] as const),
  ..."192.0.0.8 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 240.0.0.1 255.255.255.255"
    .split(" ")
    .map((ip) => [ip, false] as const),
  ...":: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:a00:1 64:ff9b::a00:1 100::1 2001::1 2001:db8::1 2002:a00:1:: 3fff::1 5f00::1"
    .split(" ")
    .map((ip) => [ip, false] as const),
  ..."fc00::1 fd00:ec2::254 fe80::1 fec0::1 ff02::1 nonsense".split(" ").map((ip) => [ip, false] as const),
])("%s is of the open Internet: %s", (ip, expected) => {
  expect(isPublicAddress(ip)).toBe(expected);
});

test("a page is asked for by name, without a word about who asks", async () => {
  seen.length = 0;
  const answer = await ask(`http://pictures.example.org:${port}/a.png`);
  expect(answer).toMatchObject({ status: "answered", code: 200, body: Buffer.from("hello") });
  const { headers } = seen[0] ?? {};
  expect(headers?.host).toBe(`pictures.example.org:${port}`);
  expect(Object.keys(headers ?? {}).toSorted()).toEqual("accept accept-encoding connection host user-agent".split(" "));
});

test.each([
  ["http://127.0.0.1/", "address-refused"],
  ["http://127.0.0.1:8080/", "address-refused"],
  ["http://0x7f.1/", "address-refused"],
  ["http://2130706433/", "address-refused"],
  ["http://0177.0.0.1/", "address-refused"],
  ["http://127.1/", "address-refused"],
  ["http://[::1]/", "address-refused"],
  ["http://[::ffff:10.0.0.1]/", "address-refused"],
  ["http://169.254.169.254/latest/meta-data/", "address-refused"],
  ["http://8.8.8.8:22/", "address-refused"],
  ["http://8.8.8.8:25/", "address-refused"],
  ["http://inside.example.org/", "address-refused"],
  ["http://rebound.example.org/", "address-refused"],
  ["http://localhost/", "name-refused"],
  ["http://printer/", "name-refused"],
  ["http://nas.local/", "name-refused"],
  ["http://metadata.google.internal./", "name-refused"],
  ["http://ann:secret@pictures.example.org/", "address-with-password"],
  ["ftp://pictures.example.org/", "no-web-address"],
  ["file:///etc/passwd", "no-web-address"],
  ["javascript:1", "no-web-address"],
  ["//x", "no-address"],
])("%s is refused: %s", async (url, reason) => {
  expect(await ask(url)).toEqual({ status: "refused", reason });
});

test.each([
  ["http://10.0.0.5/", "address-refused"],
  ["http://inside.example.org/", "address-refused"],
  ["http://[::ffff:127.0.0.1]:1/", "address-refused"],
  ["gopher://x.example.org/", "no-web-address"],
])("a redirect to %s is refused as the address itself would be", async (to, reason) => {
  const url = `http://pictures.example.org:${port}/to?u=${encodeURIComponent(to)}`;
  expect(await ask(url)).toEqual({ status: "refused", reason });
});

test("redirects are followed a few times, and never after a POST", async () => {
  const good = `/to?u=${encodeURIComponent(`http://127.0.0.1:${port}/a.png`)}`;
  expect(await ask(`http://pictures.example.org:${port}${good}`)).toMatchObject({ status: "answered", code: 200 });
  expect(await ask(`http://127.0.0.1:${port}/loop`)).toEqual({ status: "failed", reason: "too-many-redirects" });
  const body = { type: "text/plain", content: "x" };
  const posted = await ask(`http://127.0.0.1:${port}/loop`, { method: "POST", body });
  expect(posted).toMatchObject({ status: "answered", code: 301 });
});

test("what is too large, too slow, unknown or away has failed", async () => {
  expect(await ask(`http://127.0.0.1:${port}/large`)).toEqual({ status: "failed", reason: "too-large" });
  const slow = await ask(`http://127.0.0.1:${port}/endless`, { timeoutMs: 200 });
  expect(slow).toEqual({ status: "failed", reason: "too-slow" });
  expect(await ask("http://nobody.example.org/")).toEqual({ status: "failed", reason: "name-unknown" });
  const closed = createOutside({
    resolve: () => Promise.resolve([]),
    isAllowed: readAllowed(["127.0.0.1:1"]),
    connectMail,
  });
  expect(await closed.ask({ url: "http://127.0.0.1:1/", maxBytes: 1 })).toEqual({
    status: "failed",
    reason: "unreachable",
  });
});

test("no more are asked at once than the machine bears", async () => {
  const one = outside();
  const slow = Array.from({ length: 64 }, () =>
    one.ask({ url: `http://127.0.0.1:${port}/endless`, maxBytes: 1000, timeoutMs: 500 }),
  );
  expect(await one.ask({ url: `http://127.0.0.1:${port}/a`, maxBytes: 1000 })).toEqual({
    status: "failed",
    reason: "busy",
  });
  await Promise.all(slow);
  expect(await one.ask({ url: `http://127.0.0.1:${port}/a`, maxBytes: 1000 })).toMatchObject({ status: "answered" });
});

test("what the owner allows is an address, a network, or one port of them", () => {
  const isAllowed = readAllowed(["10.1.0.0/16", "10.9.9.9:8080", "[fd00::1]:81", "fd01::/16"]);
  expect([isAllowed("10.1.2.3", 80), isAllowed("10.1.2.3", 443), isAllowed("10.1.2.3", 22)]).toEqual([
    true,
    true,
    false,
  ]);
  expect([isAllowed("10.9.9.9", 8080), isAllowed("10.9.9.9", 80), isAllowed("::ffff:10.1.2.3", 80)]).toEqual([
    true,
    false,
    true,
  ]);
  expect([isAllowed("fd00::1", 81), isAllowed("fd01::5", 80), isAllowed("x", 80)]).toEqual([true, true, false]);
  expect(() => readAllowed(["everything"])).toThrow();
});

test.each([
  ["imap.example.org", 993, "imap.example.org at 93.184.215.14, of the open Internet"],
  ["IMAP.example.org.", 143, "IMAP.example.org. at 93.184.215.14, of the open Internet"],
  ["imap.example.org", 25, "refused"],
  ["imap.example.org", 80, "refused"],
  ["inside.example.org", 993, "refused"],
  ["rebound.example.org", 993, "refused"],
  ["localhost", 993, "refused"],
  ["10.0.0.5", 993, "refused"],
  ["::1", 993, "refused"],
  ["nobody.example.org", 993, "unreachable"],
])("the mail server %s at port %s: %s", async (host, mailPort, expected) => {
  const login = { host, port: mailPort, security: "tls", user: "ann", password: "x" } as const;
  await expect(outside().openMail(login)).rejects.toThrow(expected);
});

test("a mail server of the house that the owner named is known, at the named port only", async () => {
  const login = { host: "127.0.0.1", port, security: "tls", user: "ann", password: "x" } as const;
  await expect(outside().openMail(login)).rejects.toThrow("127.0.0.1 at 127.0.0.1, known");
  await expect(outside().openMail({ ...login, port: 993 })).rejects.toThrow("refused");
});
