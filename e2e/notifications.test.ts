// @module-tag long
import { createDecipheriv, createECDH, hkdfSync, randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Worker } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { ask, signIn } from "./harness/api.ts";
import { closeBrowser, type Opened, openAs, useWholeBrowser } from "./harness/browser.ts";
import { type Product, startProduct } from "./harness/product.ts";
import { sendMail } from "./harness/smtp.ts";

/** Chromium on this machine reaches no push service: ours takes what the server sends, reads it, and hands it to the browser over its debugger. */
let sink: Server;
const taken: Buffer[] = [];
/** A browser beside others may take this long to show what a worker told it. */
const soon = { timeout: 20_000 };
const keys = createECDH("prime256v1");
const auth = randomBytes(16);

let product: Product;
let ann: { address: string; password: string };
let page: Opened;

beforeAll(async () => {
  useWholeBrowser();
  keys.generateKeys();
  sink = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      taken.push(Buffer.concat(chunks));
      response.writeHead(201).end();
    });
  });
  await new Promise<void>((resolve) => sink.listen(0, "127.0.0.1", resolve));
  product = await startProduct({ env: { CARBYNE_FETCH_ALLOW: `127.0.0.1:${(sink.address() as AddressInfo).port}` } });
  ann = await product.account("ann");
  page = await openAs(product, ann);
  await page.context().grantPermissions(["notifications"], { origin: product.url });
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
  sink.close();
});

/** What a browser would read, RFC 8291 §3.4. */
function read(body: Buffer): string {
  const [salt, sender] = [body.subarray(0, 16), body.subarray(21, 86)];
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), keys.getPublicKey(), sender]);
  const ikm = Buffer.from(hkdfSync("sha256", keys.computeSecret(sender), auth, info, 32));
  const derive = (label: string, length: number) =>
    Buffer.from(hkdfSync("sha256", ikm, salt, `Content-Encoding: ${label}\0`, length));
  const decipher = createDecipheriv("aes-128-gcm", derive("aes128gcm", 16), derive("nonce", 12));
  decipher.setAuthTag(body.subarray(-16));
  const plain = Buffer.concat([decipher.update(body.subarray(86, -16)), decipher.final()]);
  return plain.subarray(0, -1).toString();
}

const call = (name: string, input: object) =>
  page.evaluate(
    async ([path, body]) => {
      const answer = await fetch(`/trpc/${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", "x-carbyne": "1" },
        body: body ?? "{}",
      });
      if (!answer.ok) throw new Error(await answer.text());
    },
    [name, JSON.stringify(input)],
  );

async function receive(subject: string): Promise<string> {
  const before = taken.length;
  await sendMail({
    port: product.ports.SMTP,
    from: "ana@lindenau.example",
    to: [ann.address],
    raw: `From: Ana Ruiz <ana@lindenau.example>\r\nTo: ${ann.address}\r\nSubject: ${subject}\r\n\r\nSee you at noon.\r\n`,
  });
  await vi.waitFor(() => expect(taken.length).toBe(before + 1), { timeout: 25_000, interval: 100 });
  return read(taken.at(-1) ?? Buffer.alloc(0));
}

async function worker(): Promise<Worker> {
  const [known] = page.context().serviceWorkers();
  return known ?? page.context().waitForEvent("serviceworker");
}

/** Lets the browser receive what its push service would bring. */
async function bring(data: string): Promise<void> {
  const debug = await page.context().newCDPSession(page);
  const registration = new Promise<string>((resolve) => {
    debug.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const [first] = registrations;
      if (first) resolve(first.registrationId);
    });
  });
  await debug.send("ServiceWorker.enable");
  await debug.send("ServiceWorker.deliverPushMessage", {
    origin: product.url,
    registrationId: await registration,
    data,
  });
  await debug.detach();
}

const press = async (action: string) =>
  (await worker()).evaluate((name) => {
    const scope = globalThis as unknown as {
      registration: { getNotifications(): Promise<object[]> };
      held?: object;
      NotificationEvent: new (type: string, init: object) => Event;
      dispatchEvent(event: Event): boolean;
    };
    return scope.registration.getNotifications().then(([first]) => {
      const notification = first ?? scope.held;
      scope.dispatchEvent(new scope.NotificationEvent("notificationclick", { notification, action: name }));
    });
  }, action);

/** A page that comes into sight takes down what is shown: this one was pressed just before. */
const hold = async () =>
  (await worker()).evaluate(() => {
    const scope = globalThis as unknown as {
      registration: { getNotifications(): Promise<object[]> };
      held?: object;
    };
    return scope.registration.getNotifications().then(([first]) => {
      if (first) scope.held = first;
    });
  });

const shown = async () =>
  (await worker()).evaluate(() => {
    const scope = globalThis as unknown as {
      registration: { getNotifications(): Promise<{ title: string; body: string; actions: { title: string }[] }[]> };
    };
    return scope.registration
      .getNotifications()
      .then((all) => all.map(({ title, body, actions }) => ({ title, body, acts: actions.map((one) => one.title) })));
  });

test("new mail goes out to the push service, is shown by the browser, and is done with from there", {
  timeout: 90_000,
}, async () => {
  await page.goto(`${product.url}/settings/notifications`);
  await page.getByRole("button", { name: "Turn on" }).waitFor();
  await page.evaluate("navigator.serviceWorker.ready.then(() => undefined)");
  const { port } = sink.address() as AddressInfo;
  await call("push.subscribe", {
    endpoint: `http://127.0.0.1:${port}/push/ann`,
    p256dh: keys.getPublicKey("base64url"),
    auth: auth.toString("base64url"),
  });
  await page.reload();
  await page.getByRole("button", { name: "Turn off" }).waitFor();
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await vi.waitFor(() => expect(taken.length).toBe(1), { timeout: 20_000 });
  expect(read(taken[0] ?? Buffer.alloc(0))).toContain("Notifications work");

  // Nobody looks any more.
  await call("push.presence", { isPresent: false });
  const told = await receive("Lunch?");
  expect(JSON.parse(told)).toMatchObject({ title: "Ana Ruiz", body: "Lunch?\nSee you at noon.", unread: 1 });

  // A page that is looked at, as all are to this browser, is told nothing of.
  await page.goto("about:blank");
  await bring(told);
  await vi.waitFor(
    async () =>
      expect(await shown()).toEqual([
        { title: "Ana Ruiz", body: "Lunch?\nSee you at noon.", acts: ["Archive", "Mark as read"] },
      ]),
    soon,
  );
  await press("read");
  await vi.waitFor(async () => expect(await shown()).toEqual([]), soon);
  await page.goto(`${product.url}/mail/inbox`);
  await page.getByText("Lunch?").first().waitFor();
  await call("push.presence", { isPresent: false });
  await vi.waitFor(async () => expect(await page.title()).toBe("Mail · Carbyne"), { timeout: 20_000 });
  await receive("Dinner?");
  await vi.waitFor(async () => expect(await page.title()).toBe("(1) Mail · Carbyne"), { timeout: 20_000 });
  expect(await page.locator('link[rel="icon"]').first().getAttribute("href")).toBe("/icon-unread.svg");
});

test("a notification archives, and opens what it tells of in the window that is there", {
  timeout: 60_000,
}, async () => {
  await page.goto(`${product.url}/mail/inbox`);
  await page.getByText("Dinner?").first().waitFor();
  await call("push.presence", { isPresent: false });
  const parade = await receive("Parade");
  await page.goto("about:blank");
  await bring(parade);
  await vi.waitFor(
    async () => expect((await shown()).map(({ body }) => body)).toEqual(["Parade\nSee you at noon."]),
    soon,
  );
  await press("archive");
  await vi.waitFor(async () => expect(await shown()).toEqual([]), soon);
  await page.goto(`${product.url}/mail/archive`);
  await page.getByText("Parade").first().waitFor();
  await page.goto(`${product.url}/mail/inbox`);
  await page.getByText("Dinner?").first().waitFor();
  expect(await page.getByText("Parade").count()).toBe(0);

  await call("push.presence", { isPresent: false });
  const supper = await receive("Supper");
  await page.goto("about:blank");
  await bring(supper);
  await vi.waitFor(async () => expect(await shown()).toHaveLength(1), soon);
  await hold();
  await page.goto(`${product.url}/settings/notifications`);
  await page.getByRole("button", { name: "Turn off" }).waitFor();
  await press("");
  await page.waitForURL(/\/mail\/inbox\/[0-9a-f-]{36}/);
  await page.getByRole("heading", { name: "Supper" }).waitFor();
  expect(await shown()).toEqual([]);
});

test("what is said in the chat is told as far as the person wants", { timeout: 60_000 }, async () => {
  await page.goto(`${product.url}/settings/notifications`);
  const choice = page.getByRole("combobox", { name: "Of the chat, tell me about" });
  const choose = async (name: string) => {
    await choice.click();
    const saved = page.waitForResponse(/settings\.set/);
    await page.getByRole("option", { name, exact: true }).click();
    await saved;
    await page.reload();
    await vi.waitFor(async () => expect(await choice.innerText()).toBe(name), soon);
    await call("push.presence", { isPresent: false });
  };
  await choose("Nothing");

  const cookie = await signIn(product.url, await product.account("bob"));
  const asBob = async (path: string, input: object) =>
    (await (await ask(product.url, path, input, cookie)).json()) as { result: { data: { id: string } } };
  const personId = await page.evaluate(async () => {
    const answer = await fetch("/trpc/session.me");
    return ((await answer.json()) as { result: { data: { account: { id: string } } } }).result.data.account.id;
  });
  const roomId = (await asBob("chat.rooms.openDirect", { personId })).result.data.id;
  const say = (text: string) => asBob("chat.messages.send", { roomId, key: `key-of-${text}`, text });
  const before = taken.length;
  await say("Unwanted");
  // Longer than the job rests, so that it has looked before more is wanted.
  await new Promise((resolve) => setTimeout(resolve, 4000));
  await choose("Everything that is said");
  await say("Scaffolding");
  await vi.waitFor(() => expect(taken.length).toBe(before + 1), { timeout: 25_000, interval: 100 });
  const told = read(taken.at(-1) ?? Buffer.alloc(0));
  expect(JSON.parse(told)).toMatchObject({ body: "Scaffolding", href: `/chat/${roomId}` });
  await page.goto("about:blank");
  await bring(told);
  await vi.waitFor(async () => expect((await shown()).map(({ body }) => body)).toContain("Scaffolding"), soon);
});

test("the bell tells of a browser that is new, in a window that is open, and forgets it with Undo", {
  timeout: 60_000,
}, async () => {
  await page.goto(`${product.url}/mail/inbox`);
  await page.getByRole("button", { name: "Notices", exact: true }).waitFor();
  await fetch(`${product.url}/trpc/session.signIn`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-carbyne": "1",
      "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    },
    body: JSON.stringify(ann),
  });
  await page.getByRole("button", { name: "1 new notice" }).click();
  await page.getByText("Firefox on Linux, from 127.0.0.1.").waitFor();
  await page.getByRole("button", { name: "Put away “New sign-in”" }).click();
  await page.getByText("Nothing was told lately.").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page
    .getByRole("dialog", { name: "Notices" })
    .getByRole("link", { name: /New sign-in/ })
    .click();
  await page.waitForURL(/settings\/devices/);
  await page.getByRole("button", { name: "Notices", exact: true }).waitFor();
});
