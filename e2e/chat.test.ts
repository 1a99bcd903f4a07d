import { mkdirSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askAxe } from "./harness/axe.ts";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { type Product, startProduct } from "./harness/product.ts";

let product: Product;
let ann: Opened;
let ben: Opened;
let annIs: { address: string; password: string };
const shots = path.join(import.meta.dirname, "shots");

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  product = await startProduct();
  const [one, other] = [await product.account("ann"), await product.account("ben")];
  annIs = one;
  [ann, ben] = [await openAs(product, one), await openAs(product, other)];
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

const log = (on: Opened) => on.getByRole("log").first();
const rooms = (on: Opened) => on.getByRole("navigation", { name: "Rooms" });
const write = async (on: Opened, text: string) => {
  await on.getByRole("textbox", { name: /Write to/ }).fill(text);
  await on.keyboard.press("Enter");
};
const message = (on: Opened, text: string) => log(on).getByRole("article").filter({ hasText: text }).first();
const choose = async (on: Opened, text: string, verb: string) => {
  await message(on, text).click({ button: "right" });
  await on.getByRole("menuitem", { name: verb, exact: true }).click();
};

test("somebody is found by name, and the talk is made with the first message", async () => {
  await ben.goto(`${product.url}/mail/inbox`);
  await ann.goto(`${product.url}/chat`);
  await ann.getByText("Nobody has said anything yet.").waitFor();
  await ann.getByRole("main").getByRole("button", { name: "Talk with somebody" }).click();
  await ann.getByRole("textbox", { name: "Name or address" }).fill("ben");
  await ann.getByRole("dialog").getByRole("button", { name: /ben/ }).click();
  await write(ann, "Good morning Ben");
  await message(ann, "Good morning Ben").waitFor();
  // In another module one sees that something was said.
  await ben.getByRole("link", { name: /Chat, 1 unread/ }).click();
  await rooms(ben).getByRole("link", { name: /ann/ }).click();
  await message(ben, "Good morning Ben").waitFor();
  await write(ben, "Good morning Ann");
  await message(ann, "Good morning Ann").waitFor();
  expect(await ann.getByRole("article").count()).toBe(2);
});

test("a group is made with people, and what is said in it comes at once, in order and once", async () => {
  await rooms(ann).getByRole("button", { name: "New group or channel" }).click();
  const dialog = ann.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill("School roof");
  await dialog.getByLabel("Topic").fill("Visit on Thursday, 09:00");
  await dialog.getByRole("textbox", { name: "Name or address" }).fill("ben");
  await dialog.getByRole("button", { name: /ben@/ }).click();
  await ann.screenshot({ path: path.join(shots, "chat-new-room-1440-light.png") });
  await dialog.getByRole("button", { name: "Create" }).click();
  await ann.getByRole("heading", { name: "School roof", level: 1 }).waitFor();
  await rooms(ben)
    .getByRole("link", { name: /School roof/ })
    .click();
  for (let at = 1; at <= 12; at++) await write(at % 3 ? ann : ben, `Line ${at}`);
  for (const page of [ann, ben]) {
    await expect
      .poll(() =>
        log(page)
          .getByText(/^Line \d+$/)
          .count(),
      )
      .toBe(12);
    await expect
      .poll(
        async () =>
          new Set(
            await log(page)
              .getByText(/^Line \d+$/)
              .allTextContents(),
          ).size,
      )
      .toBe(12);
  }
  const orders = await Promise.all(
    [ann, ben].map((page) =>
      log(page)
        .getByText(/^Line \d+$/)
        .allTextContents(),
    ),
  );
  await expect
    .poll(
      async () =>
        await log(ann)
          .getByText(/^Line \d+$/)
          .allTextContents(),
    )
    .toEqual(orders[1]);
  expect(await askAxe(ann)).toEqual([]);
});

test("a message is answered, changed, reacted to, pinned and taken back, and the other sees it", async () => {
  await write(ann, "Who has teh keys?");
  await message(ben, "Who has teh keys?").waitFor();
  await expect.poll(() => ann.getByRole("article", { name: "Sending" }).count(), { timeout: 20_000 }).toBe(0);
  await ann.getByRole("textbox", { name: /Write to/ }).press("ArrowUp");
  await write(ann, "Who has the keys?");
  await message(ben, "Who has the keys?").getByText("(edited)").waitFor();
  await message(ben, "Who has the keys?").hover();
  await message(ben, "Who has the keys?").getByRole("button", { name: "React with 👍" }).click();
  await message(ann, "Who has the keys?")
    .getByRole("button", { name: /👍, 1 person/ })
    .waitFor();
  await choose(ben, "Who has the keys?", "Reply");
  await write(ben, "I have them");
  await message(ann, "I have them").getByText("Who has the keys?").waitFor();
  await choose(ann, "Who has the keys?", "Pin");
  await message(ben, "Who has the keys?").getByText("Pinned").first().waitFor();
  await ben.getByRole("button", { name: "Details" }).click();
  await ben.getByRole("tab", { name: "Pinned" }).click();
  await ben.getByRole("complementary", { name: "Details" }).getByText("Who has the keys?").waitFor();
  await ben.screenshot({ path: path.join(shots, "chat-details-1440-light.png") });
  await ben.getByRole("button", { name: "Close details" }).click();
  await choose(ben, "I have them", "Delete");
  await ben.getByRole("dialog").getByRole("button", { name: "Delete", exact: true }).click();
  await log(ann).getByText("This message was deleted.").waitFor();
});

test("a thread stands beside the room, and counts its answers there", async () => {
  await choose(ann, "Who has the keys?", "Reply in a thread");
  const thread = ann.getByRole("complementary", { name: "Thread" });
  await thread.getByRole("textbox", { name: "Reply in the thread" }).fill("Ask in the office");
  await ann.keyboard.press("Enter");
  await thread.getByText("Ask in the office").waitFor();
  await message(ben, "Who has the keys?")
    .getByRole("button", { name: /1 reply/ })
    .click();
  await ben.getByRole("complementary", { name: "Thread" }).getByText("Ask in the office").waitFor();
  expect(await log(ben).getByText("Ask in the office").count()).toBe(0);
  for (const theme of ["light", "dark"] as const) {
    await ann.emulateMedia({ colorScheme: theme });
    await ann.waitForTimeout(400);
    await ann.screenshot({ path: path.join(shots, `chat-1440-${theme}.png`) });
  }
  expect(await askAxe(ann)).toEqual([]);
  await thread.getByRole("button", { name: "Close thread" }).click();
});

test("the keys go from room to room, and what was read is told to who said it", async () => {
  await write(ann, "Thank you");
  await message(ben, "Thank you").waitFor();
  await ben
    .getByRole("button", { name: "To the latest" })
    .click({ timeout: 1000 })
    .catch(() => undefined);
  await ann.getByText("Read by all").waitFor();
  await ann.keyboard.press("Alt+ArrowDown");
  await ann.getByRole("heading", { name: "ben", level: 1 }).waitFor();
  await ann.keyboard.press("Alt+ArrowUp");
  await ann.getByRole("heading", { name: "School roof", level: 1 }).waitFor();
  await ann.getByRole("heading", { name: "School roof", level: 1 }).click();
  await ann.keyboard.press("Control+K");
  await ann.keyboard.type("Go to ben");
  await ann.keyboard.press("Enter");
  await ann.getByRole("heading", { name: "ben", level: 1 }).waitFor();
  await ann.keyboard.press("Alt+ArrowUp");
});

test("looks are typed, somebody is named, and what speaks to one is counted apart", async () => {
  await rooms(ben).getByRole("link", { name: /ann/ }).click();
  const field = ann.getByRole("textbox", { name: /Write to/ });
  await field.fill("**Roof** is ~~later~~ `today` ");
  await field.press("End");
  await ann.keyboard.type("@be");
  await ann.getByRole("option", { name: /ben/ }).waitFor();
  await ann.keyboard.press("Enter");
  await ann.keyboard.press("Enter");
  await message(ann, "Roof is later today").locator("strong", { hasText: "Roof" }).waitFor();
  await rooms(ben)
    .getByRole("link", { name: /School roof.*1 for you/ })
    .click();
  await message(ben, "Roof is later today").locator("code", { hasText: "today" }).waitFor();
  await message(ben, "Roof is later today").getByText("@ben").waitFor();
});

test("files go with a message, stand as pictures, and are opened large", async () => {
  const picture = await ann.screenshot({ clip: { x: 300, y: 60, width: 640, height: 400 } });
  const files = [
    { name: "Roof north.png", mimeType: "image/png", buffer: picture },
    { name: "Gates and locks.txt", mimeType: "text/plain", buffer: Buffer.from("Two keys for the north gate") },
  ];
  await ann.locator('input[type="file"]').last().setInputFiles(files);
  await ann.getByRole("list", { name: "Files", exact: true }).getByText("Gates and locks.txt").waitFor();
  await expect
    .poll(() => ann.getByRole("button", { name: "Send", exact: true }).last().isEnabled(), { timeout: 20_000 })
    .toBe(true);
  await write(ann, "The plan and the keys");
  await message(ben, "The plan and the keys").getByRole("button", { name: "Open Roof north.png" }).waitFor();
  await message(ben, "The plan and the keys")
    .getByRole("button", { name: /Gates and locks.txt/ })
    .click();
  await ben.getByRole("dialog").getByText("Two keys for the north gate").waitFor();
  await ben.keyboard.press("Escape");
  await message(ben, "The plan and the keys").locator("img").first().waitFor();
  await ben.screenshot({ path: path.join(shots, "chat-files-1440-light.png") });
});

test("a poll is asked, and its votes are counted for all at once", async () => {
  await ann.getByRole("button", { name: "Ask in a poll" }).click();
  const dialog = ann.getByRole("dialog");
  await dialog.getByLabel("Question").fill("When does the council visit?");
  await dialog.getByLabel("Answer 1", { exact: true }).fill("Thursday, 09:00");
  await dialog.getByLabel("Answer 2", { exact: true }).fill("Friday, 14:00");
  await dialog.getByRole("button", { name: "Ask", exact: true }).click();
  const poll = (on: Opened) => log(on).getByRole("radiogroup", { name: "When does the council visit?" });
  await poll(ben)
    .getByRole("radio", { name: /Thursday/ })
    .click();
  await ann.getByText("1 voted").waitFor();
  await poll(ann)
    .getByRole("radio", { name: /Friday/ })
    .click();
  await ben.getByText("2 voted").waitFor();
  await poll(ben)
    .getByRole("radio", { name: /Friday/ })
    .click();
  await expect
    .poll(() =>
      poll(ann)
        .getByRole("radio", { name: /Friday/ })
        .textContent(),
    )
    .toMatch(/2$/);
  await ann.screenshot({ path: path.join(shots, "chat-poll-1440-light.png") });
  await ann.getByRole("button", { name: "Close poll" }).click();
  await ben.getByText("Closed").waitFor();
  expect(await askAxe(ann)).toEqual([]);
});

test("a draft is on the other device, and reading on one is reading on all", async () => {
  const phone = await openAs(product, annIs, { width: 390, height: 844 });
  await phone.goto(`${product.url}/chat`);
  await ann.getByRole("textbox", { name: /Write to/ }).fill("Half a sent");
  await rooms(phone).getByRole("link", { name: "School roof (draft)" }).click();
  await expect
    .poll(() => phone.getByRole("textbox", { name: /Write to/ }).inputValue(), { timeout: 20_000 })
    .toBe("Half a sent");
  await write(phone, "Half a sentence");
  await message(ben, "Half a sentence").waitFor();
  await expect.poll(() => ann.getByRole("textbox", { name: /Write to/ }).inputValue(), { timeout: 20_000 }).toBe("");
  for (const theme of ["light", "dark"] as const) {
    await phone.emulateMedia({ colorScheme: theme });
    await phone.waitForTimeout(400);
    await phone.screenshot({ path: path.join(shots, `chat-390-${theme}.png`) });
  }
  expect(await askAxe(phone)).toEqual([]);
  await phone.close();
});

test("what is said while the network is away is sent when it is back, once", async () => {
  await ann.context().setOffline(true);
  await write(ann, "Said in the tunnel");
  await ann.getByRole("article", { name: "Sending" }).getByText("Said in the tunnel").waitFor();
  await write(ben, "Are you there?");
  await ann.context().setOffline(false);
  await message(ben, "Said in the tunnel").waitFor({ timeout: 20_000 });
  await message(ann, "Are you there?").waitFor({ timeout: 20_000 });
  expect(await message(ben, "Said in the tunnel").count()).toBe(1);
  await expect.poll(() => ann.getByRole("article", { name: "Sending" }).count(), { timeout: 20_000 }).toBe(0);
});

test("a channel is found and entered, and who is taken out sees it no more", async () => {
  await rooms(ann).getByRole("button", { name: "New group or channel" }).click();
  const dialog = ann.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Kind" }).click();
  await ann.getByRole("option", { name: "Public channel" }).click();
  await dialog.getByLabel("Name", { exact: true }).fill("Town news");
  await dialog.getByRole("button", { name: "Create" }).click();
  await ann.getByRole("heading", { name: "Town news", level: 1 }).waitFor();
  await ben.getByRole("button", { name: "New", exact: true }).click();
  await ben.getByRole("menuitem", { name: "Find channels" }).click();
  await ben.getByRole("button", { name: "Come into Town news" }).click();
  await ben.getByRole("heading", { name: "Town news", level: 1 }).waitFor();
  await log(ann).getByText("ben came in").waitFor();
  await ann.getByRole("button", { name: "Details" }).click();
  await ann.getByRole("button", { name: "More about ben" }).click();
  await ann.getByRole("menuitem", { name: "Remove from the room" }).click();
  await ben.getByText("This room is not there, or you are not in it.").waitFor();
  expect(await rooms(ben).getByRole("link", { name: "Town news" }).count()).toBe(0);
});
