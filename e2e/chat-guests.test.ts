// @module-tag long
import { mkdirSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ask, signIn } from "./harness/api.ts";
import { browser, closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { type Look, lookAt } from "./harness/look.ts";
import { type Product, startProduct } from "./harness/product.ts";

let product: Product;
let ann: Opened;
let annIs: { address: string; password: string };
let ben: Opened;
/** Nobody who has an account: browsers that were never here. */
let gus: Opened;
let address: string;
let roomId: string;
const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const shots = path.join(import.meta.dirname, "shots");
const soon = { timeout: 20_000 };

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  product = await startProduct();
  annIs = await product.account("ann");
  const benIs = await product.account("ben");
  [ann, ben] = [await openAs(product, annIs), await openAs(product, benIs)];
  await ann.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await ann.goto(`${product.url}/chat`);
  await ann.getByText("Nobody has said anything yet.").waitFor();
  await makeGroup("Budget of the council", null);
  await makeGroup("School roof", "ben");
  await write(ann, "Before the guest came");
  await log(ann).getByText("Before the guest came").waitFor();
  roomId = new URL(ann.url()).pathname.split("/").at(-1) ?? "";
  await ben.goto(`${product.url}/chat/${roomId}`);
  await ben.getByRole("heading", { name: "School roof", level: 1 }).waitFor();
  gus = await stranger();
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

async function makeGroup(name: string, person: string | null): Promise<void> {
  await ann.getByRole("button", { name: "New group or channel" }).click();
  const dialog = ann.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  if (person !== null) {
    await dialog.getByRole("textbox", { name: "Name or address" }).fill(person);
    await dialog.getByRole("button", { name: new RegExp(`${person}@`) }).click();
  }
  await dialog.getByRole("button", { name: "Create" }).click();
  await ann.getByRole("heading", { name, level: 1 }).waitFor();
}

async function stranger(size = desk): Promise<Opened> {
  const context = await (await browser()).newContext({ viewport: size, locale: "en-GB", timezoneId: "UTC" });
  const page = await context.newPage();
  page.setDefaultTimeout(soon.timeout);
  // What is refused stands in the console of a browser: these faults are not looked at.
  return Object.assign(page, { faults: [] });
}

const log = (on: Opened) => on.getByRole("log").first();
const write = async (on: Opened, text: string) => {
  await on
    .getByRole("textbox", { name: /Write to/ })
    .first()
    .fill(text);
  await on.keyboard.press("Enter");
};
const message = (on: Opened, text: string) => log(on).getByRole("article").filter({ hasText: text }).first();
const details = (on: Opened) => on.getByRole("complementary", { name: "Details" });
const looks = (first: typeof desk): Look[] =>
  [first, first === desk ? phone : desk].flatMap((size) => [
    { size, scheme: "light" as const },
    { size, scheme: "dark" as const },
  ]);
const look = (page: Opened, name: string) =>
  lookAt(page, looks(page.viewportSize()?.width === phone.width ? phone : desk), path.join(shots, `guest-${name}`));

/** Invites as the form is filled in; answers the address that is shown then. */
async function invite(fill: (form: ReturnType<Opened["getByRole"]>) => Promise<void>): Promise<string> {
  await details(ann).getByRole("button", { name: "Invite guest…" }).click();
  const form = ann.getByRole("dialog", { name: "Invite guest" });
  await fill(form);
  await form.getByRole("button", { name: "Make link" }).click();
  const made = ann.getByRole("dialog", { name: "Invitation made" });
  const shown = await made.getByLabel("Link").inputValue();
  await made.getByRole("button", { name: "Copy" }).click();
  await ann.getByText("Copied.").first().waitFor();
  expect(await ann.evaluate("navigator.clipboard.readText()")).toBe(shown);
  await made.getByRole("button", { name: "Done" }).click();
  await made.waitFor({ state: "detached" });
  return shown;
}

async function enter(on: Opened, at: string, name: string): Promise<void> {
  await on.goto(at);
  await on.getByLabel("Your name").fill(name);
  await on.keyboard.press("Enter");
  await on.getByRole("heading", { name: "School roof", level: 1 }).waitFor();
}

test("an owner makes a link, whose terms stand in the room's details and are for nobody else", async () => {
  await ann.getByRole("button", { name: "Details" }).click();
  await details(ann).getByText("Nobody is invited from outside.").waitFor();
  address = await invite(async (form) => {
    await form.getByRole("switch", { name: "They see what was said before" }).click();
    await form.getByLabel("How many may come in").fill("many");
    await form.getByRole("button", { name: "Make link" }).click();
    await form.getByText("Enter a number from 1 to 10,000, or nothing.").waitFor();
    await form.getByLabel("How many may come in").fill("7");
    expect(await look(ann, "invite")).toEqual([]);
  });
  expect(address).toMatch(/\/r\/[\w-]{32}$/);
  await details(ann).getByText("0 of 7 came in").waitFor();
  await details(ann).getByText("sees what was said before").waitFor();
  await ben.getByRole("button", { name: "Details" }).click();
  await details(ben).getByText("ben (you)").waitFor();
  expect(await details(ben).getByRole("button", { name: "Invite guest…" }).count()).toBe(0);
  await details(ben).getByRole("button", { name: "Close details" }).click();
});

test("somebody without an account gives a name and comes in, and both sides hear each other at once", async () => {
  await gus.goto(address);
  await gus.getByRole("heading", { name: "ann invites you to “School roof”" }).waitFor();
  expect(await look(gus, "enter")).toEqual([]);
  await gus.getByRole("button", { name: "Enter" }).click();
  await gus.getByText("Tell the others your name.").waitFor();
  await gus.getByLabel("Your name").fill("Gus Green");
  await gus.keyboard.press("Enter");
  await log(gus).getByText("Before the guest came").waitFor();
  await log(ann).getByText("Gus Green came in").waitFor();
  await write(gus, "Good morning from the roofer");
  await message(ann, "Good morning from the roofer").getByText("Guest", { exact: true }).waitFor();
  await ann.getByRole("textbox", { name: /Write to/ }).pressSequentially("Welcome", { delay: 30 });
  await gus.getByText("ann is typing…").waitFor();
  await ann.keyboard.press("Enter");
  await log(gus).getByText("Welcome", { exact: true }).waitFor();
  await details(ann).getByText("1 of 7 came in").waitFor();
  await details(ann).getByRole("list", { name: "People (3)" }).getByText("Guest", { exact: true }).waitFor();
  expect(await look(ann, "members")).toEqual([]);
});

test("a guest reacts, answers in a thread and sends a file, and is known again when the page is loaded anew", async () => {
  await message(gus, "Welcome").hover();
  await message(gus, "Welcome").getByRole("button", { name: "React with 👍" }).click();
  await message(ann, "Welcome")
    .getByRole("button", { name: /👍, 1 person/ })
    .waitFor();
  await message(gus, "Welcome").click({ button: "right" });
  await gus.getByRole("menuitem", { name: "Reply in a thread" }).click();
  const thread = gus.getByRole("complementary", { name: "Thread" });
  await thread.getByRole("textbox", { name: "Reply in the thread" }).fill("When do we meet?");
  await gus.keyboard.press("Enter");
  await thread.getByText("When do we meet?").waitFor();
  await message(ann, "Welcome")
    .getByRole("button", { name: /1 reply/ })
    .waitFor();
  const offer = { name: "Offer.txt", mimeType: "text/plain", buffer: Buffer.from("Slates and battens") };
  await gus.locator('input[type="file"]').first().setInputFiles([offer]);
  const send = gus.getByRole("main").getByRole("button", { name: "Send", exact: true });
  await expect.poll(() => send.isEnabled(), soon).toBe(true);
  await write(gus, "The offer");
  await message(ann, "The offer")
    .getByRole("button", { name: /Offer.txt/ })
    .waitFor();
  await gus.reload();
  await message(gus, "The offer")
    .getByRole("button", { name: /Offer.txt/ })
    .click();
  await gus.getByRole("dialog").getByText("Slates and battens").waitFor();
  await gus.keyboard.press("Escape");
  await gus.getByText("You are here as Gus Green").waitFor();
  expect(await look(gus, "thread")).toEqual([]);
  await gus.getByRole("complementary", { name: "Thread" }).getByRole("button", { name: "Close thread" }).click();
  await gus.getByRole("button", { name: "Show who is here: 3 people" }).click();
  await gus.getByRole("list", { name: "Who is here" }).getByText("Gus Green (you)").waitFor();
  await gus.keyboard.press("Escape");
  expect(await look(gus, "room")).toEqual([]);
});

test("a guest finds that one room, and no way out of it", async () => {
  expect(await gus.locator("a[href^='/']").count()).toBe(0);
  expect(await gus.getByText("Budget of the council").count()).toBe(0);
  expect(await gus.getByRole("button", { name: "Ask in a poll" }).count()).toBe(0);
  expect(await gus.getByRole("button", { name: "Voice message" }).count()).toBe(0);
  await message(gus, "Welcome").click({ button: "right" });
  await gus.getByRole("menuitem", { name: "Copy text" }).waitFor();
  for (const verb of ["Forward…", "Save for later", "Remind me", "Pin", "Mark as unread from here", "Copy link"])
    expect([verb, await gus.getByRole("menuitem", { name: verb, exact: true }).count()]).toEqual([verb, 0]);
  await gus.keyboard.press("Escape");
  const base = new URL(address).pathname;
  const answers = await gus.evaluate(
    `Promise.all(["chat.rooms.channels", "chat.rooms.people", "session.me", "mailboxes.list"].map((one) => fetch("${base}/trpc/" + one, { headers: { "x-carbyne": "1" } }).then((answer) => answer.status)))`,
  );
  expect(answers).toEqual([401, 401, 404, 404]);
  await gus.goto(`${product.url}/chat/${roomId}`);
  await gus.getByLabel("Password").waitFor();
  await gus.goto(address);
  await log(gus).getByText("Welcome", { exact: true }).waitFor();
});

test("who is taken out sees so at once, and comes in no more by that link", async () => {
  await details(ann).getByRole("button", { name: "More about Gus Green" }).click();
  expect(await ann.getByRole("menuitem", { name: "Talk with this person" }).count()).toBe(0);
  await ann.getByRole("menuitem", { name: "Remove from the room" }).click();
  await gus.getByRole("heading", { name: "You were taken out of this room." }).waitFor();
  expect(await gus.getByRole("log").count()).toBe(0);
  expect(await look(gus, "out")).toEqual([]);
  await message(ann, "Good morning from the roofer").getByText("Guest", { exact: true }).waitFor();
  await gus.reload();
  await gus.getByRole("heading", { name: "As many came in by this invitation as may." }).waitFor();
  expect(await look(gus, "closed")).toEqual([]);
});

test("a guest on a phone leaves by themselves, and an invitation that is taken back puts out who came by it", async () => {
  const other = await invite((form) => form.getByLabel("Last day").fill(""));
  const [ida, jon] = [await stranger(phone), await stranger()];
  await enter(ida, other, "Ida");
  expect(await log(ida).getByText("Before the guest came").count()).toBe(0);
  await ida.getByRole("textbox", { name: /Write to/ }).fill("From my phone");
  await ida.getByRole("button", { name: "Send", exact: true }).click();
  await log(ann).getByText("From my phone").waitFor();
  expect(await look(ida, "phone")).toEqual([]);
  await ida.getByRole("button", { name: "Leave" }).click();
  await ida.getByRole("dialog").getByRole("button", { name: "Leave" }).click();
  await ida.getByRole("heading", { name: "You left this room." }).waitFor();
  await log(ann).getByText("Ida left").waitFor();
  await ida.getByRole("button", { name: "Enter again" }).click();
  await ida.getByLabel("Your name").waitFor();

  await enter(jon, other, "Jon");
  await details(ann).getByText("2 came in").waitFor();
  await details(ann)
    .getByRole("button", { name: /^More about the invitation: By a link/ })
    .first()
    .click();
  await ann.getByRole("menuitem", { name: "Take back" }).click();
  const asked = ann.getByRole("dialog", { name: "Take the invitation back?" });
  expect(await look(ann, "revoke")).toEqual([]);
  await asked.getByRole("button", { name: "Take back" }).click();
  await jon.getByRole("heading", { name: "You were taken out of this room." }).waitFor();
  await ida.reload();
  await ida.getByRole("heading", { name: "This invitation does not exist, or was taken back." }).waitFor();
  await ida.goto(`${product.url}/r/${"A".repeat(32)}`);
  await ida.getByRole("heading", { name: "This invitation does not exist, or was taken back." }).waitFor();
});

test("an invitation whose time is over says so, to who is in as well", async () => {
  const cookie = await signIn(product.url, annIs);
  const expiresAt = new Date(Date.now() + 15_000).toISOString();
  const terms = { address: null, withHistory: true, mayUpload: false, expiresAt, mostUses: null };
  const made = await ask(product.url, "chat.invites.create", { roomId, ...terms }, cookie);
  const { result } = (await made.json()) as { result: { data: { token: string } } };
  const kim = await stranger();
  await enter(kim, `${product.url}/r/${result.data.token}`, "Kim");
  await kim.getByRole("textbox", { name: /Write to/ }).waitFor();
  expect(await kim.getByRole("button", { name: "Attach" }).count()).toBe(0);
  await kim.getByRole("heading", { name: "Your invitation is over." }).waitFor({ timeout: 90_000 });
  await kim.reload();
  await kim.getByRole("heading", { name: "This invitation is over." }).waitFor();
});

test("by a mail one person is invited, with the link in it", async () => {
  await details(ann).getByRole("button", { name: "Invite guest…" }).click();
  const form = ann.getByRole("dialog", { name: "Invite guest" });
  await form.getByRole("combobox", { name: "How" }).click();
  await ann.getByRole("option", { name: "By a mail" }).click();
  await form.getByRole("button", { name: "Send", exact: true }).click();
  await form.getByText("Enter a mail address.").waitFor();
  await form.getByLabel("Mail address").fill("ben@town.example");
  await form.getByRole("button", { name: "Send", exact: true }).click();
  await ann.getByText("Invitation sent to ben@town.example.").first().waitFor();
  await details(ann).getByText("has not come in yet").waitFor();
  await ben.goto(`${product.url}/mail/inbox`);
  await ben
    .getByText(/invites you to talk in “School roof”/)
    .first()
    .waitFor({ timeout: 30_000 });
  await details(ann).getByRole("button", { name: "More about the invitation: ben@town.example" }).click();
  await ann.getByRole("menuitem", { name: "Copy link" }).click();
  await ann.getByText("Link copied.").first().waitFor();
  const lea = await stranger();
  await enter(lea, String(await ann.evaluate("navigator.clipboard.readText()")), "Lea");
  await details(ann).getByText("came in", { exact: false }).first().waitFor();
  await log(ann).getByText("Lea came in").waitFor();
});

test("where an administrator allows no guests, nothing of them is shown", async () => {
  await ann.route("**/trpc/**", async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replaceAll('"chat.guests":true', '"chat.guests":false');
    await route.fulfill({ response: answer, body });
  });
  await ann.reload();
  await details(ann).getByRole("button", { name: "Add people" }).waitFor();
  await details(ann).getByText("ann (you)").waitFor();
  expect(await details(ann).getByRole("button", { name: "Invite guest…" }).count()).toBe(0);
  expect(await details(ann).getByText("Invitations").count()).toBe(0);
});
