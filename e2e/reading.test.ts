// @module-tag long
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askAxe } from "./harness/axe.ts";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { type Product, startProduct } from "./harness/product.ts";
import { sendMail } from "./harness/smtp.ts";

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
/** Pictures of everything that is opened lie here after a run. */
const folder = path.join(import.meta.dirname, "shots");
let product: Product;
let reader: { address: string; password: string };
let ana: { address: string; password: string };
let page: Opened;
let pictures: Server;
const heard: IncomingMessage[] = [];

beforeAll(async () => {
  pictures = createServer((request, response) => {
    heard.push(request);
    response.setHeader("content-type", "image/png");
    response.end(png);
  });
  await new Promise<void>((resolve) => pictures.listen(0, "127.0.0.1", resolve));
  const { port } = pictures.address() as AddressInfo;
  product = await startProduct({ env: { CARBYNE_FETCH_ALLOW: `127.0.0.1:${port}` } });
  reader = await product.account("reader");
  ana = await product.account("ana");
  await deliver(letters(`http://127.0.0.1:${port}`));
  page = await openAs(product, reader);
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
  pictures.close();
});

type Letter = { subject: string; from?: string; head?: string[]; body: string[]; isLocal?: boolean };

async function deliver(all: readonly Letter[]): Promise<void> {
  for (const { subject, from = "Jonas Brandt <jonas@lindenau.example>", head = [], body, isLocal } of all) {
    const author = isLocal ? `Ana Ortega <${ana.address}>` : from;
    const raw = [`From: ${author}`, `To: ${reader.address}`, `Subject: ${subject}`, ...head, ...body, ""].join("\r\n");
    const sender = /<(.*)>/.exec(author)?.[1] ?? "";
    await sendMail({
      port: isLocal ? product.ports.SUBMISSION : product.ports.SMTP,
      from: sender,
      to: [reader.address],
      raw,
      ...(isLocal ? { login: ana } : {}),
    });
  }
}

const html = (text: string) => ["Content-Type: text/html; charset=utf-8", "", text];
const part = (type: string, content: string, more: string[] = []) => [
  "--b",
  `Content-Type: ${type}`,
  ...more,
  "",
  content,
];
const base64 = ["Content-Transfer-Encoding: base64"];

function letters(pictureUrl: string): Letter[] {
  const event =
    "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nSUMMARY:Roof of the town hall\r\nLOCATION:Town hall, room 2\r\nDTSTART;TZID=W. Europe Standard Time:20261201T100000\r\nDTEND;TZID=W. Europe Standard Time:20261201T113000\r\nORGANIZER;CN=Ana Ortega:mailto:ana@town.example\r\nATTENDEE:mailto:reader@town.example\r\nEND:VEVENT\r\nEND:VCALENDAR";
  const inner =
    "From: Inge Far <inge@far.example>\r\nTo: jonas@lindenau.example\r\nSubject: Inner letter\r\nDate: Mon, 24 Nov 2025 10:00:00 +0000\r\n\r\nThe innermost words.";
  return [
    {
      subject: "Our roof",
      isLocal: true,
      body: html(
        `<table bgcolor="#f4f0e8" width="600"><tr><td>The roof in spring<br><img src="${pictureUrl}/roof.png" width="80" height="40"></td></tr></table>`,
      ),
    },
    {
      subject: "Once more",
      isLocal: true,
      body: html(`<p>Again</p><img src="${pictureUrl}/again.png" width="80" height="40">`),
    },
    {
      subject: "Re: Meeting",
      body: html(
        '<p>Ten is fine. <a href="https://evil.example.net/login">https://bank.example/</a></p><div class="gmail_quote"><div class="gmail_attr">On Mon, 24 Nov 2025, Reader wrote:</div><blockquote>Shall we meet at ten?</blockquote></div>',
      ),
    },
    {
      subject: "Files",
      head: ["Content-Type: multipart/mixed; boundary=b"],
      body: [
        "",
        ...part("text/plain", "Everything is attached."),
        ...part('image/png; name="one.png"', png.toString("base64"), base64),
        ...part('image/png; name="two.png"', png.toString("base64"), base64),
        ...part("message/rfc822", inner),
        ...part('text/calendar; method=REQUEST; name="roof.ics"', event),
        ...part(
          'text/vcard; name="ana.vcf"',
          "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Ortega\r\nORG:Town\r\nEMAIL:ana@town.example\r\nTEL:+49 30 123\r\nEND:VCARD",
        ),
        "--b--",
      ],
    },
    {
      subject: "Receipt",
      isLocal: true,
      head: [`Disposition-Notification-To: ana@town.example`],
      body: ["", "Have you read this?"],
    },
    {
      subject: "Weekly",
      from: '"news@paypal.com" <news@lists.example>',
      head: ["List-Id: <weekly.lists.example>", "List-Unsubscribe: <mailto:leave@town.example?subject=stop>"],
      body: ["", "The news of the week."],
    },
  ];
}

const row = (subject: string) => page.locator("[data-row]", { hasText: subject }).first();
const article = () => page.locator("main article").last();
const body = () => page.frameLocator("main article iframe").last();
const open = async (subject: string) => {
  await row(subject).locator("a").click();
  await page.getByRole("heading", { name: subject, exact: true, level: 1 }).waitFor();
  await page.locator("main article iframe").last().waitFor();
};
const shot = async (name: string) => {
  await page.waitForTimeout(250);
  await page.screenshot({ path: path.join(folder, `reading-${name}.png`) });
};
const violations = () => askAxe(page);
const until = (claim: () => Promise<unknown>, value: unknown) =>
  expect.poll(claim, { timeout: 20_000, interval: 50 }).toEqual(value);
const isDrawn = () =>
  body()
    .locator("img")
    .evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth > 0);

test("pictures come when they are asked for, through this server, and from then on for whom one trusts", async () => {
  await open("Our roof");
  await body().getByText("The roof in spring").waitFor();
  expect(heard).toHaveLength(0);
  await shot("pictures-asked");
  await page.getByRole("button", { name: "Always show pictures" }).click();
  await page.getByRole("menuitem", { name: "Always from ana@town.example" }).click();
  await until(isDrawn, true);
  expect(heard.map(({ url }) => url)).toEqual(["/roof.png"]);
  expect(Object.keys(heard[0]?.headers ?? {})).not.toEqual(expect.arrayContaining(["cookie"]));
  expect(heard[0]?.headers.referer).toBeUndefined();
  await open("Once more");
  await until(isDrawn, true);
  expect(await page.getByRole("button", { name: "Show pictures" }).count()).toBe(0);
  await page.goto(`${product.url}/settings/reading`);
  await page.getByText("ana@town.example").waitFor();
  await shot("settings");
  expect(await violations()).toEqual([]);
  await page.getByRole("button", { name: "Ask again about ana@town.example" }).click();
  await page.getByText("Nobody yet.").waitFor();
  await page.goto(product.url);
});

test("what is quoted is folded, and a link that deceives says where it goes", async () => {
  await open("Re: Meeting");
  await body().getByText("Ten is fine.").waitFor();
  const quoted = body().getByText("Shall we meet at ten?");
  expect(await quoted.isVisible()).toBe(false);
  await body().locator("summary[aria-label='Show or hide the quoted text']").click();
  await quoted.waitFor();
  await body().getByRole("link").hover();
  await page.getByRole("status").getByText("evil.example.net").waitFor();
  await shot("deceit");
  // A finger is told before it goes: the first press opens nothing.
  let windows = 0;
  page.context().on("page", () => windows++);
  const frame = await (await page.locator("main article iframe").last().elementHandle())?.contentFrame();
  await frame?.evaluate(
    `document.querySelector("a").dispatchEvent(new PointerEvent("click", { pointerType: "touch", bubbles: true, cancelable: true }))`,
  );
  await page.waitForTimeout(300);
  expect(windows).toBe(0);
});

test("pictures open one after the other, attached mail where it is, and appointments and people as cards", async () => {
  await open("Files");
  await page.getByText("Roof of the town hall").waitFor();
  await page.getByText("Tuesday, 1 December 2026").waitFor();
  await page.getByText("+49 30 123").waitFor();
  await shot("cards");
  expect(await violations()).toEqual([]);
  await page.getByRole("button", { name: /^one\.png/ }).click();
  await page.getByText(/^1 of \d$/).waitFor();
  await page.keyboard.press("ArrowRight");
  await page.getByText(/^2 of \d$/).waitFor();
  await page.keyboard.press("ArrowLeft");
  await page.getByText(/^1 of \d$/).waitFor();
  await shot("lightbox");
  expect(await violations()).toEqual([]);
  await page.keyboard.press("Escape");
  await until(() => page.getByRole("dialog").count(), 0);
  expect(await page.evaluate("document.activeElement.textContent")).toMatch(/^one\.png/);
  await page.getByRole("button", { name: /^Inner letter\.eml/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.frameLocator("iframe").getByText("The innermost words.").waitFor();
  await dialog.getByText("Nobody has checked who wrote it.").waitFor();
  await shot("attached");
  expect(await violations()).toEqual([]);
  await page.keyboard.press("Escape");
  const link = page.getByRole("link", { name: "Download all" });
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  expect(download.suggestedFilename()).toBe("Files.zip");
});

test("a receipt is sent when the reader says so, once", async () => {
  await open("Receipt");
  await page.getByText("would like to know that you have read this").waitFor();
  await shot("receipt");
  await page.getByRole("button", { name: "Send a receipt" }).click();
  await until(() => page.getByRole("button", { name: "Send a receipt" }).count(), 0);
  const other = await openAs(product, ana);
  await other.locator("[data-row]", { hasText: "Read: Receipt" }).waitFor();
  await other.context().close();
});

test("a list is left with one question, and says that it was", async () => {
  await open("Weekly");
  await page.getByText("The name shows news@paypal.com, but the message comes from news@lists.example.").waitFor();
  await shot("warning");
  await article().getByRole("button", { name: "Unsubscribe" }).click();
  await page.getByRole("dialog").getByText("A message that asks to be taken off").waitFor();
  await shot("leave");
  await page.getByRole("dialog").getByRole("button", { name: "Unsubscribe" }).click();
  await article()
    .getByText(/^Unsubscribed/)
    .waitFor();
});

test("the header is explained, and a conversation is printed", async () => {
  await article().getByRole("button", { name: "More acts on this message" }).click();
  await page.getByRole("menuitem", { name: "How it came here" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("The way it took").waitFor();
  await dialog.getByText("SPF", { exact: true }).waitFor();
  await shot("explained");
  expect(await violations()).toEqual([]);
  await page.keyboard.press("Escape");
  await article().getByRole("button", { name: "More acts on this message" }).click();
  const [paper] = await Promise.all([
    page.context().waitForEvent("page"),
    page.getByRole("menuitem", { name: "Print this message" }).click(),
  ]);
  await paper.getByText("The news of the week.").waitFor();
  expect(await paper.title()).toBe("Weekly");
  await paper.screenshot({ path: path.join(folder, "reading-print.png") });
  await paper.close();
});

test("in the dark designed mail keeps its paper unless one wants it dark", async () => {
  await page.emulateMedia({ colorScheme: "dark" });
  await open("Our roof");
  await body().getByText("The roof in spring").waitFor();
  const scheme = () => body().locator("meta[name=color-scheme]").getAttribute("content");
  await until(scheme, "light");
  await shot("paper-white");
  await article().getByRole("button", { name: "More acts on this message" }).click();
  await page.getByRole("menuitem", { name: "Show on dark paper" }).click();
  await until(scheme, "dark");
  await shot("paper-dark");
  await page.emulateMedia({ colorScheme: "light" });
});

test("keys go from message to message within a conversation", async () => {
  for (const [at, text] of ["First words", "Second words", "Third words"].entries())
    await deliver([
      {
        subject: at === 0 ? "Keys" : "Re: Keys",
        head: [`Message-ID: <k${at}@x>`, ...(at === 0 ? [] : ["In-Reply-To: <k0@x>"])],
        body: ["", text],
      },
    ]);
  await open("Keys");
  const shown = () => page.locator("main article iframe").count();
  await until(shown, 3);
  await page.keyboard.press(":");
  await until(shown, 1);
  await page.keyboard.press("n");
  await until(shown, 2);
  await page.frameLocator("main article iframe").first().getByText("First words").waitFor();
  await page.keyboard.press("n");
  await until(shown, 3);
  await page.keyboard.press(";");
  await until(shown, 3);
});

test("nothing went wrong on the way, and nothing left for another host", () => {
  expect(page.faults).toEqual([]);
});
