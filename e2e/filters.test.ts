// @module-tag long
import type { ImapFlow } from "imapflow";
import { createTransport, type Transporter } from "nodemailer";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { withImap } from "./harness/imap.ts";
import { type Product, startProduct } from "./harness/product.ts";
import { sendMail } from "./harness/smtp.ts";

let product: Product;
let maren: { address: string; password: string };
let jonas: { address: string; password: string };
let page: Opened;
let mailer: Transporter;

beforeAll(async () => {
  product = await startProduct();
  maren = await product.account("maren");
  jonas = await product.account("jonas");
  page = await openAs(product, maren);
  mailer = createTransport({
    host: "127.0.0.1",
    port: product.ports.SUBMISSIONS,
    secure: true,
    tls: { rejectUnauthorized: false },
    auth: { user: jonas.address, pass: jonas.password },
  });
});
afterAll(async () => {
  mailer.close();
  await closeBrowser();
  await product.remove();
});

const send = (from: string, subject: string, more: readonly string[] = []) =>
  sendMail({
    port: product.ports.SMTP,
    from,
    to: [maren.address],
    raw: `${[`From: <${from}>`, `To: ${maren.address}`, `Subject: ${subject}`, ...more].join("\r\n")}\r\n\r\nHello.\r\n`,
  });

test("a blocked sender's mail goes to spam, and the block can be taken back", async () => {
  await page.goto(`${product.url}/settings/senders`);
  await page.getByLabel("Sender", { exact: true }).fill("@spam.example");
  await page.getByRole("button", { name: "Add" }).click();
  await page.getByText("Everybody at spam.example").waitFor();
  await send("shop@spam.example", "Cheap roofs");
  await page.goto(`${product.url}/mail/junk`);
  await page.getByRole("main").getByText("Cheap roofs").first().waitFor();
  await page.goto(`${product.url}/settings/senders`);
  await page.getByRole("button", { name: "Remove spam.example" }).click();
  await page.getByText("Nobody is allowed or blocked yet.").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("Everybody at spam.example").waitFor();
});

test("who is away says so in the form, everybody sees it in the frame, and who writes is told once", async () => {
  await page.goto(`${product.url}/settings/out-of-office`);
  await page.getByRole("switch", { name: "Send automatic replies" }).click();
  await page.getByRole("textbox", { name: "Reply to people at town.example" }).click();
  await page.keyboard.type("I am fishing until Monday.");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Automatic replies saved", { exact: true }).waitFor();
  await page.goto(`${product.url}/mail/inbox`);
  await page.getByText("Out of office is on", { exact: true }).waitFor();

  for (const subject of ["First question", "Second question"])
    await mailer.sendMail({ from: jonas.address, to: maren.address, subject, text: "May I ask?" });
  const other = await openAs(product, jonas);
  const replies = other.locator("[data-row]", { hasText: "Automatic reply: First question" });
  await expect.poll(() => replies.count(), { timeout: 30_000 }).toBe(1);
  await page.getByRole("main").getByText("Second question").first().waitFor({ timeout: 30_000 });
  expect(await other.locator("[data-row]", { hasText: "Automatic reply: Second question" }).count()).toBe(0);
  await other.context().close();

  await page.getByRole("button", { name: "Turn off" }).click();
  await page.getByText("Out of office is off", { exact: true }).waitFor();
  await expect.poll(() => page.getByText("Out of office is on", { exact: true }).count()).toBe(0);
});

const overImap = <Result>(work: (client: ImapFlow) => Promise<Result>) => withImap(product, maren, work);

const flagsIn = (folder: string) =>
  overImap(async (client) => {
    await client.mailboxOpen(folder);
    const found: string[][] = [];
    for await (const one of client.fetch("1:*", { flags: true, envelope: true }))
      found.push([one.envelope?.subject ?? "", ...[...(one.flags ?? [])].sort()]);
    return found;
  });

const choose = async (dialog: Locator, name: string, at: number, option: string) => {
  await dialog.getByRole("combobox", { name }).nth(at).click();
  await page.getByRole("option", { name: option, exact: true }).click();
};

test("a rule that is made in the browser files mail that comes over SMTP and tags it, as IMAP sees", async () => {
  await overImap((client) => client.mailboxCreate("Roofs"));
  await send("ana@lindenau.example", "Roof of the school");
  await page.goto(`${product.url}/settings/filters`);
  await page.getByRole("button", { name: "New filter" }).click();
  const dialog = page.getByRole("dialog", { name: "New filter" });
  await dialog.getByLabel("Name", { exact: true }).fill("Roofs");
  await choose(dialog, "Part of the message", 0, "Subject");
  await dialog.getByRole("textbox", { name: "Texts" }).fill("roof");
  await page.keyboard.press("Enter");
  await choose(dialog, "Folder", 0, "Roofs");
  await dialog.getByRole("button", { name: "Add an act" }).click();
  await choose(dialog, "Act", 1, "Tag");
  await choose(dialog, "Tag", 0, "New tag…");
  await dialog.getByRole("textbox", { name: "New tag…" }).fill("Building");
  await dialog.getByRole("button", { name: "Make" }).click();
  await dialog.getByText("1 of the newest").waitFor();
  await dialog.getByRole("checkbox", { name: "Also apply to existing mail" }).click();
  await dialog.getByRole("button", { name: "Save filter" }).click();
  await page.getByRole("button", { name: /^Roofs/ }).waitFor();
  await page
    .getByText(/^Filters have run on Inbox: 1 of/)
    .first()
    .waitFor();

  await send("bob@lindenau.example", "A new roof");
  await send("bob@lindenau.example", "A new bridge");
  await expect
    .poll(() => flagsIn("Roofs"))
    .toEqual([
      ["Roof of the school", "Building"],
      ["A new roof", "Building"],
    ]);
  const inbox = (await flagsIn("INBOX")).map(([subject]) => subject);
  expect(inbox).toContain("A new bridge");
  expect(inbox).not.toContain("A new roof");
});

test("filters are chosen and applied to a folder from its menu, and taken back", async () => {
  await overImap(async (client) => {
    await client.mailboxCreate("Old");
    for (const subject of ["Roof of old", "Bridge of old"])
      await client.append("Old", `From: c@lindenau.example\r\nSubject: ${subject}\r\n\r\nHello.\r\n`);
  });
  await page.goto(`${product.url}/mail/inbox`);
  await page.getByRole("link", { name: "Old" }).click({ button: "right" });
  await page.getByRole("menuitem", { name: "Apply filters" }).click();
  const dialog = page.getByRole("dialog", { name: "Apply filters to Old" });
  await dialog.getByText("1 of the newest").waitFor();
  await dialog.getByRole("checkbox", { name: /^Roofs/ }).click();
  await dialog.getByText("Choose at least one filter.").waitFor();
  expect(await dialog.getByRole("button", { name: "Run now" }).isDisabled()).toBe(true);
  await dialog.getByRole("checkbox", { name: /^Roofs/ }).click();
  await page.screenshot({ path: "e2e/shots/apply-filters.png" });
  await dialog.getByRole("button", { name: "Run now" }).click();
  await dialog.getByText("Filters have run on Old: 1 of 2 messages changed.").waitFor();
  await page.screenshot({ path: "e2e/shots/apply-filters-done.png" });
  expect((await flagsIn("Old")).map(([subject]) => subject)).toEqual(["Bridge of old"]);
  await dialog.getByRole("button", { name: "Undo" }).click();
  await expect
    .poll(async () => new Set((await flagsIn("Old")).map(([subject]) => subject)))
    .toEqual(new Set(["Bridge of old", "Roof of old"]));
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await page.goto(`${product.url}/settings/filters`);
});

test("a rule is switched off, moved, deleted and brought back from the keyboard", async () => {
  const saved = page.waitForResponse(/filters\.saveRules/);
  await page.getByRole("switch", { name: "Apply Roofs" }).click();
  await saved;
  await send("bob@lindenau.example", "Roof again");
  await expect.poll(async () => (await flagsIn("INBOX")).map(([subject]) => subject)).toContain("Roof again");
  await page.getByRole("button", { name: "More acts on Roofs" }).click();
  await page.getByRole("menuitem", { name: "Duplicate" }).click();
  const names = () =>
    page.getByRole("list", { name: "Filters in their order" }).locator("[data-part=edit]").allTextContents();
  const first = async () => (await names()).map((text) => text.replace(/If .*/, ""));
  await expect.poll(first).toEqual(["Roofs", "Roofs (copy)"]);
  await page.getByRole("button", { name: /^Roofs If/ }).focus();
  await page.keyboard.press("Alt+ArrowDown");
  await expect.poll(first).toEqual(["Roofs (copy)", "Roofs"]);
  await page.getByRole("button", { name: "More acts on Roofs (copy)" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect.poll(first).toEqual(["Roofs"]);
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect.poll(first).toEqual(["Roofs (copy)", "Roofs"]);
});

test("the same filters as text: a mistake is shown in its place, and what rules cannot say stays text", async () => {
  await page.getByRole("button", { name: "More acts on filters" }).click();
  await page.getByRole("menuitem", { name: "Show as text" }).click();
  const text = page.getByRole("textbox", { name: "Script filters" });
  expect(await text.inputValue()).toContain("# rule: Roofs (copy)");
  await text.fill("if true { kepp; }");
  await page.getByRole("button", { name: "Line 1, 11 There is no command “kepp”." }).click();
  expect(await page.getByRole("button", { name: "Save" }).isDisabled()).toBe(true);
  await text.fill("if true { keep; } else { discard; }");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("“else” has no place in a list of rules.").waitFor();
  await page.reload();
  await text.fill('require "fileinto"; fileinto "Roofs"; stop;');
  await page.getByRole("button", { name: "Save" }).click();
  await page
    .getByText("For every message")
    .or(page.getByText(/^Every message: move it to Roofs/))
    .first()
    .waitFor();
});

test("what a filter refuses is refused in the dialogue, with the reason", async () => {
  await page.getByRole("button", { name: "More acts on filters" }).click();
  await page.getByRole("menuitem", { name: "Show as text" }).click();
  const text = page.getByRole("textbox", { name: "Script filters" });
  await text.fill('require "reject"; if header :contains "subject" "offer" { reject "No offers, please."; }');
  const saved = page.waitForResponse(/filters\.saveText/);
  await page.getByRole("button", { name: "Save" }).click();
  await saved;
  await expect(send("shop@lindenau.example", "An offer")).rejects.toThrow("550 5.7.1 No offers, please.");
  await send("shop@lindenau.example", "No bargain");
});

test("a filter begins from a message", async () => {
  await page.goto(`${product.url}/mail/inbox`);
  await page.getByRole("main").getByText("A new bridge").first().click();
  await page.getByRole("button", { name: "More acts on this message" }).click();
  await page.getByRole("menuitem", { name: "Create a filter from this" }).click();
  const dialog = page.getByRole("dialog", { name: "New filter" });
  await dialog.getByText("If Sender is “bob@lindenau.example”", { exact: false }).waitFor();
  await page.keyboard.press("Escape");
  await page.goto(`${product.url}/mail/search?q=subject%3Abridge`);
  await page.getByRole("link", { name: "Create filter" }).click();
  await dialog.getByText("If Subject contains “bridge”", { exact: false }).waitFor();
  await page.keyboard.press("Escape");
});

test("nothing went wrong on the way", () => {
  expect(page.faults).toEqual([]);
});
