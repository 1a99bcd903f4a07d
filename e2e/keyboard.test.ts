// @module-tag long
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { browser, closeBrowser } from "./harness/browser.ts";
import { type Product, startProduct } from "./harness/product.ts";
import { sendMail } from "./harness/smtp.ts";

let product: Product;
let reader: { address: string; password: string };
let page: Page;

beforeAll(async () => {
  product = await startProduct();
  reader = await product.account("reader");
  for (const subject of ["Roof", "Bridge"])
    await sendMail({
      port: product.ports.SMTP,
      from: "ana@lindenau.example",
      to: [reader.address],
      raw: `From: Ana Ortega <ana@lindenau.example>\r\nSubject: ${subject}\r\n\r\nAbout the ${subject.toLowerCase()}.\r\n`,
    });
  const context = await (await browser()).newContext({ locale: "en-GB", timezoneId: "UTC" });
  page = await context.newPage();
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

const press = (key: string) => page.keyboard.press(key);
const type = (text: string) => page.keyboard.type(text);
/** What a screen reader is told, without the times and ids, which differ. */
async function told(role: "article" | "dialog" | "main"): Promise<string> {
  const tree = await page.getByRole(role).first().ariaSnapshot();
  return tree.replaceAll(/\b\d{1,2}:\d{2}\b/g, "TIME").replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "ID");
}

test("signing in, opening, answering, sending, searching and the settings, without a mouse", async () => {
  await page.goto(product.url);
  await page.getByLabel("Address").waitFor();
  await page.waitForLoadState("networkidle");
  while ((await page.locator("input:focus").count()) === 0) await press("Tab");
  await type(reader.address);
  await press("Tab");
  await type(reader.password);
  await press("Enter");
  await page.locator("[data-row]").nth(1).waitFor();
  await press("j");
  await press("o");
  await page.frameLocator("main article iframe").getByText("About the bridge.").waitFor();
  await press("r");
  const text = page.getByRole("textbox", { name: "Message text" });
  await text.waitFor();
  await type("It will be closed on Monday.");
  await text.getByText("It will be closed on Monday.").waitFor();
  await press("Control+Enter");
  await page.getByText("Message sent", { exact: true }).waitFor();
  await press("/");
  await type("roof");
  await press("Enter");
  await page.locator("[data-row]", { hasText: "Roof" }).waitFor();
  await expect.poll(() => page.locator("[data-row]").count()).toBe(1);
  await press("Escape");
  await press("Control+k");
  await page.getByRole("dialog").getByRole("combobox").waitFor();
  await type("settings");
  await press("Enter");
  await page.waitForURL(/\/settings/);
});

test("what is typed while the palette or the composer is still loading goes into it, and acts on nothing behind", async () => {
  // The worker would have everything at hand.
  const context = await (await browser()).newContext({ locale: "en-GB", timezoneId: "UTC", serviceWorkers: "block" });
  await context.addCookies(await page.context().cookies());
  const slow = await context.newPage();
  await slow.goto(`${product.url}/mail/inbox`);
  await slow.locator("[data-row]").nth(1).waitFor();
  await slow.waitForLoadState("networkidle");
  await slow.keyboard.press("j");
  // Nothing of what is loaded from now on comes before it is let through.
  let letThrough: () => void = () => undefined;
  const hold = () =>
    new Promise<void>((resolve) => {
      letThrough = resolve;
    });
  let held = hold();
  await slow.route("**/_next/static/**", async (route) => {
    await held;
    await route.continue();
  });
  await slow.keyboard.press("Control+k");
  await slow.keyboard.type("e#ettings");
  expect(await slow.getByRole("dialog").count()).toBe(0);
  letThrough();
  const palette = slow.getByRole("dialog").getByRole("combobox");
  await expect.poll(() => palette.inputValue(), { timeout: 20_000 }).toBe("e#ettings");
  await slow.keyboard.press("Escape");
  held = hold();
  await slow.keyboard.press("c");
  await slow.keyboard.type("ann@lindenau.example");
  for (const key of ["Tab", "Escape"]) await slow.keyboard.press(key);
  letThrough();
  await slow.waitForTimeout(1_000);
  expect(await slow.getByRole("textbox", { name: "Message text" }).count()).toBe(0);
  await slow.keyboard.press("c");
  await slow.keyboard.type("ann@lindenau.example ");
  await slow.getByRole("dialog").getByText("ann@lindenau.example").waitFor();
  await slow.keyboard.press("Escape");
  expect(await slow.locator("[data-row]").count()).toBe(2);
  await context.close();
});

test("the list and the message are told to a screen reader in words", async () => {
  await page.goto(`${product.url}/mail/inbox`);
  await page.locator("[data-row]").nth(1).waitFor();
  expect(await told("main")).toMatchInlineSnapshot(`
    "- main:
      - heading "Inbox" [level=1]
      - text: 1 unread
      - button "Sort"
      - button "Filter"
      - button "More"
      - status
      - list "Conversations":
        - listitem:
          - heading "Today" [level=2]
        - listitem:
          - link "Ana Ortega, me 2 TIME Bridge It will be closed on Monday.":
            - /url: /mail/inbox/ID
            - text: Ana Ortega, me 2
            - time: TIME
            - text: Bridge It will be closed on Monday.
          - checkbox "Select the conversation with Ana Ortega, me"
        - listitem:
          - link "unread Ana Ortega TIME Roof About the roof.":
            - /url: /mail/inbox/ID
            - text: unread Ana Ortega
            - time: TIME
            - text: Roof About the roof.
      - separator "Width of the list"
      - paragraph: Choose a conversation to read it."
  `);
  await press("j");
  await press("j");
  await press("o");
  await page.frameLocator("main article iframe").getByText("About the roof.").waitFor();
  expect(await told("article")).toMatchInlineSnapshot(`
    "- article:
      - strong: Ana Ortega
      - note: not verified
      - button "to nobody"
      - time: TIME
      - button "More acts on this message"
      - iframe"
  `);
});

test("the composer is told to a screen reader in words", async () => {
  await press("c");
  await page.getByRole("textbox", { name: "Message text" }).waitFor();
  // The bar shows as many as it has room for, once it knows how wide it is.
  await page.getByRole("button", { name: "Move out" }).waitFor();
  expect(await told("dialog")).toMatchInlineSnapshot(`
    "- dialog "New message":
      - text: New message
      - button "Minimise"
      - button "Full screen"
      - button "Open in a new window"
      - button "Save and close"
      - text: To
      - combobox "To"
      - button "Cc"
      - button "Bcc"
      - textbox "Subject"
      - textbox "Message text":
        - paragraph: Write your message
      - toolbar "Formatting":
        - button "Paragraph style"
        - button "Text size"
        - button "Bold"
        - button "Italic"
        - button "Underline"
        - button "Text colour"
        - button "Highlight"
        - button "Bulleted list"
        - button "Numbered list"
        - button "Link"
        - button "Emoji"
        - button "Insert pictures"
        - button "Insert table"
        - button "Alignment and direction"
        - button "Move out"
        - button "More formatting"
      - button "Send"
      - button "More ways to send"
      - button "Attach files"
      - button "Attach from Files"
      - button "Formatting" [pressed]
      - status
      - button "More options"
      - button "Discard draft""
  `);
});

test("at twice the size, and with more room in the text, nothing sticks out or is cut off", async () => {
  const wide = () => page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
  const spaced =
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }";
  for (const place of ["/mail/inbox", "/settings/keys", "/mail/compose/new"]) {
    await page.setViewportSize({ width: 640, height: 400 });
    await page.goto(product.url + place);
    await page.getByRole("main").waitFor();
    const isWideLarge = await wide();
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.addStyleTag({ content: spaced });
    expect([place, isWideLarge, await wide()]).toEqual([place, false, false]);
  }
});

test("another table, a key of one's own that was somebody else's, and both on another device", async () => {
  await page.goto(`${product.url}/settings/keys`);
  await page.getByRole("radio", { name: "Gmail" }).click();
  const row = (name: string) => page.getByRole("listitem").filter({ hasText: name });
  await page.getByRole("searchbox", { name: "Search by action or key" }).fill("mute");
  await page.getByRole("button", { name: "Add a key for “Mute or unmute”" }).click();
  const dialog = page.getByRole("dialog");
  await press("Control+t");
  await dialog.getByText("Your browser keeps Ctrl+T for itself.").waitFor();
  await press("e");
  await dialog.getByText("“Archive” has this key.").waitFor();
  await dialog.getByRole("button", { name: "Take it from “Archive”" }).click();
  await row("Mute or unmute").getByText("Changed").waitFor();
  await page.waitForTimeout(300);

  const context = await (await browser()).newContext({ locale: "en-GB", timezoneId: "UTC" });
  await context.addCookies(await page.context().cookies());
  const other = await context.newPage();
  await other.goto(`${product.url}/mail/inbox`);
  await other.locator("[data-row]").nth(1).waitFor();
  await other.keyboard.press("?");
  await other.getByRole("searchbox", { name: "Search shortcuts" }).fill("mute");
  expect(await other.getByRole("dialog").getByRole("definition").allInnerTexts()).toEqual([
    expect.stringContaining("m, e"),
  ]);
  await other.keyboard.press("Escape");
  await other.keyboard.press("j");
  // As on a Russian keyboard: what is written differs, the place of the key is the same.
  await other.evaluate(
    `document.dispatchEvent(new KeyboardEvent("keydown", { key: "у", code: "KeyE", bubbles: true, cancelable: true }))`,
  );
  await other.getByText("Muted: new messages go to the archive", { exact: true }).waitFor();
  await other.keyboard.press("z");
  await context.close();

  await page.getByRole("button", { name: "Reset all keys" }).click();
  await page.getByRole("radio", { name: "Carbyne" }).click();
  await page.getByText("All keys are as in Gmail again.", { exact: true }).waitFor();
});
