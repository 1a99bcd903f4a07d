// @module-tag long
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { ImapFlow } from "imapflow";
import { createTransport } from "nodemailer";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ask } from "./harness/api.ts";
import { closeBrowser, type Opened, openAs } from "./harness/browser.ts";
import { imapClient } from "./harness/imap.ts";
import { type Product, startProduct } from "./harness/product.ts";

const run = promisify(execFile);
let product: Product;
let maren: { address: string; password: string };
let page: Opened;
beforeAll(async () => {
  product = await startProduct();
  maren = await product.account("maren");
  page = await openAs(product, maren);
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

const imapAs = (pass: string) => imapClient(product, { address: maren.address, password: pass });

async function createAppPassword(on: Page, name: string, also: readonly string[] = []): Promise<string> {
  await on.goto(`${product.url}/settings/devices`);
  await on.getByRole("button", { name: "Create app password" }).click();
  const dialog = on.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  for (const use of also) await dialog.getByRole("checkbox", { name: use }).click();
  await dialog.getByRole("button", { name: "Create" }).click();
  await on.getByRole("dialog", { name: `App password for ${name}` }).waitFor();
  const secret = await on.getByRole("dialog").locator("code").last().textContent();
  await on.getByRole("button", { name: "Done" }).click();
  return secret ?? "";
}

test("an app password made in the browser works in IMAP, SMTP and POP3, and is cut off when it is taken back", async () => {
  const secret = await createAppPassword(page, "Laptop", ["Download mail (POP3)"]);
  expect(secret).toMatch(/^(?:[0-9a-z]{4}-){6}[0-9a-z]{4}$/);
  const client = imapAs(secret);
  await client.connect();
  const closed = new Promise((resolve) => client.once("close", resolve));
  const smtp = createTransport({
    host: "127.0.0.1",
    port: product.ports.SUBMISSIONS,
    secure: true,
    auth: { user: maren.address, pass: secret.toUpperCase().replaceAll("-", " ") },
    tls: { rejectUnauthorized: false },
  });
  await smtp.sendMail({ from: maren.address, to: maren.address, subject: "By app password", text: "It works." });
  const pop3 = ["-sk", "-u", `${maren.address}:${secret}`, `pop3s://127.0.0.1:${product.ports.POP3S}/`];
  await expect.poll(async () => (await run("curl", pop3)).stdout, { timeout: 20_000 }).toMatch(/^1 \d+/);

  await page.reload();
  await page.getByText(/last used .* by POP3 from 127\.0\.0\.1/).waitFor();
  await page.getByRole("button", { name: "Take back the app password of Laptop" }).click();
  await closed;
  await expect(run("curl", pop3)).rejects.toMatchObject({ code: 67 });
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("The app password of Laptop works again").first().waitFor();
  expect((await run("curl", pop3)).stdout).toMatch(/^1 \d+/);
});

test("it is good for nothing else than what was chosen", async () => {
  const secret = await createAppPassword(page, "Reader");
  await expect(
    run("curl", ["-sk", "-u", `${maren.address}:${secret}`, `pop3s://127.0.0.1:${product.ports.POP3S}/`]),
  ).rejects.toMatchObject({ code: 67 });
  const answer = await ask(product.url, "session.signIn", { address: maren.address, password: secret });
  expect(answer.status).toBe(401);
});

test("programs find the server by an address, and learn nothing about who is here", async () => {
  const get = (path: string, init: RequestInit = {}) => fetch(product.url + path, init);
  const config = async (address: string) => {
    const answer = await get(
      `/.well-known/autoconfig/mail/config-v1.1.xml?emailaddress=${encodeURIComponent(address)}`,
    );
    return [answer.status, answer.headers.get("content-type"), await answer.text()];
  };
  const known = await config(maren.address);
  expect(known).toEqual([
    200,
    "text/xml; charset=utf-8",
    expect.stringContaining(`<port>${product.ports.IMAPS}</port>`),
  ]);
  expect(await config("nobody@town.example")).toEqual(known);
  expect((await config("ann@elsewhere.example"))[0]).toBe(404);
  expect((await get("/mail/config-v1.1.xml")).status).toBe(404);

  const discover = async (body: string) => {
    const answer = await get("/Autodiscover/Autodiscover.xml", {
      method: "POST",
      body,
      headers: { "content-type": "text/xml" },
    });
    return [answer.status, await answer.text()] as const;
  };
  const letter = (address: string) =>
    `<Autodiscover><Request><EMailAddress>${address}</EMailAddress></Request></Autodiscover>`;
  const [status, told] = await discover(letter(maren.address));
  expect([status, told]).toEqual([200, expect.stringContaining(`<Port>${product.ports.SUBMISSIONS}</Port>`)]);
  expect((await discover(letter("nobody@town.example")))[1]).toBe(
    told.replaceAll(maren.address, "nobody@town.example"),
  );
  expect((await discover(letter("ann@elsewhere.example")))[1]).toContain("<ErrorCode>500</ErrorCode>");
  expect((await discover("<!DOCTYPE x>"))[1]).toContain("<ErrorCode>600</ErrorCode>");
  expect((await discover("x".repeat(20_000)))[0]).toBe(413);
  expect((await get("/setup/apple.mobileconfig")).status).toBe(401);

  await page.goto(`${product.url}/settings/programs`);
  await page.getByText(String(product.ports.IMAPS), { exact: true }).waitFor();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download profile" }).click();
  expect((await download).suggestedFilename()).toBe("town.example.mobileconfig");
});

test("an administrator asks for app passwords, sees the programs and cuts them off", async () => {
  const admin = await openAs(product, product.admin);
  await admin.goto(`${product.url}/admin/domains`);
  await admin.getByText("town.example").first().click();
  await admin.getByRole("switch", { name: "Programs need app passwords" }).click();
  await expect(imapAs(maren.password).connect()).rejects.toMatchObject({
    responseText: expect.stringContaining("use an app password"),
  });
  await admin.goto(`${product.url}/admin/accounts`);
  await admin.getByText(maren.address).first().click();
  await admin.getByRole("tab", { name: "Programs" }).click();
  await admin.getByText("The account's own password works in the browser only.").waitFor();
  await admin.getByRole("button", { name: "Take back the app password of Reader" }).click();
  await admin.getByText("The app password of Reader no longer works").first().waitFor();
  expect(admin.faults).toEqual([]);
  await admin.context().close();

  const secret = await product.carbyne([
    "app-password",
    "create",
    maren.address,
    "--name",
    "Scanner",
    "--scopes",
    "imap",
  ]);
  const client = imapAs(secret.trim());
  await client.connect();
  const closed = new Promise((resolve) => client.once("close", resolve));
  const listed = JSON.parse(await product.carbyne(["app-password", "list", maren.address, "--json"])) as {
    appPasswords: { id: string; name: string }[];
  };
  expect(listed.appPasswords.map(({ name }) => name)).toEqual(["Scanner", "Laptop"]);
  await product.carbyne(["app-password", "revoke", maren.address, listed.appPasswords[0]?.id ?? ""]);
  await closed;
  await product.carbyne(["app-password", "require", "inherit", "--domain", product.domain]);
  await (await signedIn(imapAs(maren.password))).logout();
});

async function signedIn(client: ImapFlow): Promise<ImapFlow> {
  await client.connect();
  return client;
}

test("a browser that is signed out elsewhere goes to the sign-in at once, and the others stay", async () => {
  const other = await openAs(product, maren);
  await page.goto(`${product.url}/settings/devices`);
  await page.getByText("This browser").waitFor();
  await page.getByRole("button", { name: "Sign out Chrome on Linux" }).click();
  await other.waitForURL(/\/sign-in/, { timeout: 20_000 });
  const third = await openAs(product, maren);
  const fourth = await openAs(product, maren);
  await page.reload();
  await page.getByRole("button", { name: "Sign out all others" }).click();
  await Promise.all([third, fourth].map((one) => one.waitForURL(/\/sign-in/, { timeout: 20_000 })));
  await page.getByText("2 browsers are signed out").first().waitFor();
  await page.getByText("Sign-in refused").first().waitFor();
  await page.getByRole("button", { name: /^Show \d+ more$/ }).click();
  await page.getByText("Laptop, POP3").first().waitFor();
});

test("another password can leave browsers signed in", async () => {
  const other = await openAs(product, maren);
  await page.goto(`${product.url}/settings/security`);
  const next = "another long password";
  await page.getByLabel("Current password").fill(maren.password);
  await page.getByLabel("New password", { exact: true }).fill(next);
  await page.getByLabel("New password again").fill(next);
  await page.getByRole("checkbox", { name: "Sign out other browsers" }).click();
  await page.getByRole("button", { name: "Change password" }).click();
  await page.getByText("Password changed").first().waitFor();
  maren.password = next;
  await other.reload();
  await other.getByRole("button", { name: "New message" }).first().waitFor();
  expect(other.faults).toEqual([]);
});

test("nothing of this was a fault of the page", () => {
  expect(page.faults).toEqual([]);
});
