// @module-tag long
import { mkdirSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ask, signIn } from "./harness/api.ts";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { type Look, lookAt } from "./harness/look.ts";
import { type Product, startProduct } from "./harness/product.ts";

let product: Product;
let ann: Opened;
let ben: Opened;
const shots = path.join(import.meta.dirname, "shots");
const looks: readonly Look[] = [
  { size: { width: 1440, height: 900 }, scheme: "light" },
  { size: { width: 1440, height: 900 }, scheme: "dark" },
  { size: { width: 390, height: 844 }, scheme: "dark" },
  { size: { width: 390, height: 844 }, scheme: "light" },
];
const count = 5000;
const apartMs = 600_000;
const now = Date.now();
/** When a line was said; the last of them just now. */
const saidAt = (line: number) => now - (count - line) * apartMs;

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  product = await startProduct();
  const people = [await product.account("ann"), await product.account("ben")] as const;
  const cookie = await signIn(product.url, people[0]);
  const database = new pg.Client({ connectionString: product.databaseUrl() });
  await database.connect();
  const { rows: accounts } = await database.query<{ id: string; name: string }>(`SELECT "id", "name" FROM "Account"`);
  const idOf = (name: string) => accounts.find((one) => one.name === name)?.id ?? "";
  const input = { kind: "group", name: "Town hall", people: [idOf("ben")] };
  const answer = (await (await ask(product.url, "chat.rooms.create", input, cookie)).json()) as Made;
  await seed(database, { roomId: answer.result.data.id, annId: idOf("ann") });
  await database.end();
  [ann, ben] = [await openAs(product, people[0]), await openAs(product, people[1])];
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

type Made = { readonly result: { readonly data: { readonly id: string } } };

/** More than anybody types: a line every ten minutes, the last of them just now. */
async function seed(database: pg.Client, { roomId, annId }: { roomId: string; annId: string }): Promise<void> {
  await database.query(
    `WITH space AS (UPDATE "Space" SET "modseq" = "modseq" + 1 WHERE "id" = $1 RETURNING "modseq"),
       room AS (UPDATE "Room" SET "lastNumber" = "lastNumber" + $3, "lastAt" = $4 WHERE "spaceId" = $1 RETURNING "lastNumber" - $3 AS "from"),
       said AS (INSERT INTO "ChatMessage" ("id", "spaceId", "number", "modseq", "authorId", "key", "text", "mentions", "at")
         SELECT gen_random_uuid(), $1, room."from" + line, space."modseq", $2, 'line ' || line, 'Line ' || line || '.', '{}',
           $4::timestamptz - make_interval(secs => ($3 - line) * 600) FROM space, room, generate_series(1, $3) AS line)
     , made AS (UPDATE "ChatMessage" SET "at" = $4::timestamptz - make_interval(secs => ($3 + 1) * 600) WHERE "spaceId" = $1)
     UPDATE "RoomMember" SET "readNumber" = (SELECT "from" FROM room) + CASE WHEN "accountId" = $2 THEN $3 ELSE 0 END WHERE "spaceId" = $1`,
    [roomId, annId, count, new Date(now)],
  );
}

const log = (on: Opened) => on.getByRole("log").first();
const line = (on: Opened, at: number) => log(on).getByText(`Line ${at}.`, { exact: true });
const enter = async (on: Opened) => {
  await on.goto(`${product.url}/chat`);
  await on
    .getByRole("navigation", { name: "Rooms" })
    .getByRole("link", { name: /Town hall/ })
    .click();
};
const drawn = (on: Opened) => on.getByRole("article").count();

test("who has thousands unread begins where they begin, and nothing counts as read that was not seen", async () => {
  await enter(ben);
  await line(ben, 1).waitFor();
  await log(ben).getByText("99+ new").waitFor();
  await ben.waitForTimeout(700);
  await ben
    .getByRole("navigation", { name: "Rooms" })
    .getByRole("link", { name: /Town hall.*100 unread/s })
    .waitFor();
  expect(await lookAt(ben, looks, path.join(shots, "chat-log-unread"))).toEqual([]);
});

test("five thousand messages are walked through up to the beginning, and few of them are drawn", async () => {
  await enter(ann);
  await line(ann, count).waitFor();
  expect(await drawn(ann)).toBeLessThan(150);
  const begun = Date.now();
  const walk = async () => {
    await log(ann).evaluate((element: { scrollTop: number }) => {
      element.scrollTop = 0;
    });
    return line(ann, 1).isVisible();
  };
  await expect.poll(walk, { timeout: 90_000, interval: 50 }).toBe(true);
  console.log(`5,000 messages in ${((Date.now() - begun) / 1000).toFixed(1)} s`);
  expect(await drawn(ann)).toBeLessThan(150);
  await ann.getByRole("button", { name: "To the latest" }).click();
  await line(ann, count).waitFor();
});

test("a day is gone to from where another begins", async () => {
  const day = new Date(saidAt(count / 2)).toISOString().slice(0, 10);
  await ann
    .getByRole("button", { name: /Go to a date/ })
    .first()
    .click();
  const dialog = ann.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Date" }).fill(day);
  await dialog.getByRole("button", { name: "Go", exact: true }).click();
  const first = count - Math.floor((now - Date.parse(`${day}T00:00:00Z`)) / apartMs);
  await line(ann, first).waitFor();
  const top = async (at: number) =>
    ((await line(ann, at).boundingBox())?.y ?? 0) - ((await log(ann).boundingBox())?.y ?? 0);
  await expect.poll(() => top(first)).toBeLessThan(120);
});

test("the keyboard walks from message to message, and has the menu of each", async () => {
  await enter(ann);
  await line(ann, count).waitFor();
  await log(ann).focus();
  await ann.keyboard.press("End");
  const stands = (at: number) => ann.evaluate(`document.activeElement?.textContent?.includes("Line ${at}.") ?? false`);
  await expect.poll(() => stands(count)).toBe(true);
  for (let at = 0; at < 3; at++) await ann.keyboard.press("ArrowUp");
  await expect.poll(() => stands(count - 3)).toBe(true);
  await ann.keyboard.press("Enter");
  await ann.getByRole("menuitem", { name: "Copy text" }).waitFor();
  await ann.keyboard.press("Escape");
  await expect.poll(() => ann.getByRole("menu").count()).toBe(0);
  await expect.poll(() => stands(count - 3)).toBe(true);
});

test("what comes in is said once to who hears the page", async () => {
  await ben.getByRole("button", { name: "To the latest" }).click();
  await line(ben, count).waitFor();
  await ann.getByRole("textbox", { name: /Write to/ }).fill("Is anybody at the door?");
  await ann.keyboard.press("Enter");
  await ben.getByText("ann says: Is anybody at the door?", { exact: true }).waitFor({ state: "attached" });
  await expect.poll(() => ben.getByText("ann says: Is anybody at the door?", { exact: true }).count()).toBe(0);
  // Who is at the end has read it.
  await expect.poll(() => ben.getByRole("link", { name: /Town hall.*\d/s }).count()).toBe(0);
});

test("a search is kept to a span of days", async () => {
  const today = new Date(now).toISOString().slice(0, 10);
  const tomorrow = new Date(now + 86_400_000).toISOString().slice(0, 10);
  const found = () => ann.getByRole("list", { name: "Search: door" }).getByRole("listitem").count();
  await ann.getByRole("searchbox", { name: "Search what was said" }).fill("door");
  await ann.getByRole("textbox", { name: "From this day" }).waitFor();
  const search = async () => {
    await ann.reload();
    await ann.getByRole("textbox", { name: "From this day" }).waitFor();
    await ann.waitForTimeout(300);
    return found();
  };
  await expect.poll(search, { timeout: 60_000 }).toBe(1);
  await ann.getByRole("textbox", { name: "From this day" }).fill(tomorrow);
  await ann.getByText("Nothing was said that fits.").waitFor();
  await ann.getByRole("textbox", { name: "From this day" }).fill(today);
  await expect.poll(found).toBe(1);
  await ann.getByRole("textbox", { name: "Until this day" }).fill(today);
  await expect.poll(found).toBe(1);
  expect(await lookAt(ann, looks, path.join(shots, "chat-search-days"))).toEqual([]);
});
