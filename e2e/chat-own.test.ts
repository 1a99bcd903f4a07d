import { mkdirSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ask, signIn } from "./harness/api.ts";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { type Look, lookAt } from "./harness/look.ts";
import { type Product, startProduct } from "./harness/product.ts";

let product: Product;
let ann: Opened;
let ben: Opened;
let benIs: { address: string; password: string };
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
const field = (on: Opened) => on.getByRole("textbox", { name: /Write to/ });
const message = (on: Opened, text: string) => log(on).getByRole("article").filter({ hasText: text }).first();
const rows = (on: Opened, name: string) => on.getByRole("list", { name, exact: true }).getByRole("listitem");
const told = (on: Opened, text: string | RegExp) => on.getByText(text).first().waitFor();
const write = async (on: Opened, text: string) => {
  await field(on).fill(text);
  await on.keyboard.press("Enter");
  // On its way it has no menu yet.
  const there = log(on).getByRole("article", { name: /, \d\d:\d\d$/ });
  await there.filter({ hasText: text }).first().waitFor();
};
const choose = async (on: Opened, text: string, verb: string) => {
  await message(on, text).click({ button: "right" });
  await on.getByRole("menuitem", { name: verb, exact: true }).click();
};
const open = async (on: Opened, room: string) => {
  await rooms(on)
    .getByRole("link", { name: new RegExp(room) })
    .first()
    .click();
  await on.getByRole("heading", { name: room, level: 1 }).waitFor();
};
/** A verb in the menu of a row. */
const pick = async (on: Opened, place: string, text: string, verb: string) => {
  await rows(on, place).filter({ hasText: text }).getByRole("button", { name: "More" }).click();
  await on.getByRole("menuitem", { name: verb, exact: true }).click();
};
const later = async (on: Opened, text: string, clock: string) => {
  await field(on).fill(text);
  await on.getByRole("button", { name: "Other ways to send" }).click();
  await on.getByRole("menuitem", { name: "Send later…" }).click();
  const dialog = on.getByRole("dialog", { name: "Send later" });
  // On the day that it offers, which is tomorrow.
  await dialog.getByLabel("Time").fill(clock);
  await dialog.getByRole("button", { name: "Choose", exact: true }).click();
};

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  product = await startProduct();
  const annIs = await product.account("ann");
  benIs = await product.account("ben");
  [ann, ben] = [await openAs(product, annIs), await openAs(product, benIs)];
  await ann.goto(`${product.url}/chat`);
  for (const name of ["Summer fair", "School roof"]) {
    await rooms(ann).getByRole("button", { name: "New group or channel" }).click();
    const dialog = ann.getByRole("dialog");
    await dialog.getByLabel("Name", { exact: true }).fill(name);
    await dialog.getByRole("textbox", { name: "Name or address" }).fill("ben");
    await dialog.getByRole("button", { name: /ben@/ }).click();
    await dialog.getByRole("button", { name: "Create" }).click();
    await ann.getByRole("heading", { name, level: 1 }).waitFor();
  }
  await ben.goto(`${product.url}/chat`);
  await open(ben, "School roof");
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

test("a message waits for its time in a place of its own, is changed there, and sent now", async () => {
  await later(ann, "The scaffold comes", "10:15");
  await told(ann, /^Will be sent .* at 10:15\.$/);
  await expect.poll(() => field(ann).inputValue()).toBe("");
  await ann.getByRole("button", { name: "Show", exact: true }).click();
  await rows(ann, "Scheduled")
    .filter({ hasText: "The scaffold comes" })
    .getByText(/at 10:15/)
    .waitFor();
  await pick(ann, "Scheduled", "The scaffold comes", "Edit");
  await ann.getByRole("dialog").getByRole("textbox", { name: "Message" }).fill("The scaffold comes at nine");
  await ann.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await rows(ann, "Scheduled").filter({ hasText: "at nine" }).waitFor();
  await pick(ann, "Scheduled", "at nine", "Change the time");
  await ann
    .getByRole("dialog")
    .getByRole("button", { name: /Tomorrow morning/ })
    .click();
  await rows(ann, "Scheduled")
    .filter({ hasText: "at nine" })
    .getByText(/at 08:00/)
    .waitFor();
  await rooms(ann)
    .getByRole("link", { name: /Scheduled.*1 waits to be sent/ })
    .waitFor();
  expect(await look(ann, "chat-scheduled")).toEqual([]);
  expect(await log(ben).getByText("The scaffold comes").count()).toBe(0);
  await pick(ann, "Scheduled", "at nine", "Send now");
  await message(ben, "The scaffold comes at nine").waitFor();
  await ann.getByText("Nothing waits to be sent.").waitFor();
});

test("it is called off, which can be taken back", async () => {
  await open(ann, "School roof");
  await later(ann, "Bring gloves", "11:30");
  await told(ann, /^Will be sent .* at 11:30\.$/);
  await rooms(ann)
    .getByRole("link", { name: /Scheduled/ })
    .click();
  await pick(ann, "Scheduled", "Bring gloves", "Do not send");
  await ann.getByText("Nothing waits to be sent.").waitFor();
  await ann.getByRole("button", { name: "Undo" }).last().click();
  await rows(ann, "Scheduled")
    .filter({ hasText: "Bring gloves" })
    .getByText(/at 11:30/)
    .waitFor();
  await pick(ann, "Scheduled", "Bring gloves", "Do not send");
  await ann.getByText("Nothing waits to be sent.").waitFor();
});

test("what could not be sent stays, and says why", async () => {
  const roomId = new URL(ben.url()).pathname.split("/")[2];
  await open(ann, "School roof");
  const header = ann.locator("header", { has: ann.getByRole("heading", { name: "School roof", level: 1 }) });
  await header.getByRole("button", { name: "More", exact: true }).click();
  // No clock on a page is finer than a minute.
  const sendAt = new Date(Date.now() + 6000).toISOString();
  const cookie = await signIn(product.url, benIs);
  const kept = await ask(product.url, "chat.scheduled.create", { roomId, text: "Who has the plan?", sendAt }, cookie);
  expect(kept.ok).toBe(true);
  await ann.getByRole("menuitem", { name: "Archive" }).click();
  await ben.getByText("This room is archived.").first().waitFor();
  await rooms(ben)
    .getByRole("link", { name: /Scheduled/ })
    .click();
  const row = rows(ben, "Scheduled").filter({ hasText: "Who has the plan?" });
  await row.getByText(/^Could not be sent .*School roof is archived/).waitFor();
  await rooms(ben)
    .getByRole("link", { name: /Scheduled.*1 could not be sent/ })
    .waitFor();
  expect(await look(ben, "chat-not-sent")).toEqual([]);
  await pick(ben, "Scheduled", "Who has the plan?", "Do not send");
  await ben.getByRole("dialog", { name: "Discard this message?" }).getByRole("button", { name: "Discard" }).click();
  await ben.getByText("Nothing waits to be sent.").waitFor();
  await header.getByRole("button", { name: "More", exact: true }).click();
  await ann.getByRole("menuitem", { name: "Open again" }).click();
  await field(ann).waitFor();
});

test("threads that one has a part in stand in one place, with what is unread, and are followed no longer", async () => {
  const threads = (on: Opened, rest: string) => rooms(on).getByRole("link", { name: new RegExp(`Threads${rest}`) });
  await write(ann, "Who brings the ladder?");
  await open(ben, "School roof");
  await choose(ben, "Who brings the ladder?", "Reply in a thread");
  const answer = ben.getByRole("complementary", { name: "Thread" }).getByRole("textbox", { name: /Reply in the/ });
  await answer.fill("I do");
  await ben.keyboard.press("Enter");
  await threads(ann, ".*1 thread with something new").click();
  const row = rows(ann, "Threads").filter({ hasText: "Who brings the ladder?" });
  await row.getByText("1 reply").waitFor();
  await row.getByText("1 unread").waitFor();
  expect(await look(ann, "chat-threads")).toEqual([]);
  await row.getByRole("link").click();
  const panel = ann.getByRole("complementary", { name: "Thread" });
  await panel.getByText("I do").waitFor();
  await threads(ann, ".*something new").waitFor({ state: "detached" });
  await panel.getByRole("button", { name: "Stop following" }).click();
  await panel.getByRole("button", { name: "Follow this thread" }).click();
  await panel.getByRole("button", { name: "Stop following" }).waitFor();
  expect(await look(ann, "chat-thread-followed")).toEqual([]);
  await panel.getByRole("button", { name: "Close thread" }).click();
  for (const text of ["And the ropes", "And the hooks"]) {
    await answer.fill(text);
    await ben.keyboard.press("Enter");
  }
  await threads(ann, ".*1 thread with something new").click();
  await row.getByText("2 unread").waitFor();
  await ann.getByRole("button", { name: "Mark all as read" }).click();
  await threads(ann, ".*something new").waitFor({ state: "detached" });
  await pick(ann, "Threads", "Who brings the ladder?", "Stop following");
  await row.waitFor({ state: "detached" });
  await ann.getByRole("button", { name: "Undo" }).last().click();
  await row.waitFor();
});

const tick = (on: Opened, text: string) => log(on).getByRole("checkbox", { name: new RegExp(`^Select: .*${text}`) });
const focused = (on: Opened) => on.locator(":focus").getAttribute("aria-label");
const bar = (on: Opened) => on.getByRole("toolbar", { name: "What to do with the selected messages" });

test("several messages are chosen with keys and presses, copied, and saved", async () => {
  await ben.getByRole("button", { name: "Close thread" }).click();
  for (const text of ["First the gutter", "Then the slates", "Last the chimney"]) await write(ben, text);
  await choose(ben, "Last the chimney", "Select");
  await bar(ben).getByText("1 selected").waitFor();
  await expect.poll(() => focused(ben)).toMatch(/^Select: .*Last the chimney$/);
  await ben.keyboard.press("Shift+ArrowUp");
  await bar(ben).getByText("2 selected").waitFor();
  await ben.keyboard.press("Space");
  await bar(ben).getByText("1 selected").waitFor();
  await tick(ben, "First the gutter").click({ modifiers: ["Shift"] });
  await tick(ben, "Last the chimney").click();
  await bar(ben).getByText("2 selected").waitFor();
  expect(await tick(ben, "Then the slates").isChecked()).toBe(true);
  expect(await look(ben, "chat-selecting")).toEqual([]);
  await ben.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await bar(ben).getByRole("button", { name: "Copy text" }).click();
  await told(ben, "2 messages copied.");
  const copied = String(await ben.evaluate("navigator.clipboard.readText()"));
  expect(copied).toMatch(/^ben, .*\nFirst the gutter\n\nben, .*\nThen the slates$/);
  await bar(ben).waitFor({ state: "detached" });
  await choose(ben, "First the gutter", "Select");
  await tick(ben, "Then the slates").click();
  await bar(ben).getByRole("button", { name: "Save for later" }).click();
  await told(ben, "2 messages saved for later.");
  await choose(ben, "First the gutter", "Select");
  await ben.keyboard.press("Escape");
  await bar(ben).waitFor({ state: "detached" });
  await expect.poll(() => focused(ben)).toMatch(/^Write to/);
  await rooms(ben).getByRole("link", { name: "Saved" }).click();
  await expect.poll(() => rows(ben, "Saved").count()).toBe(2);
});

test("they are forwarded together, and taken back where each of them may be", async () => {
  await open(ben, "School roof");
  await choose(ben, "First the gutter", "Select");
  await tick(ben, "Then the slates").click();
  await bar(ben).getByRole("button", { name: "Forward…" }).click();
  const dialog = ben.getByRole("dialog", { name: "Forward 2 messages" });
  await dialog.getByRole("checkbox", { name: "Summer fair" }).click();
  await dialog.getByRole("button", { name: "Forward" }).click();
  await told(ben, "Forwarded to 1 room.");
  await bar(ben).waitFor({ state: "detached" });
  await open(ann, "Summer fair");
  await message(ann, "First the gutter").waitFor();
  await message(ann, "Then the slates").waitFor();
  await choose(ben, "Then the slates", "Select");
  await tick(ben, "Who brings the ladder").click();
  // Somebody else's is among them.
  await bar(ben).getByRole("button", { name: "Delete" }).waitFor({ state: "detached" });
  await tick(ben, "Who brings the ladder").click();
  await tick(ben, "First the gutter").click();
  await bar(ben).getByRole("button", { name: "Delete" }).click();
  const question = ben.getByRole("dialog", { name: "Delete 2 messages for everybody?" });
  await question.getByRole("button", { name: "Delete", exact: true }).click();
  await bar(ben).waitFor({ state: "detached" });
  await open(ann, "School roof");
  await expect.poll(() => log(ann).getByText("This message was deleted.").count()).toBe(2);
  await message(ann, "Last the chimney").waitFor();
  expect([...ann.faults, ...ben.faults]).toEqual([]);
});
