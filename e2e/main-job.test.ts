import type { ImapFlow } from "imapflow";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { withImap } from "./harness/imap.ts";
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

/** Milliseconds from the acceptance of a message until its line is on the screen. */
async function showsAfter(raw: string, subject: string): Promise<number> {
  await sendMail({ port: product.ports.SMTP, from: "jonas@brandt.example", to: [maren.address], raw });
  const accepted = Date.now();
  await page.getByRole("main").getByText(subject).first().waitFor({ state: "visible", timeout: 20_000 });
  return Date.now() - accepted;
}

test("mail that arrives shows in the open page within a second, by itself", async () => {
  // The first comes while the page is still waking up.
  await showsAfter(mail, "Roof of the town hall");
  const waits: number[] = [];
  for (const place of ["cellar", "stairs", "tower"])
    waits.push(
      await showsAfter(mail.replace("<roof@", `<${place}@`).replace("Roof of", `The ${place} of`), `The ${place} of`),
    );
  expect(waits.toSorted((a, b) => a - b)[1]).toBeLessThan(1000);
});

test("it is read in a frame of its own where nothing runs and nothing leaves", async () => {
  await page.getByRole("main").getByText("Roof of the town hall").first().click();
  const frame = page.frameLocator("iframe").first();
  await frame.getByText("the offer").waitFor();
  expect(await frame.locator("script:not([nonce])").count()).toBe(0);
  expect(await frame.locator("img[src^='http']").count()).toBe(0);
  expect(page.faults).toEqual([]);
});

/** A new message, once the page has woken up. */
async function compose(): Promise<void> {
  await page.goto(`${product.url}/mail/inbox`);
  await page.getByRole("main").getByText("Roof of the town hall").first().waitFor();
  await page.keyboard.press("c");
}

const overImap = <Result>(work: (client: ImapFlow) => Promise<Result>) => withImap(product, maren, work);

test("it is answered from the keyboard: the Sent copy and the answered mark are seen over IMAP at once", async () => {
  await page.keyboard.press("r");
  await page.getByRole("textbox", { name: "Message text" }).waitFor();
  await page.keyboard.type("We take the offer.");
  await page.keyboard.press("Control+Enter");
  await page.getByText("Message sent", { exact: true }).waitFor();
  await overImap(async (client) => {
    await client.mailboxOpen("Sent");
    const sent = await client.fetchOne("*", { envelope: true, source: true });
    expect(sent && sent.envelope).toMatchObject({
      subject: "Re: Roof of the town hall",
      inReplyTo: "<roof@brandt.example>",
    });
    expect(sent && sent.source?.toString()).toContain("We take the offer.");
    await client.mailboxOpen("INBOX");
    expect(await client.search({ answered: true })).toHaveLength(1);
  });
});

test("a message is written, taken back with Undo, and is a draft again as it was", async () => {
  await compose();
  await page.getByRole("combobox", { name: "To" }).fill("jonas@town.example");
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "Subject" }).fill("Too early");
  await page.getByRole("textbox", { name: "Message text" }).click();
  await page.keyboard.type("Not yet.");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("textbox", { name: "Subject" }).waitFor();
  expect(await page.getByRole("textbox", { name: "Subject" }).inputValue()).toBe("Too early");
  await overImap(async (client) => {
    expect(await client.status("Drafts", { messages: true })).toMatchObject({ messages: 1 });
    await client.mailboxOpen("Sent");
    expect(await client.search({ subject: "Too early" })).toEqual([]);
  });
  await page.getByRole("button", { name: "Discard draft" }).click();
});

test("what is sent to somebody here arrives after the undo time", async () => {
  const jonas = await product.account("jonas");
  await compose();
  await page.getByRole("combobox", { name: "To" }).fill(jonas.address);
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "Subject" }).fill("Meeting on Friday");
  await page.getByRole("textbox", { name: "Message text" }).click();
  await page.keyboard.type("At ten?");
  await page.keyboard.press("Control+Enter");
  const reader = await openAs(product, jonas);
  const row = reader.getByRole("main").getByText("Meeting on Friday").first();
  await row.waitFor({ state: "visible", timeout: 30_000 });
  await row.click();
  await reader.frameLocator("iframe").first().getByText("At ten?").waitFor();
  expect([...reader.faults, ...page.faults]).toEqual([]);
});
