import { afterAll, beforeAll, expect, test } from "vitest";
import { askAxe } from "./harness/axe.ts";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { type Product, startProduct } from "./harness/product.ts";
import { sendMail } from "./harness/smtp.ts";

let product: Product;
let page: Opened;

const mails: [from: string, subject: string, body: string][] = [
  ["Ana Ortega <ana@lindenau.example>", "Roof of the town hall", "The tiles are ordered, forty pallets."],
  ["Ana Ortega <ana@lindenau.example>", "Minutes", "Everybody was there but the tiler."],
  ["Jörg Müller <joerg@dach.example>", "Angebot Dach", "Die Ziegel kosten 4.200 Euro."],
  [
    "Bo Ek <bo@gable.example>",
    "Long letter",
    `${"Many things happened this week, and most of them were dull. ".repeat(12)}Then the gargoyle fell off. ${"Nobody was hurt. ".repeat(20)}`,
  ],
  ["Bo Ek <bo@gable.example>", "The gargoyle", "See my long letter."],
  ["sato@jp.example", "=?utf-8?B?5Lya6K2w44Gu5pel56iL?=", "About the conference."],
];

beforeAll(async () => {
  product = await startProduct();
  const reader = await product.account("reader");
  for (const [from, subject, body] of mails)
    await sendMail({
      port: product.ports.SMTP,
      from: "x@lindenau.example",
      to: [reader.address],
      raw: `From: ${from}\r\nSubject: ${subject}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${body}\r\n`,
    });
  page = await openAs(product, reader);
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

const rows = () => page.locator("[data-row]").allTextContents();
const until = (claim: () => Promise<unknown>, value: unknown) =>
  expect.poll(claim, { timeout: 20_000, interval: 100 }).toEqual(value);
const field = () => page.getByRole("combobox", { name: "Search mail" });
const option = (name: string | RegExp) => page.getByRole("option", { name });

test("what is written in an attached document is found", { timeout: 30_000 }, async () => {
  const drawn = "BT /F1 12 Tf 72 720 Td (Kostenvoranschlag Schieferdach) Tj ET";
  const pdf = `%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [4 0 R] /Count 1 >> endobj
3 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> endobj
4 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R >> endobj
5 0 obj << /Length ${drawn.length} >> stream
${drawn}
endstream endobj
trailer << /Size 6 /Root 1 0 R >>
%%EOF`;
  await sendMail({
    port: product.ports.SMTP,
    from: "x@dach.example",
    to: ["reader@town.example"],
    raw: `From: office@dach.example\r\nSubject: As discussed\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nPlease see the file.\r\n--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename="offer.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(pdf).toString("base64").replace(/.{76}/g, "$&\r\n")}\r\n--b--\r\n`,
  });
  await expect
    .poll(
      async () => {
        await page.goto(`${product.url}/mail/search?q=schieferdach%20has:pdf`);
        await page.getByRole("heading", { name: "Search" }).first().waitFor();
        await page.waitForTimeout(500);
        return rows();
      },
      { timeout: 25_000, interval: 500 },
    )
    .toEqual([expect.stringContaining("As discussed")]);
  // Neither the subject nor the text says it, so the line names the file.
  await page.locator("[data-row]", { hasText: "In offer.pdf" }).waitFor();
  await page.screenshot({ path: "e2e/shots/search-in-file.png" });
});

test("a line shows the place that was found, results are counted, and the best may come first", async () => {
  await page.goto(`${product.url}/mail/search?q=gargoyle`);
  await until(rows, [expect.stringContaining("The gargoyle"), expect.stringContaining("Then the gargoyle fell off.")]);
  await until(() => page.locator("[data-row] mark").allTextContents(), ["gargoyle", "gargoyle"]);
  await page.getByRole("status").filter({ hasText: "2 conversations" }).waitFor();
  await page.screenshot({ path: "e2e/shots/search-found.png" });
  await page.goto(`${product.url}/mail/search?q=letter`);
  await until(rows, [expect.stringContaining("The gargoyle"), expect.stringContaining("Long letter")]);
  await page.getByRole("button", { name: "Newest first" }).click();
  await page
    .getByRole("menuitemcheckbox", { name: "Most relevant first" })
    .or(page.getByRole("menuitemradio", { name: "Most relevant first" }))
    .click();
  await until(rows, [expect.stringContaining("Long letter"), expect.stringContaining("The gargoyle")]);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.screenshot({ path: "e2e/shots/search-relevance-390.png" });
  await page.setViewportSize({ width: 1440, height: 900 });
  // Searching on keeps the order.
  await field().fill("gargoyle");
  await page.keyboard.press("Enter");
  await until(() => Promise.resolve(new URL(page.url()).searchParams.get("sort")), "relevance");
});

test("a person is offered while one types, and narrows the search", async () => {
  await page.keyboard.press("/");
  await field().pressSequentially("from:mül");
  await option("Jörg Müller joerg@dach.example").waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await until(() => field().inputValue(), "from:joerg@dach.example ");
  await page.keyboard.press("Enter");
  await until(rows, [expect.stringContaining("Angebot Dach")]);
  expect(new URL(page.url()).searchParams.get("q")).toBe("from:joerg@dach.example");
});

test("what was searched for is marked in the list and in what is read", async () => {
  await page.goto(`${product.url}/mail/search?q=tiles`);
  await until(() => page.locator("[data-row] mark").allTextContents(), ["tiles"]);
  await page.locator("[data-row]").first().click();
  await until(() => page.frameLocator("main article iframe").locator("#carbyne-root").getAttribute("data-hits"), "1");
  await page.goBack();
});

test("operators, their values, first results and earlier searches are offered", async () => {
  await field().fill("ha");
  await option(/With a kind of attachment/).click();
  await until(() => field().inputValue(), "has:");
  await option(/PDF/).waitFor();
  await field().fill("tiles");
  await option(/Roof of the town hall/).waitFor();
  await field().fill("");
  await option("from:joerg@dach.example").waitFor();
  expect(await askAxe(page)).toEqual([]);
  await page.keyboard.press("Escape");
});

test("what is not understood is said, and chips write into the same search", async () => {
  await page.keyboard.press("/");
  await field().fill("larger:abc ana");
  await page.keyboard.press("Enter");
  await page.getByText("“larger:abc” is not a size.").waitFor();
  await field().fill("ana");
  await page.keyboard.press("Enter");
  await until(async () => (await rows()).length, 2);
  await page.getByRole("button", { name: "With attachments" }).click();
  await until(() => field().inputValue(), "has:attachment ana");
  await until(async () => (await rows()).length, 0);
  await page.getByRole("button", { name: "With attachments" }).click();
  await until(async () => (await rows()).length, 2);
});

test("the form reads and writes the same search", async () => {
  await field().fill("from:ana roof OR minutes -bridge");
  await page.getByRole("button", { name: "Advanced search" }).click();
  const dialog = page.getByRole("dialog", { name: "Advanced search" });
  await until(() => dialog.getByLabel("Has the words").inputValue(), "from:ana roof OR minutes -bridge");
  await dialog.getByRole("button", { name: "Clear" }).click();
  await dialog.getByLabel("From", { exact: true }).fill("ana");
  await dialog.getByLabel("Does not have").fill("minutes");
  expect(await askAxe(page)).toEqual([]);
  await page.screenshot({ path: "e2e/shots/search-form.png" });
  await dialog.getByRole("button", { name: "Search" }).click();
  await until(rows, [expect.stringContaining("Roof of the town hall")]);
  await until(() => field().inputValue(), "from:ana -minutes");
  expect(page.faults).toEqual([]);
});
