// @module-tag long
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { type Product, startProduct } from "./harness/product.ts";
import { rawImap } from "./harness/raw-imap.ts";
import { sendMail } from "./harness/smtp.ts";

let product: Product;
let maren: { address: string; password: string };
let page: Opened;
const subjects = ["Alpha plan", "Beta roof", "Gamma lunch", "Delta budget", "Epsilon visit"];

beforeAll(async () => {
  product = await startProduct();
  maren = await product.account("maren");
  for (const subject of subjects)
    await send(`From: Jonas Brandt <jonas@brandt.example>\r\nSubject: ${subject}\r\n\r\nText of ${subject}.\r\n`);
  page = await openAs(product, maren);
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

const send = (raw: string | Buffer) =>
  sendMail({ port: product.ports.SMTP, from: "jonas@brandt.example", to: [maren.address], raw });
const row = (subject: string) => page.getByRole("main").getByText(subject).first();
const press = (keys: string) => page.keyboard.press(keys);
const notice = (text: string | RegExp) => page.getByText(text, typeof text === "string" ? { exact: true } : {}).first();
const count = async (mailbox: string) => {
  const answer = await rawImap(product.ports.IMAPS, maren, [`STATUS "${mailbox}" (MESSAGES UNSEEN)`]);
  const match = /MESSAGES (\d+) UNSEEN (\d+)/.exec(answer.toString());
  return { total: Number(match?.[1]), unseen: Number(match?.[2]) };
};

beforeEach(async () => {
  await page.goto(`${product.url}/mail/inbox`);
  await row("Alpha plan").waitFor();
});

test("j, k and Enter walk and open, u goes back, and what was opened is read everywhere", async () => {
  await press("j");
  await press("j");
  await press("k");
  await press("Enter");
  await page.frameLocator("iframe").first().getByText("Text of Epsilon visit.").waitFor();
  await expect.poll(() => count("INBOX")).toEqual({ total: 5, unseen: 4 });
  await press("u");
  await page.waitForURL(/\/mail\/inbox\/?$/);
});

test("archive, trash and spam go from the keyboard and come back with Undo", async () => {
  for (const [key, mailbox, words] of [
    ["e", "Archive", "Moved to the archive"],
    ["#", "Trash", "Moved to the trash"],
    ["!", "Junk", "Moved to spam"],
  ] as const) {
    await row("Alpha plan").click();
    await page.frameLocator("iframe").first().getByText("Text of Alpha plan.").waitFor();
    await press(key);
    await notice(words).waitFor();
    await expect.poll(async () => (await count(mailbox)).total).toBe(1);
    await page.getByRole("button", { name: "Undo" }).first().click();
    await expect.poll(async () => (await count("INBOX")).total).toBe(5);
    await page.goto(`${product.url}/mail/inbox`);
    await row("Alpha plan").waitFor();
  }
});

test("a star is seen over IMAP, and a star that was set there is seen here without reloading", async () => {
  await row("Beta roof").click();
  await page.frameLocator("iframe").first().getByText("Text of Beta roof.").waitFor();
  await press("s");
  const flagged = async () =>
    (await rawImap(product.ports.IMAPS, maren, ["EXAMINE INBOX", "SEARCH FLAGGED"]))
      .toString()
      .match(/\* SEARCH(.*)/)?.[1]
      ?.trim();
  await expect.poll(flagged).toMatch(/^\d+$/);
  await page
    .getByRole("link", { name: /Starred/ })
    .first()
    .click();
  await row("Beta roof").waitFor();
  const star = (change: string, subject: string) =>
    rawImap(product.ports.IMAPS, maren, [
      "SELECT INBOX",
      `SEARCH RETURN (SAVE) SUBJECT "${subject}"`,
      `STORE $ ${change} (\\Flagged)`,
    ]);
  await star("+FLAGS", "Alpha plan");
  await row("Alpha plan").waitFor({ timeout: 20_000 });
  await star("-FLAGS", "Alpha plan");
  await row("Alpha plan").waitFor({ state: "hidden", timeout: 20_000 });
});

test("a folder is made, takes a conversation, is renamed over IMAP and shown so, and is removed", async () => {
  await page.getByRole("button", { name: "New folder" }).first().click();
  await page.getByRole("dialog").getByLabel("Name").fill("Projects");
  await press("Enter");
  await page.getByRole("link", { name: /Projects/ }).waitFor();
  await row("Gamma lunch").click();
  await page.frameLocator("iframe").first().getByText("Text of Gamma lunch.").waitFor();
  await press("v");
  await page.getByPlaceholder("Name of a folder").fill("Proj");
  await press("Enter");
  await expect.poll(async () => (await count("Projects")).total).toBe(1);
  await rawImap(product.ports.IMAPS, maren, ["RENAME Projects Works"]);
  await page.getByRole("link", { name: /Works/ }).waitFor({ timeout: 20_000 });
  await rawImap(product.ports.IMAPS, maren, ["SELECT Works", "MOVE 1 INBOX", "CLOSE", "DELETE Works"]);
  await page.getByRole("link", { name: /Works/ }).waitFor({ state: "hidden", timeout: 20_000 });
});

test("search finds by word and by operator, from the keyboard", async () => {
  await press("/");
  await page.keyboard.type("from:jonas delta");
  await press("Enter");
  await page.waitForURL(/\/mail\/search/);
  await row("Delta budget").waitFor();
  await row("Alpha plan").waitFor({ state: "hidden" });
});

test("Ctrl+K and ? open the palette and the keys; Escape closes them", async () => {
  await press("Control+k");
  await page.getByRole("dialog").waitFor();
  await press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await press("?");
  await page.getByRole("dialog").getByText("Next conversation").waitFor();
  await press("Escape");
});

test("remote pictures are shown only when asked for, inline ones at once, attachments are downloaded as they were", async () => {
  await send(
    [
      "From: news@brandt.example",
      "Subject: With pictures",
      "Content-Type: multipart/mixed; boundary=b",
      "",
      "--b",
      "Content-Type: multipart/related; boundary=r",
      "",
      "--r",
      "Content-Type: text/html",
      "",
      '<p>Look: <img src="cid:pic" width=10> <img src="https://tracker.example/p.gif"></p>',
      "--r",
      "Content-Type: image/png",
      "Content-ID: <pic>",
      "Content-Transfer-Encoding: base64",
      "",
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
      "--r--",
      "--b",
      "Content-Type: text/plain",
      'Content-Disposition: attachment; filename="Übersicht.txt"',
      "",
      "the file",
      "--b--",
      "",
    ].join("\r\n"),
  );
  await row("With pictures").click();
  const frame = page.frameLocator("iframe").first();
  await frame.getByText("Look:").waitFor();
  await expect
    .poll(() =>
      frame.locator("img[src^='data:']").evaluate((img) => (img as unknown as { naturalWidth: number }).naturalWidth),
    )
    .toBe(1);
  expect(page.faults).toEqual([]);
  await page
    .getByRole("button", { name: /show images|show pictures/i })
    .first()
    .waitFor();
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download Übersicht.txt" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("Übersicht.txt");
  await press("#");
  await notice("Moved to the trash").waitFor();
});
