// @module-tag long
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { type Look, lookAt } from "./harness/look.ts";
import { type Product, startProduct } from "./harness/product.ts";

let product: Product;
let ann: Opened;
let ben: Opened;
let eve: Opened;
const shots = path.join(import.meta.dirname, "shots");
const [wide, narrow] = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];
const looks: readonly Look[] = [
  { size: wide, scheme: "light" },
  { size: wide, scheme: "dark" },
  { size: narrow, scheme: "dark" },
  { size: narrow, scheme: "light" },
];
const look = (on: Opened, name: string) => lookAt(on, looks, path.join(shots, name));

const rooms = (on: Opened) => on.getByRole("navigation", { name: "Rooms" });
const log = (on: Opened) => on.getByRole("log").first();
const message = (on: Opened, text: string) => log(on).getByRole("article").filter({ hasText: text }).first();
const card = (on: Opened) => log(on).getByRole("region", { name: "Mail: School roof" }).last();
const notYours = "This mail is not in your mailbox. Whoever has it can forward it to you.";
const heading = (on: Page, name: string) => on.getByRole("main").getByRole("heading", { name, level: 1 });
/** As long as a mail can be taken back, and then some. */
const untilLeft = { timeout: 60_000 };
const openRoom = async (on: Opened) => {
  await on.goto(`${product.url}/chat`);
  await rooms(on)
    .getByRole("link", { name: /School roof/ })
    .click();
  await heading(on, "School roof").waitFor();
};
const send = async (on: Opened, text: string) => {
  // A press in its middle may be in what is quoted.
  await on.getByRole("textbox", { name: "Message text" }).press("Control+Home");
  await on.keyboard.type(text);
  await on.keyboard.press("Control+Enter");
  await on.getByText("Message sent", { exact: true }).first().waitFor();
};
/** From a message or a card to the mail that it is bound to. */
const openMail = async (from: Locator) => {
  await from.getByRole("button", { name: "Open mail" }).click(untilLeft);
  await from.page().waitForURL(/\/mail\/inbox\//);
  await heading(from.page(), "School roof").waitFor();
};
const discuss = async (on: Opened) => {
  const reader = on.getByRole("region", { name: "School roof" });
  await reader.getByRole("toolbar").first().getByRole("button", { name: "More", exact: true }).click();
  await on.getByRole("menuitem", { name: "Discuss in chat…" }).click();
  return on.getByRole("dialog", { name: "Discuss in chat" });
};

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  product = await startProduct();
  const [one, other, third] = [
    await product.account("ann"),
    await product.account("ben"),
    await product.account("eve"),
  ];
  [ann, ben, eve] = [await openAs(product, one), await openAs(product, other), await openAs(product, third)];
  await ann.goto(`${product.url}/chat`);
  await rooms(ann).getByRole("button", { name: "New group or channel" }).click();
  const dialog = ann.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill("School roof");
  for (const name of ["ben", "eve"]) {
    await dialog.getByRole("textbox", { name: "Name or address" }).fill(name);
    await dialog.getByRole("button", { name: new RegExp(`${name}@`) }).click();
  }
  await dialog.getByRole("button", { name: "Create" }).click();
  await heading(ann, "School roof").waitFor();
  await openRoom(ben);
  await openRoom(eve);
  await ben.getByRole("textbox", { name: /Write to/ }).fill("The beams are here");
  await ben.keyboard.press("Enter");
  await message(ann, "The beams are here").waitFor();
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

test("what was said begins a mail to whoever said it, and once it left each leads to the other", async () => {
  await message(ann, "The beams are here").click({ button: "right" });
  await ann.getByRole("menuitem", { name: "Send by mail…" }).click();
  await ann.getByRole("button", { name: "Show the quoted message" }).click();
  await ann.frameLocator("iframe").first().getByText("The beams are here").waitFor();
  expect(await ann.getByRole("textbox", { name: "Subject" }).inputValue()).toBe("School roof");
  expect(await look(ann, "chat-mail-composer")).toEqual([]);
  await send(ann, "Please bring them to the yard.");
  await message(ann, "The beams are here")
    .getByText(/^Sent as a mail by ann/)
    .waitFor(untilLeft);
  expect(await look(ann, "chat-mail-sent")).toEqual([]);
  await openMail(message(ben, "The beams are here"));
  const talks = ben.getByRole("list", { name: "This conversation in the chat" });
  await talks.getByText(/^Sent from/).waitFor();
  await ben.frameLocator("iframe").first().getByText("Please bring them to the yard.").waitFor();
  expect(await look(ben, "mail-of-chat")).toEqual([]);
  await talks.getByRole("link", { name: "School roof" }).click();
  await message(ben, "The beams are here").waitFor();
  // Who did not get it has words, and nothing of it.
  await message(eve, "The beams are here").getByRole("button", { name: "Open mail" }).click();
  await eve.getByText(notYours).waitFor();
});

test("a mail goes to all others in a room, and each opens their own from there", async () => {
  const header = ann.locator("header", { has: ann.getByRole("heading", { name: "School roof", level: 1 }) });
  await header.getByRole("button", { name: "More", exact: true }).click();
  await ann.getByRole("menuitem", { name: "Write mail to everyone here" }).click();
  await ann.getByRole("textbox", { name: "Message text" }).waitFor();
  await send(ann, "The council visits on Thursday.");
  await openMail(log(eve).getByText(/ann wrote a mail to all here/));
  await eve.frameLocator("iframe").first().getByText("The council visits on Thursday.").waitFor();
});

test("a mail is brought into a room with a note, as a card that leads those to it who have it", async () => {
  await openRoom(eve);
  // The first of the two mails, which eve does not have.
  await openMail(message(ben, "The beams are here"));
  const dialog = await discuss(ben);
  await dialog.getByRole("textbox", { name: "Find a room or person" }).fill("roof");
  await dialog.getByRole("radio", { name: "School roof" }).check();
  await dialog.getByRole("textbox", { name: "Note" }).fill("Which yard does she mean?");
  expect(await look(ben, "mail-discuss")).toEqual([]);
  await dialog.getByRole("button", { name: "Send", exact: true }).click();
  await message(ben, "Which yard does she mean?").waitFor();
  await card(ben).getByText("Please bring them to the yard.").waitFor();
  expect(await look(ben, "chat-mail-card")).toEqual([]);
  await card(eve).getByRole("button", { name: "Open mail" }).click();
  await eve.getByText(notYours).waitFor();
  expect(await look(eve, "chat-mail-not-yours")).toEqual([]);
  await openMail(card(ann));
  await ann.getByText(/^Discussed in/).waitFor();
  expect(await look(ann, "mail-discussed")).toEqual([]);
  await ann
    .getByRole("listitem")
    .filter({ hasText: "Discussed in" })
    .getByRole("link", { name: "School roof" })
    .click();
  await message(ann, "Which yard does she mean?").waitFor();
});

test("or it is talked about with the people of the conversation alone", async () => {
  await openMail(message(ben, "The beams are here"));
  const dialog = await discuss(ben);
  await dialog.getByRole("radio", { name: /The people of this conversation.*ann/ }).check();
  await dialog.getByRole("button", { name: "Send", exact: true }).click();
  await heading(ben, "ann").waitFor();
  await card(ben).waitFor();
  await rooms(ann).getByRole("link", { name: /ben/ }).click();
  await card(ann).getByRole("button", { name: "Open mail" }).waitFor();
  expect([...ann.faults, ...ben.faults, ...eve.faults]).toEqual([]);
});
