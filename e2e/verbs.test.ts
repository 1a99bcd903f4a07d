// @module-tag long
import type { ImapFlow } from "imapflow";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { imapClient } from "./harness/imap.ts";
import { type Product, startProduct } from "./harness/product.ts";
import { sendMail } from "./harness/smtp.ts";

let product: Product;
let reader: { address: string; password: string };
let page: Opened;
let imap: ImapFlow;

const send = (subject: string, more = "") =>
  sendMail({
    port: product.ports.SMTP,
    from: "ana@lindenau.example",
    to: [reader.address],
    raw: `From: Ana Ortega <ana@lindenau.example>\r\nTo: crew@lindenau.example\r\nMessage-ID: <${subject.toLowerCase()}@lindenau.example>\r\nSubject: ${subject}\r\n${more}\r\nAbout it.\r\n`,
  });

beforeAll(async () => {
  product = await startProduct();
  reader = await product.account("reader");
  for (const subject of ["Roof", "Bridge", "Minutes", "Keys"]) await send(subject);
  page = await openAs(product, reader);
  imap = imapClient(product, reader);
  await imap.connect();
});
afterAll(async () => {
  await imap.logout();
  await closeBrowser();
  await product.remove();
});

const row = (subject: string) => page.locator("[data-row]", { hasText: subject });
const choose = (subject: string) =>
  row(subject)
    .locator("a")
    .click({ modifiers: ["Control"] });
/** After a reload nothing that was done before is offered to be taken back. */
const fresh = async () => {
  await page.reload();
  await page.locator("[data-row]").first().waitFor();
};
const undo = () => page.getByRole("button", { name: "Undo" });
const until = (claim: () => Promise<unknown>, value: unknown) =>
  expect.poll(claim, { timeout: 20_000, interval: 50 }).toEqual(value);
const subjects = () => page.locator("[data-row]").allTextContents();
/** What a mailbox holds in the eyes of a mail program. */
async function seen(path: string): Promise<{ subject: string; flags: string[]; at: number }[]> {
  const lock = await imap.getMailboxLock(path);
  try {
    // It asks for nothing by itself in a mailbox that it believes to be empty.
    await imap.noop();
    const all = await imap.fetchAll("1:*", { envelope: true, flags: true, internalDate: true });
    return all
      .map(({ envelope, flags, internalDate }) => ({
        subject: envelope?.subject ?? "",
        flags: [...(flags ?? [])].toSorted(),
        at: new Date(internalDate ?? 0).getTime(),
      }))
      .toSorted((a, b) => b.at - a.at);
  } finally {
    lock.release();
  }
}

test("a tag is made while it is put on, shows as a keyword elsewhere, and leads to its page", async () => {
  await row("Roof").waitFor();
  await choose("Roof");
  await page.keyboard.press("l");
  await page.getByRole("combobox", { name: "Find or make a tag" }).fill("Town hall");
  await page.keyboard.press("Enter");
  await row("Roof").getByText("Town hall").waitFor();
  await until(async () => (await seen("INBOX")).find((one) => one.subject === "Roof")?.flags, ["Town_hall"]);
  await row("Roof").getByText("Town hall").click();
  await page.waitForURL(/\/mail\/tag/);
  await until(async () => (await subjects()).length, 1);
  await page.getByRole("heading", { name: "Town hall" }).first().waitFor();
});

test("a keyword that a mail program sets is a tag at once", async () => {
  const lock = await imap.getMailboxLock("INBOX");
  await imap.messageFlagsAdd({ header: { subject: "Bridge" } }, ["$label1"]);
  lock.release();
  await page.getByRole("link", { name: /^Important/ }).click();
  await row("Bridge").getByText("Important").waitFor();
  await page.getByRole("link", { name: /^Inbox/ }).click();
});

test("conversations are dropped on a tag, a tag on a conversation, and undo takes both off", async () => {
  await fresh();
  await row("Minutes").dragTo(page.getByRole("link", { name: /^Town hall/ }));
  await row("Minutes").getByText("Town hall").waitFor();
  await undo().click();
  await until(() => row("Minutes").getByText("Town hall").count(), 0);
  await page.getByRole("link", { name: /^Town hall/ }).dragTo(row("Minutes"));
  await row("Minutes").getByText("Town hall").waitFor();
});

test("a snoozed conversation is away, in a mailbox of its own, and comes back on top at its time", async () => {
  await choose("Roof");
  await page.keyboard.press("b");
  await page.getByRole("button", { name: /^Tomorrow/ }).click();
  await until(() => row("Roof").count(), 0);
  await until(async () => (await imap.list()).find((one) => one.flags.has("\\Snoozed"))?.path, "Snoozed");
  expect((await seen("Snoozed")).map((one) => one.subject)).toEqual(["Roof"]);

  await page.getByRole("link", { name: /^Snoozed/ }).click();
  const id = await row("Roof").getAttribute("data-row");
  const answer = await page.evaluate(
    async (ids) =>
      (
        await fetch("/trpc/conversations.act", {
          method: "POST",
          headers: { "content-type": "application/json", "x-carbyne": "1" },
          body: JSON.stringify({ ids, act: "snooze", until: new Date(Date.now() + 1500).toISOString() }),
        })
      ).status,
    [id],
  );
  expect(answer).toBe(200);
  // A job that falls in between does it when it is started again.
  process.kill(await product.pidOf("jobs"), "SIGKILL");
  await page.getByRole("link", { name: /^Inbox/ }).click();
  await row("Roof").getByText("Snoozed until").waitFor({ timeout: 20_000 });
  expect((await subjects())[0]).toContain("Roof");
  const inbox = await seen("INBOX");
  expect([inbox[0]?.subject, inbox[0]?.flags.includes("\\Seen")]).toEqual(["Roof", false]);
});

test("what is dropped on Snoozed asks until when, and importance is one keyword everywhere", async () => {
  await row("Minutes").dragTo(page.getByRole("link", { name: /^Snoozed/ }));
  const dialog = page.getByRole("dialog", { name: /Snooze until/ });
  await dialog.waitFor();
  await page.screenshot({ path: "e2e/shots/drop-on-snoozed.png" });
  await dialog.getByRole("button", { name: /^Tomorrow/ }).click();
  await until(() => row("Minutes").count(), 0);
  await until(async () => (await seen("Snoozed")).map((one) => one.subject), ["Minutes"]);
  await undo().last().click();
  await row("Minutes").waitFor();
  await choose("Minutes");
  await page.keyboard.press("=");
  const keywords = async () => (await seen("INBOX")).find((one) => one.subject === "Minutes")?.flags ?? [];
  await until(async () => (await keywords()).includes("$Important"), true);
  await page.screenshot({ path: "e2e/shots/important.png" });
  await choose("Minutes");
  await page.keyboard.press("=");
  await until(async () => (await keywords()).includes("$Important"), false);
});

test("a muted conversation leaves, and what comes later goes past the inbox", async () => {
  await choose("Keys");
  await page.keyboard.press("m");
  await until(() => row("Keys").count(), 0);
  // The screen shows an act before the server has it.
  await until(async () => (await seen("Archive")).length, 1);
  await send("Re-Keys", "In-Reply-To: <keys@lindenau.example>\r\n");
  await until(async () => (await seen("Archive")).length, 2);
  expect(await row("Keys").count()).toBe(0);
  const archived = (await seen("Archive")).map((one) => [one.subject, one.flags.includes("\\Seen")] as const);
  expect(Object.fromEntries(archived)).toEqual({ Keys: false, "Re-Keys": true });
});

test("what is pinned stands above the list, and goes back to its place", async () => {
  await choose("Minutes");
  await page.keyboard.press("Shift+P");
  const pinned = page.getByRole("list", { name: "Pinned" });
  await pinned.getByText("Minutes").waitFor();
  await until(() => row("Minutes").count(), 1);
  await pinned.locator("a").click({ modifiers: ["Control"] });
  await page.keyboard.press("Shift+P");
  await until(() => pinned.count(), 0);
  await until(() => row("Minutes").count(), 1);
});

test("a search is kept beside the folders with its count, and deleting it can be undone", async () => {
  await fresh();
  await page.keyboard.press("/");
  await page.keyboard.type("subject:bridge");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Save search" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Bridges");
  await page.keyboard.press("Enter");
  const saved = page.getByRole("link", { name: /^Bridges/ });
  await until(() => saved.textContent(), expect.stringContaining("1"));
  await saved.click({ button: "right" });
  await page.getByRole("menuitem", { name: "Delete saved search" }).click();
  await until(() => saved.count(), 0);
  await undo().click();
  await saved.waitFor();
});

test("a tag that is deleted is off every message, and Undo puts it back", async () => {
  await fresh();
  const tag = page.getByRole("link", { name: /^Town hall/ });
  await tag.click({ button: "right" });
  await page.getByRole("menuitem", { name: "Delete tag" }).click();
  await until(async () => (await seen("INBOX")).find((one) => one.subject === "Roof")?.flags, []);
  await undo().click();
  await until(async () => (await seen("INBOX")).find((one) => one.subject === "Roof")?.flags, ["Town_hall"]);
  await tag.waitFor();
});

test("nothing went wrong on the way", () => {
  expect(page.faults).toEqual([]);
});
