import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPeerReader, isOwnOrigin, type Peer } from "./request.ts";

type Trust = Parameters<typeof createPeerReader>[0];
const nobody: Trust = { trustedProxies: [], publicUrl: undefined };
let trust = nobody;

// Requests are real ones over loopback: what a header means depends on the connection that it came over.
const server = createServer((request, response) => {
  const peer = createPeerReader(trust)(request);
  response.end(JSON.stringify({ peer, isOwn: isOwnOrigin(request, peer, trust.publicUrl) }));
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));

async function ask(headers: Record<string, string>, given: Trust = nobody): Promise<{ peer: Peer; isOwn: boolean }> {
  trust = given;
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { headers });
  return (await answer.json()) as { peer: Peer; isOwn: boolean };
}

const claims = { "x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "https", "x-forwarded-host": "mail.example" };
const loopback: Trust = { trustedProxies: ["127.0.0.0/8", "10.0.0.7"], publicUrl: undefined };

test("what a stranger forwards counts for nothing", async () => {
  const { peer } = await ask(claims);
  expect(peer).toMatchObject({ ip: "127.0.0.1", isSecure: false });
  expect(peer.host).toMatch(/^127\.0\.0\.1:\d+$/);
  expect((await ask(claims, { ...nobody, trustedProxies: ["10.0.0.0/8", "::1"] })).peer.ip).toBe("127.0.0.1");
});

test("a trusted proxy is believed, by network or by address", async () => {
  const said = { ip: "203.0.113.9", isSecure: true, host: "mail.example" };
  expect((await ask(claims, loopback)).peer).toEqual(said);
  expect((await ask(claims, { ...nobody, trustedProxies: ["127.0.0.1"] })).peer).toEqual(said);
});

test("of several addresses the last that no proxy of ours has is the client's: the ones before it are its own claim", async () => {
  const through = (chain: string) => ask({ ...claims, "x-forwarded-for": chain }, loopback).then(({ peer }) => peer.ip);
  expect(await through("198.51.100.1, 203.0.113.9, 10.0.0.7")).toBe("203.0.113.9");
  expect(await through("::ffff:203.0.113.9")).toBe("203.0.113.9");
  expect(await through("2001:db8::1")).toBe("2001:db8::1");
  expect(await through("not an address")).toBe("127.0.0.1");
});

test("without X-Forwarded-Proto the public URL says whether the browser's side is encrypted", async () => {
  const publicUrl = new URL("https://mail.example/");
  expect((await ask({ "x-forwarded-for": "203.0.113.9" }, { ...loopback, publicUrl })).peer.isSecure).toBe(true);
  expect((await ask({ "x-forwarded-for": "203.0.113.9" }, loopback)).peer.isSecure).toBe(false);
  expect((await ask({}, { ...nobody, publicUrl })).peer.isSecure).toBe(false);
});

test("pages of other sites are told from ours", async () => {
  const publicUrl = new URL("https://mail.example/");
  const isOwn = async (origin: string, given: Trust) => (await ask({ origin }, given)).isOwn;
  expect((await ask({})).isOwn).toBe(true);
  expect(await isOwn("https://mail.example", { ...nobody, publicUrl })).toBe(true);
  expect(await isOwn("https://mail.example:8443", { ...nobody, publicUrl })).toBe(false);
  for (const foreign of ["https://evil.example", "null", "https://mail.example.evil.example"])
    expect(await isOwn(foreign, { ...nobody, publicUrl }), foreign).toBe(false);
});
