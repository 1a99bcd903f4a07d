import { afterAll, beforeAll, expect, test } from "vitest";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { type Product, startProduct } from "./harness/product.ts";
import { sendMail } from "./harness/smtp.ts";

let product: Product;
let page: Opened;
beforeAll(async () => {
  product = await startProduct();
  page = await openAs(product, product.admin);
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

/** The shell takes a moment to start. */
const patient = { timeout: 20_000, interval: 500 };
const accounts = async () =>
  JSON.parse(await product.carbyne(["account", "list", "--json"])) as {
    address: string;
    name: string;
    state: string;
    role: string;
  }[];
const find = async (address: string) => (await accounts()).find((account) => account.address === address);

test("the overview says that everything works, and how much there is", async () => {
  await page.goto(`${product.url}/admin`);
  await page.getByText("Everything works").first().waitFor();
  await page.getByText("Accounts").first().waitFor();
});

test("an account is made in the browser and can sign in; suspended it cannot; closed its mail is refused", async () => {
  await page.goto(`${product.url}/admin/accounts`);
  await page.getByRole("button", { name: "New account" }).first().click();
  const drawer = page.getByRole("dialog");
  await drawer.getByLabel("Name", { exact: true }).fill("Eva Lang");
  await drawer.getByLabel("Mail address").fill("eva");
  const password = drawer.getByLabel("Password", { exact: true });
  await password.fill("eva has a long one");
  await drawer.getByRole("button", { name: "Create account" }).click();
  await expect.poll(async () => (await find("eva@town.example"))?.name, patient).toBe("Eva Lang");
  const eva = { address: "eva@town.example", password: "eva has a long one" };
  const hers = await openAs(product, eva);
  await hers.context().close();

  await page.goto(`${product.url}/admin/accounts`);
  await page.getByText("eva@town.example").first().click();
  await page.getByRole("dialog").getByRole("button", { name: "More acts" }).click();
  await page.getByRole("menuitem", { name: "Suspend" }).click();
  await expect.poll(async () => (await find("eva@town.example"))?.state, patient).toBe("suspended");
  await product.carbyne(["account", "close", "eva@town.example"]);
  await expect(
    sendMail({
      port: product.ports.SMTP,
      from: "a@x.example",
      to: ["eva@town.example"],
      raw: "Subject: x\r\n\r\nx\r\n",
    }),
  ).rejects.toThrow("no such recipient");
});

test("a domain is added and shows what to publish; another administrator's page is not for a plain person", async () => {
  await page.goto(`${product.url}/admin/domains`);
  await page
    .getByRole("button", { name: /domain/i })
    .first()
    .click();
  const drawer = page.getByRole("dialog");
  await drawer.getByRole("textbox").first().fill("second.example");
  await page.keyboard.press("Enter");
  await page.getByText("v=spf1 mx -all").first().waitFor();
  await page.getByText("second.example").first().waitFor();
  const plain = await product.account("plain");
  const hers = await openAs(product, plain);
  await hers.goto(`${product.url}/admin`);
  await hers.getByText("This is for administrators.").first().waitFor();
  await hers.context().close();
  expect(page.faults).toEqual([]);
});
