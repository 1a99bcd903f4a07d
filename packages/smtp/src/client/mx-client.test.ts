import net from "node:net";
import { Refusal, silentLogger } from "@carbyne/kernel";
import { afterEach, expect, test } from "vitest";
import { createSmtpServer } from "../server/create-server.ts";
import { type Dns } from "./find-hosts.ts";
import { createMxClient, type MxClientOptions } from "./mx-client.ts";
import { giveUpAfterMs, retryDelayMs } from "./retry.ts";

const open: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

const fault = (code: string) => Promise.reject(Object.assign(new Error(code), { code }));
const dnsOf = (mx: Record<string, [number, string][]>, a: Record<string, string[]>): Dns => ({
  resolveMx: (name) =>
    name === "broken.example"
      ? fault("ESERVFAIL")
      : mx[name]
        ? Promise.resolve(mx[name].map(([priority, exchange]) => ({ priority, exchange })))
        : fault("ENODATA"),
  resolve4: (name) => (a[name] ? Promise.resolve(a[name]) : fault("ENOTFOUND")),
  resolve6: () => fault("ENODATA"),
});

async function startServer(mayTake: (address: string) => "yes" | "never" | "later") {
  const taken: string[] = [];
  const server = createSmtpServer<never>(
    { mode: "mx", hostname: "mx.there.example", log: silentLogger, words: (refusal) => refusal.reason },
    {
      recipient(_session, address) {
        const answer = mayTake(address);
        if (answer === "never") return Promise.reject(new Refusal("not-found", "recipient-unknown"));
        if (answer === "later") return Promise.reject(new Refusal("busy", "greylisted"));
        return Promise.resolve();
      },
      deliver(_session, envelope, raw) {
        taken.push(`${envelope.reversePath}>${envelope.recipients.map((one) => one.address).join()}:${raw.length}`);
        return Promise.resolve({ text: "2.0.0 kept" });
      },
    },
  );
  const port = await server.listen({ port: 0, host: "127.0.0.1" });
  open.push(() => server.close());
  return { port, taken };
}

function clientOf(port: number, dns: Dns, more: Partial<MxClientOptions> = {}) {
  return createMxClient({
    hostname: "mail.here.example",
    dns,
    port,
    timeoutMs: 2000,
    mayConnect: () => true,
    isSelf: (name) => name === "mail.here.example",
    ...more,
  });
}

const raw = Buffer.from("Subject: x\r\n\r\ntext\r\n");
const to = (domain: string, ...names: string[]) => ({
  domain,
  reversePath: "a@here.example",
  recipients: names.map((name) => `${name}@${domain}`),
  raw,
});
const dns = dnsOf({ "there.example": [[10, "mx.there.example"]] }, { "mx.there.example": ["127.0.0.1"] });

test("each recipient has an end of its own: delivered, failed for good, or put off", async () => {
  const { port, taken } = await startServer((address) =>
    address.startsWith("no") ? "never" : address.startsWith("later") ? "later" : "yes",
  );
  const outcomes = await clientOf(port, dns).deliver(to("there.example", "a", "nobody", "later", "b"));
  const byName = Object.fromEntries(outcomes.map((one) => [one.address.split("@")[0], one]));
  expect(byName["a"]).toMatchObject({ status: "delivered", reply: "250 2.0.0 kept", host: "mx.there.example" });
  expect(byName["b"]?.status).toBe("delivered");
  expect(byName["nobody"]).toMatchObject({ status: "failed", reply: "550 5.1.1 recipient-unknown" });
  expect(byName["later"]).toMatchObject({ status: "deferred", reply: "451 4.3.2 greylisted" });
  expect(taken).toEqual([`a@here.example>a@there.example,b@there.example:${raw.length}`]);
});

test("when all are refused each still hears its own answer", async () => {
  const { port } = await startServer((address) => (address.startsWith("no") ? "never" : "later"));
  const outcomes = await clientOf(port, dns).deliver(to("there.example", "nobody", "later"));
  expect(outcomes.map((one) => one.status).sort()).toEqual(["deferred", "failed"]);
});

test("the next server is tried when the preferred one does not answer, and a report has no sender", async () => {
  const { port, taken } = await startServer(() => "yes");
  const two = dnsOf(
    {
      "there.example": [
        [20, "second.there.example"],
        [10, "dead.there.example"],
      ],
    },
    { "dead.there.example": ["127.0.0.2"], "second.there.example": ["127.0.0.1"] },
  );
  const outcomes = await clientOf(port, two).deliver({ ...to("there.example", "a"), reversePath: "" });
  expect(outcomes).toMatchObject([{ status: "delivered", host: "second.there.example" }]);
  expect(taken).toEqual([`>a@there.example:${raw.length}`]);
});

test.each<[string, string, "failed" | "deferred", string]>([
  ["null MX", "null.example", "failed", "556 5.1.10"],
  ["no such domain", "gone.example", "failed", "550 5.1.2"],
  ["DNS that does not answer", "broken.example", "deferred", "451 4.4.3"],
  ["a way back to ourselves", "loop.example", "failed", "554 5.4.6"],
  ["a server that nobody is at", "dead.example", "deferred", ""],
  ["a literal that is none", "[not-an-ip]", "failed", "553 5.1.2"],
])("%s ends as it should", async (_name, domain, status, reply) => {
  const { port } = await startServer(() => "yes");
  const odd = dnsOf(
    {
      "null.example": [[0, ""]],
      "loop.example": [[10, "mail.here.example"]],
      "dead.example": [[10, "x.dead.example"]],
    },
    { "mail.here.example": ["127.0.0.1"], "x.dead.example": ["127.0.0.3"] },
  );
  const [outcome] = await clientOf(port, odd).deliver(to(domain, "a"));
  expect(outcome?.status).toBe(status);
  expect(outcome?.reply).toContain(reply);
});

test("a domain without MX is its own server, and no domain makes us connect to where we may not", async () => {
  const { port } = await startServer(() => "yes");
  const plain = dnsOf({}, { "plain.example": ["127.0.0.1"] });
  expect(await clientOf(port, plain).deliver(to("plain.example", "a"))).toMatchObject([{ status: "delivered" }]);
  const guarded = clientOf(port, plain, { mayConnect: () => false });
  const [outcome] = await guarded.deliver(to("plain.example", "a"));
  expect(outcome).toMatchObject({
    status: "deferred",
    reply: "451 4.4.1 plain.example has the private address 127.0.0.1",
  });
});

test("a route takes everything, whatever DNS says", async () => {
  const { port, taken } = await startServer(() => "yes");
  const routed = clientOf(1, dnsOf({}, {}), { route: { host: "127.0.0.1", port } });
  expect(await routed.deliver(to("gone.example", "a"))).toMatchObject([{ status: "delivered" }]);
  expect(taken).toHaveLength(1);
});

test.each([
  ["hangs up after the greeting", "220 hi\r\n"],
  ["talks nonsense", "hello?\r\n"],
  ["refuses everybody", "554 5.7.1 go away\r\n"],
  ["says to come later", "421 4.3.2 busy\r\n"],
])("a server that %s loses nothing", async (_name, words) => {
  const server = net.createServer((socket) => {
    socket.on("error", () => {});
    socket.end(words);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(() => void server.close());
  const address = server.address();
  const port = address && typeof address === "object" ? address.port : 0;
  const [outcome] = await clientOf(port, dns).deliver(to("there.example", "a"));
  expect(outcome?.status).toBe("deferred");
});

test("waits grow and end after five days", () => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 8, 100].map((attempt) => retryDelayMs(attempt, () => 0) / 60_000);
  expect(waits).toEqual([1, 5, 15, 30, 60, 120, 240, 240, 240]);
  expect(retryDelayMs(1, () => 1)).toBe(66_000);
  expect(giveUpAfterMs / 86_400_000).toBe(5);
});
