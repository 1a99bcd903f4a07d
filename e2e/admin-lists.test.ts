// @module-tag long
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { withImap } from "./harness/imap.ts";
import { type Product, startProduct } from "./harness/product.ts";
import { sendMail } from "./harness/smtp.ts";

type Person = { address: string; password: string };
type Shown = { whoMaySend: string; members: { address: string; isMember: boolean; isManager: boolean }[] };
const patient = { timeout: 20_000, interval: 300 };
let product: Product;
let page: Opened;
let amara: Person;
let jonas: Person;

beforeAll(async () => {
  product = await startProduct();
  [amara, jonas] = [await product.account("amara"), await product.account("jonas")];
  page = await openAs(product, product.admin);
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

const shown = async (address: string) =>
  JSON.parse(await product.carbyne(["list", "show", address, "--json"])) as Shown;
const membersOf = async (address: string) => (await shown(address)).members.map((one) => one.address).toSorted();
const drawer = () => page.getByRole("dialog").filter({ has: page.getByRole("tab", { name: /Members/ }) });
const subjects = (who: Person) =>
  withImap(product, who, async (client) => {
    await client.mailboxOpen("INBOX");
    const found = await client.fetchAll("1:*", { envelope: true }).catch(() => []);
    return found.map(({ envelope }) => envelope?.subject);
  });
const write = (to: string, from = "ana@x.example") =>
  sendMail({
    port: product.ports.SMTP,
    from,
    to: [to],
    raw: `From: ${from}\r\nTo: ${to}\r\nSubject: Bridge\r\n\r\nClosed.\r\n`,
  });

async function makeList(name: string, local: string) {
  await page.goto(`${product.url}/admin/lists`);
  await page.getByRole("button", { name: "New list" }).first().click();
  const form = page.getByRole("dialog", { name: "New list" });
  await form.getByLabel("Name", { exact: true }).fill(name);
  await form.getByLabel("Mail address").fill(local);
  await form.getByLabel("Mail address").press("Enter");
  await page.getByRole("dialog", { name }).waitFor();
}

/** Types addresses as one does, each ended by a comma, and adds them. */
async function add(addresses: readonly string[]) {
  await drawer().getByRole("button", { name: "Add", exact: true }).click();
  const field = page.getByRole("combobox", { name: "Addresses" });
  for (const one of addresses) {
    await field.fill(one);
    await field.press("Enter");
  }
  await page.getByRole("dialog").getByRole("button", { name: "Add", exact: true }).last().click();
}

test("an empty page says what a list is for, and a list is made with its address in one's domain", async () => {
  await page.goto(`${product.url}/admin/lists`);
  await page.getByText("There is no list yet.").waitFor();
  await makeList("Town council", "council");
  await page.getByText("Nobody yet.").waitFor();
  expect(await shown("council@town.example")).toMatchObject({ whoMaySend: "domain", members: [] });
});

test("people here and elsewhere are added at once; what cannot be is named, and stays to be put right", async () => {
  await add([amara.address, jonas.address, "kim@far.example", "nobody@town.example"]);
  await page.getByText("1 address was not added").waitFor();
  await page.getByText("nobody@town.example is nobody here.").waitFor();
  await page.getByText("3 were added", { exact: true }).waitFor();
  const left = page.locator("[role=button][draggable=true]");
  expect(await left.allInnerTexts()).toEqual([expect.stringContaining("nobody@town.example")]);
  await page.getByRole("button", { name: "Cancel" }).click();
  await drawer().getByRole("tab", { name: "Members (3)" }).waitFor();
  expect(await membersOf("council@town.example")).toEqual([
    "amara@town.example",
    "jonas@town.example",
    "kim@far.example",
  ]);
});

test("a member is made manager and taken out, and both are undone", async () => {
  const acts = (name: string) => drawer().getByRole("button", { name: `More acts for ${name}` });
  await acts("amara").click();
  await page.getByRole("menuitem", { name: "Make manager" }).click();
  await drawer().getByText("amara@town.example · Manager").waitFor();
  await acts("amara").click();
  await page.getByRole("menuitem", { name: "Take out of the list" }).click();
  await drawer().getByRole("tab", { name: "Members (2)" }).waitFor();
  expect(await membersOf("council@town.example")).toEqual(["jonas@town.example", "kim@far.example"]);
  await page.getByRole("button", { name: "Undo" }).last().click();
  await drawer().getByText("amara@town.example · Manager").waitFor();
  expect((await shown("council@town.example")).members[0]).toMatchObject({
    address: "amara@town.example",
    isMember: true,
    isManager: true,
  });
  // Nobody elsewhere keeps a list.
  await acts("kim@far.example").click();
  await page.getByRole("menuitem", { name: "Take out of the list" }).waitFor();
  expect(await page.getByRole("menuitem", { name: "Make manager" }).count()).toBe(0);
  await page.keyboard.press("Escape");
});

test("who may write to it is changed, with the difference shown before it is saved", async () => {
  await expect(write("council@town.example")).rejects.toThrow("You may not write to council@town.example");
  await drawer().getByRole("tab", { name: "General" }).click();
  await drawer().getByLabel("Who may write to it").click();
  await page.getByRole("option", { name: "Everybody, also from outside" }).click();
  await drawer().getByText("Before you save: 1 change").waitFor();
  await drawer().getByRole("button", { name: "Save changes" }).click();
  await page.getByText("Changes saved", { exact: true }).waitFor();
  expect(await write("council@town.example")).toMatch(/^250/);
  for (const who of [amara, jonas]) await expect.poll(() => subjects(who), patient).toEqual(["Bridge"]);
});

test("a list in a list is added, and one in itself is not", async () => {
  await makeList("Everybody", "all");
  await add(["council@town.example", "all@town.example"]);
  await page.getByText("all@town.example would be in itself.").waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
  await drawer().getByText("council@town.example · List").waitFor();
  expect(await membersOf("all@town.example")).toEqual(["council@town.example"]);
});

test("a list is found by its name, and deleted after its address was typed", async () => {
  await drawer().getByRole("button", { name: "Close" }).click();
  await page.getByRole("searchbox", { name: "Search lists" }).fill("council");
  await expect.poll(() => page.getByRole("row").count(), patient).toBe(2);
  await page.getByRole("row", { name: /Town council/ }).click({ button: "right" });
  await page.getByRole("menuitem", { name: "Delete list" }).click();
  const question = page.getByRole("dialog", { name: "Delete Town council?" });
  await question.getByText("its 3 members are forgotten").waitFor();
  await question.getByText("It is taken out of the list that it is in.").waitFor();
  await question.getByText("no longer open to its members").waitFor();
  const button = question.getByRole("button", { name: "Delete list" });
  expect(await button.isDisabled()).toBe(true);
  await question.getByRole("textbox").fill("council@town.example");
  await button.click();
  await page.getByText("No list fits.").waitFor();
  await expect(write("council@town.example")).rejects.toThrow("no such recipient");
  expect(await membersOf("all@town.example")).toEqual([]);
  expect(page.faults).toEqual([]);
});
