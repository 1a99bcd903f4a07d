import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bigAttachment, readFixture } from "../fixtures/mail/index.ts";
import { askAxe } from "./harness/axe.ts";
import { browser, closeBrowser, type Opened, openAs } from "./harness/browser.ts";
import { type Look, lookAt } from "./harness/look.ts";
import { type Product, startProduct } from "./harness/product.ts";
import { sendMail } from "./harness/smtp.ts";

/** Pictures of every screen lie here after a run: they are looked at by whoever changes one. */
const folder = path.join(import.meta.dirname, "shots");
let product: Product;
let maren: { address: string; password: string };
let noor: typeof maren;

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  product = await startProduct();
  maren = await product.account("maren");
  await product.carbyne([
    "app-password",
    "create",
    maren.address,
    "--name",
    "Thunderbird im Bürgerbüro, zweiter Stock",
  ]);
  noor = await product.account("noor");
  await product.carbyne(["shared", "create", "info@town.example", "--name", "Stadtverwaltung Information"]);
  await product.carbyne(["shared", "allow", "info@town.example", maren.address, "--send-as"]);
  const letters = [
    [
      "Lucía Fernández-Guerrero",
      "Presupuesto de la ampliación del colegio",
      "Adjunto el presupuesto revisado con las tres ofertas.",
    ],
    ["佐藤 健", "来週の会議の日程について", "来週の水曜日の会議について、午後二時からでよろしいでしょうか。"],
    [
      "Jonas Brandt",
      "Dachsanierung am Rathaus: Angebot der Firma Schiefer und Söhne GmbH & Co. KG",
      "Guten Tag, anbei das Angebot.",
    ],
    ["Stadtbücherei", "Neue Öffnungszeiten", "Ab Dezember ist auch samstags geöffnet."],
  ];
  const words = (text: string) => `=?utf-8?B?${Buffer.from(text).toString("base64")}?=`;
  for (const [name = "", subject = "", text = ""] of letters)
    await send(
      `From: ${words(name)} <someone@lindenau.example>\r\nTo: ${maren.address}\r\nSubject: ${words(subject)}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n`,
    );
  await send(bigAttachment(200_000));
  await send(readFixture("calendar/cancel.eml"));
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

const send = (raw: string | Buffer) =>
  sendMail({ port: product.ports.SMTP, from: "someone@lindenau.example", to: [maren.address, noor.address], raw });

/** The steps begin wherever the ones before them ended, so each first goes where it belongs. */
const screens: [name: string, who: "maren" | "admin", steps: (page: Page) => Promise<void>][] = [
  ["inbox", "maren", (page) => inbox(page)],
  [
    "reading",
    "maren",
    async (page) => {
      await inbox(page);
      await page.getByText("来週の会議の日程について").first().click();
      await page.frameLocator("iframe").first().getByText("水曜日").waitFor();
    },
  ],
  [
    "composer",
    "maren",
    async (page) => {
      await inbox(page);
      await page.getByRole("button", { name: "New message" }).first().click();
      await page.getByRole("textbox", { name: "Message text" }).waitFor();
    },
  ],
  [
    "composer-rich",
    "maren",
    async (page) => {
      await page.goto(
        `${product.url}/mail/compose/new?to=Ana%20Ruiz%20<ana@town.example>,bob@lindenau.example,nonsense&subject=Opening%20hours&body=Hello,%20see%20the%20attached%20list.`,
      );
      await page.getByRole("textbox", { name: "Message text" }).click();
      await page.keyboard.press("Control+End");
      await page.keyboard.press("Enter");
      if (await page.getByRole("button", { name: "Insert table" }).isVisible()) {
        await page.getByRole("button", { name: "Insert table" }).click();
        await page.keyboard.press("Enter");
        for (const head of ["Day", "From", "Until"]) {
          await page.keyboard.type(head);
          await page.keyboard.press("Tab");
        }
      }
    },
  ],
  [
    "composer-reminder",
    "maren",
    async (page) => {
      await page.goto(`${product.url}/mail/compose/new?to=ana@town.example&body=See%20the%20attached%20list.`);
      await page.getByRole("textbox", { name: "Message text" }).press("Control+Enter");
      await page.getByRole("button", { name: "Send anyway" }).waitFor();
    },
  ],
  [
    "redirect",
    "maren",
    async (page) => {
      await inbox(page);
      await page.getByText("Neue Öffnungszeiten").first().click();
      await page.frameLocator("iframe").first().getByText("samstags").waitFor();
      await page.getByRole("button", { name: "More acts on this message" }).last().click();
      await page.getByRole("menuitem", { name: "Redirect" }).click();
      await page.getByRole("dialog").getByRole("combobox", { name: "To" }).waitFor();
    },
  ],
  [
    "reading-event",
    "maren",
    async (page) => {
      await inbox(page);
      await page.getByText("Abgesagt: Elternsprechtag").first().click();
      await page.getByText("This appointment is cancelled.").waitFor();
    },
  ],
  [
    "reading-explained",
    "maren",
    async (page) => {
      await inbox(page);
      await page.getByText("Neue Öffnungszeiten").first().click();
      await page.frameLocator("iframe").first().getByText("samstags").waitFor();
      await page.getByRole("button", { name: "More acts on this message" }).last().click();
      await page.getByRole("menuitem", { name: "How it came here" }).click();
      await page.getByRole("dialog").getByText("The way it took").waitFor();
    },
  ],
  ["search", "maren", async (page) => goTo(page, "/mail/search?q=rathaus", "Dachsanierung am Rathaus")],
  [
    "list-sorted",
    "maren",
    async (page) => goTo(page, "/mail/inbox?sort=sender&filter=unread", "Sorted by sender, A to Z"),
  ],
  [
    "list-selected",
    "maren",
    async (page) => {
      await inbox(page);
      await page.keyboard.press("Control+a");
      await page.getByText("selected").first().waitFor();
    },
  ],
  ["empty", "maren", async (page) => goTo(page, "/mail/archive", "Nothing is archived yet.")],
  [
    "files",
    "maren",
    async (page) => {
      await page.goto(`${product.url}/files`);
      await page.getByText("Nothing is here yet.").or(page.locator("[data-row]")).first().waitFor();
      if ((await page.locator("[data-row]").count()) > 0) return;
      await page
        .locator('input[type="file"]')
        .first()
        .setInputFiles([{ name: "Angebot Dachsanierung.txt", mimeType: "text/plain", buffer: Buffer.from("Angebot") }]);
      await page.getByText("1 upload done").waitFor();
    },
  ],
  [
    "files-grid",
    "maren",
    async (page) => {
      await page.goto(`${product.url}/files`);
      await page.locator("[data-row]").first().waitFor();
      const turn = page.getByRole("button", { name: "Show as grid" });
      if (await turn.isVisible()) await turn.click();
      await page.getByRole("button", { name: "Show as list" }).waitFor();
    },
  ],
  [
    "viewer",
    "maren",
    async (page) => {
      await page.goto(`${product.url}/files`);
      await page.locator("[data-row] a").first().press("Enter");
      await page.getByRole("dialog").getByText("Angebot", { exact: true }).waitFor();
    },
  ],
  [
    "files-search",
    "maren",
    async (page) => {
      await page.goto(`${product.url}/files/search?q=angebot`);
      await page.locator("[data-row]").first().waitFor();
    },
  ],
  ["snooze", "maren", async (page) => ask(page, "b")],
  ["tags", "maren", async (page) => ask(page, "l")],
  [
    "keys-taken",
    "maren",
    async (page) => {
      await goTo(page, "/settings/keys", "Reset all keys");
      await page.getByRole("button", { name: "Add a key for “Mute or unmute”" }).click();
      await page.getByRole("application").waitFor();
      await page.keyboard.press("e");
      await page.getByText("“Archive” has this key.").waitFor();
    },
  ],
  [
    "shortcuts",
    "maren",
    async (page) => {
      await inbox(page);
      await page.keyboard.press("?");
      await page.getByRole("searchbox", { name: "Search shortcuts" }).waitFor();
    },
  ],
  ["settings", "maren", async (page) => goTo(page, "/settings/language", "Time zone")],
  [
    "settings-search",
    "maren",
    async (page) => {
      await page.goto(`${product.url}/settings`);
      await page.getByRole("combobox", { name: "Search settings" }).fill("mail");
      await page.getByRole("option").first().waitFor();
    },
  ],
  [
    "notifications",
    "maren",
    async (page) => {
      await goTo(page, "/settings/notifications", "Quiet hours");
      await page.getByRole("switch", { name: "Be quiet at some hours" }).check();
      await page.getByRole("group", { name: "On these days" }).waitFor();
    },
  ],
  [
    "notices",
    "maren",
    async (page) => {
      await page.goto(`${product.url}/settings`);
      await page.getByRole("button", { name: /notice/i }).click();
      await page
        .getByRole("dialog", { name: "Notices" })
        .getByRole("button")
        .or(page.getByText("Nothing was told lately."))
        .first()
        .waitFor();
    },
  ],
  [
    "filter",
    "maren",
    async (page) => {
      await goTo(page, "/settings/filters", "There are no filters yet.");
      await page.getByRole("button", { name: "New filter" }).click();
      await page.getByRole("textbox", { name: "Texts" }).fill("rathaus");
      await page.keyboard.press("Enter");
    },
  ],
  [
    "send-later",
    "maren",
    async (page) => {
      await inbox(page);
      await page.getByRole("button", { name: "New message" }).first().click();
      await page.getByRole("button", { name: "More ways to send" }).click();
      await page.getByRole("menuitem", { name: "Send later…" }).click();
      await page.getByText("Tomorrow morning").waitFor();
    },
  ],
  [
    "sharing-dialog",
    "maren",
    async (page) => {
      await goTo(page, "/settings/sharing", "Shared by you");
      await page.getByRole("button", { name: "Share your mailbox…" }).click();
      await page.getByRole("dialog").getByText("Shared with").waitFor();
    },
  ],
  [
    "app-password",
    "maren",
    async (page) => {
      await goTo(page, "/settings/devices", "App passwords");
      await page.getByRole("button", { name: "Create app password" }).click();
      await page.getByRole("textbox", { name: "Name" }).waitFor();
    },
  ],
  [
    "transfer-server",
    "maren",
    async (page) => {
      await goTo(page, "/settings/transfer", "Drop files or folders with mail here");
      await page.getByRole("button", { name: "From another mail account" }).click();
      await page.getByRole("dialog").getByLabel("Server (IMAP)").waitFor();
    },
  ],
  [
    "transfer-found",
    "maren",
    async (page) => {
      await goTo(page, "/settings/transfer", "Drop files or folders with mail here");
      if (!(await page.getByText("1 could not be read").first().isVisible()))
        await page
          .locator("input[type=file]")
          .first()
          .setInputFiles([
            {
              name: "Dachsanierung Rathaus.mbox",
              mimeType: "",
              buffer: Buffer.from("From a@x.example Wed Nov 25 10:00:00 2026\nSubject: Plan\n\nText.\n"),
            },
            { name: "archiv.pst", mimeType: "", buffer: Buffer.from("!BDN") },
          ]);
      await page.getByText("1 could not be read").first().click();
      await page.getByText("convert the file to mbox with readpst").first().waitFor();
    },
  ],
  ["admin-overview", "admin", async (page) => goTo(page, "/admin", "Everything works")],
  [
    "admin-members",
    "admin",
    async (page) => {
      await goTo(page, "/admin/accounts", "Stadtverwaltung");
      await page.getByText("Stadtverwaltung Information").first().click();
      await page.getByText("Who works with it").waitFor();
      await page.getByText("Sends as the owner").waitFor();
    },
  ],
  [
    "admin-programs",
    "admin",
    async (page) => {
      await goTo(page, "/admin/accounts", "maren@town.example");
      await page.getByText("maren@town.example").first().click();
      await page.getByRole("tab", { name: "Programs" }).click();
      await page.getByText("not used yet").waitFor();
    },
  ],
  [
    "admin-domain",
    "admin",
    async (page) => {
      await goTo(page, "/admin/domains", "town.example");
      await page.getByText("town.example").first().click();
      await page.getByText("Records for phones and mail programs").waitFor();
    },
  ],
];

/** Whole pages, each with a text of it: gone to once and then made narrow, where the others begin anew on each device. */
const pages: [name: string, who: "maren" | "admin", place: string, text: string][] = [
  ["files-trash", "maren", "/files/trash", "The trash is empty."],
  ["reading-settings", "maren", "/settings/reading", "Pictures from other servers"],
  ["list-settings", "maren", "/settings/list", "Below the list"],
  ["tags-settings", "maren", "/settings/tags", "Tags are kept as IMAP keywords"],
  ["keys-settings", "maren", "/settings/keys", "Reset all keys"],
  ["appearance", "maren", "/settings/appearance", "Density of lists"],
  ["filters", "maren", "/settings/filters", "There are no filters yet."],
  ["identities", "maren", "/settings/identities", "You have no signature yet."],
  ["templates", "maren", "/settings/templates", "You have no template yet."],
  ["sharing", "maren", "/settings/sharing", "shares their mailbox with you"],
  ["devices", "maren", "/settings/devices", "not used yet"],
  ["programs", "maren", "/settings/programs", "Outgoing mail (SMTP)"],
  ["out-of-office", "maren", "/settings/out-of-office", "Send automatic replies"],
  ["transfer", "maren", "/settings/transfer", "Drop files or folders with mail here"],
  ["senders", "maren", "/settings/senders", "Nobody is allowed or blocked yet."],
  ["admin-accounts", "admin", "/admin/accounts", "maren@town.example"],
  ["admin-domains", "admin", "/admin/domains", "town.example"],
];

/** Asks what the verb of a key asks about a conversation. */
async function ask(page: Page, key: string): Promise<void> {
  await inbox(page);
  await page
    .locator("[data-row] a")
    .first()
    .click({ modifiers: ["Control"] });
  await page.keyboard.press(key);
  await page.getByRole("dialog").waitFor();
}

const inbox = (page: Page) => goTo(page, "/mail/inbox", "Neue Öffnungszeiten");

async function goTo(page: Page, place: string, text: string): Promise<void> {
  await page.goto(product.url + place);
  await page.getByText(text).first().waitFor();
}

/** The screens that are looked at in every look; the others in the first one, or in all of them by `SCREENS=all`. */
const main = ["inbox", "reading", "composer", "search", "settings", "admin-overview"];
const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const deskLight: Look = { size: desk, scheme: "light" };
const phoneDark: Look = { size: phone, scheme: "dark" };
const devices: [name: string, looks: Look[]][] = [
  ["a desk", [deskLight, { size: desk, scheme: "dark" }, { size: { width: 1024, height: 768 }, scheme: "light" }]],
  ["a phone", [phoneDark, { size: phone, scheme: "light" }]],
];

/** A page of somebody as a device shows it first. */
async function openLike(who: { address: string; password: string }, { size, scheme }: Look): Promise<Opened> {
  const page = await openAs(product, who, size);
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
  return page;
}

test.concurrent.each(devices)(
  "on %s axe finds nothing, nothing sticks out, and nobody complains",
  { timeout: 400_000 },
  async (_name, looks) => {
    const [first] = looks;
    if (!first) throw new Error("a device without a look");
    const opened = { maren: await openLike(maren, first), admin: await openLike(product.admin, first) };
    const found: string[] = [];
    for (const [name, who, steps] of screens) {
      const page = opened[who];
      page.faults.length = 0;
      await steps(page);
      const isMain = main.includes(name) || process.env["SCREENS"] === "all";
      found.push(...(await lookAt(page, isMain ? looks : [first], path.join(folder, name))));
    }
    for (const page of Object.values(opened)) await page.context().close();
    expect(found).toEqual([]);
  },
);

test.concurrent("on a desk that becomes a phone the same is true of every page", { timeout: 400_000 }, async () => {
  const opened = { maren: await openLike(maren, deskLight), admin: await openLike(product.admin, deskLight) };
  const found: string[] = [];
  for (const [name, who, place, text] of pages) {
    await goTo(opened[who], place, text);
    found.push(...(await lookAt(opened[who], [deskLight, phoneDark], path.join(folder, name))));
  }
  for (const page of Object.values(opened)) await page.context().close();
  expect(found).toEqual([]);
});

test.concurrent("in Arabic everything stands the other way round, and nothing sticks out", {
  timeout: 120_000,
}, async () => {
  const wide: Look = { size: desk, scheme: "light" };
  const page = await openLike(noor, wide);
  const data = { key: "ui.locale", value: "ar" };
  await page.request.post(`${product.url}/trpc/settings.set`, { data, headers: { "x-carbyne": "1" } });
  const found: string[] = [];
  const look = async (name: string) =>
    found.push(...(await lookAt(page, [wide, { size: phone, scheme: "light" }], path.join(folder, `arabic-${name}`))));
  const startOf = async (what: string) => (await page.locator(what).first().boundingBox())?.x ?? 0;

  await goTo(page, "/mail/inbox", "Neue Öffnungszeiten");
  await page.getByText("البريد الوارد").first().waitFor();
  expect(await startOf("nav")).toBeGreaterThan(await startOf("[data-row]"));
  await look("inbox");
  await page.locator("[data-row]").first().click({ button: "right" });
  const menu = await page.getByRole("menu").boundingBox();
  expect(menu && menu.x >= 0 && menu.x + menu.width <= desk.width).toBe(true);
  await page.keyboard.press("Escape");
  await page.getByText("Neue Öffnungszeiten").first().click();
  await page.frameLocator("iframe").first().getByText("samstags").waitFor();
  expect(await startOf("[data-row]")).toBeGreaterThan(await startOf("article"));
  await look("reading");
  await page.goto(`${product.url}/mail/compose/new?to=bob@lindenau.example&subject=Keys`);
  await page.getByRole("textbox").nth(1).waitFor();
  await look("composer");
  await page.goto(`${product.url}/settings/out-of-office`);
  await page.getByRole("switch").first().waitFor();
  await look("settings");
  await page.context().close();
  expect(found).toEqual([]);
});

test("the sign-in page, wrong passwords and a page that is not there", async () => {
  const context = await (await browser()).newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await page.goto(product.url);
  await page.getByLabel("Address").fill(maren.address);
  await page.getByLabel("Password").fill("wrong");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").first().waitFor();
  await page.screenshot({ path: path.join(folder, "sign-in-390-light.png") });
  expect(await askAxe(page)).toEqual([]);
  expect((await page.goto(`${product.url}/no/such/page`))?.status()).toBe(404);
  await context.close();
});
