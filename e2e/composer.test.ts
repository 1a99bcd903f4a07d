// @module-tag long
import type { ImapFlow } from "imapflow";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { withImap } from "./harness/imap.ts";
import { type Product, startProduct } from "./harness/product.ts";
import { sendMail } from "./harness/smtp.ts";

let product: Product;
let maren: { address: string; password: string };
let page: Opened;

beforeAll(async () => {
  product = await startProduct();
  maren = await product.account("maren");
  const quoted = Array.from({ length: 500 }, () => "<p>ten words of an old letter that goes on and on</p>").join("");
  await sendMail({
    port: product.ports.SMTP,
    from: "jonas@brandt.example",
    to: [maren.address],
    raw: [
      "From: Jonas Brandt <jonas@brandt.example>",
      `To: ${maren.address}, Eva Lind <eva@lind.example>`,
      "Subject: Roof of the town hall",
      "Message-ID: <roof@brandt.example>",
      "Content-Type: text/html; charset=utf-8",
      "",
      `<p style="color:green">The <b>offer</b> is ready.</p>${quoted}`,
      "",
    ].join("\r\n"),
  });
  page = await openAs(product, maren);
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

const overImap = <Result>(work: (client: ImapFlow) => Promise<Result>) => withImap(product, maren, work);

/** The newest message of a folder, as another program sees it. */
async function newest(folder: string): Promise<string> {
  return overImap(async (client) => {
    await client.mailboxOpen(folder);
    const message = await client.fetchOne("*", { source: true });
    return (message && message.source?.toString()) || "";
  });
}

const text = (on: Opened = page) => on.getByRole("textbox", { name: "Message text" });
const to = (on: Opened = page) => on.getByRole("combobox", { name: "To" });

async function compose(on: Opened = page): Promise<void> {
  await on.goto(`${product.url}/mail/inbox`);
  await on.getByRole("main").getByText("Roof of the town hall").first().waitFor();
  await on.keyboard.press("c");
  await text(on).waitFor();
}

test("a table, a picture from the clipboard and text of any look arrive as they were made", async () => {
  await compose();
  await to().fill("Ruiz, Ana <ana@x.example>; bob@x.example");
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "Subject" }).fill("Hours");
  await text().click();
  await page.keyboard.type("## Open\nHello **Ana**\n");
  await page.getByRole("button", { name: "Insert table" }).click();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Day");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Hour");
  await text().evaluate((element: { dispatchEvent: (event: unknown) => void }, png) => {
    const scope = globalThis as never as Record<string, new (...input: unknown[]) => never>;
    const { File, DataTransfer, ClipboardEvent } = scope;
    if (!File || !DataTransfer || !ClipboardEvent) throw new Error("no clipboard here");
    const bytes = Uint8Array.from(atob(png), (sign) => sign.charCodeAt(0));
    const data: { items: { add: (file: never) => void } } = new DataTransfer();
    data.items.add(new File([bytes], "plan.png", { type: "image/png" }));
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, tinyPng);
  await text().locator("img[src^='/uploads/']").waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByText("Message sent", { exact: true }).waitFor();
  const sent = await newest("Sent");
  expect(sent).toMatch(/To: .*Ruiz, Ana.*<ana@x\.example>/);
  expect(sent).toMatch(/<table[^>]*border=3D"1"|<table[^>]*border="1"/);
  expect(sent).toContain("format=flowed");
  expect(sent).toContain("Day | Hour");
  expect(sent).toMatch(/Content-Id: <[^>]+@carbyne>/i);
  expect(sent).toMatch(/cid:[0-9a-f-]+@carbyne/);
});

const tinyPng = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

test("what may have been forgotten is asked once, and one key sends all the same", async () => {
  await compose();
  await to().fill("ana@x.example");
  await page.keyboard.press("Enter");
  await text().click();
  await page.keyboard.type("See the attached list");
  await page.keyboard.press("Control+Enter");
  await page.getByText("You mention an attachment, but nothing is attached. The message has no subject.").waitFor();
  await page.keyboard.press("Enter");
  await page.getByText("Message sent", { exact: true }).waitFor();
});

test("a recipient that is no address is named and holds the message back; chips are edited, moved and removed by keys", async () => {
  await compose();
  await to().fill("ana@x.example, nonsense");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+Enter");
  await page.getByText("“nonsense” is not a mail address.").waitFor();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  await page.keyboard.type("bob@x.example");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "bob@x.example" }).waitFor();
  await page.getByRole("button", { name: "Cc", exact: true }).click();
  await page
    .getByRole("button", { name: "bob@x.example" })
    .dragTo(page.getByRole("combobox", { name: "Cc", exact: true }));
  await to().focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  expect(await page.getByRole("button", { name: "ana@x.example" }).count()).toBe(0);
  await page.getByRole("button", { name: "bob@x.example" }).waitFor();
  await page.getByRole("button", { name: "Discard draft" }).click();
});

test("Escape closes and keeps the draft, and Undo opens it again", async () => {
  await compose();
  await page.getByRole("textbox", { name: "Subject" }).fill("To be kept");
  await text().click();
  await page.keyboard.type("First words");
  await page.keyboard.press("Escape");
  await page.getByText("Saved in drafts", { exact: true }).waitFor();
  expect(await newest("Drafts")).toContain("First words");
  await page.getByRole("button", { name: "Undo" }).first().click();
  await text().getByText("First words").waitFor();
  await page.getByRole("button", { name: "Discard draft" }).click();
});

test("an answer keeps the looks of what it quotes, folded, in rich and in plain text", async () => {
  await page.goto(`${product.url}/mail/inbox`);
  await page.getByRole("main").getByText("Roof of the town hall").first().click();
  await page.frameLocator("iframe").first().getByText("offer").waitFor();
  await page.keyboard.press("a");
  await text().waitFor();
  await page.getByRole("button", { name: "Show the quoted message" }).waitFor();
  expect(await text().getByText("ten words of an old letter").count()).toBe(0);
  // The machine may be busy with something else at one time, not at three.
  const longest = [await typingTask(), await typingTask(), await typingTask()];
  expect(Math.min(...longest)).toBeLessThan(50);
  await expect.poll(() => newest("Drafts"), { timeout: 20_000 }).toContain("color:green");
  await page.getByRole("button", { name: "More options" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Plain text" }).click();
  await expect
    .poll(() =>
      text()
        .inputValue()
        .catch(() => ""),
    )
    .toContain("> The offer is ready.");
  await page.getByRole("button", { name: "Undo" }).first().click();
  await page.getByRole("button", { name: "Show the quoted message" }).waitFor();
  await page.getByRole("button", { name: "Discard draft" }).click();
});

/** Types into the open message and answers how long the longest task meanwhile was, in ms. */
async function typingTask(): Promise<number> {
  await page.waitForTimeout(500);
  await page.evaluate(
    "window.longest = 0; new PerformanceObserver((list) => { for (const one of list.getEntries()) window.longest = Math.max(window.longest, one.duration); }).observe({ type: 'longtask' })",
  );
  await page.keyboard.type("Thank you, we take the offer as it is and begin in March. ", { delay: 12 });
  await page.waitForTimeout(2000);
  return Number(await page.evaluate("window.longest"));
}

test("what was typed in a tab that dies is there again, and is saved", async () => {
  await compose();
  await page.getByRole("textbox", { name: "Subject" }).fill("From a tab that died");
  await text().click();
  await page.keyboard.type("Not lost");
  await page.waitForTimeout(600);
  const context = page.context();
  // Nothing reaches the server any more, and the page goes without a word.
  await context.route("**/trpc/**", (route) => route.abort());
  await page.keyboard.type(" at all");
  await page.waitForTimeout(600);
  await page.close({ runBeforeUnload: false });
  await context.unroute("**/trpc/**");
  page = Object.assign(await context.newPage(), { faults: [] });
  await page.goto(`${product.url}/mail/inbox`);
  await page.getByRole("button", { name: "From a tab that died" }).click();
  await text().getByText("Not lost at all").waitFor();
  await expect.poll(() => newest("Drafts"), { timeout: 20_000 }).toContain("Not lost at all");
  await page.getByRole("button", { name: "Discard draft" }).click();
});

test("saves whose answers are lost make no second draft, and no conflict with oneself", async () => {
  await compose();
  const context = page.context();
  const drafts = () =>
    overImap(async (client) => {
      await client.mailboxOpen("Drafts");
      const found = await client.search({ subject: "Lost answers" });
      return found ? found.length : 0;
    });
  await context.route("**/trpc/drafts.save*", async (route) => {
    await route.fetch();
    await route.abort();
  });
  await page.getByRole("textbox", { name: "Subject" }).fill("Lost answers");
  await text().click();
  await page.keyboard.type("Once");
  await expect.poll(drafts, { timeout: 20_000 }).toBe(1);
  await page.keyboard.type(" and again");
  await page.waitForTimeout(600);
  await page.close({ runBeforeUnload: false });
  await context.unroute("**/trpc/drafts.save*");
  page = Object.assign(await context.newPage(), { faults: [] });
  await page.goto(`${product.url}/mail/inbox`);
  await page.getByRole("button", { name: "Lost answers" }).click();
  await text().getByText("Once and again").waitFor();
  await expect.poll(() => newest("Drafts"), { timeout: 20_000 }).toContain("Once and again");
  await page.getByText(/^Saved \d/).waitFor();
  expect(await drafts()).toBe(1);
  await page.getByRole("button", { name: "Discard draft" }).click();
});

test("two windows at one draft: the second is told, nothing is written over, and its text becomes a copy", async () => {
  await compose();
  await page.getByRole("textbox", { name: "Subject" }).fill("Shared draft");
  await text().click();
  await page.keyboard.type("Base");
  const [window] = await Promise.all([
    page.context().waitForEvent("page"),
    page.getByRole("button", { name: "Open in a new window" }).click(),
  ]);
  const first = Object.assign(window, { faults: [] });
  await text(first).getByText("Base").waitFor();
  expect(new URL(first.url()).pathname).toMatch(/^\/mail\/compose\/[0-9a-f-]{36}$/);
  expect(await text().count()).toBe(0);
  const second = Object.assign(await page.context().newPage(), { faults: [] });
  await second.goto(first.url());
  await text(second).getByText("Base").waitFor();
  await text(first).click();
  await first.keyboard.press("Control+End");
  await first.keyboard.type(" from one");
  await first.getByText(/^Saved \d/).waitFor({ timeout: 20_000 });
  await text(second).click();
  await second.keyboard.press("Control+End");
  await second.keyboard.type(" from two");
  await second.getByText("This draft was changed elsewhere.").waitFor({ timeout: 20_000 });
  expect(await newest("Drafts")).toContain("Base from one");
  await second.getByRole("button", { name: "Keep mine as a copy" }).click();
  await expect.poll(() => newest("Drafts"), { timeout: 20_000 }).toContain("Base from two");
  await overImap(async (client) => {
    await client.mailboxOpen("Drafts");
    expect(await client.search({ subject: "Shared draft" })).toHaveLength(2);
  });
  await first.close();
  await second.close();
});

/** Lets go of a file over the text, at a height of it between 0 and 1. */
async function drop(file: { name: string; type: string; base64: string }, height: number): Promise<void> {
  const transfer = await page.evaluateHandle(
    `(() => {
      const { name, type, base64 } = ${JSON.stringify(file)};
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))], name, { type }));
      return data;
    })()`,
  );
  const box = await page.getByRole("dialog").boundingBox();
  if (!box) throw new Error("no composer here");
  const place = { clientX: box.x + box.width / 2, clientY: box.y + box.height * height };
  for (const type of ["dragenter", "dragover", "drop"])
    await text().dispatchEvent(type, { dataTransfer: transfer, ...place });
}

test("files are attached by dropping, with progress; a picture goes into the text and gets another size by keys", async () => {
  await compose();
  await to().fill("ana@x.example");
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "Subject" }).fill("Dropped");
  let goOn = () => {};
  const waits = new Promise<void>((resolve) => (goOn = resolve));
  await page.route("**/uploads*", async (route) => {
    await waits;
    await route.continue();
  });
  await drop({ name: "plan.txt", type: "text/plain", base64: btoa("Slates") }, 0.8);
  await page.getByRole("progressbar", { name: /plan\.txt/ }).waitFor();
  goOn();
  await page.getByRole("progressbar", { name: /plan\.txt/ }).waitFor({ state: "detached" });
  await page.unroute("**/uploads*");
  await page.getByText("plan.txt").first().waitFor();
  await drop({ name: "dot.png", type: "image/png", base64: tinyPng }, 0.2);
  const picture = text().locator("img[src^='/uploads/']");
  await picture.click();
  const size = page.getByRole("slider");
  const before = Number(await size.getAttribute("aria-valuenow"));
  await size.press("ArrowRight");
  await expect.poll(async () => Number(await picture.getAttribute("width"))).toBeGreaterThan(before);
  const width = await picture.getAttribute("width");
  await page.keyboard.press("Control+Enter");
  await page.getByText("Message sent", { exact: true }).waitFor();
  const sent = await newest("Sent");
  expect(sent).toContain("plan.txt");
  expect(sent).toMatch(new RegExp(`width=(?:3D)?"${width}"`));
});

test("the spelling has a language of its own, which comes again with the same people", async () => {
  const write = async () => {
    await compose();
    await to().fill("jonas@brandt.example");
    await page.keyboard.press("Enter");
    await page.getByRole("textbox", { name: "Subject" }).fill("Rechtschreibung");
    await text().click();
  };
  await write();
  expect(await text().getAttribute("lang")).toBeNull();
  await page.getByRole("dialog").getByRole("button", { name: "More options" }).click();
  await page.getByRole("menuitem", { name: "Spelling language" }).press("ArrowRight");
  await page.getByRole("menuitemcheckbox", { name: "German" }).press("Enter");
  await expect.poll(() => text().getAttribute("lang")).toBe("de");
  expect(await text().getAttribute("spellcheck")).not.toBe("false");
  await page.getByRole("button", { name: "Discard draft" }).click();
  await write();
  await expect.poll(() => text().getAttribute("lang")).toBe("de");
  await page.getByRole("button", { name: "Discard draft" }).click();
});

test("a message is redirected and taken back, and passed on as a file", async () => {
  await page.goto(`${product.url}/mail/inbox`);
  await page.getByRole("main").getByText("Roof of the town hall").first().click();
  await page.frameLocator("iframe").first().getByText("offer").waitFor();
  await page.getByRole("button", { name: "More acts on this message" }).last().click();
  await page.getByRole("menuitem", { name: "Redirect" }).click();
  await page.getByRole("dialog").getByRole("combobox", { name: "To" }).fill("eva@lind.example");
  await page.getByRole("button", { name: "Redirect" }).click();
  await page.getByText("Message redirected", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Undo" }).first().click();
  await page.getByText("Not redirected", { exact: true }).waitFor();
  await page.getByRole("button", { name: "More acts on this message" }).last().click();
  await page.getByRole("menuitem", { name: "Forward as attachment" }).click();
  await page.getByRole("list", { name: "Attachments" }).getByText("Roof of the town hall.eml").waitFor();
  await page.getByRole("button", { name: "Discard draft" }).click();
});

test("many messages at once never leave the screen, and the others wait in the dock", async () => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await compose();
  for (let at = 0; at < 8; at++) await page.evaluate("document.activeElement?.blur()").then(() => openAnother());
  const isTooWide = await page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
  expect(isTooWide).toBe(false);
  for (const card of await page.getByRole("dialog").all()) {
    const box = await card.boundingBox();
    if (box) expect(box.x).toBeGreaterThanOrEqual(0);
  }
  expect(await text().count()).toBe(1);
});

async function openAnother(): Promise<void> {
  await page.getByRole("button", { name: "New message" }).first().click();
  await text().waitFor();
}

test("on a phone a link is made by its key and from what the toolbar folds away", { timeout: 60_000 }, async () => {
  const phone = await openAs(product, maren, { width: 390, height: 844 });
  const where = () => phone.getByRole("textbox", { name: "Address of the link" });
  const write = async (word: string) => {
    await text(phone).click();
    await phone.keyboard.press("Control+Home");
    await phone.keyboard.type(`${word} `);
    await phone.keyboard.press("Control+Home");
    await phone.keyboard.press("Control+Shift+ArrowRight");
  };
  const isInside = async () => {
    const box = await where().boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= 390).toBe(true);
  };
  await phone.goto(`${product.url}/mail/compose/new?to=eva@lind.example&subject=Links`);
  await write("Offer");
  await phone.keyboard.press("Control+k");
  await where().waitFor();
  await isInside();
  await phone.keyboard.type("lind.example/offer");
  await phone.keyboard.press("Enter");
  await where().waitFor({ state: "hidden" });
  await phone.locator('a[href="https://lind.example/offer"]', { hasText: "Offer" }).waitFor();

  await write("Plan");
  await phone.getByRole("button", { name: "More formatting" }).click();
  await phone.getByRole("toolbar", { name: "More formatting" }).getByRole("button", { name: "Link" }).click();
  await where().waitFor();
  await isInside();
  await where().fill("eva@lind.example");
  await where().press("Enter");
  await phone.locator('a[href="mailto:eva@lind.example"]', { hasText: "Plan" }).waitFor();
  await phone.getByRole("button", { name: "Discard draft" }).click();
  expect(phone.faults).toEqual([]);
  await phone.context().close();
});
