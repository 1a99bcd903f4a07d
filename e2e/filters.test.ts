import { createTransport, type Transporter } from "nodemailer";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { type Product, startProduct } from "./harness/product.ts";
import { sendMail } from "./harness/smtp.ts";

let product: Product;
let maren: { address: string; password: string };
let jonas: { address: string; password: string };
let page: Opened;
let mailer: Transporter;

beforeAll(async () => {
  product = await startProduct();
  maren = await product.account("maren");
  jonas = await product.account("jonas");
  page = await openAs(product, maren);
  mailer = createTransport({
    host: "127.0.0.1",
    port: product.ports.SUBMISSIONS,
    secure: true,
    tls: { rejectUnauthorized: false },
    auth: { user: jonas.address, pass: jonas.password },
  });
});
afterAll(async () => {
  mailer.close();
  await closeBrowser();
  await product.remove();
});

const send = (from: string, subject: string, more: readonly string[] = []) =>
  sendMail({
    port: product.ports.SMTP,
    from,
    to: [maren.address],
    raw: `${[`From: <${from}>`, `To: ${maren.address}`, `Subject: ${subject}`, ...more].join("\r\n")}\r\n\r\nHello.\r\n`,
  });

test("a blocked sender's mail goes to spam, and the block can be taken back", async () => {
  await page.goto(`${product.url}/settings/senders`);
  await page.getByLabel("Sender", { exact: true }).fill("@spam.example");
  await page.getByRole("button", { name: "Add" }).click();
  await page.getByText("Everybody at spam.example").waitFor();
  await send("shop@spam.example", "Cheap roofs");
  await page.goto(`${product.url}/mail/junk`);
  await page.getByRole("main").getByText("Cheap roofs").first().waitFor();
  await page.goto(`${product.url}/settings/senders`);
  await page.getByRole("button", { name: "Remove spam.example" }).click();
  await page.getByText("Nobody is allowed or blocked yet.").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("Everybody at spam.example").waitFor();
});

test("who is away says so in the form, everybody sees it in the frame, and who writes is told once", async () => {
  await page.goto(`${product.url}/settings/out-of-office`);
  await page.getByRole("switch", { name: "Send automatic replies" }).click();
  await page.getByRole("textbox", { name: "Reply to people at town.example" }).click();
  await page.keyboard.type("I am fishing until Monday.");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Automatic replies saved", { exact: true }).waitFor();
  await page.goto(`${product.url}/mail/inbox`);
  await page.getByText("Out of office is on", { exact: true }).waitFor();

  for (const subject of ["First question", "Second question"])
    await mailer.sendMail({ from: jonas.address, to: maren.address, subject, text: "May I ask?" });
  const other = await openAs(product, jonas);
  const replies = other.locator("[data-row]", { hasText: "Automatic reply: First question" });
  await expect.poll(() => replies.count(), { timeout: 30_000 }).toBe(1);
  await page.getByRole("main").getByText("Second question").first().waitFor({ timeout: 30_000 });
  expect(await other.locator("[data-row]", { hasText: "Automatic reply: Second question" }).count()).toBe(0);
  await other.context().close();

  await page.getByRole("button", { name: "Turn off" }).click();
  await page.getByText("Out of office is off", { exact: true }).waitFor();
  await expect.poll(() => page.getByText("Out of office is on", { exact: true }).count()).toBe(0);
});

test("nothing went wrong on the way", () => {
  expect(page.faults).toEqual([]);
});
