// @module-tag long
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askAxe } from "./harness/axe.ts";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { type Product, startProduct } from "./harness/product.ts";
import { sendMail } from "./harness/smtp.ts";

const many = 800;
const folder = mkdtempSync(path.join(os.tmpdir(), "carbyne-lists-"));
let product: Product;
let reader: { address: string; password: string };
let page: Opened;

/** Letters a day apart, the newest last; every tenth is unread, every fiftieth is an answer to the one before. */
function letter(n: number): string {
  const at = new Date(Date.UTC(2022, 0, 1) + n * 86_400_000);
  const day = at
    .toUTCString()
    .replace(/^(\w+), (\d+) (\w+) (\d+) (.*) GMT$/, (_all, week, date, month, year, time) =>
      [week, month, String(Number(date)).padStart(2), time, year].join(" "),
    );
  const who = ["Ana Ortega", "Ben Carter", "Clara Diaz", "佐藤 健"][n % 4] ?? "";
  const isAnswer = n % 50 === 49;
  const head = [
    `From: =?utf-8?B?${Buffer.from(who).toString("base64")}?= <p${n % 4}@town.example>`,
    `Date: ${at.toUTCString()}`,
    `Message-ID: <l${n}@town.example>`,
    isAnswer ? `In-Reply-To: <l${n - 1}@town.example>` : "X-Kind: first",
    `Subject: ${isAnswer ? `Re: Letter ${n - 1}` : `Letter ${n}`}`,
    `Status: ${n % 10 === 0 ? "O" : "RO"}`,
  ];
  return `From a@x.example ${day}\n${head.join("\n")}\n\nThis is letter ${n}.\n${"x".repeat(n % 7 === 0 ? 5_000 : 10)}\n\n`;
}

beforeAll(async () => {
  product = await startProduct();
  reader = await product.account("reader");
  const mbox = path.join(folder, "letters.mbox");
  writeFileSync(mbox, Array.from({ length: many }, (_, n) => letter(n)).join(""));
  await product.carbyne(["mail", "import", "--account", reader.address, "--mbox", mbox]);
  page = await openAs(product, reader);
}, 90_000);
afterAll(async () => {
  await closeBrowser();
  await product.remove();
  rmSync(folder, { recursive: true, force: true });
});

const conversations = many - many / 50;
const row = (subject: string, on: Opened = page) =>
  on.locator("[data-row]").filter({ has: on.getByText(subject, { exact: true }) });
const list = () => page.getByRole("list", { name: "Conversations" });
const first = () => page.locator("[data-row]").first();
const until = (claim: () => Promise<unknown>, value: unknown) =>
  expect.poll(claim, { timeout: 20_000, interval: 50 }).toEqual(value);
const total = () => page.locator("[role=listitem][aria-setsize]").first().getAttribute("aria-setsize");
const choose = async (button: string, entry: string) => {
  await page.getByRole("button", { name: button, exact: true }).first().click();
  await page.getByRole("menuitemcheckbox", { name: entry, exact: true }).click();
};
/** Opens the list's menu and goes down to an entry by the keyboard: a menu that opens beside another closes when a mouse jumps into it. */
const more = async (...entries: string[]) => {
  await page.locator("main").getByRole("button", { name: "More", exact: true }).first().click();
  for (const [at, name] of entries.entries())
    await page
      .getByRole("menuitem", { name })
      .or(page.getByRole("menuitemcheckbox", { name }))
      .first()
      .press(at < entries.length - 1 ? "ArrowRight" : "Enter");
};

/** Puts the list's scrollbar somewhere. */
const scrollTo = (where: string) =>
  page.evaluate(
    `{ const list = document.querySelector("[role=list][aria-label=Conversations]").parentElement; list.scrollTo(0, ${where}); }`,
  );

test("the whole list has a scrollbar, any place of it can be looked at, and its ends have keys", async () => {
  await row("Letter 799").or(row("Letter 798")).first().waitFor();
  await until(total, String(conversations));
  await scrollTo("list.scrollHeight / 2");
  await expect.poll(() => first().textContent(), { timeout: 20_000 }).toMatch(/Letter [34]\d\d/);
  await page.keyboard.press("End");
  await row("Letter 0").waitFor();
  await until(
    () => page.evaluate("document.activeElement?.closest('[data-row]')?.textContent.includes('Letter 0')"),
    true,
  );
  await page.keyboard.press("Home");
  await until(() => row("Letter 798").count(), 1);
});

test("a date is gone to", async () => {
  await more("Go to a date");
  await page.getByLabel("Date", { exact: true }).fill("2023-05-10");
  await page.keyboard.press("Enter");
  await row("Letter 494").waitFor();
  await page.keyboard.press("Home");
  await until(() => row("Letter 798").count(), 1);
});

test("sorting and filter show what they are, stay in the address, and are taken back apart", async () => {
  await choose("Sort", "By size");
  await page.getByText("Sorted by size, largest first").waitFor();
  await choose("Filter", "Unread");
  await page.getByText("Unread only").waitFor();
  expect(new URL(page.url()).search).toBe("?filter=unread&sort=size");
  await until(total, String(many / 10));
  await page.reload();
  await page.getByText("Sorted by size, largest first").waitFor();
  await page.getByRole("button", { name: "Back to newest first" }).click();
  await until(() => first().textContent(), expect.stringContaining("Letter 790"));
  await page.getByRole("button", { name: "Show everything" }).click();
  await until(total, String(conversations));
});

test("everything in the list is selected beyond what is loaded, read, and taken back", async () => {
  await choose("Filter", "Unread");
  await until(total, String(many / 10));
  await first().waitFor();
  await page.keyboard.press("Control+a");
  await page.getByRole("button", { name: `Select all ${many / 10} in this list` }).click();
  await page.getByText(`All ${many / 10} in this list are selected.`).waitFor();
  await page.keyboard.press("Shift+I");
  await page
    .getByText(`${many / 10} conversations marked as read`)
    .first()
    .waitFor();
  await page.getByRole("button", { name: "Show everything" }).click();
  await until(
    () => page.getByRole("heading", { name: "Inbox" }).locator("..").textContent(),
    expect.not.stringContaining("unread"),
  );
  await page.keyboard.press("z");
  await until(
    () => page.getByRole("heading", { name: "Inbox" }).locator("..").textContent(),
    expect.stringContaining(`${many / 10} unread`),
  );
});

test("several acts are taken back one after the other", async () => {
  await first().waitFor();
  const [one, two] = ["Letter 798", "Letter 797"];
  for (const subject of [one, two]) {
    await row(subject).hover();
    await row(subject).getByRole("button", { name: "Archive" }).click();
    await until(() => row(subject).count(), 0);
  }
  await page.locator("main h1:visible").first().click();
  await page.keyboard.press("z");
  await until(() => row(two).count(), 1);
  await page.keyboard.press("z");
  await until(() => row(one).count(), 1);
});

test("new mail does not move what is looked at, and says that it is there", async () => {
  await scrollTo("3000");
  await row("Letter 750").waitFor();
  const before = await row("Letter 750").boundingBox();
  const raw = `From: Ana <ana@lindenau.example>\r\nTo: ${reader.address}\r\nSubject: Fresh\r\n\r\nNew.\r\n`;
  await sendMail({ port: product.ports.SMTP, from: "ana@lindenau.example", to: [reader.address], raw });
  const pill = page.getByRole("button", { name: "1 new message" });
  await pill.waitFor();
  expect((await row("Letter 750").boundingBox())?.y).toBe(before?.y);
  await pill.click();
  await row("Fresh").waitFor();
});

test("lines are single messages when one wants them, each with a way to its conversation", async () => {
  await more("Lines", "Single messages");
  await until(total, String(many + 1));
  await row("Re: Letter 798").locator("a").click();
  await page.frameLocator("main article iframe").getByText("This is letter 799.").waitFor();
  await page.getByRole("button", { name: "Show the conversation (1 more message)" }).click();
  await until(() => page.locator("main article").count(), 2);
  await more("Lines", "Conversations");
  await until(total, String(conversations + 1));
});

test("what is read stands beside the list, below it, or instead of it", async () => {
  await page.keyboard.press("Escape");
  await row("Letter 797").locator("a").click();
  const place = async () => {
    const [of, read] = [await list().boundingBox(), await page.locator("main article").first().boundingBox()];
    return of && read ? (read.x >= of.x + of.width - 10 ? "beside" : read.y > of.y ? "below" : "?") : "instead";
  };
  await until(place, "beside");
  await more("Reading pane", "Below the list");
  await until(place, "below");
  await more("Reading pane", "List only");
  await until(() => list().count(), 0);
  await page.getByRole("button", { name: "Back to the list" }).click();
  await row("Letter 797").waitFor();
  await more("Reading pane", "Beside the list");
  await row("Letter 797").locator("a").click();
  await until(place, "beside");
});

test("axe finds nothing in a sorted, filtered and selected list", async () => {
  await choose("Sort", "By sender");
  await choose("Filter", "Unread");
  await first().waitFor();
  await page.keyboard.press("Control+a");
  expect(await askAxe(page)).toEqual([]);
});

test("nothing went wrong on the way", () => {
  expect(page.faults).toEqual([]);
});
