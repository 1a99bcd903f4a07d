import https from "node:https";
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import WebSocket from "ws";
import { closeBrowser, openAs } from "./harness/browser.ts";
import { type Product, startProduct } from "./harness/product.ts";

let product: Product;
beforeAll(async () => {
  product = await startProduct({
    env: {
      CARBYNE_PUBLIC_URL: "https://mail.town.example",
      CARBYNE_TRUSTED_PROXIES: "127.0.0.1",
    },
  });
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

const get = (place: string, headers: Record<string, string> = {}) =>
  fetch(product.url + place, { headers, redirect: "manual" });

test("HTTPS is served with the certificate in the data folder", async () => {
  const ca = readFileSync(path.join(product.dataDir, "tls/self-signed.pem"));
  const status = await new Promise((resolve, reject) => {
    const options = { host: "127.0.0.1", servername: "town.example", port: product.ports.HTTPS, path: "/health", ca };
    https.get(options, (response) => resolve(response.statusCode)).on("error", reject);
  });
  expect(status).toBe(200);
});

test("pages come with a nonce of their own in a strict policy, and nothing in them needs more", async () => {
  const [one, two] = [await get("/sign-in"), await get("/sign-in")];
  const policy = one.headers.get("content-security-policy") ?? "";
  expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]{20,}' 'strict-dynamic'/);
  for (const part of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "default-src 'self'"])
    expect(policy).toContain(part);
  expect(two.headers.get("content-security-policy")).not.toBe(policy);
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? "";
  const html = await one.text();
  for (const [tag] of html.matchAll(/<script\b[^>]*>/g)) expect(tag).toContain(`nonce="${nonce}"`);
  expect(one.headers.get("x-content-type-options")).toBe("nosniff");
  expect(one.headers.get("x-powered-by")).toBeNull();
});

test("a trusted proxy's word counts: TLS ended there gives secure cookies and HSTS", async () => {
  const signIn = (headers: Record<string, string>) =>
    fetch(`${product.url}/trpc/session.signIn`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-carbyne": "1", ...headers },
      body: JSON.stringify(product.admin),
    });
  const behind = await signIn({
    "x-forwarded-proto": "https",
    "x-forwarded-for": "203.0.113.5",
    origin: "https://mail.town.example",
  });
  expect(behind.status).toBe(200);
  const kept = "Max-Age=\\d+; Path=/; HttpOnly; SameSite=Lax; Secure";
  expect(behind.headers.getSetCookie()).toEqual([
    expect.stringMatching(new RegExp(`^__Host-carbyne=[\\w-]{43}; ${kept}$`)),
    expect.stringMatching(new RegExp(`^__Host-carbyne-device=[\\w-]{43}; ${kept}$`)),
  ]);
  expect(behind.headers.get("strict-transport-security")).toMatch(/max-age=\d+/);
});

test("a page of another site can neither call nor listen, with or without the person's cookie", async () => {
  const call = (headers: Record<string, string>) =>
    fetch(`${product.url}/trpc/session.signOut`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: "{}",
    });
  expect((await call({})).status).toBe(403);
  expect((await call({ "x-carbyne": "1", origin: "https://evil.example" })).status).toBe(403);
  expect((await call({ "x-carbyne": "1" })).status).toBe(200);
  const listen = (origin: string) =>
    new Promise<string>((resolve) => {
      const socket = new WebSocket(`${product.url.replace("http", "ws")}/trpc-ws`, { origin });
      socket.on("open", () => {
        resolve("open");
        socket.close();
      });
      socket.on("error", (error) => resolve(error.message));
    });
  expect(await listen("https://evil.example")).toContain("403");
  expect(await listen(product.url)).toBe("open");
});

test("health is told to everybody, metrics to the machine, nothing to the curious", async () => {
  const health = await get("/health");
  expect(await health.json()).toEqual({
    status: "ok",
    roles: { http: "ok", jobs: "ok", mail: "ok", sfu: "ok" },
    bus: "ok",
  });
  expect(await (await get("/metrics")).text()).toContain("carbyne_http_request_seconds_bucket");
  // Somebody behind the proxy is not the machine.
  expect((await get("/metrics", { "x-forwarded-for": "203.0.113.5" })).status).toBe(404);
  for (const place of [
    "/mail/messages/00000000-0000-7000-8000-000000000000/body",
    "/uploads/00000000-0000-7000-8000-000000000000",
  ])
    expect((await get(place)).status).toBe(401);
  for (const place of ["//evil.example/", "/%2e%2e/%2e%2e/etc/passwd", "/trpc/nothing.here", "/mail/messages/x/body"])
    expect((await get(place)).status, place).toBeGreaterThanOrEqual(300);
});

test("the sign-in page works under its policy without a single complaint of the browser", async () => {
  const page = await openAs(product, product.admin);
  await page.getByRole("main").first().waitFor();
  expect(page.faults).toEqual([]);
});
