// @module-tag long
import { silentLogger } from "@carbyne/kernel";
import { createSmtpServer } from "@carbyne/smtp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { withImap } from "./harness/imap.ts";
import { type Product, startProduct } from "./harness/product.ts";
import { sendMail } from "./harness/smtp.ts";

type Person = { address: string; password: string };
type Taken = { from: string; to: string[]; raw: string };
const list = "council@town.example";
const taken: Taken[] = [];
let product: Product;
let closeSink: () => Promise<void>;
let amara: Person;
let jonas: Person;
let page: Opened;

beforeAll(async () => {
  const sink = createSmtpServer<never>(
    { mode: "mx", hostname: "mx.far.example", log: silentLogger, words: (refusal) => refusal.reason },
    {
      recipient: () => Promise.resolve(),
      deliver(_session, { reversePath, recipients }, raw) {
        taken.push({ from: reversePath, to: recipients.map(({ address }) => address), raw: raw.toString() });
        return Promise.resolve({ text: "2.0.0 kept" });
      },
    },
  );
  const port = await sink.listen({ port: 0, host: "127.0.0.1" });
  closeSink = () => sink.close();
  product = await startProduct({ env: { CARBYNE_SMTP_ROUTE: `127.0.0.1:${port}` } });
  [amara, jonas] = [await product.account("amara"), await product.account("jonas")];
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
  await closeSink();
});

const patient = { timeout: 20_000, interval: 200 };
const shell = async (...args: string[]) => JSON.parse(await product.carbyne(["list", ...args, "--json"])) as object;
const senders = (who: Person) =>
  withImap(product, who, async (client) => {
    await client.mailboxOpen("INBOX");
    const found = await client.fetchAll("1:*", { envelope: true }).catch(() => []);
    return found.map(({ envelope }) => `${envelope?.from?.[0]?.address}: ${envelope?.subject}`);
  });
const arrivedAt = (who: Person) => expect.poll(() => senders(who), patient);

test("a list is made in the shell, and says what it could not take", async () => {
  await shell("create", list, "--name", "Town council", "--senders", "everyone");
  const added = await product
    .carbyne(
      ["list", "add", list, "-", "--json"],
      `${amara.address}, ${jonas.address}\nkim@far.example nobody@town.example`,
    )
    .catch((error: { code: number; stdout: string }) => `${error.code} ${error.stdout}`);
  expect(added).toContain('"added":["amara@town.example","jonas@town.example","kim@far.example"]');
  expect(added).toMatch(/^1 .*"refused":\[\{"address":"nobody@town\.example"/);
  await shell("add", list, jonas.address, "--managers");
  expect(await shell("show", list)).toMatchObject({ name: "Town council", memberCount: 3, managerCount: 1 });
});

test("mail from another server reaches everybody on it, from the list's own address", async () => {
  const raw = `From: ana@x.example\r\nTo: ${list}\r\nSubject: Bridge\r\n\r\nIt is closed.\r\n`;
  const sent = { port: product.ports.SMTP, from: "ana@x.example", to: [list], raw };
  expect(await sendMail(sent)).toMatch(/^250/);
  for (const who of [amara, jonas]) await arrivedAt(who).toEqual(["ana@x.example: Bridge"]);
  await expect.poll(() => taken.length, patient).toBe(1);
  expect(taken[0]).toMatchObject({ from: list, to: ["kim@far.example"] });
  expect(taken[0]?.raw).toContain("List-Id: Town council <council.town.example>\r\n");
  await shell("change", list, "--senders", "domain");
  await expect(sendMail(sent)).rejects.toThrow("You may not write to council@town.example");
});

test("in the browser the list is suggested with a mark, and what is sent to it arrives once", async () => {
  page = await openAs(product, amara);
  await page.getByRole("button", { name: "New message" }).first().click();
  const to = page.getByRole("combobox", { name: "To" });
  await to.fill("counc");
  await page.getByRole("option", { name: /Town council.*List/ }).click();
  await page.getByRole("button", { name: /^Town council <council@town\.example>/ }).waitFor();
  await page.getByRole("textbox", { name: "Subject" }).fill("Agenda");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await arrivedAt(jonas).toEqual(["ana@x.example: Bridge", `${amara.address}: Agenda`]);
  await expect.poll(() => taken.length, patient).toBe(2);
  expect(taken[1]).toMatchObject({ from: list, to: ["kim@far.example"] });
  // Our own domain signs what our people wrote.
  expect(taken[1]?.raw).toMatch(/DKIM-Signature:[^]*d=town\.example/);
});

test("its chip is replaced by its members with one key, nobody twice, and taken back", async () => {
  await page.getByRole("button", { name: "New message" }).first().click();
  const to = page.getByRole("combobox", { name: "To" });
  await to.fill(jonas.address);
  await to.press("Enter");
  await to.fill("council");
  const chips = page.locator("[role=button][draggable=true]");
  await page.getByRole("option", { name: /Town council/ }).click();
  await expect.poll(() => chips.count(), patient).toBe(2);
  const chip = chips.filter({ hasText: "Town council" });
  await page.getByTitle("Expand into 3 people").waitFor();
  await to.press("ArrowLeft");
  await page.keyboard.press("+");
  await page.getByText("Town council was replaced by its 3 members.", { exact: true }).waitFor();
  expect(await Promise.all((await chips.all()).map((one) => one.getAttribute("title")))).toEqual([
    "jonas@town.example",
    "amara <amara@town.example>",
    "kim@far.example",
  ]);
  await page.getByRole("button", { name: "Undo" }).click();
  await chip.waitFor();
  await expect.poll(() => chips.count(), patient).toBe(2);
  // The same by the pointer.
  await page.getByTitle("Expand into 3 people").click();
  await expect.poll(() => chips.count(), patient).toBe(3);
  expect(page.faults).toEqual([]);
});

test("many are not written out without a question", async () => {
  const many = Array.from({ length: 60 }, (_, at) => `p${at}@far.example`).join("\n");
  await shell("create", "all@town.example", "--name", "Everybody");
  await product.carbyne(["list", "add", "all@town.example", "-"], many);
  const to = page.getByRole("combobox", { name: "To" });
  await to.fill("all@town.example");
  await to.press("Enter");
  const chips = page.locator("[role=button][draggable=true]");
  await page.getByTitle("Expand into 60 people").click();
  const question = page.getByRole("dialog", { name: "Expand Everybody?" });
  await question.getByRole("button", { name: "Keep the list" }).click();
  await expect.poll(() => chips.count(), patient).toBe(4);
  await page.getByTitle("Expand into 60 people").click();
  await question.getByRole("button", { name: "Expand into 60 people" }).click();
  await expect.poll(() => chips.count(), patient).toBe(63);
  expect(page.faults).toEqual([]);
});
