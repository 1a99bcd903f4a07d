import { ImapFlow } from "imapflow";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { type Product, startProduct } from "./harness/product.ts";
import { sendMail } from "./harness/smtp.ts";

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

const mail = [
  "From: Jonas Brandt <jonas@brandt.example>",
  "To: maren@town.example",
  "Subject: Roof of the town hall",
  "Message-ID: <roof@brandt.example>",
  "Content-Type: text/html; charset=utf-8",
  "",
  '<p>Dear Maren, <b>the offer</b> is ready.</p><script>document.title="run"</script><img src="https://tracker.example/p.gif">',
  "",
].join("\r\n");

test("mail that arrives shows in the open page within a second, by itself", async () => {
  const row = page.getByRole("main").getByText("Roof of the town hall").first();
  await sendMail({ port: product.ports.SMTP, from: "jonas@brandt.example", to: [maren.address], raw: mail });
  const accepted = Date.now();
  await row.waitFor({ state: "visible", timeout: 5000 });
  expect(Date.now() - accepted).toBeLessThan(1000);
});

test("it is read in a frame of its own where nothing runs and nothing leaves", async () => {
  await page.getByRole("main").getByText("Roof of the town hall").first().click();
  const frame = page.frameLocator("iframe").first();
  await frame.getByText("the offer").waitFor();
  expect(await frame.locator("script:not([nonce])").count()).toBe(0);
  expect(await frame.locator("img[src^='http']").count()).toBe(0);
  expect(page.faults).toEqual([]);
});

test("it is answered, the answer leaves after its undo time, and the Sent copy is seen over IMAP", async () => {
  const jonas = await product.account("jonas");
  await page.keyboard.press("c");
  const composer = page.getByRole("dialog", { name: /new message/i });
  await composer.getByLabel("To", { exact: true }).fill(jonas.address);
  await page.keyboard.press("Enter");
  await composer.getByLabel("Subject").fill("Answer to the offer");
  await composer.locator("[contenteditable=true]").click();
  await page.keyboard.type("We take it.");
  await page.keyboard.press("Control+Enter");
  await page.getByText(/undo/i).first().waitFor();

  const client = new ImapFlow({
    host: "127.0.0.1",
    port: product.ports.IMAPS,
    secure: true,
    auth: { user: maren.address, pass: maren.password },
    tls: { rejectUnauthorized: false },
    logger: false,
  });
  await client.connect();
  await client.mailboxOpen("Sent");
  const sent = await client.fetchOne("*", { envelope: true, source: true });
  await client.logout();
  expect(sent && sent.envelope?.subject).toBe("Answer to the offer");

  const reader = await openAs(product, jonas);
  const row = reader.getByRole("main").getByText("Answer to the offer").first();
  await row.waitFor({ state: "visible", timeout: 30_000 });
  await row.click();
  await reader.frameLocator("iframe").first().getByText("We take it.").waitFor();
  expect(reader.faults).toEqual([]);
});
