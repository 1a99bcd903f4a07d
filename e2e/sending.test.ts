import type { ImapFlow } from "imapflow";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { withImap } from "./harness/imap.ts";
import { type Product, startProduct } from "./harness/product.ts";
import { sendMail } from "./harness/smtp.ts";

type Person = { address: string; password: string };
let product: Product;
let maren: Person;
let jonas: Person;
let page: Opened;

beforeAll(async () => {
  product = await startProduct();
  maren = await product.account("maren");
  jonas = await product.account("jonas");
  await product.carbyne(["account", "update", maren.address, "--aliases", `office@${product.domain}`]);
  page = await openAs(product, maren);
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

const row = (text: string, on: Opened = page) => on.locator("[data-row]", { hasText: text });
const body = () => page.getByRole("textbox", { name: "Message text" });
const until = (claim: () => Promise<unknown>, value: unknown, timeout = 10_000) =>
  expect.poll(claim, { timeout, interval: 100 }).toEqual(value);

/** Asks the server as the page does. */
async function call<Answer>(procedure: string, input: unknown): Promise<Answer> {
  const answer = await page.evaluate(
    async ([name, json]) => {
      const response = await fetch(`/trpc/${name}`, {
        method: "POST",
        headers: { "x-carbyne": "1", "content-type": "application/json" },
        body: json,
      });
      return response.text();
    },
    [procedure, JSON.stringify(input)] as const,
  );
  return (JSON.parse(answer) as { result: { data: Answer } }).result.data;
}

const overImap = <Result>(who: Person, work: (client: ImapFlow) => Promise<Result>) => withImap(product, who, work);

async function write(subject: string, text: string): Promise<void> {
  await page.goto(`${product.url}/mail/inbox`);
  await page.getByRole("button", { name: "New message" }).first().click();
  await page.getByRole("combobox", { name: "To" }).fill(jonas.address);
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "Subject" }).fill(subject);
  await body().click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type(text);
}

async function chooseLater(preset: string): Promise<void> {
  await page.getByRole("button", { name: "More ways to send" }).click();
  await page.getByRole("menuitem", { name: "Send later…" }).click();
  await page.getByRole("dialog", { name: "Send later" }).getByRole("button", { name: preset }).click();
}

test("a message that is sent later waits in Scheduled for every client, with its time", async () => {
  await write("Budget for spring", "As agreed.");
  await chooseLater("Tomorrow morning");
  await page.getByText("Scheduled: tomorrow at 08:00", { exact: true }).waitFor();
  await page.getByRole("link", { name: /^Scheduled/ }).click();
  await row("Budget for spring").getByText("Sends tomorrow at 08:00").waitFor();
  await overImap(maren, async (client) => {
    const box = (await client.list()).find((one) => one.flags.has("\\Scheduled"));
    expect(box?.path).toBe("Scheduled");
    await client.mailboxOpen("Scheduled");
    const message = await client.fetchOne("*", { envelope: true, flags: true });
    expect(message && message.envelope?.subject).toBe("Budget for spring");
    expect(message && [...(message.flags ?? [])]).toContain("$Scheduled");
  });
});

test("deleted in a mail program it never leaves, and is gone from the page", async () => {
  await overImap(maren, async (client) => {
    await client.mailboxOpen("Scheduled");
    await client.messageDelete("1:*");
  });
  await until(() => row("Budget for spring").count(), 0);
  await expect(call("outbox.sendNow", { messageId: "019a0000-0000-7000-8000-000000000000" })).rejects.toThrow();
});

test("another one leaves at its time and arrives", async () => {
  await call("settings.set", { key: "mail.undoSeconds", value: 0 });
  const content = {
    to: [{ name: "", address: jonas.address }],
    cc: [],
    bcc: [],
    subject: "Soon enough",
    html: "<div>Now it is time.</div>",
    attachments: [],
  };
  await call("outbox.send", { content, sendAt: new Date(Date.now() + 4000).toISOString() });
  await row("Soon enough").waitFor();
  await until(() => row("Soon enough").count(), 0, 15_000);
  const reader = await openAs(product, jonas);
  await row("Soon enough", reader).waitFor();
  await overImap(maren, async (client) => {
    await client.mailboxOpen("Sent");
    expect(await client.search({ subject: "Soon enough" })).toHaveLength(1);
    expect(await client.status("Scheduled", { messages: true })).toMatchObject({ messages: 0 });
  });
  expect(reader.faults).toEqual([]);
  await reader.context().close();
});

test("it is put off, sent now, and taken back to the drafts from the page", async () => {
  await write("Put off", "Later.");
  await chooseLater("Tomorrow afternoon");
  await page.getByText("Scheduled: tomorrow at 13:00", { exact: true }).waitFor();
  await page.getByRole("link", { name: /^Scheduled/ }).click();
  await row("Put off").locator("a").click();
  await page.getByRole("button", { name: "Change the time" }).click();
  const dialog = page.getByRole("dialog", { name: "Change the time" });
  await dialog.getByRole("button", { name: "Tomorrow morning" }).click();
  await row("Put off").getByText("Sends tomorrow at 08:00").waitFor();
  await page.getByRole("main").getByRole("button", { name: "Do not send" }).click();
  await page.getByText("Not sent. It is a draft again", { exact: true }).waitFor();
  await overImap(maren, async (client) => {
    expect(await client.status("Scheduled", { messages: true })).toMatchObject({ messages: 0 });
    await client.mailboxOpen("Drafts");
    expect(await client.search({ subject: "Put off" })).toHaveLength(1);
  });
});

test("signatures and identities are made in the settings", async () => {
  await page.goto(`${product.url}/settings/identities`);
  for (const [name, text] of [
    ["Private", "Maren from home"],
    ["Office", "The office, town hall"],
  ] as const) {
    await page.getByRole("button", { name: "New signature" }).click();
    const dialog = page.getByRole("dialog", { name: "New signature" });
    await dialog.getByLabel("Name").fill(name);
    await dialog.getByRole("textbox", { name: "Text of the signature" }).click();
    await page.keyboard.type(text);
    await dialog.getByRole("button", { name: "Save" }).click();
    await page.getByText(text).waitFor();
  }
  for (const [address, name, signature] of [
    [maren.address, "", "Private"],
    [`office@${product.domain}`, "The office", "Office"],
  ] as const) {
    await page.getByRole("button", { name: new RegExp(`^Edit.*${address}$`) }).click();
    const dialog = page.getByRole("dialog", { name: "Edit identity" });
    await dialog.getByLabel("Name").fill(name);
    await dialog.getByLabel("Signature of new messages").click();
    await page.getByRole("option", { name: signature }).click();
    await dialog.getByRole("button", { name: "Save" }).click();
    await until(() => dialog.count(), 0);
  }
});

test("another identity brings its signature, and what was typed stays", async () => {
  await write("As somebody else", "Good morning");
  await body().getByText("Maren from home").waitFor();
  await page.getByRole("combobox", { name: "From" }).click();
  await page.getByRole("option", { name: /office@/ }).click();
  await body().getByText("The office, town hall").waitFor();
  expect(await body().textContent()).toContain("Good morning");
  expect(await body().textContent()).not.toContain("Maren from home");
  await page.getByRole("button", { name: "More options" }).click();
  await page.getByRole("menuitem", { name: "Priority" }).hover();
  await page.keyboard.press("ArrowRight");
  await page.getByRole("menuitemcheckbox", { name: "High" }).press("Enter");
  await page.getByText("High priority").waitFor();
  await until(() => page.getByRole("menu").count(), 0);
  await page.keyboard.press("Control+Enter");
  await page.getByText("Message sent", { exact: true }).waitFor();
  await overImap(jonas, async (client) => {
    await client.mailboxOpen("INBOX");
    await until(async () => (await client.search({ subject: "As somebody else" })) || [], [2]);
    const message = await client.fetchOne("2", { envelope: true, source: true });
    expect(message && message.envelope?.from?.[0]).toMatchObject({
      name: "The office",
      address: `office@${product.domain}`,
    });
    const source = message ? (message.source?.toString() ?? "") : "";
    expect(source).toContain("Importance: high");
    expect(source).toContain("The office, town hall");
    expect(source).not.toContain("Maren from home");
  });
});

test("an answer comes from the identity that the message was sent to", async () => {
  const to = `office@${product.domain}`;
  const raw = `From: Ana <ana@lindenau.example>\r\nTo: ${to}\r\nSubject: For the office\r\n\r\nHello?\r\n`;
  await sendMail({ port: product.ports.SMTP, from: "ana@lindenau.example", to: [to], raw });
  await page.goto(`${product.url}/mail/inbox`);
  await row("For the office").locator("a").click();
  await page.keyboard.press("r");
  await page.getByRole("combobox", { name: "From" }).getByText("The office").waitFor();
});

test("nothing went wrong on the way", () => {
  expect(page.faults.filter((fault) => !/ 40[49] /.test(fault))).toEqual([]);
});
