import { createServer, type Server } from "node:https";
import type { IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { accounts, mail, outside } from "@carbyne/domain";
import type { Actor } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { generate } from "selfsigned";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

/** A list's own server, over TLS, as RFC 8058 §3.1 wants it asked. */
let server: Server;
let port: number;
let asked: { method: string; url: string; headers: IncomingHttpHeaders; body: string }[] = [];
const trusted = getCACertificates("default");

let ctx: TestContext;
let actor: Actor;
let spaceId: string;

beforeAll(async () => {
  const made = await generate([{ name: "commonName", value: "news.example.org" }], {
    keySize: 2048,
    algorithm: "sha256",
    notAfterDate: new Date(Date.now() + 86_400_000),
    extensions: [{ name: "subjectAltName", altNames: [{ type: 2, value: "news.example.org" }] }],
  });
  setDefaultCACertificates([...trusted, made.cert]);
  server = createServer({ cert: made.cert, key: made.private }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      asked.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
      if (url === "/elsewhere") response.writeHead(302, { location: "/u" }).end();
      else response.writeHead(url === "/broken" ? 500 : 202, { "set-cookie": "a=b" }).end("thanks");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
  const context = await testContext();
  const names: Record<string, string[]> = {
    "news.example.org": ["127.0.0.1"],
    "other.example.org": ["127.0.0.1"],
    "inside.example.org": ["10.0.0.5"],
  };
  ctx = {
    ...context,
    outside: outside.createOutside({
      resolve: (name) => Promise.resolve(names[name] ?? []),
      isAllowed: outside.readAllowed([`127.0.0.1:${port}`]),
      connectMail: () => Promise.reject(new Error("nobody asks")),
    }),
  };
  const address = "ann@town.example";
  const account = await accounts.createAccount(ctx, { address, name: "Ann", password: "a long enough password" });
  actor = { kind: "user", accountId: account.accountId };
  ({ spaceId } = account);
});
afterAll(async () => {
  setDefaultCACertificates(trusted);
  server.closeAllConnections();
  server.close();
  await ctx.close();
});
beforeEach(() => {
  asked = [];
});

let counter = 0;
/** A letter of a list of its own, with a good signature over what says how it is left. */
async function letter(host: string, path: string): Promise<{ id: string; leftAt: () => Promise<string | null> }> {
  const n = ++counter;
  const raw = Buffer.from(
    [
      "Authentication-Results: mx; dkim=pass header.d=news.example.org",
      "DKIM-Signature: v=1; d=news.example.org; s=s; h=from:list-unsubscribe:list-unsubscribe-post; b=x",
      "From: News <n@news.example.org>",
      "To: ann@town.example",
      `List-Id: <list${n}.news.example.org>`,
      `List-Unsubscribe: <https://${host}:${port}${path}>`,
      "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
      `Message-ID: <${n}@news.example.org>`,
      `Subject: News ${n}`,
      "",
      "Text",
      "",
    ].join("\r\n"),
  );
  const [stored] = await mail.deliverMessage(ctx, { spaceIds: [spaceId], raw, verdict: "verified", role: "inbox" });
  const view = async () =>
    (await mail.getConversation(ctx, actor, { id: stored?.threadId ?? "" })).messages[0]?.leaving;
  expect((await view())?.how).toBe("one-click");
  return { id: stored?.messageId ?? "", leftAt: async () => (await view())?.leftAt ?? null };
}

const leave = (messageId: string) => mail.leaveList(ctx, actor, { messageId, how: "one-click" });

test("one POST over TLS leaves the list: the form of RFC 8058, and nothing of the person", async () => {
  const { id, leftAt } = await letter("news.example.org", "/u?x=1");
  expect(await leftAt()).toBeNull();
  expect(await leave(id)).toEqual({ status: "done" });
  expect(asked.map(({ method, url, body }) => [method, url, body])).toEqual([
    ["POST", "/u?x=1", "List-Unsubscribe=One-Click"],
  ]);
  const headers: IncomingHttpHeaders = asked[0]?.headers ?? {};
  expect(headers).toMatchObject({
    "content-type": "application/x-www-form-urlencoded",
    host: `news.example.org:${port}`,
  });
  // No cookie, no page that it was pressed on: RFC 8058 §3.1 forbids what would tell more than the address does.
  expect([headers.cookie, headers.referer, headers.authorization, headers.origin]).toEqual(Array(4).fill(undefined));
  expect(await leftAt()).toBe(ctx.clock.now().toISOString());
});

test.each([
  ["answers that it could not", "news.example.org", "/broken", 1],
  ["leads elsewhere, where no POST goes", "news.example.org", "/elsewhere", 1],
  ["has no certificate of its name", "other.example.org", "/u", 0],
  ["is a machine of our own network", "inside.example.org", "/u", 0],
  ["is this machine by its address", "127.0.0.2", "/u", 0],
  ["is a name of this house", "printer.local", "/u", 0],
  ["is not known", "gone.example.org", "/u", 0],
])("where the server %s it fails, and the list is not taken for left", async (_how, host, path, count) => {
  const { id, leftAt } = await letter(host, path);
  expect(await leave(id)).toEqual({ status: "failed" });
  expect([asked.length, await leftAt()]).toEqual([count, null]);
});
